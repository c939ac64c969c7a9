"""`balai contest`: contesting an entry, looking at what came in, answering."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from balai.cli.node import (
    LANGUAGE,
    as_line,
    as_option,
    base_address,
    json_option,
    open_node,
    print_json,
    reading_languages,
    viewer,
)

if TYPE_CHECKING:
    from balai.knowledge.voice.queries.contests import ContestShown

JSON = (
    "`list`, `link`: list of `{contest, record, id, entry, organisation, speaks_for, ground, "
    "wanted, language, text, state, created, due, late, answer, outcome, version}`; `add`: "
    "`{contest, state, due, link}`; `open`, `set-aside`, `answer`, `take-back`: "
    "`{contest, state}`"
)
"""What `--json` prints; docs/reference/cli.md is made from it."""
GROUNDS = ("names", "wrong", "harm", "confidence", "other")
WANTED = ("answer", "correction", "deletion")
OUTCOMES = ("kept", "amended", "withdrawn")


@click.group()
def command() -> None:
    """Contest an entry, and answer: list, add, link, open, set-aside, answer, take-back."""


@command.command(name="list")
@click.option("--mine", is_flag=True, help="What you contested yourself.")
@click.option("--late", is_flag=True, help="For oversight: not answered in time, and set aside.")
@as_option
@json_option
def list_(mine: bool, late: bool, email: str | None, as_json: bool) -> None:
    """List the contests that wait for your organisations to look at or answer."""
    open_node()
    from balai.knowledge.voice.queries import contests

    who = viewer(email)
    query = contests.my_contests if mine else contests.waiting_contests
    if late:
        query = contests.unanswered
    _print(query(who, reading_languages(who)), as_json)


@command.command()
@click.argument("kind", type=click.Choice(("lesson", "source")))
@click.argument("entry")
@click.argument("text")
@click.option("--ground", type=click.Choice(GROUNDS), required=True, help="What is the matter.")
@click.option("--wanted", type=click.Choice(WANTED), default="answer", help="What you ask for.")
@click.option("--language", type=LANGUAGE, default="en", help="What it is written in.")
@click.option("--organisation", default="", help="The organisation you speak for.")
@click.option("--mask", is_flag=True, help="Mask by itself what could tell who somebody is.")
@click.option("--without-account", is_flag=True, help="For somebody at the desk: a public entry.")
@as_option
@json_option
def add(
    kind: str,
    entry: str,
    text: str,
    ground: str,
    wanted: str,
    language: str,
    organisation: str,
    mask: bool,
    without_account: bool,
    email: str | None,
    as_json: bool,
) -> None:
    """Contest ENTRY with TEXT. Name no one."""
    if without_account and email:
        raise click.UsageError("Without an account nobody acts: leave --as out.")
    open_node()
    from balai.core.audience import PUBLIC
    from balai.knowledge.voice.actions.contests import contest

    made = contest(
        viewer=PUBLIC if without_account else viewer(email),
        record_kind=kind,
        record_id=entry,
        ground=ground,
        wanted=wanted,
        text=text,
        language=language,
        speaks_for=organisation,
        mask=mask,
    )
    link = base_address() + made.path if made.path else None
    row = {"contest": made.id, "state": made.state, "due": made.due.isoformat(), "link": link}
    if as_json:
        print_json(row)
        return
    click.echo(f"{made.id} is {made.state}; to be answered by {made.due:%Y-%m-%d}.")
    if link:
        click.echo(f"To come back to it, shown this once: {link}")


@command.command()
@click.argument("token")
@json_option
def link(token: str, as_json: bool) -> None:
    """Show what became of the contest whose link ends in TOKEN."""
    open_node()
    from balai.core.audience import PUBLIC
    from balai.knowledge.voice.queries.contests import contest_by_token

    _print([contest_by_token(PUBLIC, token)], as_json)


@command.command(name="open")
@click.argument("contest")
@as_option
@json_option
def open_(contest: str, email: str | None, as_json: bool) -> None:
    """Open CONTEST, which came without an account: the entry is then marked."""
    open_node()
    from balai.knowledge.voice.actions.contests import open_contest

    open_contest(viewer=viewer(email), contest_id=contest)
    _done(contest, "open", as_json)


@command.command(name="set-aside")
@click.argument("contest")
@click.option("--reason", required=True, help="Whoever made it reads this. Name no one.")
@as_option
@json_option
def set_aside_(contest: str, reason: str, email: str | None, as_json: bool) -> None:
    """Set CONTEST aside, which came without an account; oversight sees the reason."""
    open_node()
    from balai.knowledge.voice.actions.contests import set_aside

    set_aside(viewer=viewer(email), contest_id=contest, reason=reason)
    _done(contest, "set-aside", as_json)


@command.command()
@click.argument("contest")
@click.argument("text")
@click.option("--outcome", type=click.Choice(OUTCOMES), required=True, help="What you did.")
@click.option("--mask", is_flag=True, help="Mask by itself what could tell who somebody is.")
@as_option
@json_option
def answer(
    contest: str, text: str, outcome: str, mask: bool, email: str | None, as_json: bool
) -> None:
    """Answer CONTEST with TEXT, which stands beside it. Name no one."""
    open_node()
    from balai.knowledge.voice.actions.contests import answer_contest

    answer_contest(
        viewer=viewer(email), contest_id=contest, answer=text, outcome=outcome, mask=mask
    )
    _done(contest, "answered", as_json)


@command.command(name="take-back")
@click.argument("contest")
@as_option
@json_option
def take_back(contest: str, email: str | None, as_json: bool) -> None:
    """Take your own CONTEST back; its words are erased."""
    open_node()
    from balai.knowledge.voice.actions.contests import take_back_contest

    take_back_contest(viewer=viewer(email), contest_id=contest)
    _done(contest, "taken-back", as_json)


def _done(contest: str, state: str, as_json: bool) -> None:
    row = {"contest": contest, "state": state}
    print_json(row) if as_json else click.echo(f"{contest} is {state}.")


def _print(found: Sequence[ContestShown], as_json: bool) -> None:
    if as_json:
        print_json([_row(each) for each in found])
        return
    for each in found:
        late = ", late" if each.is_late else ""
        entry = as_line(each.entry.title) if each.entry else "an entry that is not open to you"
        click.echo(f"{each.id}  {each.state}, by {each.due:%Y-%m-%d}{late}: {entry}")
        click.echo(f"  {each.ground}, {each.wanted}: {as_line(each.text) or '(not open to you)'}")


def _row(each: ContestShown) -> dict[str, Any]:
    return {
        "contest": each.id,
        "record": each.record_kind,
        "id": each.record_id if each.entry else None,
        "entry": each.entry.title if each.entry else None,
        "organisation": each.organisation,
        "speaks_for": each.speaks_for or None,
        "ground": each.ground,
        "wanted": each.wanted,
        "language": each.language,
        "text": each.text or None,
        "state": each.state,
        "created": each.created.isoformat(),
        "due": each.due.isoformat(),
        "late": each.is_late,
        "answer": each.answer or None,
        "outcome": each.outcome or None,
        "version": each.version,
    }
