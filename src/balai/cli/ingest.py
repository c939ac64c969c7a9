"""`balai ingest`: bring files in, and do at once what the worker would do."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from balai.cli.entry import OK, REFUSED, show_error
from balai.cli.node import as_option, json_option, open_node, print_json, viewer
from balai.core.audience import Viewer
from balai.core.errors import BalaiError, Invalid


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--level", default="AMBER", help="Sharing level (TLP); default AMBER.")
@click.option("--chatham", is_flag=True, help="The Chatham House Rule covers these sources.")
@click.option("--language", default="", help="Language of the sources (ISO 639-1).")
@click.option("--country", default="", help="Country the sources are about (ISO 3166-1).")
@as_option
@json_option
def command(
    paths: tuple[Path, ...],
    level: str,
    chatham: bool,
    language: str,
    country: str,
    email: str | None,
    as_json: bool,
) -> int:
    """Read sources (files or folders), find passages, propose lessons, check for personal data."""
    open_node()
    from balai.core.audience import Level
    from balai.library.actions import Sharing, SourceDetails, begin_contribution

    who = viewer(email)
    organisation = _organisation_of(who)
    sharing = Sharing(Level.read(level), (), chatham)
    details = SourceDetails(language=language.lower(), country=country.upper())
    contribution = begin_contribution(viewer=who, organisation_id=organisation)
    results: list[dict[str, Any]] = []
    files = list(_files(paths))
    click.echo(f"Sharing as TLP:{sharing.level.label}.", err=True)
    stream = click.get_text_stream("stderr")
    with click.progressbar(files, label="Reading", file=stream) as bar:
        results += [
            _ingest(who, organisation, path, sharing, details, contribution) for path in bar
        ]
    failed = [each for each in results if each["source"] is None]
    if as_json:
        print_json(results)
    else:
        _print(results)
    for each in failed:
        error = each["error"]
        show_error(BalaiError(error["message"], error["hint"]), False, f"{each['file']}: ")
    if failed:
        click.echo(f"{len(failed)} of {len(results)} files were refused.", err=True)
    return REFUSED if failed else OK


def _organisation_of(who: Viewer) -> str:
    from balai.library.policy import may_contribute

    for organisation in sorted(who.organisations):
        if may_contribute(who, organisation):
            return organisation
    raise Invalid("This account may not contribute.", "Ask a steward for the contributor's role.")


def _files(paths: tuple[Path, ...]) -> Iterator[Path]:
    """Yield the files named, and those in the folders named, in a stable order."""
    for path in paths:
        if path.is_dir():
            yield from sorted(
                each for each in path.rglob("*") if each.is_file() and not each.name.startswith(".")
            )
        else:
            yield path


def _ingest(
    who: Viewer, organisation: str, path: Path, sharing: Any, details: Any, contribution: str
) -> dict[str, Any]:
    from balai.foundation.ports.files import chunks_of
    from balai.library.actions import add_source
    from balai.library.limits import largest_upload

    began = time.monotonic()
    try:
        if not path.is_file():
            raise Invalid("There is no such file.", "Check the path.", kind="not-a-file")
        size = path.stat().st_size
        if size > largest_upload():
            raise Invalid(
                f"This file has {size / 1e6:.0f} MB; {largest_upload() / 1e6:.0f} MB is the most.",
                "Split it, or ask the steward to raise largest_upload.",
                kind="too-large",
            )
        source_id = add_source(
            viewer=who,
            organisation_id=organisation,
            name=os.fspath(path.name),
            content=chunks_of(path),
            sharing_as=sharing,
            details=details,
            contribution_id=contribution,
        )
        _work()
        return _outcome(who, source_id, path, time.monotonic() - began)
    except BalaiError as error:
        return _refused(path, error.kind, error.message, error.hint)


def _work() -> None:
    from balai.foundation.tasks.worker import run_all

    run_all()


def _outcome(who: Viewer, source_id: str, path: Path, seconds: float) -> dict[str, Any]:
    from balai.knowledge.review import count_candidates
    from balai.library.queries import duplicates_of, passages, reading_notes, source

    shown = source(who, source_id)
    if shown.state == "refused":
        return _refused(path, shown.error_kind, shown.error_message, shown.error_hint)
    warnings, aside, findings = reading_notes(who, source_id)
    return {
        "source": source_id,
        "file": str(path),
        "title": shown.title,
        "language": shown.language,
        "format": shown.format,
        "pages": shown.pages,
        "passages": len(passages(who, source_id)),
        "candidates": count_candidates(who, source_id),
        "personal_data": findings,
        "duplicate_of": list(duplicates_of(who, source_id)),
        "level": shown.sharing.level.label,
        "seconds": round(seconds, 2),
        "warnings": [
            *warnings,
            *(f"Page {each.page} was set aside: {each.reason}" for each in aside),
        ],
    }


def _refused(path: Path, kind: str, message: str, hint: str) -> dict[str, Any]:
    error = {"kind": kind, "message": message, "hint": hint}
    return {"source": None, "file": str(path), "error": error}


def _print(results: list[dict[str, Any]]) -> None:
    for each in results:
        if each["source"]:
            click.echo(
                f"{each['file']}: {each['title']} ({each['language'] or 'language unknown'}, "
                f"{each['pages']} pages): {each['passages']} passages, {each['candidates']} "
                f"candidates, {each['personal_data']} findings of personal data"
            )
            for warning in each["warnings"]:
                click.echo(f"  {warning}")
