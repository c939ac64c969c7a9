"""`balai contributions`: what became of each part of what one brought in."""

from __future__ import annotations

from typing import Any

import click

from balai.cli.node import as_line, as_option, json_option, open_node, print_json, viewer

JSON = (
    "list of `{contribution, title, created, submitted, level, parts}`; a part is `{source, "
    "candidate, state, text, became, page, reason, lesson}`, where `became` is the lesson's "
    "sentence and `lesson` its identifier for those who may read it, and `state` is open, "
    "accepted, amended, merged, carried, rejected, stale or refused (a file that could not be read)"
)
"""What `--json` prints; docs/reference/cli.md is made from it."""


@click.command()
@as_option
@json_option
def command(email: str | None, as_json: bool) -> None:
    """Show what became of each part of what one brought in."""
    open_node()
    from balai.knowledge.outcomes import outcomes
    from balai.library.queries import contributions

    who = viewer(email)
    given = [each for each in contributions(who) if each.sources]
    became = outcomes(who, [source.id for each in given for source in each.sources])
    rows: list[dict[str, Any]] = [
        {
            "contribution": each.id,
            "title": each.sources[0].title,
            "created": each.created.isoformat(),
            "submitted": each.submitted.isoformat() if each.submitted else None,
            "level": each.sources[0].sharing.level.label,
            "parts": [part for source in each.sources for part in _parts(source, became)],
        }
        for each in given
    ]
    if as_json:
        print_json(rows)
        return
    for row in rows:
        click.echo(f"{row['contribution']}  {as_line(str(row['title']))}")
        for part in row["parts"]:
            click.echo(f"  {part['state']}: {as_line(part['text'])}")
            if part["reason"]:
                click.echo(f"    {as_line(part['reason'])}")


def _parts(source: Any, became: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    if source.state == "refused":
        found.append(
            {
                "source": source.id,
                "candidate": None,
                "state": "refused",
                "text": source.file_name,
                "became": None,
                "page": None,
                "reason": source.error_message,
                "lesson": None,
            }
        )
    for each in became:
        if each.source_id == source.id:
            found.append(
                {
                    "source": source.id,
                    "candidate": each.candidate_id,
                    "state": each.state,
                    "text": each.text,
                    "became": each.sentence or None,
                    "page": each.page,
                    "reason": each.reason,
                    "lesson": each.lesson_id or None,
                }
            )
    return found
