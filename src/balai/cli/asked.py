"""What `search`, `ask` and `similar` share: one question or many, and what limited an answer."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from typing import Any

import click

from balai.cli.node import print_json

Told = dict[str, Any]


def answer_each(
    text: str, as_json: bool, find: Callable[[str], Told], show: Callable[[Told], None]
) -> None:
    """Print what is found for a text; where it is `-`, for each line of standard input.

    Lines are answered one JSON document a line, each as soon as it is known.
    """
    if text == "-":
        for line in sys.stdin:
            print_json(find(line.strip()))
            sys.stdout.flush()
        return
    found = find(text)
    if as_json:
        print_json(found)
    else:
        show(found)


def say_limits(codes: Iterable[str]) -> None:
    """Say on standard error what did not work, in words."""
    from balai.search.presenting import limit_words

    for limit in filter(None, map(limit_words, codes)):
        click.echo(str(limit), err=True)
