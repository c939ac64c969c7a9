"""Under the Chatham House Rule who spoke is masked or generalised, also where it came later."""

from __future__ import annotations

import pytest
from django.urls import reverse

from balai.core.audience import Level
from balai.core.errors import Invalid
from balai.knowledge.actions import answering
from balai.knowledge.actions.audiences import share_source
from balai.knowledge.actions.lessons import amend_lesson
from balai.knowledge.actions.masking import Settled, settle_candidate
from balai.knowledge.actions.review import accept, merge
from balai.knowledge.generalising import instead_in
from balai.knowledge.models import Evidence, Statement
from balai.knowledge.review import candidate
from balai.library.findings import singles_out
from balai.library.models import Passage
from tests.factories.library import propose, read_source, validated
from tests.personas import Cast

pytestmark = pytest.mark.django_db

WORDS = "The deputy commissioner of Norway walked the market every week."
WHO = "The deputy commissioner of Norway"
OTHER = "Mothers came once the meeting was on Saturdays."


def waiting(cast: Cast, *, chatham: bool, words: str = WORDS) -> str:
    source = read_source(cast.viewer("budi"), cast.a, words, level=Level.GREEN, chatham=chatham)
    return propose(cast.viewer("amina"), source, words)


def answer(cast: Cast, chosen: str, decision: str, instead: str = "") -> None:
    amina = cast.viewer("amina")
    shown = candidate(amina, chosen)
    (found,) = shown.findings
    answering.answer(
        viewer=amina,
        source_id=shown.source.id,
        digest=found.digest,
        type_=found.type,
        decision=decision,
        reason="A public office-holder acting in office." if decision == "keep" else "",
        replacement=instead,
    )


def published(cast: Cast, chosen: str) -> str:
    return accept(viewer=cast.viewer("amina"), candidate_id=chosen, validated=validated(WORDS))


def texts(lesson: str) -> list[str]:
    quotes = Evidence.objects.filter(lesson_id=lesson).values_list("quote", flat=True)
    said = Statement.objects.filter(lesson_id=lesson).values_list("text", flat=True)
    return [*quotes, *said]


def test_elsewhere_it_is_kept_with_a_reason(cast: Cast) -> None:
    chosen = waiting(cast, chatham=False)
    answer(cast, chosen, "keep")
    assert texts(published(cast, chosen)) == [WORDS, WORDS]


def test_under_the_rule_it_is_generalised(cast: Cast) -> None:
    chosen = waiting(cast, chatham=True)
    with pytest.raises(Invalid) as refused:
        answer(cast, chosen, "keep")
    assert refused.value.kind == "keep-under-rule"
    with pytest.raises(Invalid) as still:
        answer(cast, chosen, "generalise", "an officer from Norway")
    assert still.value.kind == "singled-out-under-rule"
    with pytest.raises(Invalid):
        published(cast, chosen)
    answer(cast, chosen, "generalise", "an officer from the region")
    said = "an officer from the region walked the market every week."
    assert texts(published(cast, chosen)) == [said, said]


def test_readers_of_the_source_never_meet_it(cast: Cast) -> None:
    waiting(cast, chatham=False)
    assert WHO in Passage.objects.get().text
    waiting(cast, chatham=True, words=WORDS + " It helped.")
    assert [WHO in each.text for each in Passage.objects.order_by("pk")].count(True) == 1


def test_what_was_kept_is_asked_again_under_a_later_rule(cast: Cast) -> None:
    chosen = waiting(cast, chatham=False)
    answer(cast, chosen, "keep")
    lesson = published(cast, chosen)
    source = candidate(cast.viewer("amina"), chosen).source.id
    share_source(viewer=cast.viewer("budi"), source_id=source, level=Level.GREEN, chatham=True)
    assert [WHO in each for each in texts(lesson)] == [False, False]
    assert WHO not in Passage.objects.get().text
    (found,) = candidate(cast.viewer("amina"), chosen).findings
    assert found.decision == ""
    answer(cast, chosen, "generalise", "an officer from the region")
    assert texts(lesson)[0].startswith("an officer from the region")


def test_what_was_generalised_stays_so_under_a_later_rule(cast: Cast) -> None:
    chosen = waiting(cast, chatham=False)
    answer(cast, chosen, "generalise", "an officer from the region")
    lesson = published(cast, chosen)
    before = texts(lesson)
    source = candidate(cast.viewer("amina"), chosen).source.id
    share_source(viewer=cast.viewer("budi"), source_id=source, level=Level.GREEN, chatham=True)
    assert texts(lesson) == before


@pytest.mark.parametrize("later", [False, True])
def test_a_quotation_under_the_rule_binds_the_sentence_it_was_added_to(
    cast: Cast, later: bool
) -> None:
    amina = cast.viewer("amina")
    chosen = waiting(cast, chatham=False)
    answer(cast, chosen, "keep")
    lesson = published(cast, chosen)
    source = read_source(
        cast.viewer("budi"), cast.a, OTHER, level=Level.GREEN, chatham=not later, title="Room"
    )
    merge(viewer=amina, candidate_id=propose(amina, source, OTHER), lesson_id=lesson)
    if later:
        assert WHO in Statement.objects.get(lesson_id=lesson).text
        share_source(viewer=cast.viewer("budi"), source_id=source, level=Level.GREEN, chatham=True)
    assert WHO not in Statement.objects.get(lesson_id=lesson).text
    with pytest.raises(Invalid) as refused:
        amend_lesson(viewer=amina, lesson_id=lesson, validated=validated(WORDS))
    assert refused.value.kind == "findings-unanswered"
    keeping = Settled("keep", "A public office-holder acting in office.")
    with pytest.raises(Invalid) as told:
        amend_lesson(viewer=amina, lesson_id=lesson, validated=validated(WORDS), settled=keeping)
    assert told.value.kind == "keep-under-rule"
    masking = Settled("mask")
    amend_lesson(viewer=amina, lesson_id=lesson, validated=validated(WORDS), settled=masking)
    assert WHO not in Statement.objects.get(lesson_id=lesson).text


def test_the_bench_says_why_and_offers_no_keeping(cast: Cast) -> None:
    client = cast.client_for("amina")
    plain = client.get(reverse("candidate", args=[waiting(cast, chatham=False)])).content.decode()
    chosen = waiting(cast, chatham=True, words=WORDS + " It helped.")
    ruled = client.get(reverse("candidate", args=[chosen])).content.decode()
    assert ['value="keep"' in each for each in (plain, ruled)] == [True, False]
    assert [
        "It was said under the Chatham House Rule: mask it" in each for each in (plain, ruled)
    ] == [
        False,
        True,
    ]
    assert 'value="an officer from the region"' in ruled
    (found,) = candidate(cast.viewer("amina"), chosen).findings
    address = reverse("candidate-finding", args=[chosen, found.type, found.digest])
    sent = client.post(address, {"decision": "keep", "reason": "In office."}, follow=True)
    assert "who spoke, and from where, is not told" in sent.content.decode()


@pytest.mark.parametrize("type_", ["name", "combination", "organisation"])
@pytest.mark.parametrize("language", ["en", "ms", "fr", "nl", "th"])
def test_what_is_offered_under_the_rule_points_at_nobody(type_: str, language: str) -> None:
    offered = instead_in(language, type_, "NO", (("actor", "R13", ""),), rule=True)
    assert offered
    assert not any(singles_out(each, language) for each in offered)


def test_masking_all_at_once_is_an_answer_under_the_rule(cast: Cast) -> None:
    chosen = waiting(cast, chatham=True)
    settle_candidate(viewer=cast.viewer("amina"), candidate_id=chosen)
    assert not any("Norway" in each for each in texts(published(cast, chosen)))
