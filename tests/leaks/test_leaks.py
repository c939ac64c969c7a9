"""A stateful property test over several people and three organisations: nobody sees too much.

`memory` says who may come upon which word; after each step somebody looks through a way out, and
at the end of each run everybody looks through all of them. `make test-leaks` plays 20,000 steps.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial

import pytest
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule, run_state_machine_as_test

from balai.core import audience as core
from balai.core.audience import PUBLIC, Level, Viewer
from balai.core.errors import BalaiError
from balai.foundation.tasks.worker import run_all
from balai.knowledge.actions.audiences import Shared, share_lesson, share_source
from balai.knowledge.actions.lessons import add_statement, decide_release, withdraw_lesson
from balai.knowledge.actions.review import accept, merge
from balai.knowledge.models import Evidence, Lesson, LessonState, Statement
from balai.knowledge.voice.actions.comments import comment, remove_comment
from balai.knowledge.voice.actions.communities import speak_for
from balai.knowledge.voice.actions.contests import (
    answer_contest,
    contest,
    open_contest,
    set_aside,
)
from balai.knowledge.voice.actions.looks import agree, object_to, publish_with_objections
from balai.knowledge.voice.queries.looks import held_lessons, looks
from balai.library.actions import delete_source, withdraw_source
from balai.people.actions import give_role, name_clients, take_role
from balai.people.actions.accounts import close_account
from balai.people.actions.addressees import name_addressees
from balai.people.models import Membership
from balai.search.mirrors import mirrors
from tests.factories.library import propose, read_source, validated
from tests.leaks import ways_out
from tests.leaks.memory import OF_THE_NODE, SIGNED_OUT, Condition, Memory, Text
from tests.personas import (
    ACCOUNTS,
    NAMES,
    ORGANISATIONS,
    ROLES,
    A,
    B,
    C,
    assemble,
    client_for,
    email_of,
    viewer,
)

ORGS = tuple(ORGANISATIONS)
PEOPLE = tuple(ROLES)
RUNS = int(os.environ.get("BALAI_LEAK_RUNS", "8"))
QUOTABLE = 8
"""How many sentences of a report can be quoted."""
STEPS = int(os.environ.get("BALAI_LEAK_STEPS", "25"))

_WORD = re.compile(r"quax[a-z]{3}")

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


class Hall(RuleBasedStateMachine):
    """What people do, and what each of them can see of it."""

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
        for who, org, level in (
            ("budi", A, Level.AMBER),
            ("chen", B, Level.GREEN),
            ("esther", C, Level.AMBER_STRICT),
        ):
            self.report(who, org, level, set(), chatham=False)

    def teardown(self) -> None:
        try:
            for name in NAMES:
                self.look_over(name)
            self.look_everywhere(NAMES[self.made % len(NAMES)])
        finally:
            transaction.set_rollback(True)
            self._atomic.__exit__(None, None, None)
            mirrors.forget()

    # --- what people do -------------------------------------------------------------------------
    @rule(who=places, org=orgs, level=levels, named=circles, chatham=st.booleans(), eye=places)
    def bring(
        self, who: int, org: str, level: Level, named: set[str], chatham: bool, eye: int
    ) -> None:
        """Bring in a report, each of its sentences with a word of its own."""
        self.report(self.someone(who, "contributor", org), org, level, named, chatham)
        self.look(eye)

    def report(self, who: str, org: str, level: Level, named: set[str], chatham: bool) -> None:
        word, quotable = self.word(), [self.word() for _ in range(QUOTABLE)]
        shown = self.word()
        with self.allowed_to_fail():
            recipients, named = self.recipients(who, level, named)
            source = read_source(
                viewer(who),
                org,
                *(_sentence(each) for each in quotable),
                f"Elsewhere in the {word} quarter nothing had changed.",
                level=level,
                recipients=tuple(recipients),
                in_file=f"A picture shows the {shown} wall.",
                title=f"Report on the {word} quarter",
                chatham=chatham,
            )
            condition = _condition(level, org, {*named, who})
            self.sources.append(source)
            self.memory.texts["source", source] = Text(word, org, frozenset({condition}))
            at_home = {_condition(Level.AMBER_STRICT, org, set())}
            kept_to = {condition} | (at_home if chatham and level is not Level.RED else set())
            self.memory.texts["original", source] = Text(shown, org, frozenset(kept_to), source)
            self.unquoted[source] = quotable
            for each in quotable:
                self.memory.texts["quotable", f"{source} {each}"] = Text(
                    each, org, frozenset({condition}), source
                )

    @precondition(lambda self: self.sources)
    @rule(pick=places, which=places, level=st.none() | levels, eye=places)
    def draw(self, pick: int, which: int, level: Level | None, eye: int) -> None:
        """Make a lesson of a report's quotable sentence, for its readers or for others."""
        source = self.sources[which % len(self.sources)]
        from_ = self.memory.texts["source", source]
        who = self.someone(pick, "reviewer", from_.organisation)
        word, quoted = self.word(), self.unquoted[source][0]
        condition = _condition(level, from_.organisation, {who}) if level is not None else None
        with self.allowed_to_fail():
            lesson = accept(
                viewer=viewer(who),
                candidate_id=self.candidate(who, source),
                validated=validated(
                    f"Known officers were greeted in the {word} streets.",
                    audience=_audience(condition) if condition else None,
                    reason="Others can use it.",
                ),
            )
            wider = condition and not self.memory.within(frozenset({condition}), from_.conditions)
            conditions = from_.conditions if wider or not condition else frozenset({condition})
            self.lessons.append(lesson)
            self.use_up(source)
            self.note_lesson(lesson, word, from_.organisation, conditions, source)
            self.note_quotes(lesson, quoted, conditions)
            if wider and condition:
                self.note_asked(
                    self.open_release("lesson", lesson), [("lesson", lesson)], condition
                )
        self.look(eye)

    @precondition(lambda self: self.sources and self.lessons)
    @rule(pick=places, which=places, into=places, eye=places)
    def merge(self, pick: int, which: int, into: int, eye: int) -> None:
        """Add a report's sentence to a lesson that is there."""
        source = self.sources[which % len(self.sources)]
        lesson = self.lessons[into % len(self.lessons)]
        who = self.someone(pick, "reviewer", self.memory.texts["source", source].organisation)
        with self.allowed_to_fail():
            merge(viewer=viewer(who), candidate_id=self.candidate(who, source), lesson_id=lesson)
            from_ = self.memory.texts["source", source]
            self.note_quotes(lesson, self.unquoted[source][0], from_.conditions)
            self.use_up(source)
            self.memory.texts["lesson", lesson].is_gone = False
        self.look(eye)

    @precondition(lambda self: self.lessons)
    @rule(pick=places, which=places, language=st.sampled_from(("ms", "fr")), eye=places)
    def translate(self, pick: int, which: int, language: str, eye: int) -> None:
        """Add a lesson's sentence in another language."""
        lesson, word = self.lessons[which % len(self.lessons)], self.word()
        who = self.someone(pick, "reviewer", self.memory.texts["lesson", lesson].organisation)
        with self.allowed_to_fail():
            add_statement(
                viewer=viewer(who),
                lesson_id=lesson,
                language=language,
                text=f"Pegawai disapa di lorong {word}.",
            )
            self.memory.texts["statement", f"{lesson} {language}"] = self.like(lesson, word)
        self.look(eye)

    @precondition(lambda self: self.sources)
    @rule(
        pick=places,
        which=places,
        level=levels,
        named=circles,
        how=st.sampled_from(("text", "with file", "under the rule")),
        eye=places,
    )
    def share_source(
        self, pick: int, which: int, level: Level, named: set[str], how: str, eye: int
    ) -> None:
        """Change who may read a report: narrower at once, wider by a second person.

        Under the Chatham House Rule, also where it comes later, its file stays at home.
        """
        with_file = how == "with file"
        source = self.sources[which % len(self.sources)]
        text = self.memory.texts["source", source]
        who = self.someone(pick, "reviewer", text.organisation)
        with self.allowed_to_fail():
            always = {self.brought_by(source), who}
            recipients, named = self.recipients(who, level, named)
            done = share_source(
                viewer=viewer(who),
                source_id=source,
                level=level,
                recipients=recipients,
                reason="They asked for it.",
                with_original=with_file,
                chatham=how == "under the rule",
            )
            condition = _condition(level, text.organisation, named | always)
            file = self.memory.texts["original", source]
            drawn = [
                key
                for key, each in self.memory.texts.items()
                if key[0] != "original"
                and each.source == source
                and self.memory.within(each.conditions, text.conditions)
            ]
            with_it = [("original", source)] if with_file else []
            if done.asked and self.asked_for(done.asked) == "original":
                file.conditions |= {condition}
                self.note_asked(done.asked, with_it, condition)
                done = replace(done, asked="")
                with_it = []
            self.follow(done, [("source", source), *drawn, *with_it], condition)
            if not with_it:
                file.conditions |= {condition}
            if how == "under the rule" and not any(each[0] == "RED" for each in file.conditions):
                file.conditions |= {_condition(Level.AMBER_STRICT, text.organisation, set())}
        self.look(eye)

    @precondition(lambda self: self.lessons)
    @rule(pick=places, which=places, level=levels, named=circles, eye=places)
    def share_lesson(self, pick: int, which: int, level: Level, named: set[str], eye: int) -> None:
        """Change who may read a lesson."""
        lesson = self.lessons[which % len(self.lessons)]
        text = self.memory.texts["lesson", lesson]
        who = self.someone(pick, "reviewer", text.organisation)
        with self.allowed_to_fail():
            recipients, named = self.recipients(who, level, named)
            done = share_lesson(
                viewer=viewer(who),
                lesson_id=lesson,
                level=level,
                recipients=recipients,
                reason="They asked for it.",
            )
            condition = _condition(level, text.organisation, named | {who})
            self.follow(done, self.parts(lesson), condition)
        self.look(eye)

    @precondition(lambda self: self.asked)
    @rule(pick=places, which=places, grant=st.booleans(), eye=places)
    def decide(self, pick: int, which: int, grant: bool, eye: int) -> None:
        """Decide on a release as a second person."""
        asked = self.asked[which % len(self.asked)]
        org = self.memory.texts[asked.records[0]].organisation
        who = self.someone(pick, "reviewer", org)
        with self.allowed_to_fail():
            decide_release(viewer=viewer(who), release_id=asked.release, grant=grant)
            self.asked.remove(asked)
            if grant:
                for key in asked.records:
                    text = self.memory.texts[key]
                    if self.memory.within(text.conditions, asked.before) and self.memory.within(
                        asked.before, text.conditions
                    ):
                        text.conditions = frozenset({asked.wanted})
                        text.was_released = True
        self.look(eye)

    @rule(
        act=st.sampled_from(("join", "join", "leave", "name clients")),
        pick=places,
        who=people,
        org=orgs,
        role=st.sampled_from(("reviewer", "contributor")),
        named=st.sets(orgs),
        eye=places,
    )
    def belong(
        self, act: str, pick: int, who: str, org: str, role: str, named: set[str], eye: int
    ) -> None:
        """Let somebody into an organisation or out of it, or say who its clients are."""
        by = self.someone(pick, "steward")
        if act == "join":
            with self.allowed_to_fail():
                give_role(viewer=viewer(by), account_id=ACCOUNTS[who], organisation=org, role=role)
                self.memory.members[org].add(who)
        elif act == "leave":
            self.leave(by, who, org)
        else:
            with self.allowed_to_fail():
                name_clients(viewer=viewer(by), organisation_id=org, clients=named)
                self.memory.clients[org] = named - {org}
        self.look(eye)

    @precondition(lambda self: self.sources)
    @rule(pick=places, which=places, eye=places)
    def too_late(self, pick: int, which: int, eye: int) -> None:
        """Take a role from somebody who is about to act with it: the act is refused."""
        source = self.sources[which % len(self.sources)]
        org = self.memory.texts["source", source].organisation
        who = self.someone(pick, "reviewer", org)
        before = viewer(who)
        self.leave("farid", who, org)
        brought = self.brought_by(source) == who
        if viewer(who).has("reviewer", org) or not before.has("reviewer", org) or brought:
            return
        acts: list[Callable[[], object]] = [
            lambda: share_source(
                viewer=before, source_id=source, level=Level.CLEAR, reason="I could once."
            ),
            lambda: withdraw_source(viewer=before, source_id=source),
            lambda: speak_for(viewer=before, organisation_id=org, labels=[("country", "MY")]),
        ]
        with self.allowed_to_fail():
            acts[eye % len(acts)]()
            raise AssertionError(f"{who} acts with a role that was taken away")
        self.look(eye)

    @precondition(lambda self: not self.memory.closed)
    @rule(who=people, by_steward=st.booleans(), eye=places)
    def close(self, who: str, by_steward: bool, eye: int) -> None:
        """Close somebody's account, now and then, once in a run: from then on they see nothing."""
        if eye % 3 or who in OF_THE_NODE:
            return
        with self.allowed_to_fail():
            close_account(viewer=viewer("farid" if by_steward else who), account_id=ACCOUNTS[who])
            self.memory.close(who)
        self.look_everywhere(who)

    def leave(self, by: str, who: str, org: str) -> None:
        """Take every role in an organisation from somebody."""
        for role in ("reviewer", "contributor", "convenor"):
            with self.allowed_to_fail():
                take_role(viewer=viewer(by), account_id=ACCOUNTS[who], organisation=org, role=role)
        if org not in viewer(who).organisations:
            self.memory.members[org].discard(who)

    @precondition(lambda self: self.lessons)
    @rule(pick=places, which=places, level=levels, signed_out=st.booleans(), eye=places)
    def say(self, pick: int, which: int, level: Level, signed_out: bool, eye: int) -> None:
        """Comment on a lesson or a report, or contest it; each with a word of its own."""
        kinds = (("lesson", self.lessons), ("source", self.sources))
        kind, known = kinds[pick % 2]
        entry, word = known[which % len(known)], self.word()
        about = {"record_kind": kind, "record_id": entry, "language": "en"}
        who = PEOPLE[pick % len(PEOPLE)]
        text = self.memory.texts[kind, entry]
        own = next(iter(sorted(viewer(who).organisations)), "")
        with self.allowed_to_fail():
            if eye % 3:
                made = comment(
                    viewer=viewer(who),
                    text=f"In the {word} streets it was so too.",
                    level=level,
                    organisation_id=own,
                    **about,
                )
                circle = frozenset({own, text.organisation} - {""})
                self.note_said("comment", made, word, (kind, entry), _circle(level, circle))
                self.comments.append(made)
            else:
                done = contest(
                    viewer=PUBLIC if signed_out else viewer(who),
                    ground="wrong",
                    wanted="answer",
                    text=f"In the {word} streets it was not so.",
                    **about,
                )
                noted = self.note_said("contest", done.id, word, (kind, entry))
                noted.writer, noted.is_held = "" if signed_out else who, signed_out
                self.contests.append(done.id)
        self.look(eye)

    @precondition(lambda self: self.contests)
    @rule(
        act=st.sampled_from(("open", "set aside", "answer", "remove")),
        pick=places,
        which=places,
        eye=places,
    )
    def reply(self, act: str, pick: int, which: int, eye: int) -> None:
        """Open, set aside or answer a contest, or remove a comment; an answer has its own word."""
        made, word = self.contests[which % len(self.contests)], self.word()
        of = self.memory.texts["contest", made]
        who = viewer(self.someone(pick, "reviewer", of.organisation))
        with self.allowed_to_fail():
            if act == "open":
                open_contest(viewer=who, contest_id=made)
                for key, each in self.memory.texts.items():
                    if key[0] == "contest" and key[1].startswith(made):
                        each.is_held = False
            elif act == "remove" and self.comments:
                gone = self.comments[which % len(self.comments)]
                remove_comment(viewer=who, comment_id=gone, reason="It is unkind.")
            elif act == "set aside":
                set_aside(viewer=who, contest_id=made, reason=f"Said in the {word} quarter.")
                self.memory.texts["contest", f"{made} {word}"] = replace(of, word=word)
            else:
                answer_contest(
                    viewer=who,
                    contest_id=made,
                    answer=f"We asked in the {word} quarter.",
                    outcome="kept",
                )
                self.memory.texts["contest", f"{made} {word}"] = replace(of, word=word)
        self.look(eye)

    @rule(org=orgs, by=places, any_country=st.booleans(), eye=places)
    def speak(self, org: str, by: int, any_country: bool, eye: int) -> None:
        """Say what an organisation speaks for: it is shown lessons before publication then."""
        labels = [("country", "MY")] if any_country else []
        with self.allowed_to_fail():
            speak_for(
                viewer=viewer(self.someone(by, "steward")), organisation_id=org, labels=labels
            )
        self.look(eye)

    @rule(pick=places, agrees=st.booleans(), eye=places)
    def look_first(self, pick: int, agrees: bool, eye: int) -> None:
        """Agree or object for a community, or publish all the same; an objection has a word."""
        who = viewer(PEOPLE[pick % len(PEOPLE)])
        waiting, word = looks(who), self.word()
        with self.allowed_to_fail():
            if waiting and agrees:
                agree(viewer=who, look_id=waiting[0].id)
            elif waiting:
                lesson = waiting[0].lesson_id
                text = f"In the {word} streets we object."
                object_to(viewer=who, look_id=waiting[0].id, ground="harm", text=text)
                noted = self.note_said("objection", waiting[0].id, word, ("lesson", lesson))
                noted.is_held = True
            else:
                held = [each for each in held_lessons(who) if each.is_back]
                if held:
                    publish_with_objections(viewer=who, lesson_id=held[0].lesson_id)
                    self.note_standing(held[0].lesson_id)
        self.look(eye)

    def note_said(
        self,
        kind: str,
        made: str,
        word: str,
        entry: tuple[str, str],
        more: frozenset[Condition] = frozenset(),
    ) -> Text:
        """Remember what is said of a text: within it, and within what its writer chose."""
        of = self.memory.texts[entry]
        said = Text(word, of.organisation, of.conditions | more, entry=entry)
        self.memory.texts[kind, made] = said
        return said

    def note_standing(self, lesson: str) -> None:
        """Objections stand beside a lesson that was published all the same, for its readers."""
        for (kind, _), each in self.memory.texts.items():
            if kind == "objection" and each.entry == ("lesson", lesson) and each.is_held:
                each.is_held = False
                each.conditions = self.memory.texts["lesson", lesson].conditions

    @precondition(lambda self: self.lessons)
    @rule(
        act=st.sampled_from(("withdraw source", "delete source", "withdraw lesson")),
        pick=places,
        which=places,
        eye=places,
    )
    def lose(self, act: str, pick: int, which: int, eye: int) -> None:
        """Withdraw or delete a report, or withdraw a lesson."""
        if act == "withdraw lesson":
            self.withdraw(pick, self.lessons[which % len(self.lessons)])
        else:
            self.lose_source(pick, self.sources[which % len(self.sources)], act == "delete source")
        self.look(eye)

    def lose_source(self, pick: int, source: str, wholly: bool) -> None:
        """What rested on the report alone goes out of sight with it."""
        who = self.someone(pick, "reviewer", self.memory.texts["source", source].organisation)
        with self.allowed_to_fail():
            act = delete_source if wholly else withdraw_source
            act(viewer=viewer(who), source_id=source)
            for (kind, _), text in self.memory.texts.items():
                if kind in ("quotable", "original") and text.source == source:
                    text.is_gone = True
            self.memory.texts["source", source].is_gone = True
            self.settle()
            for lesson in self.lessons:
                if not Evidence.objects.filter(lesson_id=lesson, is_anchored=True).exists():
                    self.memory.texts["lesson", lesson].is_gone = True

    def withdraw(self, pick: int, lesson: str) -> None:
        """Take a lesson out of sight with all its parts."""
        who = self.someone(pick, "reviewer", self.memory.texts["lesson", lesson].organisation)
        with self.allowed_to_fail():
            withdraw_lesson(viewer=viewer(who), lesson_id=lesson)
            for key in self.parts(lesson):
                self.memory.texts[key].is_gone = True

    # --- who acts, and what is remembered -------------------------------------------------------
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
        return propose(viewer(who), source, _sentence(self.unquoted[source][0]))

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
        assert not _WORD.search(told), "a refusal tells a word"
        self.settle()

    def settle(self) -> None:
        """Do what waits: proposing, following, indexing."""
        run_all()

    # --- what is seen ---------------------------------------------------------------------------
    def client(self, name: str) -> Client:
        if name not in self.clients:
            self.clients[name] = client_for(name)
        return self.clients[name]

    def look(self, eye: int) -> None:
        """Have somebody look through one way out: what every step ends with."""
        Hall.played += 1
        name = NAMES[eye % len(NAMES)]
        ways = list(self.ways(name))
        self.judge(name, ways[eye % len(ways)])

    def look_everywhere(self, name: str) -> None:
        """Have somebody look through every way out."""
        for way in self.ways(name):
            self.judge(name, way)

    def look_over(self, name: str) -> None:
        """Have somebody look through the lists, and find whatever is theirs."""
        self.judge(name, next(self.ways(name)))
        told = ways_out.told_by_queries(viewer(name))
        for (kind, record_id), text in self.memory.texts.items():
            if text.is_gone or text.was_released or kind not in ("source", "lesson"):
                continue
            if kind == "lesson" and not self.is_published(record_id):
                continue
            if self.memory.may_know(name, text):
                assert text.word in told, f"{name} misses a {kind} that is theirs to read"

    def is_published(self, lesson: str) -> bool:
        state = Lesson.objects.values_list("state", flat=True).get(pk=lesson)
        original = Statement.objects.filter(lesson_id=lesson).count() == 1
        return state == LessonState.PUBLISHED and original

    def ways(self, name: str) -> Iterator[Callable[[], str]]:
        """Return everything that somebody can look through; each is asked for when it is called."""
        who, client = viewer(name), self.client(name)
        yield partial(ways_out.told_by_queries, who)
        for route, arguments in ways_out.PAGES:
            yield partial(ways_out.told_by_page, client, route, arguments)
        for text in list(self.memory.texts.values()):
            yield partial(self.searched, who, name, text)
        for kind, known in (
            ("source", self.sources),
            ("lesson", self.lessons),
            ("comment", self.comments),
            ("contest", self.contests),
        ):
            for record_id in known:
                for route, more in ways_out.OF_A_RECORD[kind]:
                    about = {f"{kind}_id": record_id, **more}
                    yield partial(ways_out.told_by_page, client, route, about)

    def searched(self, who: Viewer, name: str, text: Text) -> str:
        told, total = ways_out.told_by_search(who, text.word)
        known = [each for each in self.memory.texts.values() if each.word == text.word]
        if not any(self.memory.may_know(name, each) for each in known):
            assert total == 0, f"{name} learns by a count that “{text.word}” stands somewhere"
        return told

    def judge(self, name: str, way: Callable[[], str]) -> None:
        extra = set(_WORD.findall(way())) - self.memory.words_for(name)
        assert not extra, f"{name} sees {sorted(extra)}"


def _sentence(word: str) -> str:
    return f"Officers who walked the {word} market were greeted by name."


def _circle(level: Level, orgs: frozenset[str]) -> frozenset[Condition]:
    """Return the condition of a comment: any of two organisations will do."""
    if level is Level.CLEAR:
        return frozenset()
    owner = "|".join(sorted(orgs)) if level >= Level.AMBER else ""
    return frozenset({(level.name, owner, frozenset())})


def _condition(level: Level, org: str, named: set[str]) -> Condition:
    owner = org if level in (Level.AMBER, Level.AMBER_STRICT) else ""
    return level.name, owner, frozenset(named if level is Level.RED else ())


def _audience(condition: Condition) -> core.Audience:
    level, owner, named = condition
    return core.audience(
        Level[level],
        owners=[owner] if owner else [],
        recipients=[ACCOUNTS[each] for each in named],
    )


def play(runs: int, steps: int) -> None:
    """Play that many runs of that many steps."""
    run_state_machine_as_test(
        Hall,
        settings=settings(
            max_examples=runs,
            stateful_step_count=steps,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            print_blob=True,
        ),
    )


@pytest.mark.thorough
@pytest.mark.django_db
@pytest.mark.asvs("8.2.2", "8.4.1", "8.3.2")
def test_nobody_comes_upon_a_word_that_is_not_theirs() -> None:
    play(RUNS, STEPS)
    print(f"{Hall.played} steps in {RUNS} runs")
