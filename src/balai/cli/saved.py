"""`balai saved`: searches that somebody keeps, and what they found since."""

from __future__ import annotations

import click

from balai.cli.node import (
    as_line,
    as_option,
    json_option,
    open_node,
    print_json,
    reading_languages,
    viewer,
)

JSON = (
    "`list`: list of `{saved, name, address, tells, looked, news}`; `add`: `{saved}`; `look`: "
    "list of `{record, id, title, url}`; `remove`: `{saved, state}`"
)
"""What `--json` prints; docs/reference/cli.md is made from it."""


@click.group()
def command() -> None:
    """Keep searches and be told what is new: list, add, look, remove. With --as."""


@command.command(name="list")
@as_option
@json_option
def list_(email: str | None, as_json: bool) -> None:
    """List your own saved searches."""
    open_node()
    from balai.search.saved.queries import saved_searches

    rows = [
        {
            "saved": each.id,
            "name": each.name,
            "address": each.address,
            "tells": each.tells,
            "looked": each.looked.isoformat(),
            "news": each.news,
        }
        for each in saved_searches(viewer(email))
    ]
    if as_json:
        print_json(rows)
        return
    for row in rows:
        click.echo(f"{row['saved']}  {row['news']} new  {as_line(str(row['name']))}")


@command.command()
@click.argument("query")
@click.option("--name", default="", help="Its name; default the words of QUERY.")
@as_option
@json_option
def add(query: str, name: str, email: str | None, as_json: bool) -> None:
    """Keep QUERY, words and filters such as country:NZ."""
    open_node()
    from balai.search.address import LONGEST_QUERY, Asking
    from balai.search.saved.actions import save_search

    asked = Asking(query[:LONGEST_QUERY].strip())
    saved_id = save_search(viewer=viewer(email), name=name, asked=asked)
    print_json({"saved": saved_id}) if as_json else click.echo(saved_id)


@command.command()
@click.argument("saved")
@as_option
@json_option
def look(saved: str, email: str | None, as_json: bool) -> None:
    """Show what SAVED found since you last looked; it is known from then on."""
    open_node()
    from balai.search.saved import actions, queries

    who = viewer(email)
    actions.look(viewer=who, saved_id=saved)
    hits = queries.shown_at_last_look(who, saved, reading_languages(who))
    if as_json:
        print_json([{"record": h.record, "id": h.id, "title": h.title, "url": h.url} for h in hits])
        return
    for hit in hits:
        click.echo(f"{hit.record}  {hit.id}  {as_line(hit.title)}")


@command.command()
@click.argument("saved")
@as_option
@json_option
def remove(saved: str, email: str | None, as_json: bool) -> None:
    """Delete SAVED."""
    open_node()
    from balai.search.saved.actions import delete_saved

    delete_saved(viewer=viewer(email), saved_id=saved)
    print_json({"saved": saved, "state": "deleted"}) if as_json else click.echo("Deleted.")
