"""A mirror that was changed step by step answers as one that was made at once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from balai.core.retrieval import Centres
from balai.search.groups import GroupKey, Row
from balai.search.mirror import Mirror
from balai.search.mirrors import Mirrors

SIZE = 8
SEEDS = Centres({"en": np.full(SIZE, 0.1, np.float32)}, np.zeros(SIZE, np.float32))
PARTS = ("title", "lead", "passage", "passage")


def vector(seed: int) -> np.ndarray:
    made = np.random.default_rng(seed).normal(size=SIZE) + 0.5
    return (made / np.linalg.norm(made)).astype(np.float16)


def rows_of(record: int, version: int, parts: int) -> list[Row]:
    group = GroupKey("source", f"S{record}", "source", f"S{record}")
    first = (record * 100 + version) * 10
    return [
        Row(first + at, group, PARTS[at], "ms" if (record + at) % 3 == 0 else "en",
            vector(first + at).tobytes())
        for at in range(parts)
    ]  # fmt: skip


def answers(mirror: Mirror, most: int = 10) -> list[tuple[str, int, float]]:
    found = mirror.nearest(vector(999).astype(np.float32), most)
    return sorted((each.group.record_id, each.entry, round(each.score, 3)) for each in found)


Steps = Sequence[tuple[int, int]]
STEPS = st.lists(st.tuples(st.integers(0, 11), st.integers(0, 4)), min_size=1, max_size=40)


@given(steps=STEPS)
@settings(max_examples=60, deadline=None)
def test_step_by_step_is_as_at_once(steps: Steps) -> None:
    """Each step gives a record some parts; none takes it away."""
    kept: dict[int, list[Row]] = {}
    mirror = Mirror([], SEEDS, SIZE)
    for version, (record, parts) in enumerate(steps):
        kept[record] = rows_of(record, version, parts)
        mirror = mirror.changed({("source", f"S{record}")}, kept[record])
    at_once = Mirror([row for rows in kept.values() for row in rows], SEEDS, SIZE)
    assert answers(mirror) == answers(at_once)
    assert len(mirror) == len(at_once) == sum(map(len, kept.values()))
    wanted = {("source", "S1"), ("source", "S7"), ("source", "never")}
    for each in (mirror, at_once):
        found = each.nearest(vector(5).astype(np.float32), 10, wanted)
        assert {near.group.record for near in found} == {
            ("source", f"S{n}") for n in (1, 7) if kept.get(n)
        }
    query = vector(4).astype(np.float32)
    ours, theirs = (each.nearest_parts(query, "passage", 5) for each in (mirror, at_once))
    assert [near.score for near in ours] == pytest.approx([n.score for n in theirs], abs=1e-3)


def test_a_reader_of_the_mirror_before_is_not_disturbed() -> None:
    before = Mirror([row for n in range(60) for row in rows_of(n, 0, 4)], SEEDS, SIZE)
    said = answers(before)
    after = before
    for version in range(1, 30):
        after = after.changed([], rows_of(version, version, 3))
    assert answers(before) == said
    assert answers(after) != said


def test_silent_groups_are_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("balai.search.mirror._FEW", 10)
    mirror = Mirror([row for n in range(9) for row in rows_of(n, 0, 4)], SEEDS, SIZE)
    for version in range(1, 50):
        mirror = mirror.changed([], rows_of(version % 9, version, 4))
    assert len(mirror) == 36
    assert len(mirror.groups) <= 9 + 9
    wanted = mirror.nearest(vector(1).astype(np.float32), 99, {("source", "S3")})
    assert [each.group.record_id for each in wanted] == ["S3"]


def test_the_mirror_is_made_once_then_changed_and_made_anew_where_that_fails() -> None:
    mirrors, done = Mirrors(), []

    def make() -> Mirror:
        done.append("made")
        return Mirror(rows_of(1, 0, 4), SEEDS, SIZE)

    def change(mirror: Mirror, since: int) -> Mirror | None:
        done.append(f"changed since {since}")
        return mirror.changed([], rows_of(2, 0, 4)) if since == 5 else None

    first = mirrors.current(("db", "m"), 5, make, change)
    assert mirrors.current(("db", "m"), 5, make, change) is first
    assert len(mirrors.current(("db", "m"), 6, make, change)) == 8
    assert len(mirrors.current(("db", "m"), 5, make, change)) == 8  # a reader of before
    assert len(mirrors.current(("db", "m"), 7, make, change)) == 4
    assert done == ["made", "changed since 5", "changed since 6", "made"]


def test_in_a_large_library_signs_choose_what_is_compared_and_miss_next_to_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from balai.search import mirror

    random = np.random.default_rng(5)
    topics = random.normal(size=(40, 384))
    rows = []
    for number in range(6000):
        near = topics[number % 40] + 1.5 * random.normal(size=384)
        key = GroupKey("source", f"S{number // 4:05d}", "source", f"S{number // 4:05d}")
        vector = (near / np.linalg.norm(near)).astype(np.float16).tobytes()
        rows.append(Row(number, key, "lead" if number % 4 == 0 else "passage", "en", vector))
    seeds = Centres({}, np.zeros(384, np.float32))
    held = Mirror(rows, seeds, 384)
    alike = nearest = 0
    for topic in topics:
        query = (topic / np.linalg.norm(topic)).astype(np.float32)
        exact = [each.group for each in held.nearest(query, 50)]
        monkeypatch.setattr(mirror, "SMALL", 0)
        chosen = [each.group for each in held.nearest(query, 50)]
        monkeypatch.undo()
        alike += len(set(exact) & set(chosen))
        nearest += exact[0] == chosen[0]
    assert nearest == len(topics)
    assert alike >= 0.97 * 50 * len(topics)
