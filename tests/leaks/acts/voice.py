"""Comments, contests and their answers, and what communities look at before publication."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from balai.core.audience import PUBLIC, Level
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
from tests.leaks.eyes import Eyes
from tests.leaks.memory import Condition, Text
from tests.leaks.world import PEOPLE, circle_of, levels, orgs, places
from tests.personas import viewer


class VoiceActs(Eyes):
    """What is said of what was published, or is about to be."""

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
                self.note_said("comment", made, word, (kind, entry), circle_of(level, circle))
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
