"""`balai opinions`: who votes alike, and what a room agrees on, from a file of votes."""

from __future__ import annotations

import time
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from balai.cli.node import FILE, as_line, json_option, print_json
from balai.core.errors import Invalid, concerning

if TYPE_CHECKING:
    from balai.core.opinions.polis import Representative, Shared
    from balai.core.opinions.results import Opinions, Stated
    from balai.core.opinions.votes import Votes

MOST_BYTES = 500_000_000
SHOWN = 5
"""Statements of each kind that are printed; `--json` has all."""
JSON = (
    "`{participants, statements, votes, grouped, shape, groups: [{id, size, members, "
    "representative: [{statement, stance, score, interval, count, total, share}]}], consensus: "
    "{agree: [{statement, stance, share, interval, count, total}], disagree}, group_consensus: "
    "{statement: value}, divisive: [{statement, spread, interval}], uncertain, not_ready: null or "
    "{code, message}, chance, clarity, smallest_found, algorithm, input_hash, seconds}`; shape is "
    "none, spectrum, separate or given; where groups are given, `representative` and `consensus` "
    "are Pol.is's with `p_success`, `p_test`, `repness` (also `score`), `repness_test`; "
    "where they are found, `score` is the difference from the others' share"
)
"""What `--json` prints; docs/reference/cli.md is made from it."""


@click.command()
@click.argument("votes", type=FILE)
@click.option("--statements", type=FILE, help="Texts and moderation: comments.csv, or id and text.")
@click.option("--groups", type=FILE, help="Groups as given: CSV of participant and group.")
@json_option
def command(votes: Path, statements: Path | None, groups: Path | None, as_json: bool) -> None:
    """Say what the people of VOTES agree on and who votes alike; nothing is kept."""
    from balai.core.opinions.analysing import analyse
    from balai.core.opinions.reading import groups_in, statements_in, votes_in

    began = time.perf_counter()
    known = given = None
    if statements is not None:
        with concerning(statements):
            known = statements_in(_bytes(statements))
    if groups is not None:
        with concerning(groups):
            given = groups_in(_bytes(groups))
    with concerning(votes):
        table = votes_in(_bytes(votes), known)
    result = analyse(table, given)
    if as_json:
        print_json(as_data(result, table) | {"seconds": round(time.perf_counter() - began, 3)})
        return
    _print(result, known.texts if known else {})


def as_data(result: Opinions, votes: Votes) -> dict[str, Any]:
    """Return a result as plain data; of groups that were given, with Pol.is's own lists."""
    from balai.core.opinions.plain import plain

    data = plain(result)
    if result.shape != "given":
        return data
    for shown, group in zip(data["groups"], result.groups, strict=True):
        shown["representative"] = [_as_polis(each, votes) for each in group.polis]
    data["consensus"] = {
        "agree": _shared(result.polis_agree, "agree", votes),
        "disagree": _shared(result.polis_disagree, "disagree", votes),
    }
    return data


def _as_polis(each: Representative, votes: Votes) -> dict[str, Any]:
    return {
        **_counted(each, votes),
        "stance": each.stance,
        "score": each.repness,
        "repness": each.repness,
        "repness_test": each.repness_test,
    }


def _shared(found: tuple[Shared, ...], stance: str, votes: Votes) -> list[dict[str, Any]]:
    return [{**_counted(each, votes), "stance": stance} for each in found]


def _counted(each: Representative | Shared, votes: Votes) -> dict[str, Any]:
    from balai.core.opinions import intervals

    low, high = intervals.share(each.n_success, each.n_trials)
    return {
        "statement": votes.statements[each.statement],
        "share": each.n_success / each.n_trials if each.n_trials else 0.0,
        "interval": (float(low), float(high)),
        "count": each.n_success,
        "total": each.n_trials,
        "p_success": each.p_success,
        "p_test": each.p_test,
    }


def _bytes(file: Path) -> bytes:
    try:
        if file.stat().st_size > MOST_BYTES:
            raise Invalid("The file is too large.", "At most 500 MB are read.", kind="too-large")
        return file.read_bytes()
    except OSError as error:
        raise Invalid(
            "It cannot be read: %(why)s.",
            "Check the path.",
            values={"why": error.strerror or error},
            kind="not-a-file",
        ) from error


def _print(result: Opinions, texts: Mapping[str, str]) -> None:
    click.echo(
        f"{result.participants} people cast {result.votes} votes on {result.statements} statements."
    )
    for each in result.agreed[:SHOWN]:
        click.echo(f"Agreed: {_in_words(each, texts)}")
    if result.not_ready:
        click.echo(f"No groups: {result.not_ready.message}")
    elif result.shape == "spectrum":
        click.echo("A spectrum rather than camps; the groups are people towards its ends.")
    for group in result.groups:
        click.echo(f"Group {group.number + 1}: {len(group.members)} people.")
        for typical in group.typical[:SHOWN]:
            click.echo(f"  Typical: {_in_words(typical.stated, texts)}")
    for divides in result.divisive[:SHOWN]:
        text = _text(divides.statement, texts)
        click.echo(f"Divides, by {divides.spread:.0%}: {text}")
    if result.smallest_found is not None:
        click.echo(
            f"Differences between groups below {result.smallest_found:.0%} would mostly be missed."
        )


def _in_words(stated: Stated, texts: Mapping[str, str]) -> str:
    verb = "agree" if stated.stance == "agree" else "disagree"
    low, high = stated.interval
    text = texts.get(stated.statement) or stated.statement
    return f"{stated.count} of {stated.total} {verb} ({low:.0%} to {high:.0%}): {text}"


def _text(statement: str, texts: Mapping[str, str]) -> str:
    return as_line(texts.get(statement) or statement)
