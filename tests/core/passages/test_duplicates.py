"""Near-duplicates: exact on short texts, an estimate on long ones, the same on every machine."""

from __future__ import annotations

import os
import subprocess
import sys
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from balai.core.errors import Invalid
from balai.core.passages.duplicates import (
    KEPT,
    Pair,
    Signature,
    duplicates_of,
    near_duplicates,
    signature,
    similarity,
)

LESSON = "Officers who live in the district are trusted sooner than officers who drive in each day."
CHANGED = LESSON.replace("sooner", "earlier")
OTHER = "Women's groups reported three times as many incidents once a female officer was posted."


def _long(seed: int, words: int = 3000, changed: float = 0.0) -> str:
    """A made-up text of many words, of which a share is exchanged for others."""
    rng, other = Random(seed), Random(seed + 1000)
    text = [f"w{rng.randrange(800)}" for _ in range(words)]
    for at in range(words):
        if other.random() < changed:
            text[at] = f"x{other.randrange(800)}"
    return " ".join(text)


NAMED = ["alpha", "beta", "gamma", "delta", "ครู", "ตำรวจ", "警察", "é"]
WORDS = st.lists(st.sampled_from(NAMED), max_size=30)


@given(WORDS, WORDS)
def test_similarity_is_a_jaccard_coefficient(first: list[str], second: list[str]) -> None:
    one, two = signature(" ".join(first)), signature(" ".join(second))
    assert similarity(one, two) == similarity(two, one)
    assert 0 <= similarity(one, two) <= 1
    assert similarity(one, one) == (1 if first else 0)
    left, right = set(one.hashes), set(two.hashes)
    if left | right:
        assert similarity(one, two) == len(left & right) / len(left | right)


@given(st.text(max_size=200))
def test_signatures_survive_storing(text: str) -> None:
    made = signature(text)
    assert Signature.from_bytes(made.to_bytes()) == made
    assert list(made.hashes) == sorted(set(made.hashes))
    assert len(made.to_bytes()) <= 2053


def test_long_signatures_survive_storing_and_stay_small() -> None:
    made = signature(_long(1))
    assert made.size > KEPT == len(made.hashes)
    assert not made.is_whole
    assert Signature.from_bytes(made.to_bytes()) == made
    assert len(made.to_bytes()) == 2053


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x01",
        b"\x02" + bytes(4),
        signature(LESSON).to_bytes() + b"\0",
        signature(LESSON).to_bytes()[:-8],
        b"\x01" + (2).to_bytes(4, "big") + (7).to_bytes(8, "big") * 2,
    ],
)
def test_what_is_no_signature_is_refused(data: bytes) -> None:
    with pytest.raises(Invalid, match="stored signature"):
        Signature.from_bytes(data)


@pytest.mark.parametrize(
    "same",
    [
        LESSON.upper(),
        LESSON.replace(" ", "\n  "),
        LESSON.replace(".", " !"),
        LESSON.replace("e", "e\u0301"),
    ],
)
def test_case_spacing_punctuation_and_accents_do_not_matter(same: str) -> None:
    assert similarity(signature(LESSON), signature(same)) == 1


def test_a_sentence_with_a_word_changed_is_alike_another_is_not() -> None:
    assert 0.7 < similarity(signature(LESSON), signature(CHANGED)) < 1
    assert similarity(signature(LESSON), signature(OTHER)) < 0.1


def test_scripts_without_spaces() -> None:
    text = "ตำรวจชุมชนพบผู้นำหมู่บ้านทุกเดือนเพื่อรับฟังปัญหา"
    spaced = "ตำรวจชุมชน พบผู้นำหมู่บ้าน ทุกเดือน เพื่อรับฟังปัญหา"
    changed = text.replace("เดือน", "สัปดาห์")
    other = "นักเรียนเข้าร่วมกิจกรรมกีฬาหลังเลิกเรียนที่สนามของโรงเรียน"
    assert similarity(signature(text), signature(spaced)) == 1
    assert 0.4 < similarity(signature(text), signature(changed)) < 1
    assert similarity(signature(text), signature(other)) < 0.1
    assert (
        similarity(signature("警察と住民が毎月集まる"), signature("警察と住民が毎週集まる")) > 0.3
    )


def test_nothing_is_like_an_empty_text() -> None:
    empty = signature(" … — !")
    assert empty == Signature(0, ())
    assert similarity(empty, empty) == 0
    assert near_duplicates([("a", empty), ("b", empty)], 0.5) == ()


@pytest.mark.parametrize("changed", [0.0, 0.02, 0.1, 0.3])
def test_the_estimate_on_long_texts_is_near_the_truth(changed: float) -> None:
    first, second = _long(1), _long(1, changed=changed)
    pairs = [
        {tuple(words[at : at + 2]) for at in range(len(words) - 1)}
        for words in (first.split(), second.split())
    ]
    truth = len(pairs[0] & pairs[1]) / len(pairs[0] | pairs[1])
    assert similarity(signature(first), signature(second)) == pytest.approx(truth, abs=0.1)


def test_a_short_text_against_a_long_one_that_contains_it() -> None:
    assert similarity(signature(_long(1, 20)), signature(_long(1))) < 0.05


@st.composite
def shelves(draw: st.DrawFn) -> list[tuple[str, Signature]]:
    base = [draw(WORDS) for _ in range(draw(st.integers(1, 4)))]
    shelf = []
    for number in range(draw(st.integers(0, 8))):
        words = list(draw(st.sampled_from(base)))
        if words and draw(st.booleans()):
            words[draw(st.integers(0, len(words) - 1))] = f"other{number}"
        shelf.append((f"n{number}", signature(" ".join(words))))
    return shelf


def _each_with_each(shelf: list[tuple[str, Signature]], threshold: float) -> set[Pair]:
    return {
        Pair(first, second, similarity(one, two))
        for first, one in shelf
        for second, two in shelf
        if first < second and similarity(one, two) >= threshold
    }


@given(shelves(), st.sampled_from([0.1, 0.3, 0.5, 0.7, 0.9, 1.0]))
@settings(max_examples=200)
def test_the_pairs_are_those_of_comparing_each_with_each(
    shelf: list[tuple[str, Signature]], threshold: float
) -> None:
    pairs = near_duplicates(shelf, threshold)
    assert set(pairs) == _each_with_each(shelf, threshold)
    assert len(pairs) == len(set(pairs))
    assert near_duplicates(shelf[::-1], threshold) == pairs
    assert [pair.similarity for pair in pairs] == sorted(
        (pair.similarity for pair in pairs), reverse=True
    )


def test_the_pairs_of_long_texts_too() -> None:
    shelf = [
        (f"{seed}-{changed}", signature(_long(seed, 900 + 300 * seed, changed)))
        for seed in (1, 2, 3)
        for changed in (0.0, 0.05, 0.2, 0.5)
    ]
    for threshold in (0.3, 0.6, 0.8):
        assert set(near_duplicates(shelf, threshold)) == _each_with_each(shelf, threshold)


def test_a_candidate_against_lessons() -> None:
    lessons = [
        ("b", signature(CHANGED)),
        ("a", signature(CHANGED)),
        ("c", signature(OTHER)),
        ("d", signature(LESSON)),
    ]
    found = duplicates_of(signature(LESSON), lessons, 0.5)
    assert [name for name, _ in found] == ["d", "a", "b"]
    assert found[0][1] == 1


def test_wrong_use_is_refused() -> None:
    one = signature(LESSON)
    with pytest.raises(Invalid, match="name of its own"):
        near_duplicates([("a", one), ("a", one)], 0.5)
    for threshold in (0, -1, 1.1):
        with pytest.raises(Invalid, match="above 0"):
            near_duplicates([("a", one)], threshold)


def test_the_same_in_another_process_whatever_its_hash_seed() -> None:
    code = (
        "from balai.core.passages.duplicates import signature;"
        f"print(signature({LESSON!r}).to_bytes().hex())"
    )
    for seed in ("1", "2"):
        done = subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        )
        assert done.stdout.strip() == signature(LESSON).to_bytes().hex()


def test_lone_surrogates_do_no_harm() -> None:
    assert signature("a \ud800 b").size >= 1
