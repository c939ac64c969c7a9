"""Sign-in providers of organisations: named, listed, removed, forgotten."""

from __future__ import annotations

from typing import TextIO

import click

from balai.cli.node import as_line, as_option, base_address, json_option, open_node, print_json
from balai.cli.node import viewer as acting
from balai.cli.user.naming import account_of, organisation_of


@click.command()
@click.argument("name", metavar="[ORGANISATION]", default="")
@click.option("--issuer", help="The provider's issuer, an https address.")
@click.option("--client-id", help="What the provider calls this node.")
@click.option(
    "--secret", type=click.File("r"), help="A file with the secret; - reads standard input."
)
@click.option("--remove", is_flag=True, help="Its people sign in here again.")
@click.option("--forget", metavar="ADDRESS", help="Forget whom a provider meant by this account.")
@as_option
@json_option
def provider(
    name: str,
    issuer: str | None,
    client_id: str | None,
    secret: TextIO | None,
    remove: bool,
    forget: str | None,
    email: str | None,
    as_json: bool,
) -> None:
    """List providers, or name or remove the one through which an ORGANISATION signs in."""
    changes = bool(issuer or client_id or secret)
    if (changes or remove) and not name:
        raise click.UsageError("Name the organisation.")
    if changes and remove:
        raise click.UsageError("Name a provider or --remove it, not both.")
    open_node()
    from balai.people.actions import providers as actions
    from balai.people.providers import protocol, queries

    who = acting(email)
    where = organisation_of(name) if name else ""
    if forget:
        actions.forget_subject(viewer=who, account_id=account_of(forget))
    if remove:
        actions.remove_provider(viewer=who, organisation_id=where)
    elif changes:
        known = queries.provider(who, where)
        issuer = issuer or (known.issuer if known else "")
        protocol.discover(protocol.clean_issuer(issuer))
        actions.name_provider(
            viewer=who,
            organisation_id=where,
            issuer=issuer,
            client_id=client_id or (known.client_id if known else ""),
            secret=secret.read().strip() if secret else "",
        )
    rows = [each for each in queries.providers(who) if not where or each.organisation_id == where]
    if as_json:
        print_json(
            [
                {
                    "organisation": each.organisation_id,
                    "name": each.organisation_name,
                    "issuer": each.issuer,
                    "client_id": each.client_id,
                    "address_back": f"{base_address()}{queries.path_back(each.organisation_id)}",
                }
                for each in rows
            ]
        )
        return
    for each in rows:
        click.echo(f"{as_line(each.organisation_name)}: {each.issuer} as {each.client_id}")
        click.echo(f"  comes back to {base_address()}{queries.path_back(each.organisation_id)}")
    click.echo(f"{len(rows)} providers.", err=True)
