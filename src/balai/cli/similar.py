"""`balai similar`: what is near to a record, and who else learned what a lesson says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from balai.cli.asked import say_limits
from balai.cli.node import (
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
    from balai.search.queries.near import Similar

JSON = (
    "`{record, id, title, limits, learned: [{id, title, language, countries, organisation, "
    "level, url}], near: [{record, kind, id, title, language, countries, level, score, shared, "
    "url}]}`; `learned` are lessons from other sources that say the same, `organisation` is null "
    "under the Chatham House Rule; `shared` are the labels that a record has in common with "
    "this one, as `scheme:code`"
)
"""What `--json` prints; docs/reference/cli.md is made from it."""


@click.command()
@click.argument("record")
@click.option("--limit", default=8, type=click.IntRange(1, 50), help="Records near; default 8.")
@as_option
@json_option
def command(record: str, limit: int, email: str | None, as_json: bool) -> None:
    """Show what is near to RECORD, the identifier of a lesson or a source."""
    open_node()
    from balai.search.queries import similar
    from balai.search.queries.near import record_named

    who = viewer(email)
    found = similar(who, record_named(who, record), reading_languages(who), most=limit)
    if as_json:
        print_json(_told(found))
    else:
        _print(_told(found))


def _told(found: Similar) -> dict[str, Any]:
    from django.urls import reverse

    from balai.search.queries.near import kept_by

    record = found.record
    return {
        "record": record.record,
        "id": record.id,
        "title": record.title,
        "limits": list(found.limits),
        "learned": [
            {
                "id": each.id,
                "title": each.statement.text,
                "language": each.statement.language,
                "countries": list(each.codes("country")),
                "organisation": kept_by(each) or None,
                "level": each.sharing.level.label,
                "url": base_address() + reverse("lesson", args=[each.id]),
            }
            for each in found.learned
        ],
        "near": [
            {
                "record": each.record,
                "kind": each.kind or None,
                "id": each.id,
                "title": each.title,
                "language": each.language,
                "countries": list(each.countries),
                "level": each.level,
                "score": each.score,
                "shared": [":".join(pair) for pair in each.labels if pair in record.labels],
                "url": base_address() + each.url,
            }
            for each in found.near
        ],
    }


def _print(told: dict[str, Any]) -> None:
    for heading, name in (("Who else learned it:", "learned"), ("Near to it:", "near")):
        if told[name]:
            click.echo(heading)
        for each in told[name]:
            about = [each.get("record", "lesson"), each["language"], f"TLP:{each['level']}"]
            click.echo(f"- {as_line(each['title'])}")
            click.echo(f"  {', '.join([*about, *each['countries']])}; {each['url']}")
    if not (told["learned"] or told["near"]):
        click.echo("Nothing that may be seen is near to it.", err=True)
    say_limits(told["limits"])
