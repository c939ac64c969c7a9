"""Duplicates are pointed out among what the viewer may see, without comparing each with each."""

from __future__ import annotations

from importlib import import_module
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balai.core.audience import Level
from balai.core.passages.duplicates import signature, similarity
from balai.library import actions
from balai.library.models import SketchKey, Source
from balai.library.queries import duplicates_of
from balai.library.sketch import KEYS, LIKE, keys_of, least_shared
from tests.factories.library import read_source
from tests.personas import Cast

WORDS = [f"word{number}" for number in range(4000)]


def text(seed: int, words: int = 400) -> list[str]:
    return Random(seed).choices(WORDS, k=words)


@pytest.mark.django_db
@pytest.mark.postgres
def test_nearly_the_same_text_is_found_in_another_file(cast: Cast) -> None:
    budi = cast.viewer("budi")
    words = text(1)
    first = read_source(budi, cast.a, " ".join(words))
    near = read_source(budi, cast.a, " ".join([*words[:-3], "and", "so", "on"]))
    half = read_source(budi, cast.a, " ".join([*words[:200], *text(2, 200)]))
    other = read_source(budi, cast.a, " ".join(text(3)))
    assert duplicates_of(budi, first) == (near,)
    assert duplicates_of(budi, near) == (first,)
    assert duplicates_of(budi, half) == duplicates_of(budi, other) == ()


@pytest.mark.django_db
@pytest.mark.postgres
def test_the_same_bytes_come_first_and_closed_sources_are_not_told(cast: Cast) -> None:
    amina, budi, words = cast.viewer("amina"), cast.viewer("budi"), text(1)
    near = read_source(budi, cast.a, " ".join([*words[:-3], "and", "so", "on"]))
    closed = read_source(budi, cast.a, " ".join(words[:-2]), level=Level.RED)
    first = read_source(budi, cast.a, " ".join(words))
    same = read_source(budi, cast.a, " ".join(words))
    assert duplicates_of(budi, first) == (same, near, closed)
    assert duplicates_of(amina, first) == (same, near)


@pytest.mark.django_db
@pytest.mark.postgres
def test_sources_without_a_file_are_no_duplicates(cast: Cast) -> None:
    budi = cast.viewer("budi")
    first, second = (read_source(budi, cast.a, " ".join(text(seed))) for seed in (1, 2))
    Source.objects.update(file=None)
    assert duplicates_of(budi, first) == duplicates_of(budi, second) == ()


@pytest.mark.django_db
@pytest.mark.postgres
def test_short_texts_are_compared_too(cast: Cast) -> None:
    budi = cast.viewer("budi")
    for words in ("Trust grew.", "The same two officers kept one beat.", "…"):
        first = read_source(budi, cast.a, words, title="R")
        second = read_source(budi, cast.a, words.upper(), title="R")
        assert duplicates_of(budi, first) == (second,), words


@pytest.mark.django_db
@pytest.mark.postgres
def test_keys_go_with_their_source(cast: Cast) -> None:
    budi = cast.viewer("budi")
    made = read_source(budi, cast.a, " ".join(text(1)))
    assert SketchKey.objects.filter(reading_id=made).count() == KEYS
    actions.delete_source(viewer=budi, source_id=made)
    assert not SketchKey.objects.exists()


@given(st.integers(0, 10_000), st.integers(1, 1500), st.integers(0, 30))
def test_texts_alike_share_enough_keys(seed: int, length: int, changed: int) -> None:
    words = text(seed, length)
    mended = words.copy()
    for number in range(changed):
        mended[Random(seed + number).randrange(length)] = f"new{number}"
    one, other = signature(" ".join(words)), signature(" ".join(mended))
    if similarity(one, other) >= LIKE:
        for mine, its in ((one, other), (other, one)):
            keys = keys_of(mine)
            assert len(set(keys) & set(keys_of(its))) >= least_shared(keys)


def test_keys_are_signed_numbers_of_64_bits() -> None:
    keys = keys_of(signature(" ".join(text(1))))
    assert list(keys) == sorted(keys)
    assert all(-(2**63) <= key < 2**63 for key in keys)
    assert least_shared(()) == 0
    assert [least_shared(keys[:count]) for count in (1, 2, 5, 6, 16)] == [1, 2, 4, 5, 5]


@pytest.mark.parametrize("length", [0, 1, 2, 15, 400])
def test_readings_from_before_are_given_the_same_keys(length: int) -> None:
    made = import_module("balai.library.migrations.0003_fill_sketch_keys")
    one = signature(" ".join(text(1, length)))
    assert tuple(made.keys(one.to_bytes())) == keys_of(one)
    assert made.keys(b"") == []
