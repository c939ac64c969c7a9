"""`balai scan`: personal data in a file."""

from __future__ import annotations

from pathlib import Path

import click

from balai.cli.node import FILE, json_option, print_json
from balai.core.errors import concerning

JSON = (
    "list of `{type, text, start, end, confidence, class, why}`; class is direct or quasi; `start` "
    "and `end` count characters of the `text` that `balai text` prints"
)
"""What `--json` prints; docs/reference/cli.md is made from it."""


@click.command()
@click.argument("file", type=FILE)
@json_option
def command(file: Path, as_json: bool) -> None:
    """Show what in FILE may say who somebody is; nothing is kept."""
    from balai.core.errors import NotReady
    from balai.core.privacy import findings
    from balai.foundation.embedding import get_embedder
    from balai.library.reading import read_file

    with concerning(file):
        document = read_file(file, name=file.name)
    embedder, unasked = get_embedder(), ""
    try:
        marks = embedder.marks([document.text])[0]
    except NotReady as error:
        marks, unasked = [], error.message
    found = findings(document.text, document.language, marks=marks)
    if as_json:
        print_json(
            [
                {
                    "type": str(each.type),
                    "text": each.text,
                    "start": each.start,
                    "end": each.end,
                    "confidence": each.confidence,
                    "class": each.class_,
                    "why": str(each.why),
                }
                for each in found
            ]
        )
        return
    for each in found:
        page = document.page_at(each.start)
        click.echo(f"page {page}: {each.type} ({each.class_}) “{each.text}”: {each.why}")
    if unasked or not embedder.finds_names:
        click.echo(f"Names in running text were not looked for. {unasked}".rstrip(), err=True)
    click.echo(f"{len(found)} findings. The check helps a person, it replaces none.", err=True)
