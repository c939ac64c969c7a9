"""What leaves the node can be proved elsewhere, and every kind of change to it is found."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balai.core.errors import Invalid
from balai.foundation.journal.chain import entry_hash
from balai.foundation.journal.export import Line, prove, read, written

Tampering = Callable[[list[Line]], list[Line]]


def chained(count: int) -> list[Line]:
    """Return a sound export."""
    lines: list[Line] = []
    for seq in range(1, count + 1):
        last = lines[-1].hash if lines else ""
        parts = (
            f"2026-11-0{seq % 9 + 1}T10:00:00+00:00",
            "test.tried",
            "thing",
            f"R{seq}",
            "a",
            "",
        )
        lines.append(Line(seq, *parts, last, entry_hash(last, *parts)))
    return lines


@pytest.mark.parametrize("form", ["jsonl", "csv"])
def test_what_is_written_is_read_again_and_proved(form: str) -> None:
    lines = chained(12)
    told = list(written(lines, form))
    assert list(read(told)) == lines
    proof = prove(read(told))
    assert (proof.entries, proof.first, proof.last, proof.head) == (12, 1, 12, lines[-1].hash)
    assert proof.fault is None
    assert proof.is_whole


def _insert(lines: list[Line]) -> list[Line]:
    false = ("2026-11-05T10:00:00+00:00", "test.tried", "thing", "FALSE", "a", "")
    new = Line(lines[4].seq, *false, lines[4].hash, entry_hash(lines[4].hash, *false))
    return [*lines[:5], new, *lines[5:]]


@pytest.mark.asvs("16.4.2")
@pytest.mark.parametrize(
    ("tamper", "found_at"),
    [
        (lambda lines: [*lines[:4], replace(lines[4], actor="b"), *lines[5:]], 5),
        (lambda lines: [*lines[:4], *lines[5:]], 6),
        (_insert, 5),
        (lambda lines: [*lines[:4], lines[5], lines[4], *lines[6:]], 6),
        (lambda lines: [*lines[:5], *lines[4:]], 5),
    ],
    ids=["changed", "removed", "inserted", "moved", "doubled"],
)
def test_every_kind_of_change_is_found(tamper: Tampering, found_at: int) -> None:
    assert prove(tamper(chained(12))).fault == found_at


@pytest.mark.asvs("1.2.3", "16.4.1")
@given(st.text(), st.sampled_from(["jsonl", "csv"]))
def test_no_text_changes_the_shape_of_an_export(text: str, form: str) -> None:
    lines = [replace(each, actor=text) for each in chained(3)]
    told = "".join(written(lines, form))
    assert list(read(io.StringIO(told, newline=""))) == lines


def test_an_export_that_begins_late_is_no_whole_one() -> None:
    proof = prove(chained(12)[3:])
    assert proof.fault is None
    assert not proof.is_whole


@given(
    st.integers(0, 11),
    st.sampled_from(["at", "kind", "record_kind", "record_id", "actor", "detail_hash", "hash"]),
    st.text(min_size=1, max_size=8),
)
def test_no_field_of_no_line_can_be_changed(at: int, name: str, value: str) -> None:
    lines = chained(12)
    changed = replace(lines[at], **{name: value})
    if changed == lines[at]:
        return
    lines[at] = changed
    assert prove(lines).fault is not None


@pytest.mark.parametrize(
    "text", [["a story"], ['{"seq": 1}'], ["[]"], ["seq,at\n", "1,2\n"], ['{"seq": "x"}']]
)
def test_what_is_no_export_is_refused(text: Sequence[str]) -> None:
    with pytest.raises(Invalid) as refused:
        list(read(text))
    assert refused.value.kind == "no-export"
