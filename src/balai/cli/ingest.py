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

from balai.cli.brought import EXPLAINED, FIELDS, outcome, owner_of, refused, work_on
from balai.cli.entry import FAULT, OK, REFUSED, show_error
from balai.cli.node import (
    COUNTRY,
    FILE,
    LANGUAGE,
    LEVEL,
    as_line,
    as_option,
    json_option,
    open_node,
    print_json,
    viewer,
)
from balai.cli.readers import by_address, recipient_option
from balai.core.audience import Level, Viewer
from balai.core.errors import BalaiError, Invalid

JSON = f"list of `{FIELDS}`; {EXPLAINED}"
"""What `--json` prints; docs/reference/cli.md is made from it."""


@click.command()
@click.argument("paths", nargs=-1, type=FILE)
@click.option(
    "--address",
    "addresses",
    multiple=True,
    help="A web page, where the node may fetch one; may be given several times.",
)
@click.option("--level", default="AMBER", type=LEVEL, help="Default AMBER; `balai levels`.")
@recipient_option
@click.option("--chatham", is_flag=True, help="The Chatham House Rule covers these sources.")
@click.option("--language", default="", type=LANGUAGE, help="Language of the sources (ISO 639).")
@click.option("--country", default="", type=COUNTRY, help="Country the sources are about.")
@click.option("--organisation", default="", help="Owner: name or identifier; default one's own.")
@as_option
@json_option
def command(
    paths: tuple[Path, ...],
    addresses: tuple[str, ...],
    level: Level,
    recipients: tuple[str, ...],
    chatham: bool,
    language: str,
    country: str,
    organisation: str,
    email: str | None,
    as_json: bool,
) -> int:
    """Read sources (files or folders), find passages, propose lessons, check for personal data."""
    if not paths and not addresses:
        raise click.UsageError("Name files, folders or an --address.")
    open_node()
    from django.conf import settings

    from balai.foundation.tasks.worker import release_the_dead
    from balai.library.actions import Sharing, SourceDetails
    from balai.sharing.levels import meanings

    who = viewer(email)
    owner = owner_of(who, organisation)
    batch = Batch(
        who,
        owner[0],
        Sharing(level, (), chatham, by_address(level, recipients)),
        SourceDetails(language=language, country=country),
    )
    click.echo(f"Sharing as TLP:{level.label}: {as_line(meanings([owner[0]])[level])}", err=True)
    release_the_dead()
    files: list[Path | str] = [*_files(paths, settings.BALAI.path.resolve()), *addresses]
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

    def ingest(self, path: Path | str) -> dict[str, Any]:
        """Bring one file or address in; what was refused is returned, not raised."""
        began = time.monotonic()
        try:
            source_id = self._add_address(path) if isinstance(path, str) else self._add(path)
            work_on(source_id)
            return outcome(self.who, source_id, str(path), time.monotonic() - began)
        except BalaiError as error:
            return refused(str(path), error.kind, error.message, error.hint)
        except OSError as error:
            why = f"It cannot be read: {error.strerror or error}."
            return refused(str(path), "not-a-file", why, "Check whether the disk is still there.")

    def submit(self) -> None:
        """Hand the contribution to the reviewers."""
        from balai.library.actions import submit_contribution

        if self.contribution:
            submit_contribution(viewer=self.who, contribution_id=self.contribution)

    def _begin(self) -> None:
        from balai.library.actions import begin_contribution

        if not self.contribution:
            self.contribution = begin_contribution(
                viewer=self.who, organisation_id=self.organisation
            )

    def _add_address(self, address: str) -> str:
        from balai.library.actions import add_address

        self._begin()
        return add_address(
            viewer=self.who,
            organisation_id=self.organisation,
            address=address,
            sharing_as=self.sharing,
            contribution_id=self.contribution,
        )

    def _add(self, path: Path) -> str:
        from balai.foundation.ports.files import chunks_of
        from balai.library.actions import add_source

        check_file(path)
        self._begin()
        return add_source(
            viewer=self.who,
            organisation_id=self.organisation,
            name=os.fspath(path.name),
            content=chunks_of(path),
            sharing_as=self.sharing,
            details=self.details,
            contribution_id=self.contribution,
        )


def _bar(files: list[Path | str]) -> Any:
    return click.progressbar(
        files,
        label="Reading",
        file=sys.stderr,
        item_show_func=lambda path: as_line(Path(path).name)[:40] if path else None,
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


def check_file(path: Path) -> None:
    """Raise Invalid where a file is absent, unreadable or larger than the node accepts."""
    from balai.library.limits import largest_upload

    if not path.is_file():
        raise Invalid("There is no such file.", "Check the path.", kind="not-a-file")
    try:
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
    except OSError as error:
        raise Invalid(
            f"It cannot be read: {error.strerror or error}.",
            "Check who may read it, and whether the disk is there.",
            kind="not-a-file",
        ) from error
    if size > largest_upload():
        raise Invalid(
            f"This file has {size / 1e6:.0f} MB; {largest_upload() / 1e6:.0f} MB is the most.",
            "Divide it, or ask the steward to raise largest_upload.",
            kind="too-large",
        )


def _report(results: list[dict[str, Any]], files: int, stopped: bool, as_json: bool) -> int:
    """Print what became of each file, and return the status."""
    failed = [each for each in results if each["source"] is None]
    if as_json:
        print_json(results)
    else:
        _print(results)
    for each in failed:
        error = each["error"]
        show_error(BalaiError(error["message"], error["hint"]), False, each["file"])
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
