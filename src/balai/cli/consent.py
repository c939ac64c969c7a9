"""`balai consent`: naming who said a quotation, where they agree and until they do not."""

from __future__ import annotations

from typing import Any

import click

from balai.cli.node import as_line, as_option, json_option, open_node, print_json, viewer

JSON = (
    "`list`: list of `{consent, state, quote, language, lesson, level, chatham, wider}` of what "
    "one is asked and agreed to; with `--lesson`, list of `{quotation, state, quote, language, "
    "wider, said_by}` for its reviewers; `ask`: `{consent, quotation, state}`; `give`, `refuse`, "
    "`take-back`: `{consent, state}`"
)
"""What `--json` prints; docs/reference/cli.md is made from it."""


@click.group()
def command() -> None:
    """Name who said a quotation, with their consent: ask, list, give, refuse, take-back."""


@command.command(name="list")
@click.option("--lesson", default="", help="The quotations of this lesson, for its reviewers.")
@as_option
@json_option
def list_(lesson: str, email: str | None, as_json: bool) -> None:
    """List what you are asked and agreed to, or what came of asking about a lesson."""
    open_node()
    from balai.knowledge.consent import queries

    who = viewer(email)
    if lesson:
        rows = [_quotation(each) for each in queries.quotations_of(who, lesson)]
    else:
        rows = [_asked(each) for each in queries.asked_of(who)]
    if as_json:
        print_json(rows)
        return
    for row in rows:
        click.echo(f"{row.get('consent') or row.get('quotation')}  {row['state'] or 'not asked'}")
        click.echo(f"  “{as_line(row['quote'])}”" if row["quote"] else "  Not open to you now.")
        if row["wider"]:
            click.echo("  Opened wider since: nobody is named until they agree again.")


def _quotation(each: Any) -> dict[str, Any]:
    return {
        "quotation": each.id,
        "state": each.state or None,
        "quote": each.quote,
        "language": each.language,
        "wider": each.is_wider,
        "said_by": each.said_by or None,
    }


def _asked(each: Any) -> dict[str, Any]:
    return {
        "consent": each.id,
        "state": each.state,
        "quote": each.quote,
        "language": each.language or None,
        "lesson": each.lesson_id or None,
        "level": each.level.label if each.level is not None else None,
        "chatham": each.chatham,
        "wider": each.is_wider,
    }


@command.command()
@click.argument("quotation")
@click.argument("address")
@as_option
@json_option
def ask(quotation: str, address: str, email: str | None, as_json: bool) -> None:
    """Ask whoever goes by an e-mail ADDRESS to be named beside QUOTATION, as its reviewer.

    Nothing says whether the address has an account.
    """
    open_node()
    from balai.knowledge.consent import actions

    made = actions.ask(viewer=viewer(email), evidence_id=quotation, address=address)
    row = {"consent": made, "quotation": quotation, "state": "asked"}
    print_json(row) if as_json else click.echo(f"{made} is asked. Tell them: no message is sent.")


@command.command()
@click.argument("consent")
@as_option
@json_option
def give(consent: str, email: str | None, as_json: bool) -> None:
    """Agree to be named, by the name of your account, for whoever may read the quotation now."""
    open_node()
    from balai.knowledge.consent import actions

    actions.give(viewer=viewer(email), attribution_id=consent)
    _say(consent, "given", "You are named until you take it back.", as_json)


@command.command()
@click.argument("consent")
@as_option
@json_option
def refuse(consent: str, email: str | None, as_json: bool) -> None:
    """Say no."""
    open_node()
    from balai.knowledge.consent import actions

    actions.refuse(viewer=viewer(email), attribution_id=consent)
    _say(consent, "refused", "You are not named.", as_json)


@command.command(name="take-back")
@click.argument("consent")
@as_option
@json_option
def take_back(consent: str, email: str | None, as_json: bool) -> None:
    """Take a yes back: your name is gone at once."""
    open_node()
    from balai.knowledge.consent import actions

    actions.take_back(viewer=viewer(email), attribution_id=consent)
    _say(consent, "taken-back", "Your name stands nowhere any more.", as_json)


def _say(consent: str, state: str, words: str, as_json: bool) -> None:
    print_json({"consent": consent, "state": state}) if as_json else click.echo(words)
