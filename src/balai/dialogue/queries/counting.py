"""What a room's votes say: quick counts for the live pages, the whole result for a closed round.

Counts are quick; what is found in the votes (groups and their tests) is computed apart
(`balai.dialogue.apart`) while people vote, and by whoever closes a round.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet

from balai.core.opinions.routing import Tally
from balai.dialogue.models import Participant, Statement, StatementState, Vote

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
    """How far a room has come. `voters` have voted at least once.

    `sectors` and `countries` are those of which five people or more are here; never how many.
    """

    participants: int
    voters: int
    votes: int
    statements: tuple[Said, ...]
    sectors: tuple[str, ...]
    countries: tuple[str, ...]


def counts_of(room_id: str) -> Counts:
    """Return the counts of a room, in five queries however many votes there are."""
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
    here = Participant.objects.filter(room_id=room_id)
    people = here.aggregate(
        all=Count("id", distinct=True), voters=Count("votes__participant", distinct=True)
    )
    total = sum(each.tally.total for each in statements)
    return Counts(
        people["all"],
        people["voters"],
        total,
        statements,
        sectors=_present(here, "sector"),
        countries=_present(here, "country"),
    )


def _present(here: QuerySet[Participant], field: str) -> tuple[str, ...]:
    """Return the codes that five people or more gave."""
    rows = here.exclude(**{field: ""}).values_list(field).annotate(number=Count("id"))
    return tuple(sorted(code for code, number in rows if number >= FEWEST_VOTERS))


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


def votes_hash(room_id: str) -> str:
    """Return the SHA-256 of a room's shown statements and of the votes on them, in order.

    Participants stand in it as numbers of their own in this room, so that the rows can be given
    to whoever checks the hash.
    """
    shown = Statement.objects.filter(room_id=room_id, state=StatementState.SHOWN)
    statements = list(shown.order_by("number").values_list("number", "language", "text"))
    votes = Vote.objects.filter(statement__room_id=room_id, statement__state=StatementState.SHOWN)
    rows = votes.order_by("participant_id", "statement__number").values_list(
        "participant_id", "statement__number", "value", "is_important"
    )
    text = json.dumps([statements, list(rows)], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def kept(counts: Counts, found: dict[str, Any] | None) -> dict[str, Any]:
    """Return what a room says as a closed round keeps it: counts, and what was found in them.

    Of fewer than five voters nothing they said is in it.
    """
    has_enough = counts.voters >= FEWEST_VOTERS
    return {
        "participants": counts.participants,
        "voters": counts.voters,
        "votes": counts.votes,
        "sectors": list(counts.sectors),
        "countries": list(counts.countries),
        "statements": [
            {"number": each.number, "text": each.text, "language": each.language}
            | (
                {
                    "agree": each.tally.agree,
                    "disagree": each.tally.disagree,
                    "pass": each.tally.passed,
                }
                if has_enough
                else {}
            )
            for each in counts.statements
        ],
        "found": found if has_enough else None,
    }
