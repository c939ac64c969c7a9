"""`balai ingest`: bring files in, and do at once what the worker would do."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from balai.cli.entry import FAULT, OK, REFUSED, show_error
from balai.cli.node import (
    COUNTRY,
    LANGUAGE,
    LEVEL,
    as_line,
    as_option,
    json_option,
    open_node,
    print_json,
    viewer,
)
from balai.cli.work import finish
from balai.core.audience import Level, Viewer
from balai.core.errors import BalaiError, Invalid

JSON = (
    "list of `{source, file, title, language, format, pages, passages, candidates, personal_data, "
    "duplicate_of, level, seconds, warnings}`; `duplicate_of` names only what the person acting "
    "may see; a file that was refused is `{source: null, file, error: {kind, message, hint}}`"
)
"""What `--json` prints; docs/reference/cli.md is made from it."""


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--level", default="AMBER", type=LEVEL, help="Sharing level (TLP); default AMBER.")
@click.option("--chatham", is_flag=True, help="The Chatham House Rule covers these sources.")
@click.option("--language", default="", type=LANGUAGE, help="Language of the sources (ISO 639).")
@click.option("--country", default="", type=COUNTRY, help="Country the sources are about.")
@click.option("--organisation", default="", help="Owner: name or identifier; default one's own.")
@as_option
@json_option
def command(
    paths: tuple[Path, ...],
    level: Level,
    chatham: bool,
    language: str,
    country: str,
    organisation: str,
    email: str | None,
    as_json: bool,
) -> int:
    """Read sources (files or folders), find passages, propose lessons, check for personal data."""
    open_node()
    from django.conf import settings

    from balai.foundation.tasks.worker import release_the_dead
    from balai.library.actions import Sharing, SourceDetails

    who = viewer(email)
    owner = _owner(who, organisation)
    batch = Batch(
        who,
        owner[0],
        Sharing(level, (), chatham),
        SourceDetails(language=language, country=country),
    )
    click.echo(f"Sharing as TLP:{level.label} of {owner[1]}.", err=True)
    release_the_dead()
    files = list(_files(paths, settings.BALAI.path.resolve()))
    results: list[dict[str, Any]] = []
    stopped = False
    try:
        with _bar(files) as bar:
            for path in bar:
                results.append(batch.ingest(path))
    except KeyboardInterrupt:
        stopped = True
    batch.submit()
    return _report(results, len(files), stopped, as_json)


@dataclass
class Batch:
    """What all files of one call share; their sources are one contribution."""

    who: Viewer
    organisation: str
    sharing: Any
    details: Any
    contribution: str = ""

    def ingest(self, path: Path) -> dict[str, Any]:
        """Bring one file in and return what became of it; a refusal is returned, not raised."""
        began = time.monotonic()
        try:
            source_id = self._add(path)
            _work_on(source_id)
            return self._outcome(source_id, path, time.monotonic() - began)
        except BalaiError as error:
            return _refused(path, error.kind, error.message, error.hint)
        except OSError as error:
            return _refused(path, "not-a-file", f"It cannot be read: {error.strerror}.", "")

    def submit(self) -> None:
        """Hand the contribution to the reviewers."""
        from balai.library.actions import submit_contribution

        if self.contribution:
            submit_contribution(viewer=self.who, contribution_id=self.contribution)

    def _add(self, path: Path) -> str:
        from balai.foundation.ports.files import chunks_of
        from balai.library.actions import add_source, begin_contribution

        _check(path)
        if not self.contribution:
            self.contribution = begin_contribution(
                viewer=self.who, organisation_id=self.organisation
            )
        return add_source(
            viewer=self.who,
            organisation_id=self.organisation,
            name=os.fspath(path.name),
            content=chunks_of(path),
            sharing_as=self.sharing,
            details=self.details,
            contribution_id=self.contribution,
        )

    def _outcome(self, source_id: str, path: Path, seconds: float) -> dict[str, Any]:
        from balai.knowledge.review import count_candidates
        from balai.library.queries import duplicates_of, passages, reading_notes, source

        shown = source(self.who, source_id)
        if shown.state == "refused":
            return _refused(path, shown.error_kind, shown.error_message, shown.error_hint)
        warnings, aside, findings = reading_notes(self.who, source_id)
        return {
            "source": source_id,
            "file": str(path),
            "title": shown.title,
            "language": shown.language,
            "format": shown.format,
            "pages": shown.pages,
            "passages": len(passages(self.who, source_id)),
            "candidates": count_candidates(self.who, source_id),
            "personal_data": findings,
            "duplicate_of": list(duplicates_of(self.who, source_id)),
            "level": shown.sharing.level.label,
            "seconds": round(seconds, 2),
            "warnings": [
                *warnings,
                *(f"Page {each.page} was set aside: {each.reason}" for each in aside),
            ],
        }


def _owner(who: Viewer, wanted: str) -> tuple[str, str]:
    """Return identifier and name of the organisation that will own the sources."""
    from balai.library.policy import may_contribute
    from balai.people.queries import organisations

    own = [each for each in organisations(who.organisations) if may_contribute(who, each.id)]
    if wanted:
        own = [each for each in own if wanted in (each.id, each.name)]
    if not own:
        raise Invalid(
            f"This account may not contribute{f' for “{wanted}”' if wanted else ''}.",
            "Ask a steward for the contributor's role.",
            kind="may-not-contribute",
        )
    return own[0].id, own[0].name


def _bar(files: list[Path]) -> Any:
    return click.progressbar(
        files,
        label="Reading",
        file=sys.stderr,
        item_show_func=lambda path: as_line(path.name)[:40] if path else None,
    )


def _files(paths: tuple[Path, ...], home: Path) -> Iterator[Path]:
    """Yield the files named, and those in the folders named, in a stable order.

    Of a folder, hidden files are left out, and the node's own home with its secrets.
    """
    for path in paths:
        if path.is_dir():
            within = (each for each in path.rglob("*") if each.is_file())
            yield from sorted(
                each
                for each in within
                if not each.name.startswith(".") and home not in each.resolve().parents
            )
        else:
            yield path


def _check(path: Path) -> None:
    from balai.library.limits import largest_upload

    if not path.is_file():
        raise Invalid("There is no such file.", "Check the path.", kind="not-a-file")
    size = path.stat().st_size
    if size > largest_upload():
        raise Invalid(
            f"This file has {size / 1e6:.0f} MB; {largest_upload() / 1e6:.0f} MB is the most.",
            "Divide it, or ask the steward to raise largest_upload.",
            kind="too-large",
        )


def _work_on(source_id: str) -> None:
    finish(
        (f"read:{source_id}:", f"propose:{source_id}", f"search.index:source:{source_id}:"),
    )


def _refused(path: Path, kind: str, message: str, hint: str) -> dict[str, Any]:
    error = {"kind": kind, "message": message, "hint": hint}
    return {"source": None, "file": str(path), "error": error}


def _report(results: list[dict[str, Any]], files: int, stopped: bool, as_json: bool) -> int:
    """Print what became of each file, and return the status."""
    failed = [each for each in results if each["source"] is None]
    if as_json:
        print_json(results)
    else:
        _print(results)
    for each in failed:
        error = each["error"]
        show_error(BalaiError(error["message"], error["hint"]), False, f"{each['file']}: ")
    if stopped:
        click.echo(
            f"Stopped after {len(results)} of {files} files. What was brought in is kept; what "
            "was not read yet is read by the next `balai ingest` or `balai up`.",
            err=True,
        )
    if failed:
        click.echo(f"{len(failed)} of {len(results)} files were refused.", err=True)
    if not files:
        click.echo("There are no files in these folders.", err=True)
    return FAULT if stopped else REFUSED if failed else OK


def _print(results: list[dict[str, Any]]) -> None:
    for each in results:
        if each["source"]:
            click.echo(
                f"{each['file']}: {as_line(each['title'])} "
                f"({each['language'] or 'language unknown'}, {each['pages']} pages): "
                f"{each['passages']} passages, {each['candidates']} candidates, "
                f"{each['personal_data']} findings of personal data"
            )
            for warning in each["warnings"]:
                click.echo(f"  {warning}")
