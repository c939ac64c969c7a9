"""What a room's votes say: quick counts for the live pages, the whole result for a closed round.

Counts are one query over few rows. The whole result has groups and their tests; it is computed in
a thread of its own while people vote, and by whoever closes a round.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Count

from balai.core.opinions.routing import Tally
from balai.dialogue.actions.rooms import votes_hash
from balai.dialogue.models import Participant, Statement, StatementState, Vote

if TYPE_CHECKING:
    from balai.core.opinions.results import Opinions

FEWEST_VOTERS = 5
"""Nothing is shown of the votes of fewer people: one could tell who said what."""


@dataclass(frozen=True)
class Said:
    """A statement as it is voted on, by its number in the room."""

    id: str
    number: int
    text: str
    language: str
    tally: Tally


@dataclass(frozen=True)
class Counts:
    """How far a room has come. `voters` have voted at least once."""

    participants: int
    voters: int
    votes: int
    statements: tuple[Said, ...]


@dataclass(frozen=True)
class Counted:
    """The whole result of a room, with the hash of what went in."""

    votes_hash: str
    counts: Counts
    opinions: Opinions

    def kept(self) -> dict[str, Any]:
        """Return the result as a closed round keeps it: no participant is told from another."""
        return kept(self.counts, self.opinions)


def counts_of(room_id: str) -> Counts:
    """Return the counts of a room, in three queries however many votes there are."""
    shown = Statement.objects.filter(room_id=room_id, state=StatementState.SHOWN)
    votes = Vote.objects.filter(statement__room_id=room_id, statement__state=StatementState.SHOWN)
    by_statement: dict[str, dict[int, int]] = {}
    for statement_id, value, number in votes.values_list("statement_id", "value").annotate(
        number=Count("id")
    ):
        by_statement.setdefault(statement_id, {})[value] = number
    statements = tuple(
        Said(pk, number, text, language, _tally(by_statement.get(pk, {})))
        for pk, number, text, language in shown.order_by("number").values_list(
            "pk", "number", "text", "language"
        )
    )
    people = Participant.objects.filter(room_id=room_id).aggregate(
        all=Count("id", distinct=True), voters=Count("votes__participant", distinct=True)
    )
    total = sum(each.tally.total for each in statements)
    return Counts(people["all"], people["voters"], total, statements)


def _tally(values: dict[int, int]) -> Tally:
    return Tally(values.get(1, 0), values.get(-1, 0), values.get(0, 0))


def votes_in(room_id: str) -> tuple[list[tuple[str, str, int]], list[str]]:
    """Return a room's votes as (participant, statement's number, vote), and all the numbers."""
    rows = Vote.objects.filter(
        statement__room_id=room_id, statement__state=StatementState.SHOWN
    ).values_list("participant_id", "statement__number", "value")
    numbers = Statement.objects.filter(room_id=room_id, state=StatementState.SHOWN).values_list(
        "number", flat=True
    )
    return [(str(person), str(number), value) for person, number, value in rows], list(
        map(str, numbers)
    )


def count(room_id: str, analyse: Callable[..., Opinions]) -> Counted:
    """Return the whole result of a room as it is now; `analyse` computes it of its votes."""
    hashed = votes_hash(room_id)
    return Counted(hashed, counts_of(room_id), analyse(*votes_in(room_id)))


def kept(counts: Counts, opinions: Opinions) -> dict[str, Any]:
    """Return a result as plain data: statements by number, groups by size, nobody by name."""
    shown = counts.voters >= FEWEST_VOTERS
    return {
        "algorithm": opinions.algorithm,
        "participants": counts.participants,
        "voters": counts.voters,
        "votes": counts.votes,
        "statements": [
            {
                "number": each.number,
                "text": each.text,
                "language": each.language,
                "agree": each.tally.agree if shown else None,
                "disagree": each.tally.disagree if shown else None,
                "pass": each.tally.passed if shown else None,
            }
            for each in counts.statements
        ],
        "shape": opinions.shape if shown else "none",
        "not_ready": opinions.not_ready.code if opinions.not_ready else "",
        "chance": opinions.chance,
        "clarity": opinions.clarity,
        "smallest_found": opinions.smallest_found,
        "agreed": [_stated(each) for each in opinions.agreed] if shown else [],
        "divisive": [
            {"number": int(each.statement), "spread": each.spread, "interval": list(each.interval)}
            for each in opinions.divisive
        ]
        if shown
        else [],
        "uncertain": [int(each) for each in opinions.uncertain],
        "groups": [
            {
                "size": len(group.members),
                "centre": list(group.centre),
                "typical": [
                    {
                        **_stated(each.stated),
                        "apart": each.apart,
                        "apart_interval": list(each.apart_interval),
                    }
                    for each in group.typical
                ],
            }
            for group in opinions.groups
        ]
        if shown
        else [],
        "places": sorted(
            [round(each.x, 3), round(each.y, 3), each.group] for each in opinions.places
        )
        if shown
        else [],
    }


def _stated(each: Any) -> dict[str, Any]:
    return {
        "number": int(each.statement),
        "stance": each.stance,
        "count": each.count,
        "total": each.total,
        "share": each.share,
        "interval": list(each.interval),
    }
