"""`balai text`: what is read from a file, page by page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from balai.cli.node import FILE, json_option, print_json
from balai.core.errors import concerning
from balai.core.passages.document import Document
from balai.library.readers.cautions import aside_in_words, in_words

JSON = (
    "`{format, language, title, pages: [{page, blocks: [{text, bbox, kind, start, end}]}], text, "
    "warnings}`; a block's `text` equals the document's `text` from `start` to `end`, to which "
    "the offsets of `lessons` and `scan` belong as well ([offsets.md](offsets.md))"
)
"""What `--json` prints; docs/reference/cli.md is made from it."""


@click.command()
@click.argument("file", type=FILE)
@json_option
def command(file: Path, as_json: bool) -> None:
    """Show what Balai reads from FILE; nothing is kept."""
    from balai.library.reading import read_file

    with concerning(file):
        document = read_file(file, name=file.name)
    if as_json:
        print_json(as_data(document))
        return
    for page in range(1, document.pages + 1):
        click.echo(f"--- page {page}")
        for block in document.blocks:
            if block.page == page:
                click.echo(f"[{block.kind}] {document.words_of(block)}")
    for warning in document.warnings:
        click.echo(in_words(warning), err=True)
    for aside in document.set_aside:
        click.echo(aside_in_words(aside), err=True)


def as_data(document: Document) -> dict[str, Any]:
    """Return a document as docs/reference/cli.md describes it."""
    pages = [
        {
            "page": page,
            "blocks": [
                {
                    "text": document.words_of(block),
                    "bbox": list(block.bbox) if block.bbox else None,
                    "kind": str(block.kind),
                    "start": block.start,
                    "end": block.end,
                }
                for block in document.blocks
                if block.page == page
            ],
        }
        for page in range(1, document.pages + 1)
    ]
    return {
        "format": document.format,
        "language": document.language,
        "title": document.title,
        "pages": pages,
        "text": document.text,
        "warnings": [
            *map(in_words, document.warnings),
            *map(aside_in_words, document.set_aside),
        ],
    }
