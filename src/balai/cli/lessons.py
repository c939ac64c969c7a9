"""`balai lessons`: the candidates from a source of this node, or from a file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from balai.cli.node import as_line, as_option, json_option, open_node, print_json, viewer
from balai.core.errors import concerning
from balai.core.ids import is_id
from balai.core.passages.document import Document

JSON = (
    "list of `{kind, text, quote, page, start, end, confidence, rule, suggestions}`; `quote` "
    "equals the source text (`text` of `balai text`) from `start` to `end`; `rule` is what "
    "proposed it and the version of the rules, then, each after a bar, the heading it stands under "
    "and the words that spoke for it"
)
"""What `--json` prints; docs/reference/cli.md is made from it."""


@click.command()
@click.argument("source", type=click.Path())
@as_option
@json_option
def command(source: str, email: str | None, as_json: bool) -> None:
    """Show the candidates from SOURCE: a source's identifier, or a file (which is not kept).

    Those of a source are for whoever brought it and for its reviewers, who see all its words.
    """
    document = _document(source, email)
    from balai.knowledge.proposing import propose

    proposals = propose(document)
    if as_json:
        print_json([_as_data(each) for each in proposals])
        return
    for each in proposals:
        click.echo(f"page {each.page}, {each.kind}, {each.confidence:.0%}: {as_line(each.text)}")
    click.echo(f"{len(proposals)} candidates.", err=True)


def _document(source: str, email: str | None) -> Document:
    open_node()
    if is_id(source) and not Path(source).exists():
        from balai.core.errors import NotAllowed
        from balai.library.policy import has_charge
        from balai.library.queries import document
        from balai.library.queries import source as shown_source

        who = viewer(email)
        if not has_charge(who, shown_source(who, source)):
            raise NotAllowed()
        return document(who, source)
    from balai.library.reading import read_file

    with concerning(source):
        return read_file(Path(source), name=Path(source).name)


def _as_data(proposal: Any) -> dict[str, Any]:
    return {
        "kind": str(proposal.kind),
        "text": proposal.text,
        "quote": proposal.quote,
        "page": proposal.page,
        "start": proposal.start,
        "end": proposal.end,
        "confidence": round(proposal.confidence, 3),
        "rule": proposal.reason.code(),
        "suggestions": [
            {"scheme": each.scheme, "code": each.code, "words": each.words}
            for each in proposal.suggestions
        ],
    }
