"""`balai doctor`: look at everything a node needs, and say what would help."""

from __future__ import annotations

from dataclasses import asdict

import click

from balai.cli.entry import FAULT, OK
from balai.cli.node import as_line, json_option, print_json

JSON = "list of `{check, ok, message, hint}`"
"""What `--json` prints; docs/reference/cli.md is made from it."""


@click.command()
@click.option("--thorough", is_flag=True, help="Read every original file, not a sample.")
@click.option("--rebuild-index", is_flag=True, help="First make the index of search anew.")
@json_option
def command(thorough: bool, rebuild_index: bool, as_json: bool) -> int:
    """Check the node; looking changes nothing. Status 1 says that something is not well."""
    import django

    from balai.config.doctor import Check, examine
    from balai.config.node import read_node

    node = read_node()
    home = node.path
    if not (home.is_dir() and (node.database or (home / "balai.sqlite3").exists())):
        hint = "`balai up` sets one up; --home or BALAI_HOME names another."
        found = [Check("home", False, f"There is no node in {home}.", hint)]
    else:
        django.setup()
        if rebuild_index:
            _rebuild()
        found = examine(thorough=thorough)
    if as_json:
        print_json([asdict(each) for each in found])
    else:
        for each in found:
            click.echo(f"{'ok ' if each.ok else 'NOT'} {each.check}: {as_line(each.message)}")
            if each.hint:
                click.echo(f"      {each.hint}")
    wrong = sum(not each.ok for each in found)
    click.echo(
        f"{wrong} of {len(found)} checks need attention." if wrong else "All well.", err=True
    )
    return FAULT if wrong else OK


def _rebuild() -> None:
    from balai.cli.node import open_node
    from balai.cli.work import finish
    from balai.search.tasks import queue_rebuild

    open_node()
    click.echo("Making the index anew …", err=True)
    queue_rebuild()
    finish(("search.rebuild:",))
