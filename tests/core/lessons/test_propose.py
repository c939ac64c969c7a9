from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from balai.core.lessons import (
    Candidate,
    CandidateKind,
    Rule,
    SentenceVectors,
    candidates,
    sentences_to_embed,
)
from balai.core.lessons.confidence import THRESHOLD
from balai.core.passages.document import Document, RawBlock

from .documents import STORIES, document, raw, story

LONG = "Residents and officers met in the market hall every second Tuesday of the month."


def vectors(made: Document, model: str = "multilingual-e5-small-int8-x") -> SentenceVectors:
    rows = np.zeros((len(sentences_to_embed(made)), 384), np.float32)
    rows[:, 0] = 1
    return SentenceVectors(model, rows)


def kinds(found: tuple[Candidate, ...]) -> dict[str, str]:
    return {each.text: each.kind.value for each in found}


@pytest.mark.parametrize("language", sorted(STORIES))
def test_what_was_learned_is_found_without_headings(language: str) -> None:
    told, taught, _ = STORIES[language]
    found = {each.text for each in candidates(story(language))}
    assert found >= set(taught)
    assert len(found & set(told)) <= 1


@pytest.mark.parametrize("language", sorted(STORIES))
def test_furniture_is_never_proposed(language: str) -> None:
    furniture = STORIES[language][2]
    assert not any(furniture in each.quote for each in candidates(story(language)))


def test_points_agreed_in_a_dialogue_are_found() -> None:
    made = document(
        [
            "Speakers from three countries presented case studies. Participants also agreed that "
            "meeting residents before an operation was vital to keep their trust.",
            "Subscribe to receive updates. This field should be left unchanged.",
        ]
    )
    found = candidates(made)
    assert any(each.text.startswith("Participants also agreed") for each in found)
    assert not any("ubscribe" in each.text or "field" in each.text for each in found)


def test_headings_give_the_kind() -> None:
    made = document(
        [
            "# Lessons learned",
            LONG,
            "# Critical success factors",
            "- Patience and time",
            "# Cabaran",
            "The two stations never had the same radio channel.",
            "# Recommandations",
            "1. Keep the same officers for three years. Tell residents their names.",
            "# Training needs",
            "- How to run a meeting",
        ]
    )
    assert kinds(candidates(made)) == {
        LONG: "lesson",
        "Patience and time": "good-practice",
        "The two stations never had the same radio channel.": "challenge",
        "Keep the same officers for three years. Tell residents their names.": "recommendation",
        "How to run a meeting": "need",
    }


def test_skipped_sections_give_nothing() -> None:
    made = document(["# Annex: list of participants", f"We learned that {LONG}", "# References"])
    assert candidates(made) == ()


def test_numbered_items_are_kept_apart_and_without_their_numbers() -> None:
    made = document(
        [
            "# Conclusions and/or recommendations",
            *(
                raw(f"7.{n}. Visit every school of the northern district each term (Chad);")
                if n == 1
                else raw(f"7.{n}. Visit every school of the northern district each term ({s});")
                for n, s in ((1, "Chad"), (2, "Fiji"), (3, "Mali"))
            ),
        ]
    )
    found = candidates(made)
    assert [each.quote for each in found] == [
        f"Visit every school of the northern district each term ({s});"
        for s in ("Chad", "Fiji", "Mali")
    ]
    assert {each.kind for each in found} == {CandidateKind.RECOMMENDATION}


def test_an_item_over_two_pages_is_one_quote_with_its_first_page() -> None:
    made = document(
        [
            "# Conclusions and/or recommendations",
            raw("7.1. Open the doors of every police station to visitors (Chad);"),
            raw("7.2. Publish each complaint with the answer that it (Fiji);"),
            raw("7.3. Explain every decision to those whom"),
            RawBlock(2, "it concerns, in their own language (Mali);"),
        ]
    )
    last = candidates(made)[-1]
    assert (
        last.text
        == "Explain every decision to those whom it concerns, in their own language (Mali);"
    )
    assert last.quote == made.text[last.start : last.end]
    assert (last.page, "\n\n" in last.quote) == (1, True)


def test_the_same_words_are_proposed_once() -> None:
    made = document(["# Lessons learned", LONG, "# Recommendations", LONG.upper(), LONG])
    assert len(candidates(made)) == 1


def test_the_strongest_come_first_and_a_limit_keeps_them() -> None:
    found = candidates(story("en"))
    assert list(found) == sorted(found, key=lambda each: (-each.confidence, each.start))
    assert candidates(story("en"), limit=2) == found[:2]
    assert candidates(story("en"), limit=0) == ()


def test_a_long_report_without_headings_gives_one_sentence_in_three() -> None:
    block = [
        f"Officers must visit the school number {n} and ask what {n} pupils need."
        for n in range(200)
    ]
    assert len(candidates(document(block))) == 67


def test_confidence_is_at_least_the_threshold_and_below_one() -> None:
    for language in STORIES:
        for each in candidates(story(language)):
            assert THRESHOLD <= each.confidence < 1


def test_vectors_are_used_and_said() -> None:
    made = story("en")
    assert not any(each.by_vectors for each in candidates(made))
    found = candidates(made, vectors=vectors(made))
    assert found
    assert all(each.by_vectors and each.reason.rule is Rule.MODEL for each in found)


def test_vectors_of_another_model_are_left_aside() -> None:
    made = story("en")
    assert candidates(made, vectors=vectors(made, "another-model")) == candidates(made)


def test_missing_vectors_are_an_error() -> None:
    made = story("en")
    short = SentenceVectors("multilingual-e5-small", np.zeros((1, 384), np.float32))
    with pytest.raises(ValueError, match="embed exactly what"):
        candidates(made, vectors=short)


def test_a_language_without_phrases_has_headings_and_the_head_only() -> None:
    plain = document([LONG * 3, "We learned that we must ensure it."], "xx")
    assert candidates(plain) == ()
    headed = document(["# Lessons learned", LONG], "xx")
    assert [each.text for each in candidates(headed)] == [LONG]


def test_an_empty_document_gives_nothing() -> None:
    made = document([])
    assert candidates(made) == ()
    assert candidates(made, vectors=vectors(made)) == ()


@settings(deadline=None, max_examples=40)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["# ", "## ", "- ", "7.1. ", "", "Lesson: "]),
            st.sampled_from(
                [LONG, "Lessons learned", "References", "We learned that it must change (Chad);"]
            )
            | st.text(max_size=60),
            st.integers(1, 3),
        ),
        max_size=12,
    )
)
def test_every_quote_stands_word_for_word_in_its_document(parts: list[Any]) -> None:
    lines = sorted(parts, key=lambda part: part[2])
    made = document([raw(mark + words, page) for mark, words, page in lines])
    for each in candidates(made):
        assert made.text[each.start : each.end] == each.quote
        assert each.text == " ".join(each.quote.split())
        assert each.page == made.page_at(each.start)
        for label in each.suggestions:
            assert made.text[label.start : label.end] == label.words
    assert candidates(made) == candidates(made)
