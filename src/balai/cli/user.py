"""`balai user`: organisations, people and their links, for whoever runs the machine."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from balai.cli.node import COUNTRY, as_option, base_address, json_option, open_node, print_json
from balai.cli.node import viewer as acting
from balai.core.errors import Invalid

if TYPE_CHECKING:
    from balai.people.actions.one_time import LinkMade

ROLES = ("reader", "contributor", "reviewer", "convenor", "steward", "oversight")
NODE_ROLES = ("steward", "oversight")

JSON = (
    "`list`: `{id, email, name, roles, joined, asks_recovery}`; `organisations`: `{id, name, "
    "country, members, reviewers, clients}`; `invite`, `recovery`, `sign-in`: `{link, expires}`; "
    "`role`: `{account, role, held, changed}`"
)
"""What `--json` prints; docs/reference/cli.md is made from it."""


@click.group()
def command() -> None:
    """Look after people: organisations, invitations, roles, recovery links."""


@command.command("list")
@click.option("--organisation", default="", help="Only its members: name or identifier.")
@as_option
@json_option
def list_(organisation: str, email: str | None, as_json: bool) -> None:
    """List accounts with their roles."""
    open_node()
    from balai.people.stewardship.queries import people

    who = acting(email)
    where = _organisation(organisation) if organisation else ""
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
        click.echo(f"{each.email}  {each.name}: {roles or 'no role'}{asks}")
    click.echo(f"{len(rows)} accounts.", err=True)


@command.command()
@click.option("--add", "name", help="Add an organisation of this name.")
@click.option("--country", default="", type=COUNTRY, help="Its country (with --add).")
@as_option
@json_option
def organisations(name: str | None, country: str, email: str | None, as_json: bool) -> None:
    """List organisations, or add one."""
    open_node()
    from balai.people.actions.organisations import make_organisation
    from balai.people.stewardship.queries import organisations_listed

    who = acting(email)
    made = make_organisation(viewer=who, name=name, country=country) if name else ""
    rows = [each for each in organisations_listed(who) if not made or each.id == made]
    if as_json:
        found = [
            {
                "id": each.id,
                "name": each.name,
                "country": each.country or None,
                "members": each.members,
                "reviewers": each.reviewers,
                "clients": list(each.clients),
            }
            for each in rows
        ]
        print_json(found[0] if made else found)
        return
    for each in rows:
        reviewers = f"{each.reviewers} reviewers" if each.reviewers else "nobody to review"
        click.echo(f"{each.id}  {each.name}: {each.members} members, {reviewers}")


@command.command()
@click.argument("address")
@click.option("--organisation", default="", help="Where: name or identifier; empty for the node.")
@click.option("--role", "roles", multiple=True, type=click.Choice(ROLES), help="Default: reader.")
@as_option
@json_option
def invite(
    address: str, organisation: str, roles: tuple[str, ...], email: str | None, as_json: bool
) -> None:
    """Invite ADDRESS; the link is printed here to be handed over, on paper or by mail."""
    open_node()
    from balai.people.actions.invitations import invite as make

    link = make(
        viewer=acting(email),
        email=address,
        organisation=_organisation(organisation) if organisation else "",
        roles=roles or (() if not organisation else ("reader",)),
    )
    _show_link(link, as_json)


@command.command()
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

    where = _organisation(organisation) if organisation else ""
    if bool(where) == (name in NODE_ROLES):
        raise click.UsageError(
            f"{name} is held for {'the node' if where else 'an organisation'}: "
            f"{'leave out' if where else 'name it with'} --organisation."
        )
    act = take_role if take else give_role
    changed = act(viewer=acting(email), account_id=_account(address), organisation=where, role=name)
    if as_json:
        print_json({"account": address, "role": name, "held": not take, "changed": changed})
    else:
        click.echo("Done." if changed else "It was so already.")


@command.command()
@click.argument("address")
@as_option
@json_option
def recovery(address: str, email: str | None, as_json: bool) -> None:
    """Print a link with which ADDRESS sets a new password."""
    open_node()
    from balai.people.actions.recovery import make_recovery_link

    _show_link(make_recovery_link(viewer=acting(email), account_id=_account(address)), as_json)


@command.command("sign-in")
@click.argument("address")
@json_option
def sign_in(address: str, as_json: bool) -> None:
    """Print a link that signs ADDRESS in once, on a node that is a demo."""
    open_node()
    from balai.foundation.node_settings import get_setting
    from balai.people.actions.recovery import sign_in_link

    if not get_setting("is_demo"):
        raise Invalid(
            "Sign-in links are for the demo only.",
            "Use `balai user recovery`, which the person notices.",
            kind="not-a-demo",
        )
    _show_link(sign_in_link(viewer=acting(None), account_id=_account(address)), as_json)


def _show_link(link: LinkMade, as_json: bool) -> None:
    address = base_address() + link.path
    if as_json:
        print_json({"link": address, "expires": link.expires.isoformat()})
        return
    click.echo(address)
    click.echo(f"It works once, until {link.expires:%d %B %Y, %H:%M} UTC.", err=True)
    if not base_address():
        click.echo("It goes behind the node's address; BALAI_PUBLIC_URL would say it.", err=True)


def _organisation(text: str) -> str:
    """Return the identifier of an organisation named by its identifier or its name."""
    from balai.people.queries import organisations as listed

    for each in listed():
        if text in (each.id, each.name) or text.casefold() == each.name.casefold():
            return each.id
    raise Invalid(
        f"There is no organisation “{text}” here.",
        "`balai user organisations` lists them.",
        kind="no-organisation",
    )


def _account(address: str) -> str:
    return acting(address).account or ""


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
