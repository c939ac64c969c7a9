"""The world that the acts play in: who there is, which records there are, what was said of them.

`Memory` says who may come upon which word; here it is told what became of each act.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import transaction
from django.test import Client
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine

from balai.core import audience as core
from balai.core.audience import Level
from balai.core.errors import BalaiError
from balai.foundation.tasks.worker import run_all
from balai.knowledge.actions.audiences import Shared
from balai.knowledge.models import Evidence
from balai.people.actions.addressees import name_addressees
from balai.people.models import Membership
from balai.search.mirrors import mirrors
from tests.factories.library import propose
from tests.leaks import ways_out
from tests.leaks.memory import SIGNED_OUT, Condition, Memory, Text
from tests.personas import ACCOUNTS, ORGANISATIONS, ROLES, A, B, C, assemble, email_of, viewer

ORGS = tuple(ORGANISATIONS)
PEOPLE = tuple(ROLES)
QUOTABLE = 8
"""How many sentences of a report can be quoted."""
WORD = re.compile(r"quax[a-z]{3}")
"""What every word is like that the test looks for."""

people = st.sampled_from(PEOPLE)
orgs = st.sampled_from(ORGS)
levels = st.sampled_from(list(Level))
circles = st.sets(people, min_size=1, max_size=3)
places = st.integers(min_value=0, max_value=1_000)
"""Which of the records there are: the number is taken modulo how many."""


@dataclass
class Asked:
    """A release that waits: what shall be opened, to whom, and what it was when it was asked."""

    release: str
    records: list[tuple[str, str]]
    before: frozenset[Condition]
    wanted: Condition


class World(RuleBasedStateMachine):
    """Everybody, every record, and what ought to be true of both; it has no rules of its own."""

    played = 0
    """How many steps were played by all of them together."""

    def __init__(self) -> None:
        super().__init__()
        self._atomic = transaction.atomic()
        self._atomic.__enter__()
        mirrors.forget()
        self.cast = assemble()
        self.memory = Memory()
        for name, held in ROLES.items():
            for _role, where in held:
                if where:
                    self.memory.members[where].add(name)
        for name, org in (("budi", A), ("omar", B), ("farid", C)):
            Membership.objects.create(
                account_id=ACCOUNTS[name], role="reviewer", organisation_id=org
            )
            self.memory.members[org].add(name)
        self.sources: list[str] = []
        self.unquoted: dict[str, list[str]] = {}
        self.lessons: list[str] = []
        self.comments: list[str] = []
        self.contests: list[str] = []
        self.asked: list[Asked] = []
        self.clients: dict[str, Client] = {}
        self.made = 0

    def someone(self, pick: int, role: str, org: str = "") -> str:
        """Return somebody: mostly one who holds the role, now and then whoever comes by."""
        able = [name for name in PEOPLE if viewer(name).has(role, org)]
        return PEOPLE[pick % len(PEOPLE)] if pick % 5 == 0 or not able else able[pick % len(able)]

    def word(self) -> str:
        """Return a word that nothing else has."""
        number, letters = self.made, ""
        self.made += 1
        for _ in range(3):
            number, place = divmod(number, 26)
            letters += chr(ord("a") + place)
        return "quax" + letters

    def recipients(
        self, by: str, level: Level, named: set[str]
    ) -> tuple[tuple[str, ...], set[str]]:
        """Return whom RED names, and as whom they are remembered: half of them by an address."""
        typed = sorted(named)[::2] if level is Level.RED else []
        known = name_addressees(viewer=viewer(by), addresses=map(email_of, typed))
        accounts = {name: ACCOUNTS[name] for name in sorted(named)}
        accounts |= dict(zip(typed, known, strict=True))
        return tuple(accounts.values()), {
            name if each == ACCOUNTS[name] else f"@{name}" for name, each in accounts.items()
        }

    def asked_for(self, release: str) -> str:
        """Return of which kind the record is that a release is about."""
        from balai.sharing.models import Release

        return Release.objects.values_list("record_kind", flat=True).get(pk=release)

    def brought_by(self, source: str) -> str:
        from balai.library.models import Source

        account = Source.objects.filter(pk=source).values_list("contributor", flat=True).first()
        return next((name for name, each in ACCOUNTS.items() if each == account), SIGNED_OUT)

    def candidate(self, who: str, source: str) -> str:
        return propose(viewer(who), source, sentence_with(self.unquoted[source][0]))

    def use_up(self, source: str) -> None:
        """Quote another sentence next time; when all were quoted, the last is tried again."""
        if len(self.unquoted[source]) > 1:
            del self.unquoted[source][0]

    def open_release(self, kind: str, record_id: str) -> str:
        from balai.sharing.models import Release, ReleaseState

        return Release.objects.get(
            record_kind=kind, record_id=record_id, state=ReleaseState.ASKED
        ).pk

    def note_lesson(
        self, lesson: str, word: str, org: str, conditions: frozenset[Condition], source: str
    ) -> None:
        self.memory.texts["lesson", lesson] = Text(word, org, conditions, source)

    def note_quotes(self, lesson: str, word: str, conditions: frozenset[Condition]) -> None:
        newest = Evidence.objects.filter(lesson_id=lesson).order_by("-pk").first()
        assert newest is not None
        org = self.memory.texts["lesson", lesson].organisation
        self.memory.texts["evidence", newest.pk] = Text(word, org, conditions, newest.record_id)

    def like(self, lesson: str, word: str) -> Text:
        of = self.memory.texts["lesson", lesson]
        return Text(word, of.organisation, of.conditions, of.source, of.is_gone, of.was_released)

    def parts(self, lesson: str) -> list[tuple[str, str]]:
        """Return a lesson, its sentences, and those quotes that are as open as it."""
        of = self.memory.texts["lesson", lesson]
        found = [("lesson", lesson)]
        quotes = set(Evidence.objects.filter(lesson_id=lesson).values_list("pk", flat=True))
        for key, each in self.memory.texts.items():
            if key[0] == "statement" and key[1].startswith(lesson):
                found.append(key)
            if key[0] == "evidence" and key[1] in quotes and self.equal(each, of):
                found.append(key)
        return found

    def equal(self, one: Text, other: Text) -> bool:
        return self.memory.within(one.conditions, other.conditions) and self.memory.within(
            other.conditions, one.conditions
        )

    def follow(self, done: Shared, records: list[tuple[str, str]], condition: Condition) -> None:
        """Remember what came of changing an audience."""
        first = self.memory.texts[records[0]]
        if done.named:
            before = first.conditions
            for key in records:
                if self.memory.texts[key].conditions == before:
                    self.memory.texts[key].conditions = frozenset({condition})
            return
        for key in records:
            self.memory.texts[key].conditions |= {condition}
        for said in self.memory.texts.values():
            if said.entry in records:
                said.conditions |= {condition}
        if done.asked:
            self.note_asked(done.asked, records, condition)

    def note_asked(
        self, release: str, records: list[tuple[str, str]], condition: Condition
    ) -> None:
        kind, identifier = records[0]
        before = self.memory.texts[kind, identifier].conditions
        if kind == "lesson":
            records = self.parts(identifier)
        self.asked = [each for each in self.asked if each.records[0] != records[0]]
        self.asked.append(Asked(release, records, before, condition))

    @contextmanager
    def allowed_to_fail(self) -> Iterator[None]:
        """Let Balai refuse: nothing may then have changed, and so nothing is remembered."""
        told = ""
        try:
            with transaction.atomic():
                yield
        except BalaiError as refusal:
            told = ways_out.refused(refusal)
        assert not WORD.search(told), "a refusal tells a word"
        self.settle()

    def settle(self) -> None:
        """Do what waits: proposing, following, indexing."""
        run_all()


def sentence_with(word: str) -> str:
    return f"Officers who walked the {word} market were greeted by name."


def circle_of(level: Level, orgs: frozenset[str]) -> frozenset[Condition]:
    """Return the condition of a comment: any of two organisations will do."""
    if level is Level.CLEAR:
        return frozenset()
    owner = "|".join(sorted(orgs)) if level >= Level.AMBER else ""
    return frozenset({(level.name, owner, frozenset())})


def condition_of(level: Level, org: str, named: set[str]) -> Condition:
    owner = org if level in (Level.AMBER, Level.AMBER_STRICT) else ""
    return level.name, owner, frozenset(named if level is Level.RED else ())


def audience_of(condition: Condition) -> core.Audience:
    level, owner, named = condition
    return core.audience(
        Level[level],
        owners=[owner] if owner else [],
        recipients=[ACCOUNTS[each] for each in named],
    )
