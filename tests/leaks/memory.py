"""What ought to be true, remembered apart from Balai's own algebra: the test's second opinion.

A text remembers every condition that somebody put on it, and nothing is worked out until a person
is asked about: they may read it where they meet each condition. Who belongs where is remembered
here too, so a mistake in Balai's memberships shows as well.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

Condition = tuple[str, str, frozenset[str]]
"""A level by its name, the organisation that owns the text, and for RED the people named.

Where any of several organisations will do, they are joined by a bar: "A|B". Who was named by an
address, and is no colleague, has an "@" before the name, and counts once they hold some role.
"""

SIGNED_OUT = "dina"
OVERSIGHT = "omar"
OF_THE_NODE = ("farid", OVERSIGHT)
"""Whose roles for the node nobody takes."""
_ORDER = ("CLEAR", "GREEN", "AMBER", "AMBER_STRICT")


@dataclass
class Text:
    """One text with a word that stands nowhere else."""

    word: str
    organisation: str
    conditions: frozenset[Condition]
    source: str = ""
    """The source it was drawn from; empty for a source itself."""
    is_gone: bool = False
    """Taken out of sight: only those in charge may still come upon it."""
    was_released: bool = False
    """Once opened wider by a second person, it no longer follows its source everywhere."""
    entry: tuple[str, str] | None = None
    """What it is said about, for a comment, a contest or an answer: it is read with that alone."""
    writer: str = ""
    """Who contested: they may always come back to it, and to the answer."""
    is_held: bool = False
    """Whether only those who answer for the entry, and oversight, have it before them."""


@dataclass
class Memory:
    """Everybody's memberships and every text's conditions."""

    members: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    clients: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    texts: dict[tuple[str, str], Text] = field(default_factory=dict)
    closed: set[str] = field(default_factory=set)
    """Whose account was closed: they are as good as signed out."""

    def close(self, person: str) -> None:
        """Remember that somebody has no account any more."""
        self.closed.add(person)
        for each in self.members.values():
            each.discard(person)

    def may_read(self, person: str, conditions: frozenset[Condition]) -> bool:
        """Say whether a person meets every condition."""
        return all(self._meets(person, each) for each in conditions)

    def _meets(self, person: str, condition: Condition) -> bool:
        level, owner, named = condition
        if level == "CLEAR":
            return True
        if person in self.closed:
            return False
        if level == "GREEN":
            return person != SIGNED_OUT
        if level == "RED":
            return person in named or (f"@{person}" in named and self._holds_a_role(person))
        circle = set(owner.split("|"))
        if level == "AMBER":
            circle |= {client for each in circle.copy() for client in self.clients[each]}
        return any(person in self.members[each] for each in circle)

    def _holds_a_role(self, person: str) -> bool:
        return person in OF_THE_NODE or any(person in each for each in self.members.values())

    def words_for(self, person: str) -> set[str]:
        """Return the words that a person may come upon."""
        return {each.word for each in self.texts.values() if self.may_know(person, each)}

    def may_know(self, person: str, text: Text) -> bool:
        """Say whether a person may come upon a text; once out of sight, only its own people."""
        if text.entry is not None:
            return self._may_hear(person, text, text.entry)
        in_reach = not text.is_gone or person in self.members[text.organisation]
        return in_reach and self.may_read(person, text.conditions)

    def _may_hear(self, person: str, text: Text, entry: tuple[str, str]) -> bool:
        """Say whether a person may come upon what was said of an entry."""
        if person == text.writer and person not in self.closed:
            return True
        answers = person in self.members[text.organisation] or person == OVERSIGHT
        if text.is_held:
            return answers and self.may_read(person, text.conditions)
        with_it = self.may_know(person, self.texts[entry])
        return (with_it or answers) and self.may_read(person, text.conditions)

    def within(self, inner: frozenset[Condition], outer: frozenset[Condition]) -> bool:
        """Say whether each outer condition follows from an inner one, whoever is a member."""
        return all(any(_follows(mine, theirs) for mine in inner) for theirs in outer)


def _follows(mine: Condition, theirs: Condition) -> bool:
    level, owner, named = theirs
    if level == "CLEAR" or mine == theirs:
        return True
    if level == "GREEN":
        return mine[0] != "CLEAR"
    if level == "RED":
        return mine[0] == "RED" and mine[2] <= named
    return mine[1] == owner and mine[0] in _ORDER and _ORDER.index(mine[0]) >= _ORDER.index(level)
