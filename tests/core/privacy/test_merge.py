"""Overlapping findings become one; nothing that was marked is lost."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from balai.core.privacy import Finding, FindingType
from balai.core.privacy.finding import found
from balai.core.privacy.merge import merge

TEXT = "abcdefghijklmnopqrstuvwxyz" * 2


@st.composite
def some_findings(draw: st.DrawFn) -> list[Finding]:
    chosen = []
    for _ in range(draw(st.integers(0, 8))):
        start = draw(st.integers(0, len(TEXT) - 2))
        end = draw(st.integers(start + 1, len(TEXT)))
        type_ = draw(st.sampled_from(list(FindingType)))
        confidence = draw(st.sampled_from([0.5, 0.7, 0.9]))
        chosen.append(found(TEXT, start, end, type_, confidence, draw(st.sampled_from("xyz"))))
    return chosen


@given(some_findings(), st.randoms(use_true_random=False))
def test_marked_stays_marked_and_order_does_not_matter(
    chosen: list[Finding], shuffler: object
) -> None:
    merged = merge(TEXT, chosen)
    marked = {at for each in chosen for at in range(each.start, each.end)}
    assert {at for each in merged for at in range(each.start, each.end)} == marked
    assert all(left.end <= right.start for left, right in pairwise(merged))
    assert all(TEXT[each.start : each.end] == each.text for each in merged)
    assert merge(TEXT, merged) == merged
    mixed = list(chosen)
    shuffler.shuffle(mixed)
    assert merge(TEXT, mixed) == merged


def test_what_contains_the_other_gives_the_type() -> None:
    address = found(TEXT, 0, 20, FindingType.ADDRESS, 0.6, "address")
    number = found(TEXT, 5, 9, FindingType.PHONE, 0.9, "phone")
    assert merge(TEXT, [number, address]) == (address,)


def test_of_two_on_the_same_place_the_surer_wins() -> None:
    phone = found(TEXT, 0, 9, FindingType.PHONE, 0.7, "phone")
    identity = found(TEXT, 0, 9, FindingType.IDENTITY, 0.9, "identity")
    assert merge(TEXT, [phone, identity]) == (identity,)


def test_two_that_cross_grow_into_one() -> None:
    first = found(TEXT, 0, 9, FindingType.NAME, 0.6, "name")
    second = found(TEXT, 5, 15, FindingType.ADDRESS, 0.9, "address")
    assert merge(TEXT, [first, second]) == (
        found(TEXT, 0, 15, FindingType.ADDRESS, 0.9, "address"),
    )


def test_neighbours_stay_apart() -> None:
    first = found(TEXT, 0, 5, FindingType.NAME, 0.6, "name")
    second = found(TEXT, 5, 9, FindingType.NAME, 0.6, "name")
    assert merge(TEXT, [second, first]) == (first, second)
