"""Accounts: who there is, their roles, what they chose, the second step, closing."""

from __future__ import annotations

from typing import Any

import click

from balai.cli.node import LANGUAGE, as_line, as_option, json_option, open_node, print_json
from balai.cli.node import viewer as acting
from balai.cli.user.naming import account_of, organisation_of

ROLES = ("reader", "contributor", "reviewer", "convenor", "steward", "oversight")
NODE_ROLES = ("steward", "oversight")


@click.command("list")
@click.option("--organisation", default="", help="Only its members: name or identifier.")
@as_option
@json_option
def list_(organisation: str, email: str | None, as_json: bool) -> None:
    """List accounts with their roles."""
    open_node()
    from balai.people.stewardship.queries import people

    who = acting(email)
    where = organisation_of(organisation) if organisation else ""
    rows: list[Any] = []
    page, more = 1, True
    while more:
        part = people(who, organisation=where, page=page)
        rows += part.people
        page, more = page + 1, part.has_more
    if as_json:
        print_json([_person(each) for each in rows])
        return
    for each in rows:
        roles = ", ".join(
            f"{held.role} of {held.organisation_name or 'the node'}" for held in each.roles
        )
        asks = "; asks for a new password" if each.asks_recovery else ""
        click.echo(f"{each.email}  {as_line(each.name)}: {as_line(roles) or 'no role'}{asks}")
    click.echo(f"{len(rows)} accounts.", err=True)


@click.command()
@click.argument("address")
@click.argument("name", metavar="ROLE", type=click.Choice(ROLES))
@click.option("--organisation", default="", help="Where: name or identifier; empty for the node.")
@click.option("--take", is_flag=True, help="Take the role away instead.")
@as_option
@json_option
def role(
    address: str, name: str, organisation: str, take: bool, email: str | None, as_json: bool
) -> None:
    """Give the account of ADDRESS a ROLE, or take it away."""
    open_node()
    from balai.people.actions.roles import give_role, take_role

    where = organisation_of(organisation) if organisation else ""
    if bool(where) == (name in NODE_ROLES):
        raise click.UsageError(
            f"{name} is held for {'the node' if where else 'an organisation'}: "
            f"{'leave out' if where else 'name it with'} --organisation."
        )
    act = take_role if take else give_role
    changed = act(
        viewer=acting(email), account_id=account_of(address), organisation=where, role=name
    )
    if as_json:
        print_json({"account": address, "role": name, "held": not take, "changed": changed})
    else:
        click.echo("Done." if changed else "It was so already.")


@click.command()
@click.option("--name", help="As colleagues know you.")
@click.option("--language", type=LANGUAGE, help="The language pages are shown in.")
@click.option("--reads", multiple=True, type=LANGUAGE, help="A language you read; all anew.")
@click.option("--keys/--no-keys", default=None, help="Single keys on the review bench.")
@as_option
@json_option
def profile(
    name: str | None,
    language: str | None,
    reads: tuple[str, ...],
    keys: bool | None,
    email: str | None,
    as_json: bool,
) -> None:
    """Show what an account (--as) chose about itself, or change what is named."""
    open_node()
    from balai.people.actions import change_profile
    from balai.people.queries import profile_of

    who = acting(email)
    known = profile_of(who)
    if name or language or reads or keys is not None:
        change_profile(
            viewer=who,
            name=known.name if name is None else name,
            language=language or known.language,
            reading_languages=reads or known.reading_languages,
            review_keys=known.review_keys if keys is None else keys,
        )
        known = profile_of(who)
    row: dict[str, Any] = {
        "account": known.account_id,
        "email": known.email,
        "name": known.name,
        "language": known.language,
        "reads": list(known.reading_languages),
        "keys": known.review_keys,
    }
    if as_json:
        print_json(row)
    else:
        click.echo(
            f"{known.email}  {known.name}: {known.language}, reads {', '.join(row['reads'])}"
        )


@click.command("second-step")
@click.argument("address")
@as_option
@json_option
def second_step(address: str, email: str | None, as_json: bool) -> None:
    """Let ADDRESS, who lost the phone, sign in with the password alone."""
    open_node()
    from balai.people.actions import remove_second_step

    remove_second_step(viewer=acting(email), account_id=account_of(address))
    _done({"account": address, "second_step": False}, as_json)


@click.command("second-steps")
@click.option("--missing", is_flag=True, help="Only whose role waits for one.")
@as_option
@json_option
def second_steps(missing: bool, email: str | None, as_json: bool) -> None:
    """List who has which second step of signing in."""
    open_node()
    from balai.people.second_step.queries import second_steps as listed

    rows = [each for each in listed(acting(email)) if each.is_missing or not missing]
    if as_json:
        print_json(
            [
                {
                    "account": each.account_id,
                    "email": each.email,
                    "apps": each.apps,
                    "passkeys": each.passkeys,
                    "needed": each.is_needed,
                }
                for each in rows
            ]
        )
        return
    for each in rows:
        has = f"{each.apps} apps, {each.passkeys} passkeys" if each.has_one else "none"
        needs = "; its role needs one" * each.is_missing
        click.echo(f"{each.email}  {as_line(each.name)}: {has}{needs}")
    click.echo(f"{len(rows)} accounts.", err=True)


@click.command()
@json_option
def reseal(as_json: bool) -> None:
    """Seal secrets anew with the newest key of secret.key, so that a former one can go."""
    open_node()
    from balai.people.actions.providers import seal_providers_anew
    from balai.people.actions.second_step import seal_second_steps_anew

    done = {"second_steps": seal_second_steps_anew(), "providers": seal_providers_anew()}
    if as_json:
        print_json(done)
    else:
        click.echo(f"{done['second_steps']} second steps, {done['providers']} providers.")


@click.command()
@click.argument("address")
@click.option("--yes", is_flag=True, help="Do not ask.")
@as_option
@json_option
def close(address: str, yes: bool, email: str | None, as_json: bool) -> None:
    """Close the account of ADDRESS, one's own (--as) or as a steward; it cannot be opened again."""
    open_node()
    from balai.people.actions import close_account

    who, account = acting(email), account_of(address)
    if not yes:
        click.confirm(f"Close the account of {address} for good?", abort=True, err=True)
    close_account(viewer=who, account_id=account)
    _done({"account": address, "closed": True}, as_json)


def _done(row: dict[str, Any], as_json: bool) -> None:
    if as_json:
        print_json(row)
    else:
        click.echo("Done.")


def _person(person: Any) -> dict[str, Any]:
    return {
        "id": person.account_id,
        "email": person.email,
        "name": person.name,
        "roles": [
            {
                "role": held.role,
                "organisation": held.organisation_id or None,
                "organisation_name": held.organisation_name or None,
            }
            for held in person.roles
        ],
        "joined": person.joined.isoformat(),
        "asks_recovery": person.asks_recovery,
    }
