"""`balai steward`: the node in words, registration, the journal, and work that is stuck."""

from __future__ import annotations

from typing import Any

import click

from balai.cli.node import as_line, as_option, json_option, open_node, print_json, viewer

WORDS = ("name", "community", "purpose", "contact_name", "contact")

JSON = (
    "`node`, `registration`: `{name, community, purpose, contact_name, contact, "
    "registration_open, translations}`; "
    "`journal`: list of `{seq, at, kind, record_kind, record_id, actor}`; "
    "`stuck`: list of `{task, name, attempts, since, error}`; `retry`: `{task, state}`; "
    "`second-step`: `{second_step}`"
)
"""What `--json` prints; docs/reference/cli.md is made from it."""


@click.group()
def command() -> None:
    """Run the node: its words, registration, journal, stuck work."""


@command.command()
@click.option("--name", help="Name of this node.")
@click.option("--community", help="Who reads what is shared as GREEN.")
@click.option("--purpose", help="What this node is for.")
@click.option("--contact-name", help="Whom to ask for corrections.")
@click.option("--contact", help="The e-mail address for corrections.")
@click.option(
    "--language",
    default="",
    metavar="CODE",
    help="Give the words named for the pages in this language only; an empty one is taken away.",
)
@as_option
@json_option
def node(email: str | None, as_json: bool, language: str, **changes: str | None) -> None:
    """Show the node in words, or change what is named."""
    open_node()
    from balai.foundation.node_settings import all_settings
    from balai.people.actions import describe_node, translate_node

    given = {name: value for name, value in changes.items() if value is not None}
    if language and "contact" in given:
        raise click.UsageError("An address is the same in every language: leave --language out.")
    if given and language:
        known = all_settings()["translations"].get(language, {})
        translate_node(viewer=viewer(email), language=language, **(known | given))
    elif given:
        known = {name: str(all_settings()[name]) for name in WORDS}
        describe_node(viewer=viewer(email), **(known | given))
    _print(as_json)


@command.command()
@click.argument("state", type=click.Choice(("open", "closed")))
@as_option
@json_option
def registration(state: str, email: str | None, as_json: bool) -> None:
    """Let anybody make an account (open), or only who is invited (closed)."""
    open_node()
    from balai.people.actions import open_registration

    open_registration(viewer=viewer(email), is_open=state == "open")
    _print(as_json)


@command.command("second-step")
@click.argument("state", type=click.Choice(("required", "optional")))
@as_option
@json_option
def second_step(state: str, email: str | None, as_json: bool) -> None:
    """Have reviewers, convenors, stewards and oversight need a second step, or not."""
    open_node()
    from balai.people.actions.second_step import require_second_step

    require_second_step(viewer=viewer(email), is_required=state == "required")
    if as_json:
        print_json({"second_step": state})
    else:
        click.echo(f"A second step is {state} here.")


@command.command()
@click.option("--before", type=click.IntRange(1), help="Entries older than this number.")
@as_option
@json_option
def journal(before: int | None, email: str | None, as_json: bool) -> None:
    """List what happened on the node, newest first, a hundred entries at a time."""
    open_node()
    from balai.people.stewardship.queries import journal as entries

    rows = entries(viewer(email), before=before)
    if as_json:
        print_json(
            [
                {
                    "seq": each.seq,
                    "at": each.at.isoformat(),
                    "kind": each.kind,
                    "record_kind": each.record_kind,
                    "record_id": each.record_id,
                    "actor": each.actor,
                }
                for each in rows
            ]
        )
        return
    for each in rows:
        what = f"{each.record_kind} {each.record_id}"
        click.echo(f"{each.seq}  {each.at:%Y-%m-%d %H:%M}  {each.kind}  {what}  {each.actor}")


@command.command()
@as_option
@json_option
def stuck(email: str | None, as_json: bool) -> None:
    """List work that failed too often."""
    open_node()
    from balai.people.stewardship.queries import stuck_tasks

    rows = stuck_tasks(viewer(email))
    if as_json:
        print_json(
            [
                {
                    "task": each.id,
                    "name": each.name,
                    "attempts": each.attempts,
                    "since": each.since.isoformat(),
                    "error": each.error,
                }
                for each in rows
            ]
        )
        return
    for each in rows:
        click.echo(f"{each.id}  {each.name}, {each.attempts} times: {as_line(each.error)}")
    click.echo(f"{len(rows)} stuck.", err=True)


@command.command()
@click.argument("task")
@as_option
@json_option
def retry(task: str, email: str | None, as_json: bool) -> None:
    """Have a stuck TASK tried again, by the running node or the next command that works."""
    open_node()
    from balai.people.actions import retry_task

    retry_task(viewer=viewer(email), task_id=task)
    if as_json:
        print_json({"task": task, "state": "queued"})
    else:
        click.echo("It will be tried again.")


def _print(as_json: bool) -> None:
    from balai.foundation.node_settings import all_settings

    chosen = all_settings()
    row: dict[str, Any] = {
        name: chosen[name] for name in (*WORDS, "registration_open", "translations")
    }
    if as_json:
        print_json(row)
        return
    for language, words in row.pop("translations").items():
        row |= {f"{name} ({language})": value for name, value in words.items()}
    for name, value in row.items():
        click.echo(f"{name.replace('_', ' ')}: {as_line(str(value))}")
