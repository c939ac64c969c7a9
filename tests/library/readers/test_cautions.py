"""What a reader could not do, in words."""

from balai.core.passages.participants import REASON
from balai.library.readers.cautions import caution, in_words, page_aside, pages_named


def test_a_caution_is_said_with_its_values() -> None:
    said = caution("pages-unread", pages=pages_named([3, 7, 8, 9]))
    assert in_words(said) == "Pages that could not be read: 3, 7–9."


def test_a_page_that_was_set_aside_says_why() -> None:
    assert page_aside(4, REASON) == (
        "Page 4 was set aside: it lists people, and Balai keeps no files on people."
    )
