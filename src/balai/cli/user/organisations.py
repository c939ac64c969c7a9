"""Organisations: who there is, what they are called, whom they share AMBER with."""

from __future__ import annotations

import click

from balai.cli.node import COUNTRY, as_line, as_option, json_option, open_node, print_json
from balai.cli.node import viewer as acting
from balai.cli.user.naming import organisation_of


@click.command()
@click.option("--add", "name", help="Add an organisation of this name.")
@click.option("--country", default="", type=COUNTRY, help="Its country (with --add).")
@as_option
@json_option
def organisations(name: str | None, country: str, email: str | None, as_json: bool) -> None:
    """List organisations, or add one."""
    open_node()
    from balai.people.actions import make_organisation
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
        click.echo(f"{each.id}  {as_line(each.name)}: {each.members} members, {reviewers}")


@click.command()
@click.argument("name", metavar="ORGANISATION")
@click.option("--name", "called", help="What it is called from now on.")
@click.option("--country", type=COUNTRY, help="Its country.")
@click.option("--client", "clients", multiple=True, help="Reads its AMBER; all named anew.")
@click.option("--no-clients", is_flag=True, help="Nobody else reads its AMBER.")
@click.option("--described", help="Its clients in words.")
@as_option
@json_option
def organisation(
    name: str,
    called: str | None,
    country: str | None,
    clients: tuple[str, ...],
    no_clients: bool,
    described: str | None,
    email: str | None,
    as_json: bool,
) -> None:
    """Change an ORGANISATION (name or identifier): its name, its country, its clients."""
    if clients and no_clients:
        raise click.UsageError("Give --client or --no-clients, not both.")
    open_node()
    from balai.people.actions import change_organisation, name_clients
    from balai.people.queries import known_organisation as organisation_shown
    from balai.people.stewardship.queries import clients_of

    who, where = acting(email), organisation_of(name)
    known = organisation_shown(where)
    if called is not None or country is not None:
        change_organisation(
            viewer=who,
            organisation_id=where,
            name=known.name if called is None else called,
            country=known.country if country is None else country,
        )
    if clients or no_clients or described is not None:
        named = [organisation_of(each) for each in clients]
        name_clients(
            viewer=who,
            organisation_id=where,
            clients=named if clients or no_clients else clients_of(where),
            described=known.clients_described if described is None else described,
        )
    after = organisation_shown(where)
    row = {
        "id": where,
        "name": after.name,
        "country": after.country or None,
        "clients": sorted(clients_of(where).values()),
        "described": after.clients_described,
    }
    if as_json:
        print_json(row)
    else:
        whom = as_line(", ".join(row["clients"] or ()) or "none")
        click.echo(f"{where}  {as_line(after.name)}; clients: {whom}")
