"""What leaves a room as a file: rows of votes to its convenor, counts to whoever may read it.

Rows go out at AMBER+STRICT, whatever the session's level: with enough of them somebody may know
their own neighbour again. Counts go out at the session's level; where fewer than five voted they
are withheld, and of what was held back only that it was, and why.
"""

from __future__ import annotations

from collections.abc import Sequence

from balai.dialogue.queries.counting import FEWEST_VOTERS
from balai.dialogue.queries.rooms import OnDesk
from balai.foundation.formats import csv_table

VOTE_COLUMNS = ("tlp", "participant", "statement", "vote", "important")
_WORDS = {1: "agree", 0: "pass", -1: "disagree"}
"""Votes in words: a spreadsheet reads -1 as a formula."""
STATEMENT_COLUMNS = (
    "tlp",
    "chatham_house_rule",
    "statement",
    "text",
    "language",
    "origin",
    "state",
    "reason",
    "came_from",
    "became",
    "agree",
    "disagree",
    "pass",
)


def votes_table(rows: Sequence[tuple[int, int, int, bool]]) -> str:
    """Return votes as a table; participants are numbered anew, in no order of their coming."""
    return csv_table(
        VOTE_COLUMNS,
        (
            ("TLP:AMBER+STRICT", person, statement, _WORDS[value], "yes" if is_important else "no")
            for person, statement, value, is_important in rows
        ),
    )


def statements_table(found: Sequence[OnDesk], level: str, *, chatham: bool) -> str:
    """Return statements with their counts and what became of them."""
    return csv_table(STATEMENT_COLUMNS, (_row(each, level, chatham) for each in found))


def _row(each: OnDesk, level: str, chatham: bool) -> tuple[object, ...]:
    is_shown = each.state == "shown"
    has_enough = is_shown and each.tally.total >= FEWEST_VOTERS
    tally = each.tally
    counts = (tally.agree, tally.disagree, tally.passed) if has_enough else ("", "", "")
    return (
        f"TLP:{level}",
        "yes" if chatham else "no",
        each.number,
        each.text if is_shown else "",
        each.language if is_shown else "",
        each.origin,
        each.state,
        each.reason,
        " ".join(map(str, each.came_from)),
        " ".join(map(str, each.became)),
        *counts,
    )
