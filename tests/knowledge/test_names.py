"""A bare name in a sentence must be answered; where nobody could look, nothing is published."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from django.urls import reverse

from balai.core.errors import Invalid, NotReady
from balai.core.privacy import Mark, MarkType
from balai.foundation.embedding.none import NoEmbedder
from balai.knowledge import queries, review
from balai.knowledge.actions.masking import settle_candidate
from balai.knowledge.actions.review import accept
from balai.knowledge.models import Candidate
from balai.library import marking
from balai.library.models import FindingAnswer
from tests.factories.library import propose, read_source, validated
from tests.personas import Cast

pytestmark = [pytest.mark.django_db]

NAME = "Wanjiru Odhiambo"
SENTENCE = f"The officers trusted what {NAME} told them about the market."


class Finder(NoEmbedder):
    finds_names = True
    answers = True

    def marks(self, texts: Sequence[str], *, patience: float | None = None) -> list[list[Mark]]:
        if not self.answers:
            raise NotReady("busy")
        at = [text.find(NAME) for text in texts]
        return [[Mark(a, a + len(NAME), MarkType.NAME, 0.9)] if a >= 0 else [] for a in at]


@pytest.fixture
def finder(monkeypatch: pytest.MonkeyPatch) -> Finder:
    made = Finder()
    monkeypatch.setattr(marking, "get_embedder", lambda: made)
    monkeypatch.setattr(marking._rest, "until", 0.0)
    return made


def candidate(cast: Cast) -> str:
    source = read_source(cast.viewer("budi"), cast.a, SENTENCE, "More was said.")
    return propose(cast.viewer("amina"), source, SENTENCE)


def page(cast: Cast, candidate_id: str) -> str:
    answer = cast.client_for("amina").get(reverse("candidate", args=[candidate_id]))
    return str(answer.content.decode())


def test_a_bare_name_is_asked_and_masked(cast: Cast, finder: Finder) -> None:
    chosen, amina = candidate(cast), cast.viewer("amina")
    with pytest.raises(Invalid) as refused:
        accept(viewer=amina, candidate_id=chosen, validated=validated(SENTENCE))
    assert refused.value.kind == "findings-unanswered"
    shown = page(cast, chosen)
    assert "it reads like a person’s name" in shown
    assert "names were found in court judgments" in shown
    settle_candidate(viewer=amina, candidate_id=chosen, statement=SENTENCE)
    lesson_id = accept(viewer=amina, candidate_id=chosen, validated=validated(SENTENCE))
    lesson = queries.lesson(cast.viewer("dina"), lesson_id)
    assert NAME not in lesson.statement.text
    assert all(NAME not in each.quote for each in lesson.evidence)


def test_nothing_is_published_that_nobody_could_look_at(cast: Cast, finder: Finder) -> None:
    chosen, amina = candidate(cast), cast.viewer("amina")
    words = "The officers trusted what they were told about the market."
    finder.answers = False
    with pytest.raises(NotReady) as refused:
        accept(viewer=amina, candidate_id=chosen, validated=validated(words))
    assert refused.value.kind == "names-not-looked-for"
    assert Candidate.objects.get(pk=chosen).state == "open"
    assert "could not be looked for just now" in page(cast, chosen)


def test_a_node_that_cannot_look_says_so_and_publishes(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(marking, "get_embedder", NoEmbedder)
    chosen, amina = candidate(cast), cast.viewer("amina")
    assert "Names in running text were not looked for" in page(cast, chosen)
    assert review.candidate(amina, chosen).looked is marking.Looked.NEVER
    accept(viewer=amina, candidate_id=chosen, validated=validated(SENTENCE))
    assert Candidate.objects.get(pk=chosen).state == "accepted"


@pytest.fixture
def lesson(cast: Cast, finder: Finder) -> str:
    words = "The officers trusted what they were told about the market."
    source = read_source(cast.viewer("budi"), cast.a, words, "More was said.")
    amina = cast.viewer("amina")
    return accept(
        viewer=amina, candidate_id=propose(amina, source, words), validated=validated(words)
    )


MALAY = f"Pegawai percaya kata {NAME} tentang pasar."


def translate(cast: Cast, lesson: str, **more: str) -> Any:
    values = {"language": "ms", "text": MALAY, **more}
    return cast.client_for("amina").post(reverse("lesson-translate", args=[lesson]), values)


def malay(cast: Cast, lesson: str) -> str:
    return queries.lesson(cast.viewer("dina"), lesson, ["ms"]).statement.text


def test_a_sentence_in_a_further_language_is_refused_with_what_was_found(
    cast: Cast, lesson: str
) -> None:
    answer = translate(cast, lesson)
    assert answer.status_code == 400
    assert f"Somebody could be recognised by these words: “{NAME}”" in answer.content.decode()
    assert malay(cast, lesson).startswith("The officers")


def test_a_reviewer_masks_at_once_what_is_found_in_it(cast: Cast, lesson: str) -> None:
    assert translate(cast, lesson, found="mask").status_code == 302
    assert NAME not in malay(cast, lesson)
    assert malay(cast, lesson).startswith("Pegawai percaya kata")


def test_a_reviewer_keeps_it_with_a_reason_and_not_without(cast: Cast, lesson: str) -> None:
    assert translate(cast, lesson, found="keep").status_code == 400
    answer = translate(cast, lesson, found="keep", found_reason="The name of a market.")
    assert answer.status_code == 302
    assert malay(cast, lesson) == MALAY
    source = queries.lesson(cast.viewer("amina"), lesson).evidence[0].source_id
    (row,) = FindingAnswer.objects.filter(source_id=source)
    assert (row.decision, row.reason) == ("keep", "The name of a market.")


def test_under_the_rule_no_reason_keeps_a_name(cast: Cast, finder: Finder) -> None:
    words = "The officers trusted what they were told about the market."
    source = read_source(cast.viewer("budi"), cast.a, words, "More was said.", chatham=True)
    amina = cast.viewer("amina")
    made = accept(
        viewer=amina, candidate_id=propose(amina, source, words), validated=validated(words)
    )
    answer = translate(cast, made, found="keep", found_reason="The name of a market.")
    assert answer.status_code == 400
    assert "Chatham House Rule" in answer.content.decode()
    assert not FindingAnswer.objects.filter(source_id=source).exists()
