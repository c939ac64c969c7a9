from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from balai.core.lessons.candidate import Candidate, CandidateKind
from balai.core.lessons.merge import merged
from balai.core.lessons.reason import Reason, Rule

WORDS = "officers should stay in the same district for three years so that people know them"


def candidate(text: str, start: int, confidence: float = 0.5) -> Candidate:
    return Candidate(
        CandidateKind.LESSON, text, text, 1, start, start + len(text), confidence, Reason(Rule.CUES)
    )


def test_near_identical_texts_become_the_strongest() -> None:
    weak = candidate(WORDS + ".", 0, 0.4)
    strong = candidate(WORDS.capitalize() + " well.", 500, 0.6)
    other = candidate("parents want to be told why an officer is standing at their door", 900)
    assert merged([weak, strong, other]) == [strong, other]


def test_of_equals_the_first_stays() -> None:
    first, second = candidate(WORDS, 0), candidate(WORDS.upper(), 300)
    assert merged([second, first]) == [first]


def test_different_points_of_one_form_stay_apart() -> None:
    one = candidate("Ratify the first protocol (Austria);", 0)
    two = candidate("Ratify the second protocol (Chile);", 100)
    assert merged([one, two]) == [one, two]


def test_overlapping_places_are_one() -> None:
    long = candidate("Visit every school and tell pupils what you do all day long", 0, 0.7)
    part = candidate("tell pupils what you do", 23, 0.5)
    assert merged([part, long]) == [long]


@given(st.lists(st.tuples(st.text(max_size=40), st.floats(0.1, 0.9)), max_size=12))
def test_merging_twice_changes_nothing(given_texts: list[tuple[str, float]]) -> None:
    made = [candidate(text, 100 * n, sure) for n, (text, sure) in enumerate(given_texts)]
    once = merged(made)
    assert merged(once) == once
    assert [each for each in made if each in once] == once
