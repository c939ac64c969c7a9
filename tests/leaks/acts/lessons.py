"""Drawing lessons from reports, and changing who may read them."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from balai.core.audience import Level
from balai.knowledge.actions.audiences import share_lesson
from balai.knowledge.actions.lessons import add_statement, decide_release
from balai.knowledge.actions.review import accept, merge
from tests.factories.library import validated
from tests.leaks.eyes import Eyes
from tests.leaks.world import audience_of, circles, condition_of, levels, places
from tests.personas import viewer


class LessonActs(Eyes):
    """What becomes of lessons."""

    @precondition(lambda self: self.sources)
    @rule(pick=places, which=places, level=st.none() | levels, eye=places)
    def draw(self, pick: int, which: int, level: Level | None, eye: int) -> None:
        """Make a lesson of a report's quotable sentence, for its readers or for others."""
        source = self.sources[which % len(self.sources)]
        from_ = self.memory.texts["source", source]
        who = self.someone(pick, "reviewer", from_.organisation)
        word, quoted = self.word(), self.unquoted[source][0]
        condition = condition_of(level, from_.organisation, {who}) if level is not None else None
        with self.allowed_to_fail():
            lesson = accept(
                viewer=viewer(who),
                candidate_id=self.candidate(who, source),
                validated=validated(
                    f"Known officers were greeted in the {word} streets.",
                    audience=audience_of(condition) if condition else None,
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
            condition = condition_of(level, text.organisation, named | {who})
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
