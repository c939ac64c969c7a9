"""`balai comment`: what readers say about a lesson or a source."""

from __future__ import annotations

import click

from balai.cli.node import (
    LANGUAGE,
    LEVEL,
    as_line,
    as_option,
    json_option,
    open_node,
    print_json,
    reading_languages,
    viewer,
)
from balai.cli.readers import read_by
from balai.core.audience import Level

JSON = (
    "`list`: list of `{comment, who, created, language, level, text, removed}`; `add`: "
    "`{comment, level}`; `take-back`, `remove`: `{comment, state}`"
)
"""What `--json` prints; docs/reference/cli.md is made from it."""
KIND = click.Choice(("lesson", "source"))


@click.group()
def command() -> None:
    """Say something about an entry: list, add, take-back, remove."""


@command.command(name="list")
@click.argument("kind", type=KIND)
@click.argument("entry")
@as_option
@json_option
def list_(kind: str, entry: str, email: str | None, as_json: bool) -> None:
    """List what is said about ENTRY, a lesson or a source."""
    open_node()
    from balai.knowledge.voice.entries import entry_of
    from balai.knowledge.voice.queries.comments import comments

    who = viewer(email)
    found = comments(who, entry_of(who, kind, entry, reading_languages(who)))
    rows = [
        {
            "comment": each.id,
            "who": ", ".join(filter(None, (each.name, each.organisation))) or None,
            "created": each.created.isoformat(),
            "language": each.language,
            "level": each.level.label,
            "text": each.text or None,
            "removed": each.reason or None,
        }
        for each in found
    ]
    if as_json:
        print_json(rows)
        return
    for row in rows:
        writer = as_line(str(row["who"] or "a reader"))
        click.echo(f"{row['comment']}  TLP:{row['level']}  {writer}")
        click.echo(f"  {as_line(str(row['text'] or 'Removed: ' + str(row['removed'])))}")


@command.command()
@click.argument("kind", type=KIND)
@click.argument("entry")
@click.argument("text")
@click.option("--level", type=LEVEL, default="AMBER", help="See `balai levels`; never RED.")
@click.option("--language", type=LANGUAGE, default="en", help="What it is written in.")
@click.option("--organisation", default="", help="For which of your organisations.")
@click.option("--mask", is_flag=True, help="Mask by itself what could tell who somebody is.")
@as_option
@json_option
def add(
    kind: str,
    entry: str,
    text: str,
    level: Level,
    language: str,
    organisation: str,
    mask: bool,
    email: str | None,
    as_json: bool,
) -> None:
    """Say TEXT about ENTRY. Name no one."""
    open_node()
    from balai.knowledge.voice.actions.comments import comment
    from balai.sharing.queries import sharing_of

    made = comment(
        viewer=viewer(email),
        record_kind=kind,
        record_id=entry,
        text=text,
        level=level,
        language=language,
        organisation_id=organisation,
        mask=mask,
    )
    shared = sharing_of("comment", made).level.label
    row = {"comment": made, "level": shared}
    print_json(row) if as_json else click.echo(
        f"{made} stands beside it, {read_by('comment', made)}"
    )


@command.command(name="take-back")
@click.argument("comment")
@as_option
@json_option
def take_back(comment: str, email: str | None, as_json: bool) -> None:
    """Take your own COMMENT back; its words are erased."""
    open_node()
    from balai.knowledge.voice.actions.comments import take_back_comment

    take_back_comment(viewer=viewer(email), comment_id=comment)
    row = {"comment": comment, "state": "taken-back"}
    print_json(row) if as_json else click.echo(f"{comment} is taken back.")


@command.command()
@click.argument("comment")
@click.option("--reason", required=True, help="Stands in its place. Name no one.")
@as_option
@json_option
def remove(comment: str, reason: str, email: str | None, as_json: bool) -> None:
    """Remove a COMMENT as a reviewer of the entry, with a reason."""
    open_node()
    from balai.knowledge.voice.actions.comments import remove_comment

    remove_comment(viewer=viewer(email), comment_id=comment, reason=reason)
    row = {"comment": comment, "state": "removed"}
    print_json(row) if as_json else click.echo(f"{comment} is removed.")
