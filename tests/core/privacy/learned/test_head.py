"""From scores to marks: whole words, exact places, and the weights that are shipped."""

from __future__ import annotations

import io

import numpy as np
import pytest

from balai.core.privacy.learned import MarkType
from balai.core.privacy.learned.head import (
    REACH,
    TAGS,
    Head,
    beside_each,
    carried_head,
    marks_of,
    read_head,
    whole_words,
)
from balai.core.privacy.learned.shapes import WIDTH, shapes


@pytest.mark.parametrize(
    ("text", "start", "end", "wanted"),
    [
        ("Then Okonkwo left.", 6, 9, "Okonkwo"),
        ("Then “Okonkwo”, left.", 5, 14, "Okonkwo"),
        ("He met Jean-Luc.", 7, 11, "Jean"),
        ("นายสมชายกล่าวว่า", 3, 8, "สมชาย"),
        ("ถึงคุณพรชัย์ ", 6, 12, "พรชัย์"),
        ("… , …", 0, 5, ""),
    ],
)
def test_a_stretch_is_widened_to_whole_words(text: str, start: int, end: int, wanted: str) -> None:
    low, high = whole_words(text, start, end)
    assert text[low:high] == wanted


def test_marks_do_not_overlap_though_their_tokens_share_a_word() -> None:
    scores = np.zeros((2, TAGS), np.float32)
    scores[0, 1] = scores[1, 3] = 5
    marks = marks_of(scores, [1, 3], "Amsterdammers", [(0, 5), (5, 13)])
    assert [(each.start, each.end, each.type) for each in marks] == [(0, 13, MarkType.NAME)]
    assert 0 < marks[0].confidence <= 1


def test_a_token_sees_its_neighbours_and_nothing_beyond_the_text() -> None:
    rows = np.arange(1, 4, dtype=np.float32)[:, None]
    seen = np.concatenate(beside_each(rows), axis=1)
    assert seen.shape == (3, 2 * REACH + 1)
    assert seen.tolist() == [[0, 0, 1, 2, 3], [0, 1, 2, 3, 0], [1, 2, 3, 0, 0]]


def test_the_shipped_weights_fit_together() -> None:
    head = carried_head()
    assert head.first.shape[0] == 2 * 384 + WIDTH
    assert head.second.shape[0] == head.first.shape[1] * (2 * REACH + 1)
    assert head.third.shape[1] == head.leaning.shape[0] == TAGS
    assert all(np.isfinite(getattr(head, name)).all() for name in Head.__dataclass_fields__)
    assert head.marks(np.zeros((0, 768), np.float32), "", []) == []


def test_weights_survive_the_file() -> None:
    head = carried_head()
    buffer = io.BytesIO()
    np.savez(buffer, **{name: getattr(head, name) for name in Head.__dataclass_fields__})
    again = read_head(buffer.getvalue())
    assert all(
        np.array_equal(getattr(head, name), getattr(again, name))
        for name in Head.__dataclass_fields__
    )


def test_shapes_tell_capitals_inside_a_sentence_from_those_at_its_beginning() -> None:
    text = "Police met Okon in 2019."
    rows = shapes(text, [(0, 6), (7, 10), (11, 13), (13, 15), (19, 23), (23, 24)])
    capital, begins, inside = rows[:, 6], rows[:, 7], rows[:, 8]
    assert capital.tolist() == [1, 0, 1, 0, 0, 0]
    assert begins.tolist()[:3] == [1, 0, 0]
    assert inside.tolist() == [0, 0, 1, 0, 0, 0]
    assert rows[3, 9] == 1  # the word of the token begins with a capital
    assert rows[4, 4] == 1  # four digits
    assert rows[5, 5] == 1  # a sign only
