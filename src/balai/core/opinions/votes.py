"""Votes of people on statements: one for each cell, in one order whatever order they came in."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from balai.core.errors import Invalid

Whole = NDArray[np.int64]
Real = NDArray[np.float64]
Counts = tuple[Whole, Whole, Whole]
"""For each statement: who agrees, who disagrees, who voted at all."""

AGREE, PASS, DISAGREE = 1, 0, -1


def in_order(ids: Iterable[str]) -> tuple[str, ...]:
    """Return identifiers in canonical order, each once: numbers by size, then the rest by text."""
    return tuple(sorted(set(ids), key=_place))


def _place(name: str) -> tuple[int, int, str]:
    is_number = name.isascii() and name.isdigit() and len(name) < 19
    return (0, int(name), name) if is_number else (1, 0, name)


@dataclass(frozen=True, eq=False)
class Votes:
    """Who voted what on which statement.

    `who` and `what` are places in `participants` and `statements`, sorted by both, each pair
    once; `said` is 1 (agree), 0 (pass) or -1 (disagree). `left_out` marks, for each statement,
    whether moderators took it out: its votes are kept and weigh in nothing that is found.
    """

    participants: tuple[str, ...]
    statements: tuple[str, ...]
    who: Whole
    what: Whole
    said: Whole
    left_out: NDArray[np.bool_]

    @classmethod
    def of(
        cls,
        rows: Iterable[tuple[str, str, int]],
        *,
        statements: Iterable[str] = (),
        left_out: Collection[str] = (),
    ) -> Votes:
        """Make a table of (participant, statement, vote) rows; of two on one cell the last holds.

        `statements` names statements that may have no votes. Raises Invalid for a vote that is
        not 1, 0 or -1.
        """
        people, items, said = [], [], []
        for person, statement, vote in rows:
            people.append(person)
            items.append(statement)
            said.append(vote)
        participants = in_order(people)
        known = in_order([*items, *statements])
        places, columns = _numbered(participants), _numbered(known)
        return cls.at(
            participants,
            known,
            np.fromiter((places[each] for each in people), np.int64, len(people)),
            np.fromiter((columns[each] for each in items), np.int64, len(items)),
            np.array(said, np.int64),
            left_out=left_out,
        )

    @classmethod
    def at(
        cls,
        participants: Sequence[str],
        statements: Sequence[str],
        who: Whole,
        what: Whole,
        said: Whole,
        *,
        left_out: Collection[str] = (),
    ) -> Votes:
        """Make a table of votes whose places in both sequences are known. Raises Invalid."""
        if len(said) and not np.isin(said, (AGREE, PASS, DISAGREE)).all():
            raise Invalid(
                "A vote is 1 (agree), 0 (pass) or -1 (disagree).", "Leave out what is none."
            )
        cell = who * max(len(statements), 1) + what
        order = np.argsort(cell, kind="stable")
        is_last = np.append(np.diff(cell[order]) != 0, True)[: len(order)]
        kept = order[is_last]
        taken = frozenset(left_out)
        return cls(
            tuple(participants),
            tuple(statements),
            who[kept],
            what[kept],
            said[kept],
            np.array([each in taken for each in statements], np.bool_),
        )

    def __len__(self) -> int:
        return len(self.said)

    @cached_property
    def per_person(self) -> Whole:
        """Votes that each participant cast, passes and statements left out included."""
        return np.bincount(self.who, minlength=len(self.participants)).astype(np.int64)

    @cached_property
    def input_hash(self) -> str:
        """SHA-256 of participants, statements, what is left out and every vote."""
        digest = hashlib.sha256()
        for names in (self.participants, self.statements):
            for name in names:
                digest.update(name.encode("utf-8", "surrogatepass") + b"\x00")
            digest.update(b"\x01")
        for column in (self.who, self.what, self.said):
            digest.update(column.astype("<i8").tobytes())
        digest.update(self.left_out.tobytes())
        return digest.hexdigest()

    def without(self, cells: NDArray[np.bool_]) -> Votes:
        """Return the same people and statements without the votes that are marked."""
        kept = ~cells
        return Votes(
            self.participants,
            self.statements,
            self.who[kept],
            self.what[kept],
            self.said[kept],
            self.left_out,
        )

    def moderated(self) -> Votes:
        """Return the same without votes on statements that were left out."""
        return self.without(self.left_out[self.what]) if self.left_out.any() else self

    def counts(self, people: NDArray[np.bool_] | None = None) -> Counts:
        """Return for each statement how many agree, disagree, and voted (passes included)."""
        what, said = self.what, self.said
        if people is not None:
            chosen = people[self.who]
            what, said = what[chosen], said[chosen]
        size = len(self.statements)
        agree = np.bincount(what[said == AGREE], minlength=size)
        disagree = np.bincount(what[said == DISAGREE], minlength=size)
        return agree, disagree, np.bincount(what, minlength=size)

    def centred(self) -> csr_array:
        """Return votes less the mean of their statement: people by statements, 0 where none.

        To fill what was not cast with the mean and to centre then gives the same. Statements
        that were left out are 0 throughout.
        """
        shown = self.moderated()
        size = len(self.statements)
        cast = np.bincount(shown.what, minlength=size)
        mean = np.bincount(shown.what, shown.said, minlength=size) / np.maximum(cast, 1)
        values = shown.said - mean[shown.what]
        starts = np.zeros(len(self.participants) + 1, np.int64)
        np.cumsum(np.bincount(shown.who, minlength=len(self.participants)), out=starts[1:])
        return csr_array(
            (values, shown.what, starts), shape=(len(self.participants), len(self.statements))
        )


def _numbered(names: Sequence[str]) -> dict[str, int]:
    return {name: place for place, name in enumerate(names)}
