"""`balai levels`: the sharing levels, each with who may read then on this node."""

from __future__ import annotations

import click

from balai.cli.node import as_line, as_option, json_option, open_node, print_json, viewer

JSON = "list of `{level, readers}`, from the most open to the most closed"
"""What `--json` prints; docs/reference/cli.md is made from it."""


@click.command()
@click.option("--organisation", default="", help="Owner: name or identifier; default one's own.")
@as_option
@json_option
def command(organisation: str, email: str | None, as_json: bool) -> None:
    """Say who may read at each level (TLP 2.0): who the community of this node is (GREEN), and who
    the clients of the organisation are (AMBER). WHITE is read as CLEAR."""
    open_node()
    from balai.cli.brought import owner_of
    from balai.sharing.levels import meanings

    owner, _name = owner_of(viewer(email), organisation)
    words = meanings([owner])
    if as_json:
        print_json([{"level": each.label, "readers": words[each]} for each in words])
        return
    for each in words:
        click.echo(f"TLP:{each.label:12}  {as_line(words[each])}")
