"""The reviewer's pages by their forms: four verdicts, findings, the second person, amendments."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from balai.core.audience import Level
from balai.foundation.models import JournalEntry
from balai.knowledge.models import Candidate, Lesson
from balai.sharing.models import Release
from balai.sharing.queries import sharing_of
from tests.factories.library import propose, read_source
from tests.personas import NAMES, Cast, second_reviewer

pytestmark = pytest.mark.django_db
WORDS = "Traders of the ochre market called sooner when they knew who answered."
RUNG = "Traders of the sepia market rang 012-345 6789 before they rang the station."
MEETING = "The meeting was moved to Saturday and mothers came to it."


@pytest.fixture
def source(cast: Cast) -> str:
    return read_source(cast.viewer("budi"), cast.a, WORDS, RUNG, MEETING, level=Level.AMBER)


def candidate(cast: Cast, source: str, words: str = WORDS) -> str:
    return propose(cast.viewer("amina"), source, words)


def filled(client: Client, address: str, **changes: Any) -> dict[str, Any]:
    """Return what a browser would send from the form at an address, with changes."""
    form = client.get(address).context["form"]
    values = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in (values | changes).items() if value not in (None, "")}


def bench(candidate_id: str) -> str:
    return reverse("candidate", args=[candidate_id])


def state(candidate_id: str) -> str:
    return str(Candidate.objects.get(pk=candidate_id).state)


def ask_wider(cast: Cast, source: str) -> Release:
    """Have Amina accept a lesson that would be wider than its source."""
    amina, address = cast.client_for("amina"), bench(candidate(cast, source))
    why = "Nobody is named, and others ask for it."
    answer = amina.post(address, filled(amina, address, verdict="accept", level="CLEAR", why=why))
    assert answer.status_code == 302, answer.content.decode()
    return Release.objects.get()


def test_a_candidate_is_accepted_and_the_next_one_comes(cast: Cast, source: str) -> None:
    amina = cast.client_for("amina")
    first, second = candidate(cast, source), candidate(cast, source, MEETING)
    answer = amina.post(bench(first), filled(amina, bench(first), verdict="accept"))
    assert answer.headers["Location"] == f"{bench(second)}#main"
    assert state(first) == "accepted"
    lesson = Lesson.objects.get()
    assert lesson.statements.get().text == WORDS
    assert sharing_of("lesson", lesson.pk).audience == sharing_of("source", source).audience


def test_a_changed_sentence_is_an_amendment_that_keeps_what_was_proposed(
    cast: Cast, source: str
) -> None:
    amina, it = cast.client_for("amina"), candidate(cast, source)
    mine = "Traders call sooner where they know who answers."
    amina.post(bench(it), filled(amina, bench(it), verdict="accept", statement=mine))
    assert state(it) == "amended"
    assert Candidate.objects.get(pk=it).text == WORDS
    assert Lesson.objects.get().statements.get().text == mine


def test_a_rejection_needs_a_reason_and_keeps_it(cast: Cast, source: str) -> None:
    amina, it = cast.client_for("amina"), candidate(cast, source)
    refused = amina.post(bench(it), filled(amina, bench(it), verdict="reject"))
    assert (refused.status_code, state(it)) == (400, "open")
    form = filled(amina, bench(it), verdict="reject", reason="known", note="See last year’s.")
    assert amina.post(bench(it), form).status_code == 302
    assert state(it) == "rejected"
    assert "See last year’s." in Candidate.objects.get(pk=it).reason


def test_a_candidate_is_merged_into_a_lesson_named_by_its_address(cast: Cast, source: str) -> None:
    amina = cast.client_for("amina")
    first, second = candidate(cast, source), candidate(cast, source, MEETING)
    amina.post(bench(first), filled(amina, bench(first), verdict="accept"))
    lesson = Lesson.objects.get()
    nowhere = amina.post(bench(second), filled(amina, bench(second), verdict="merge"))
    assert (nowhere.status_code, state(second)) == (400, "open")
    into = f"https://balai.example/lessons/{lesson.pk}/"
    form = filled(amina, bench(second), verdict="merge", merge_into=into)
    assert amina.post(bench(second), form).status_code == 302
    assert state(second) == "merged"
    assert lesson.evidence.count() == 2


def test_what_was_decided_meanwhile_is_said(cast: Cast, source: str) -> None:
    amina, it = cast.client_for("amina"), candidate(cast, source)
    form = filled(amina, bench(it), verdict="accept")
    amina.post(bench(it), form)
    again = amina.post(bench(it), form, follow=True)
    assert again.status_code == 200
    assert Lesson.objects.count() == 1


def test_a_finding_is_answered_before_its_words_are_published(cast: Cast, source: str) -> None:
    amina, it = cast.client_for("amina"), candidate(cast, source, RUNG)
    refused = amina.post(bench(it), filled(amina, bench(it), verdict="accept"))
    assert (refused.status_code, state(it)) == (400, "open")
    page = refused.content.decode()
    found = re.search(rf"/review/{it}/findings/[^\"]+", page)
    assert found
    answer = amina.post(found[0], {"decision": "mask"})
    assert answer.headers["Location"] == f"{bench(it)}#candidate"
    accepted = amina.post(bench(it), filled(amina, bench(it), verdict="accept"))
    assert accepted.status_code == 302
    assert "345 6789" not in Lesson.objects.get().statements.get().text


def of_finding(client: Client, it: str) -> tuple[str, str]:
    """Return where a finding of a candidate is answered, and the mark of the answer that stands."""
    page = client.get(bench(it)).content.decode()
    address = re.search(rf"/review/{it}/findings/[^\"]+", page)
    seen = re.search(r'name="seen" value="([^"]*)"', page)
    assert address
    assert seen
    return address[0], seen[1]


def test_of_two_who_answer_a_finding_at_once_the_second_is_told(cast: Cast, source: str) -> None:
    amina, it = cast.client_for("amina"), candidate(cast, source, RUNG)
    address, seen = of_finding(amina, it)
    assert seen == ""
    amina.post(address, {"decision": "mask", "seen": seen})
    last = JournalEntry.objects.count()
    amina.post(address, {"decision": "mask", "seen": seen})
    assert JournalEntry.objects.count() == last, "who says the same changes nothing"
    other = {"decision": "keep", "reason": "It is public.", "seen": seen}
    told = amina.post(address, other, follow=True)
    assert "Somebody has answered this finding meanwhile" in told.content.decode()
    assert JournalEntry.objects.count() == last
    address, seen = of_finding(amina, it)
    amina.post(address, {"seen": "of another answer"})
    assert JournalEntry.objects.count() == last, "an answer one has not seen is not taken back"
    amina.post(address, {"seen": seen})
    assert of_finding(amina, it) == (address, "")
    amina.post(address, other)
    assert of_finding(amina, it)[1] not in ("", seen)


@pytest.mark.parametrize("name", [name for name in NAMES if name != "amina"])
def test_only_reviewers_of_the_owner_answer_a_finding(cast: Cast, source: str, name: str) -> None:
    it = candidate(cast, source, RUNG)
    page = cast.client_for("amina").get(bench(it)).content.decode()
    found = re.search(rf"/review/{it}/findings/[^\"]+", page)
    assert found
    there = cast.client_for(name).post(found[0], {"decision": "mask"})
    absent = cast.client_for(name).post(found[0].replace(it, "0" * 26), {"decision": "mask"})
    assert there.status_code == absent.status_code == 404
    refused = cast.client_for("amina").post(
        bench(it), filled(cast.client_for("amina"), bench(it), verdict="accept")
    )
    assert refused.status_code == 400, "the finding is still open"


def test_wider_readers_need_a_reason(cast: Cast, source: str) -> None:
    amina, it = cast.client_for("amina"), candidate(cast, source)
    answer = amina.post(bench(it), filled(amina, bench(it), verdict="accept", level="CLEAR"))
    assert (answer.status_code, state(it)) == (400, "open")


def test_a_second_person_opens_a_lesson_wider(cast: Cast, source: str) -> None:
    second_reviewer(cast)
    release, dina = ask_wider(cast, source), cast.client_for("dina")
    lesson = reverse("lesson", args=[release.record_id])
    assert dina.get(lesson).status_code == 404
    assert WORDS in cast.client_for("budi").get(reverse("releases")).content.decode()
    decide = reverse("release", args=[release.pk])
    cast.client_for("budi").post(decide, {"verdict": "grant"})
    assert dina.get(lesson).status_code == 200


def test_a_second_person_keeps_a_lesson_as_its_source(cast: Cast, source: str) -> None:
    second_reviewer(cast)
    release = ask_wider(cast, source)
    decide = reverse("release", args=[release.pk])
    cast.client_for("budi").post(decide, {"verdict": "refuse", "answer": "The town is small."})
    release.refresh_from_db()
    assert (release.state, release.answer) == ("refused", "The town is small.")
    lesson = reverse("lesson", args=[release.record_id])
    assert cast.client_for("dina").get(lesson).status_code == 404
    assert cast.client_for("budi").get(lesson).status_code == 200


@pytest.mark.parametrize("name", NAMES)
def test_nobody_but_a_second_reviewer_decides(cast: Cast, source: str, name: str) -> None:
    release = ask_wider(cast, source)
    answer = cast.client_for(name).post(
        reverse("release", args=[release.pk]), {"verdict": "grant"}, follow=name == "amina"
    )
    assert answer.status_code == (200 if name == "amina" else 404)
    release.refresh_from_db()
    assert release.state == "asked"
    lesson = reverse("lesson", args=[release.record_id])
    assert cast.client_for("dina").get(lesson).status_code == 404


def test_a_lesson_is_amended_and_said_in_another_language(cast: Cast, source: str) -> None:
    amina, it = cast.client_for("amina"), candidate(cast, source)
    amina.post(bench(it), filled(amina, bench(it), verdict="accept"))
    lesson = Lesson.objects.get()
    amend = reverse("lesson-amend", args=[lesson.pk])
    answer = amina.post(amend, filled(amina, amend, place="Ochre"))
    assert answer.headers["Location"] == reverse("lesson", args=[lesson.pk])
    lesson.refresh_from_db()
    assert lesson.place == "Ochre"
    backwards = amina.post(amend, filled(amina, amend, year_from="2022", year_to="2020"))
    assert backwards.status_code == 400
    add = reverse("lesson-translate", args=[lesson.pk])
    amina.post(add, {"language": "ms", "text": "Peniaga menelefon lebih awal.", "is_checked": "on"})
    assert lesson.statements.get(language="ms").is_checked


def test_words_that_balai_did_not_find_are_proposed(cast: Cast, source: str) -> None:
    amina = cast.client_for("amina")
    mark = reverse("source-mark", args=[source])
    missing = amina.post(mark, {"quote": "These words stand nowhere in it.", "kind": "lesson"})
    assert missing.status_code == 400
    answer = amina.post(mark, {"quote": MEETING, "kind": "good-practice"})
    assert answer.headers["Location"] == bench(Candidate.objects.get(quote=MEETING).pk)


def test_an_amendment_of_what_changed_meanwhile_is_not_kept(cast: Cast, source: str) -> None:
    amina, it = cast.client_for("amina"), candidate(cast, source)
    amina.post(bench(it), filled(amina, bench(it), verdict="accept"))
    amend = reverse("lesson-amend", args=[Lesson.objects.get().pk])
    early = filled(amina, amend, place="Ochre")
    amina.post(amend, filled(amina, amend, place="Sepia"))
    answer = amina.post(amend, early)
    assert answer.headers["Location"] == amend
    assert Lesson.objects.get().place == "Sepia"
    assert amina.post(amend, early | {"version": "x"}).status_code == 400


def test_the_likely_come_before_the_doubtful(cast: Cast, source: str) -> None:
    amina = cast.client_for("amina")
    doubtful, likely = candidate(cast, source), candidate(cast, source, MEETING)
    Candidate.objects.filter(pk=doubtful).update(confidence=0.3)
    assert bench(likely) in amina.get("/review/").content.decode()
    answer = amina.post(bench(likely), filled(amina, bench(likely), verdict="accept"))
    assert answer.headers["Location"] == f"{bench(doubtful)}#main"
