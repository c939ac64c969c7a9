from __future__ import annotations

import pytest

from tests.library.readers.run import outline, read

LONG = (
    "The officers of the ward met the residents every second week, and each time they wrote down "
    "what had been agreed, by whom it would be done and when it would be looked at again."
)


def kinds(text: str, suffix: str = ".txt") -> list[tuple[str, str]]:
    return [(kind, words) for kind, _, words in outline(read(text.encode(), suffix))]


def test_headings_of_a_paste_are_told_from_paragraphs() -> None:
    text = f"Lessons learned\n\n{LONG}\n\nWhat would you do differently?\n\n{LONG}\n\nThe end."
    assert kinds(text) == [
        ("heading", "Lessons learned"),
        ("paragraph", LONG),
        ("heading", "What would you do differently?"),
        ("paragraph", LONG),
        ("paragraph", "The end."),
    ]


def test_lines_that_are_paragraphs_are_kept_apart() -> None:
    assert kinds(f"Overview\n{LONG}\nImplications\n{LONG}") == [
        ("heading", "Overview"),
        ("paragraph", LONG),
        ("heading", "Implications"),
        ("paragraph", LONG),
    ]


def test_wrapped_lines_are_joined() -> None:
    wrapped = (
        "The officers of the ward met the residents every second week, and\n"
        "each time they wrote down what had been agreed, by whom it would\n"
        "be done and when it would be looked at again by all of those who\n"
        "had come.\n\n"
        "1. Keep one officer in a ward for two years or longer, so that the\n"
        "   residents know who comes.\n"
        "2. Ask before you act."
    )
    assert kinds(wrapped) == [
        ("paragraph", wrapped.split("\n\n")[0].replace("\n", " ")),
        ("list-item", "1. Keep one officer in a ward for two years or longer, so that the "
         "residents know who comes."),
        ("list-item", "2. Ask before you act."),
    ]  # fmt: skip


def test_the_form_at_the_end_of_a_page_does_not_survive() -> None:
    form = (
        "\n\n\nThe Centre’s News Updates\n\nSubscribe to receive periodic e-mail updates\n\n"
        "  • This field is for validation purposes and should be left unchanged."
    )
    assert kinds(f"{LONG}\n\n{LONG}{form}") == [("paragraph", LONG), ("paragraph", LONG)]


@pytest.mark.parametrize("mark", ["•", "-", "*", "(a)", "76.1.", "3)"])
def test_marks_of_items(mark: str) -> None:
    text = f"{LONG}\n\n{mark} Keep one officer in the ward\n{mark} Ask first"
    assert kinds(text)[1:] == [
        ("list-item", f"{mark} Keep one officer in the ward"),
        ("list-item", f"{mark} Ask first"),
    ]


def test_markdown_is_read_and_not_shown() -> None:
    text = (
        "---\ntitle: Wards\n---\n# What was *tried*\n\nThe **officers** met [them](https://a.org)\n"
        "every `week`.\n\n- [x] Keep one\n  - Ask first\n3. Listen\n\n> They were heard.\n\n"
        "| Year | Posts |\n|---|---|\n| 2019 | 4 |\n\nWhat failed\n-----------\n\nRain.\n"
    )
    document = read(text.encode(), ".md")
    assert (document.format, document.title) == ("markdown", "Wards")
    assert outline(document) == [
        ("heading", 1, "What was tried"),
        ("paragraph", 0, "The officers met them every week."),
        ("list-item", 1, "• [x] Keep one"),
        ("list-item", 2, "• Ask first"),
        ("list-item", 1, "3. Listen"),
        ("quote", 0, "They were heard."),
        ("table", 0, "Year | Posts\n2019 | 4"),
        ("heading", 2, "What failed"),
        ("paragraph", 0, "Rain."),
    ]
