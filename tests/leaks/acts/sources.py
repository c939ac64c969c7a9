"""Bringing reports in, changing who may read them, taking them out of sight."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from balai.core.audience import Level
from balai.knowledge.actions.audiences import share_source
from balai.knowledge.actions.lessons import withdraw_lesson
from balai.knowledge.models import Evidence
from balai.library.actions import delete_source, withdraw_source
from tests.factories.library import read_source
from tests.leaks.eyes import Eyes
from tests.leaks.memory import Text
from tests.leaks.world import QUOTABLE, circles, condition_of, levels, orgs, places, sentence_with
from tests.personas import viewer


class SourceActs(Eyes):
    """What becomes of reports."""

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
                *(sentence_with(each) for each in quotable),
                f"Elsewhere in the {word} quarter nothing had changed.",
                level=level,
                recipients=tuple(recipients),
                in_file=f"A picture shows the {shown} wall.",
                title=f"Report on the {word} quarter",
                chatham=chatham,
            )
            condition = condition_of(level, org, {*named, who})
            self.sources.append(source)
            self.memory.texts["source", source] = Text(word, org, frozenset({condition}))
            at_home = {condition_of(Level.AMBER_STRICT, org, set())}
            kept_to = {condition} | (at_home if chatham and level is not Level.RED else set())
            self.memory.texts["original", source] = Text(shown, org, frozenset(kept_to), source)
            self.unquoted[source] = quotable
            for each in quotable:
                self.memory.texts["quotable", f"{source} {each}"] = Text(
                    each, org, frozenset({condition}), source
                )

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
            condition = condition_of(level, text.organisation, named | always)
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
                file.conditions |= {condition_of(Level.AMBER_STRICT, text.organisation, set())}
        self.look(eye)

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
