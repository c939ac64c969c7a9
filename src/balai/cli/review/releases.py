"""`balai review releases` and `release`: what waits for a second person, and their decision."""

from __future__ import annotations

import click

from balai.cli.node import as_line, as_option, json_option, open_node, print_json, viewer
from balai.cli.readers import read_by


@click.command()
@as_option
@json_option
def releases(email: str | None, as_json: bool) -> None:
    """List the lessons and sources that wait for a second person."""
    open_node()
    from balai.knowledge.review import waiting_releases
    from balai.sharing.presenting import sentence

    rows = waiting_releases(viewer(email))
    if as_json:
        print_json(
            [
                {
                    "release": each.id,
                    "record": each.record_kind,
                    "id": each.record_id,
                    "words": each.words,
                    "language": each.language,
                    "before": each.before.level.label,
                    "after": each.after.level.label,
                    "readers": sentence(each.after),
                    "reason": each.reason,
                    "asked_by": each.asked_by,
                    "asked": each.created.isoformat(),
                    "may_decide": each.may_decide,
                    "original": each.with_original,
                }
                for each in rows
            ]
        )
        return
    for each in rows:
        click.echo(
            f"{each.id}  {each.record_kind}, TLP:{each.before.level.label} to "
            f"TLP:{each.after.level.label}, "
            f"{'with the original file, ' if each.with_original else ''}"
            f"{'for you to decide' if each.may_decide else 'asked by you'}: {as_line(each.words)}"
        )
        who = f"{each.asked_by}: " if each.asked_by else ""
        click.echo(f"  {who}“{as_line(each.reason)}”")
        click.echo(f"  Then: {as_line(sentence(each.after))}")
    click.echo(f"{len(rows)} wait.", err=True)


@click.command()
@click.argument("release")
@click.option("--grant", "verdict", flag_value="grant", help="Open it wider.")
@click.option("--refuse", "verdict", flag_value="refuse", help="Leave it as it is.")
@click.option("--reason", default="", help="A word on the decision. Name no one.")
@as_option
@json_option
def release(
    release: str, verdict: str | None, reason: str, email: str | None, as_json: bool
) -> None:
    """Decide on RELEASE as a second person: somebody else than who asked."""
    if verdict is None:
        raise click.UsageError("Say --grant or --refuse.")
    open_node()
    from balai.cli.work import finish
    from balai.knowledge.actions.lessons import decide_release
    from balai.sharing.queries import sharing_of

    kind, record_id = decide_release(
        viewer=viewer(email), release_id=release, grant=verdict == "grant", answer=reason[:500]
    )
    finish((f"search.index:{kind}:{record_id}",))
    level = sharing_of(kind, record_id).level.label
    if as_json:
        state = "granted" if verdict == "grant" else "refused"
        print_json(
            {"release": release, "state": state, "record": kind, "id": record_id, "level": level}
        )
    else:
        click.echo(f"The {kind} {record_id} is {read_by(kind, record_id)}")
