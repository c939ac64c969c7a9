"""`balai review propose`: words of a source that Balai did not find."""

from __future__ import annotations

import click

from balai.cli.node import as_option, json_option, open_node, print_json, viewer
from balai.cli.review.verdicts import KINDS


@click.command()
@click.argument("source")
@click.option("--quote", required=True, help="The words, copied from the source.")
@click.option("--kind", type=click.Choice(KINDS), default="lesson", help="Default: lesson.")
@as_option
@json_option
def propose(source: str, quote: str, kind: str, email: str | None, as_json: bool) -> None:
    """Propose words of SOURCE as a candidate, to be decided on like any other."""
    open_node()
    from balai.knowledge.actions.propose import mark_passage
    from balai.library.queries import find_words

    who = viewer(email)
    start, end = find_words(who, source, quote)
    made = mark_passage(viewer=who, source_id=source, start=start, end=end, kind=kind)
    if as_json:
        print_json({"candidate": made, "source": source, "start": start, "end": end})
    else:
        click.echo(made)
