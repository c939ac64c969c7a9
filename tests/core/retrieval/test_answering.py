from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from balai.core.retrieval.answering import MOST, Candidate, NearText, Support, support_for

ASKED = frozenset({"who", "open", "market"})
CHANCE = (0.1, 0.15, 0.2)


def text(likeness: float | None, *terms: str, foreign: bool = False) -> NearText:
    return NearText(likeness, frozenset(terms), frozenset() if foreign else ASKED)


def said(number: int, likeness: float | None, *terms: str, words: str = "") -> Candidate:
    return Candidate(number, words or f"{number} {likeness} {terms}", likeness, frozenset(terms))


def test_the_sentence_that_is_near_and_has_the_words_goes_first_and_answers() -> None:
    texts = [text(0.6, "who", "open", "market"), *[text(0.2, "market")] * 5]
    sentences = [said(0, 0.7, "market"), said(0, 0.8, "open", "market")]
    sentences += [said(number, 0.15, "market") for number in range(1, 6)]
    found = support_for(texts, sentences, CHANCE)
    assert found.ranked[:2] == (1, 0)
    assert found.is_answer


def test_where_all_are_equally_far_nothing_answers() -> None:
    texts = [text(0.2, "market")] * 6
    found = support_for(texts, [said(number, 0.2, "market") for number in range(6)], CHANCE)
    assert found.ranked
    assert not found.is_answer


def test_in_another_language_meaning_alone_decides() -> None:
    texts = [text(0.6, foreign=True), *[text(0.15, foreign=True)] * 5]
    near = [said(0, 0.7), *[said(number, 0.15) for number in range(1, 6)]]
    assert support_for(texts, near, CHANCE).is_answer
    far = [said(number, 0.2) for number in range(6)]
    assert not support_for([text(0.2, foreign=True)] * 6, far, CHANCE).is_answer


def test_without_an_encoder_one_text_must_have_most_of_the_terms() -> None:
    whole = support_for(
        [text(None, "who", "open", "market")], [said(0, None, "open", "market")], ()
    )
    assert whole.is_answer
    part = support_for([text(None, "market")], [said(0, None, "market")], ())
    assert not part.is_answer


def test_what_is_said_twice_is_quoted_once() -> None:
    sentences = [said(0, 0.5, words="same"), said(1, 0.6, words="same"), said(1, 0.1, words="b")]
    assert support_for([text(0.5), text(0.5)], sentences, CHANCE).ranked == (1, 2)


def test_nothing_near_is_no_answer() -> None:
    assert support_for([], [], ()) == Support()
    assert not Support().is_answer


likenesses = st.none() | st.floats(-1, 1)
words = st.frozensets(st.sampled_from([*sorted(ASKED), "police", "river"]))


@given(
    st.lists(st.builds(NearText, likenesses, words, words), min_size=1, max_size=6),
    st.lists(st.tuples(st.integers(0, 5), st.text(max_size=3), likenesses, words), max_size=20),
    st.lists(st.floats(-1, 1), max_size=5),
)
def test_whatever_is_near_the_strengths_fall_and_nothing_is_quoted_twice(
    texts: list[NearText],
    drawn: list[tuple[int, str, float | None, frozenset[str]]],
    background: list[float],
) -> None:
    sentences = [Candidate(at % len(texts), *rest) for at, *rest in drawn]
    found = support_for(texts, sentences, background)
    assert len(found.ranked) == len(found.strengths) <= MOST
    assert list(found.strengths) == sorted(found.strengths, reverse=True)
    assert 0 <= found.confidence <= 1
    quoted = [sentences[at].said for at in found.ranked]
    assert len(quoted) == len(set(quoted))


def test_what_is_far_behind_the_best_is_not_quoted_beside_it() -> None:
    texts = [text(0.5, "who", "open", "market")] * 2
    sentences = [said(0, 0.9, "who", "open", "market"), said(1, 0.0), said(1, 0.85, "who", "open")]
    assert support_for(texts, sentences, CHANCE).ranked == (0, 2)
