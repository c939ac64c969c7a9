"""`balai export`: records as JSON-LD, CSV, RIS or BibTeX, for whoever asks."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from balai.cli.node import FILE, as_option, base_address, open_node, reading_languages, viewer
from balai.core.audience import Viewer
from balai.core.errors import Invalid, concerning
from balai.core.ids import is_id

if TYPE_CHECKING:
    from balai.knowledge.queries import LessonShown
    from balai.library.queries import SourceShown

FORMATS = ("jsonld", "csv", "ris", "bib")
_MANY = 200
"""Records read at a time."""

JSON = "the JSON-LD document itself"
"""What `--json` prints; docs/reference/cli.md is made from it."""


@click.command()
@click.argument("what")
@click.option("--format", "suffix", type=click.Choice(FORMATS), help="Default: jsonld.")
@click.option("--output", type=FILE, help="Write to a file.")
@as_option
@click.option("--json", "as_json", is_flag=True, help="The same as --format jsonld.")
def command(
    what: str, suffix: str | None, output: Path | None, email: str | None, as_json: bool
) -> None:
    """Write WHAT (lessons, sources, or the identifier of one lesson) as its reader may see it.

    Every record carries its sharing level, and the whole the highest among them. What the
    reader may not see is not in it.
    """
    if as_json and suffix not in (None, "jsonld"):
        raise click.UsageError("--json is --format jsonld; give one of them.")
    if what not in ("lessons", "sources") and not is_id(what):
        raise click.UsageError(f"“{what}” is neither lessons, sources nor a lesson's identifier.")
    open_node()
    who = viewer(email)
    text, mark, count = _written(who, what, suffix or "jsonld")
    if output is None:
        click.echo(text, nl=not text.endswith("\n"))
    else:
        _save(output, text)
    click.echo(f"{count} record{'' if count == 1 else 's'}, {mark}.", err=True)


def _written(who: Viewer, what: str, suffix: str) -> tuple[str, str, int]:
    """Return the document, the mark it carries as a whole, and how many records it holds."""
    from balai.knowledge.exporting import export
    from balai.knowledge.voice.queries.marks import marks
    from balai.library.exporting import export_sources
    from balai.sharing.actions import note_gone_out
    from balai.sharing.marks import label_of

    if what == "sources":
        sources = _all_sources(who)
        note_gone_out(record_kind="source", record_ids=[each.id for each in sources], way=suffix)
        contested = marks(who, "source", [each.id for each in sources])
        text = export_sources(sources, suffix, base_address(), contested)
        return text, label_of(each.sharing for each in sources), len(sources)
    lessons = _all_lessons(who) if what == "lessons" else [_one(who, what)]
    note_gone_out(record_kind="lesson", record_ids=[each.id for each in lessons], way=suffix)
    mark = label_of(held for each in lessons for held in each.held)
    return export(lessons, suffix, base_address()), mark, len(lessons)


def _one(who: Viewer, lesson_id: str) -> LessonShown:
    from balai.knowledge.queries import lesson

    return lesson(who, lesson_id, reading_languages(who))


def _all_lessons(who: Viewer) -> list[LessonShown]:
    from balai.knowledge.queries import lessons

    found: list[LessonShown] = []
    languages = reading_languages(who)
    while part := lessons(who, languages, limit=_MANY, offset=len(found)):
        found += part
    return found


def _all_sources(who: Viewer) -> list[SourceShown]:
    from balai.library.queries import sources

    found: list[SourceShown] = []
    while part := sources(who, limit=_MANY, offset=len(found)):
        found += part
    return [each for each in found if each.state == "ready"]


def _save(output: Path, text: str) -> None:
    """Write a file beside its place and rename it, so that it is whole or as it was."""
    draft = output.with_name(f".{output.name}.{os.getpid()}")
    try:
        with draft.open("w", encoding="utf-8", newline="") as target:
            target.write(text)
        draft.replace(output)
    except OSError as error:
        with concerning(output):
            raise Invalid(
                f"{output} cannot be written: {error.strerror or error}.",
                "Choose a folder that exists and may be written.",
                kind="cannot-write",
            ) from error
    finally:
        draft.unlink(missing_ok=True)
