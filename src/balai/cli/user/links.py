"""Links that work once: invitations, recovery, and signing in to a demo."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from balai.cli.node import as_line, as_option, base_address, json_option, open_node, print_json
from balai.cli.node import viewer as acting
from balai.cli.user.accounts import ROLES
from balai.cli.user.naming import account_of, organisation_of
from balai.core.errors import Invalid

if TYPE_CHECKING:
    from balai.people.actions.one_time import LinkMade


@click.command()
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
        organisation=organisation_of(organisation) if organisation else "",
        roles=roles or (() if not organisation else ("reader",)),
    )
    _show_link(link, as_json)


@click.command()
@click.option("--organisation", default="", help="Only into it: name or identifier.")
@as_option
@json_option
def invitations(organisation: str, email: str | None, as_json: bool) -> None:
    """List open invitations."""
    open_node()
    from balai.people.stewardship.queries import open_invitations

    where = organisation_of(organisation) if organisation else ""
    rows = open_invitations(acting(email), where)
    if as_json:
        print_json(
            [
                {
                    "invitation": each.id,
                    "email": each.email,
                    "organisation": each.organisation_name or None,
                    "roles": list(each.roles),
                    "expires": each.expires.isoformat(),
                    "made_by": each.made_by,
                }
                for each in rows
            ]
        )
        return
    for each in rows:
        where = each.organisation_name or "the node"
        click.echo(f"{each.id}  {each.email}: {', '.join(each.roles)} of {as_line(where)}")
    click.echo(f"{len(rows)} open.", err=True)


@click.command()
@click.argument("invitation")
@as_option
@json_option
def withdraw(invitation: str, email: str | None, as_json: bool) -> None:
    """Make an open INVITATION worthless."""
    open_node()
    from balai.people.actions import withdraw_invitation

    withdraw_invitation(viewer=acting(email), link_id=invitation)
    if as_json:
        print_json({"invitation": invitation, "open": False})
    else:
        click.echo("Done.")


@click.command()
@click.argument("address")
@as_option
@json_option
def recovery(address: str, email: str | None, as_json: bool) -> None:
    """Print a link with which ADDRESS sets a new password."""
    open_node()
    from balai.people.actions.recovery import make_recovery_link

    _show_link(make_recovery_link(viewer=acting(email), account_id=account_of(address)), as_json)


@click.command("sign-in")
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
    _show_link(sign_in_link(viewer=acting(None), account_id=account_of(address)), as_json)


def _show_link(link: LinkMade, as_json: bool) -> None:
    address = base_address() + link.path
    if as_json:
        print_json({"link": address, "expires": link.expires.isoformat()})
        return
    click.echo(address)
    click.echo(f"It works once, until {link.expires:%d %B %Y, %H:%M} UTC.", err=True)
    if not base_address():
        click.echo("It goes behind the node's address; BALAI_PUBLIC_URL would say it.", err=True)
