"""`balai source`: what those in charge of a source do with it."""

from __future__ import annotations

import shutil
import time
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from balai.cli.brought import FIELDS, outcome, work_on
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
from balai.cli.on_record import outs_of, print_marked, releases_on_record
from balai.cli.readers import (
    by_address,
    confirm_named,
    named,
    recipient_option,
    shared,
    tell,
    yes_option,
)
from balai.core.audience import Level, Viewer
from balai.core.errors import Invalid, concerning

JSON = (
    "`show`, `describe`: `{source, source_name, title, publisher, date, address, country, "
    "language, licence, link_only, format, pages, edition, state, organisation, level, chatham, "
    "recipients, original: {level, open}, gone_out: [{way, level, times, last}], "
    "releases: [{asked, reason, before, after, state, decided, answer, original}]}`; "
    f"`replace`: `{FIELDS}` of the new edition; `share`: `{{source, level, "
    "narrowed, named, release, kept_open}`; `original`: `{source, file, bytes}`; `withdraw`, "
    "`delete`: `{source, state}`"
)
"""What `--json` prints; docs/reference/cli.md is made from it."""


@click.group()
def command() -> None:
    """Look after a source: show, describe, share, replace, withdraw, delete, original."""


@command.command()
@click.argument("source")
@as_option
@json_option
def show(source: str, email: str | None, as_json: bool) -> None:
    """Show what is known of SOURCE and who may read it; its recipients to those in charge."""
    open_node()
    _print(_known(viewer(email), source), as_json)


@command.command()
@click.argument("source")
@click.option("--title", help="Its title. Name no one.")
@click.option("--publisher", help="Who published it.")
@click.option("--date", help="2025, 2025-06 or 2025-06-20.")
@click.option("--address", help="Where it stands on the web.")
@click.option("--country", type=COUNTRY, help="Country it is about.")
@click.option("--language", type=LANGUAGE, help="Language it is in.")
@click.option("--licence", help="For instance CC BY 4.0.")
@click.option("--link-only/--no-link-only", default=None, help="Others may link, not copy.")
@as_option
@json_option
def describe(source: str, email: str | None, as_json: bool, **changes: Any) -> None:
    """Change what is said of SOURCE; what is not named stays."""
    open_node()
    from balai.library.actions import SourceDetails, describe_source
    from balai.library.queries import source as source_of

    who = viewer(email)
    shown = source_of(who, source)
    known = {name: getattr(shown, name) for name in asdict(SourceDetails())}
    known |= {name: value for name, value in changes.items() if value is not None}
    describe_source(viewer=who, source_id=source, details=_checked(known))
    _finish(source)
    _print(_known(who, source), as_json)


@command.command()
@click.argument("source")
@click.option("--level", type=LEVEL, required=True, help="See `balai levels`.")
@recipient_option
@click.option("--chatham", is_flag=True, help="It falls under the Chatham House Rule, for good.")
@click.option("--reason", default="", help="Why wider readers should have it. Name no one.")
@click.option(
    "--original",
    "with_original",
    is_flag=True,
    help="Its file too, with its pictures, not only the text.",
)
@yes_option
@as_option
@json_option
def share(
    source: str,
    level: Level,
    recipients: tuple[str, ...],
    chatham: bool,
    reason: str,
    with_original: bool,
    yes: bool,
    email: str | None,
    as_json: bool,
) -> None:
    """Change who may read SOURCE: narrower at once with what was drawn from it, wider by a second
    reviewer (`balai review release`)."""
    open_node()
    from balai.knowledge.actions.audiences import share_source
    from balai.library.queries import source as source_of
    from balai.sharing.policy import require

    who, addresses = viewer(email), by_address(level, recipients)
    shown = source_of(who, source)
    require(who, "narrow", "source", shown)
    confirm_named(who, addresses, shown.sharing.audience, shown.organisation_id, yes=yes)
    done = share_source(
        viewer=who,
        source_id=source,
        level=level,
        recipients=named(who, level, recipients),
        chatham=chatham,
        reason=reason,
        with_original=with_original,
    )
    row = shared("source", source, done)
    print_json(row) if as_json else tell("source", row)


@command.command()
@click.argument("source")
@click.argument("file", type=FILE)
@as_option
@json_option
def replace(source: str, file: Path, email: str | None, as_json: bool) -> None:
    """Bring FILE in as a new edition of SOURCE; its lessons are anchored anew."""
    open_node()
    from balai.cli.ingest import check_file
    from balai.foundation.ports.files import chunks_of
    from balai.library.actions import replace_source

    who, began = viewer(email), time.monotonic()
    with concerning(file):
        check_file(file)
    made = replace_source(viewer=who, source_id=source, name=file.name, content=chunks_of(file))
    work_on(made)
    _finish(source)
    row = outcome(who, made, str(file), time.monotonic() - began)
    if row["source"] is None:
        error = row["error"]
        with concerning(file):
            raise Invalid(error["message"], error["hint"], kind=error["kind"])
    if as_json:
        print_json(row)
    else:
        click.echo(f"{made}  {as_line(row['title'])}: {row['candidates']} candidates")


@command.command()
@click.argument("source")
@as_option
@json_option
def withdraw(source: str, email: str | None, as_json: bool) -> None:
    """Take SOURCE out of sight; lessons that rest on nothing else go back to review."""
    open_node()
    from balai.library.actions import withdraw_source

    withdraw_source(viewer=viewer(email), source_id=source)
    _gone(source, "withdrawn", as_json)


@command.command()
@click.argument("source")
@click.option("--yes", is_flag=True, help="Do not ask.")
@as_option
@json_option
def delete(source: str, yes: bool, email: str | None, as_json: bool) -> None:
    """Delete SOURCE with its text and its file. This cannot be undone."""
    open_node()
    from balai.library.actions import delete_source
    from balai.library.queries import source as source_of

    who = viewer(email)
    title = source_of(who, source).title
    if not yes:
        click.confirm(f"Delete “{as_line(title)}” with its text and file?", abort=True, err=True)
    delete_source(viewer=who, source_id=source)
    _gone(source, "deleted", as_json)


@command.command()
@click.argument("source")
@click.argument("file", type=FILE)
@as_option
@json_option
def original(source: str, file: Path, email: str | None, as_json: bool) -> None:
    """Write the original file of SOURCE to FILE, for those who may have it, not only the text."""
    open_node()
    from balai.library.queries import original as original_of
    from balai.sharing.actions import note_gone_out

    with original_of(viewer(email), source) as (path, _):
        try:
            shutil.copyfile(path, file)
        except OSError as error:
            with concerning(file):
                raise Invalid(
                    f"{file} cannot be written: {error.strerror or error}.",
                    "Choose a folder that exists and may be written.",
                    kind="cannot-write",
                ) from None
    note_gone_out(record_kind="source", record_ids=[source], way="original")
    if as_json:
        print_json({"source": source, "file": str(file), "bytes": file.stat().st_size})
    else:
        click.echo(f"{file}: {file.stat().st_size} bytes", err=True)


def _checked(known: dict[str, Any]) -> Any:
    """Return details as the web's own form takes them; Invalid says what is wrong."""
    from balai.library.forms import SourceForm

    form = SourceForm(known, initial=known, language="en")
    if not form.is_valid():
        fields = {name: " ".join(map(str, words)) for name, words in form.errors.items()}
        words = " ".join(f"{name}: {said}" for name, said in fields.items())
        raise Invalid(words, "Nothing was changed.", fields=fields)
    return form.details(is_illustration=bool(known["is_illustration"]))


def _known(who: Viewer, source: str) -> dict[str, Any]:
    from balai.core.audience import recipients_of
    from balai.library.models import ORIGINAL
    from balai.library.policy import has_charge
    from balai.library.queries import original_of
    from balai.library.queries import source as source_of
    from balai.people.queries import named as names_of

    shown = source_of(who, source)
    charge = has_charge(who, shown)
    named_here = recipients_of(shown.sharing.audience) if charge else ()
    original = original_of(who, shown)
    return {
        "source": shown.id,
        "source_name": shown.file_name,
        **{
            name: getattr(shown, name)
            for name in (
                "title", "publisher", "date", "address", "country", "language", "licence",
                "link_only", "format", "pages", "edition", "state", "organisation",
            )
        },
        "level": shown.sharing.level.label,
        "chatham": shown.sharing.chatham,
        "recipients": sorted(names_of(named_here).values()),
        "original": {"level": original.sharing.level.label, "open": original.is_open},
        "gone_out": outs_of("source", source) if charge else [],
        "releases": releases_on_record(("source", source), (ORIGINAL, source)) if charge else [],
    }  # fmt: skip


def _print(known: dict[str, Any], as_json: bool) -> None:
    print_json(known) if as_json else print_marked(known)


def _finish(source: str) -> None:
    """Do what the change queued for a source and the lessons that rest on it."""
    from balai.cli.work import finish

    finish((f"anchor:{source}", f"lost:{source}", "search.index:"))


def _gone(source: str, state: str, as_json: bool) -> None:
    _finish(source)
    if as_json:
        print_json({"source": source, "state": state})
    else:
        click.echo(f"{source}  {state}")
