"""What a reader could not do, in words."""

import pytest

from balai.core.passages import case_files
from balai.core.passages.document import SetAside
from balai.core.passages.participants import REASON
from balai.library.readers.cautions import (
    ASIDE,
    PART_ASIDE,
    aside_in_words,
    caution,
    in_words,
    pages_named,
)


def test_a_caution_is_said_with_its_values() -> None:
    said = caution("pages-unread", pages=pages_named([3, 7, 8, 9]))
    assert in_words(said) == "Pages that could not be read: 3, 7–9."


def test_a_page_that_was_set_aside_says_why() -> None:
    assert aside_in_words(SetAside(4, REASON)) == (
        "Page 4 was set aside: it lists people, and Balai keeps no files on people."
    )


@pytest.mark.parametrize(
    ("reason", "what"),
    [
        ("list-of-people", "A list of people"),
        ("case-file", "What reads like a case file or a register of persons"),
    ],
)
def test_a_page_that_is_kept_otherwise_says_what_is_missing(reason: str, what: str) -> None:
    said = aside_in_words(SetAside(1, reason, whole=False))
    assert said.startswith(f"Page 1: {what} was set aside, for Balai keeps no files on people")


def test_every_reason_has_words_for_pages_and_for_parts() -> None:
    assert set(ASIDE) == set(PART_ASIDE) == {REASON, case_files.REASON}
