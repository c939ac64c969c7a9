"""One act on one or several candidates: what was done is printed, what was refused is said."""

from __future__ import annotations

from typing import Any

import click

from balai.cli.node import print_json
from balai.core.errors import BalaiError


def each_of(candidates: tuple[str, ...], as_json: bool, act: Any) -> int:
    """Act on each; go on past a refusal, and say at the end what was refused.

    One candidate gives one JSON document or error; several give a list.
    """
    from balai.cli.entry import OK, REFUSED, show_error

    if len(candidates) == 1:
        done = [act(candidates[0])]
    else:
        done = []
        for each in candidates:
            try:
                done.append(act(each))
            except BalaiError as error:
                said = {"kind": error.kind, "message": error.message, "hint": error.hint}
                done.append({"candidate": each, "state": None, "lesson": None, "error": said})
                show_error(error, False, each)
    _index()
    if as_json:
        print_json(done if len(candidates) > 1 else done[0])
    else:
        for row in done:
            if "error" not in row:
                click.echo("  ".join(str(row[name]) for name in row if row[name]))
    return REFUSED if any("error" in row for row in done) else OK


def _index() -> None:
    """Do what the verdicts queued, so that a new lesson is found at once."""
    from balai.cli.work import finish

    finish(("search.index:lesson:",))
