"""Paragraphs of a scan are told by the page's own distance of lines, at whatever spacing."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from balai.core.passages.document import BlockKind, RawBlock
from balai.library.readers.layout.paragraphs import blocks_of
from balai.library.readers.layout.scanned import Word, lines_of

TITLE = "What the ward learned"
SAID = [
    "The officers of the ward met the residents every",
    "second week and wrote down what every commu-",
    "nity group had agreed. Nobody was left out.",
]
LATER = [
    "Trust grew slowly because nobody had listened to",
    "Them before. Young people were asked first, and",
    "said more than the others had.",
]
JOINED = [
    "The officers of the ward met the residents every second week and wrote down what every"
    " community group had agreed. Nobody was left out.",
    " ".join(LATER),
]
SIZE = 30  # dots: eleven points at 200 to the inch
UP, DOWN = set("bdfhijklt"), set("gjpqy,;")
spacings = pytest.mark.parametrize("spacing", [1.0, 1.5, 1.8, 2.0])


class Page:
    """Boxes as a program gives them, each as high as the letters of its word reach."""

    def __init__(self) -> None:
        self.words: list[Word] = []
        self.lines = 0

    def line(self, text: str, base: float, left: float = 200, size: int = SIZE) -> None:
        """Add a line, in a paragraph of its own: the program's guess is worth nothing."""
        self.lines += 1
        for word in text.split():
            up = any(letter in UP or not letter.islower() for letter in word.strip("-.,"))
            top = base - size * (0.75 if up else 0.53)
            bottom = base + (size * 0.21 if set(word) & DOWN else 0)
            width = size * 0.55 * len(word)
            self.words.append(
                Word(
                    page=1,
                    paragraph=(self.lines, 1),
                    line=1,
                    left=round(left),
                    top=round(top),
                    width=round(width),
                    height=round(bottom - top),
                    confidence=90.0,
                    text=word,
                )
            )
            left += width + size * 0.3

    def paragraph(
        self, lines: Sequence[str], base: float, pitch: float, indent: int = 0, left: float = 200
    ) -> float:
        """Add lines below each other and return where the next one would stand."""
        for index, text in enumerate(lines):
            self.line(text, base, left + (0 if index else indent))
            base += pitch
        return base

    @property
    def blocks(self) -> list[RawBlock]:
        return blocks_of(lines_of(self.words, 200))


def paragraphs(page: Page) -> list[str]:
    return [block.text for block in page.blocks if block.kind is BlockKind.PARAGRAPH]


@spacings
@pytest.mark.parametrize(("gap", "indent"), [(0.4, 0), (1.0, 0), (0.0, 60)])
def test_lines_are_joined_and_paragraphs_are_not(spacing: float, gap: float, indent: int) -> None:
    page = Page()
    pitch = SIZE * 1.2 * spacing
    base = page.paragraph(SAID, 400, pitch, indent)
    page.paragraph(LATER, base + gap * pitch, pitch, indent)
    assert paragraphs(page) == JOINED


@spacings
def test_columns_are_measured_each_by_itself(spacing: float) -> None:
    page = Page()
    pitch = SIZE * 1.2 * spacing
    for left in (100, 1300):
        base = page.paragraph(SAID, 400, pitch, left=left)
        page.paragraph(LATER, base + 0.5 * pitch, pitch, left=left)
    assert paragraphs(page) == JOINED * 2


@spacings
def test_larger_letters_head_and_a_line_without_tall_ones_does_not_shrink(spacing: float) -> None:
    page = Page()
    pitch = SIZE * 1.2 * spacing
    page.line(TITLE, 300, size=45)
    page.paragraph([*SAID, "now as ever, so we are sure."], 400, pitch)
    assert [(block.kind, block.level, block.text) for block in page.blocks] == [
        (BlockKind.HEADING, 1, TITLE),
        (BlockKind.PARAGRAPH, 0, f"{JOINED[0]} now as ever, so we are sure."),
    ]


def test_headings_of_about_one_size_are_of_one_level() -> None:
    page = Page()
    for number, (heading, size) in enumerate([("What was done", 43), ("What was heard", 40)]):
        page.line(heading, 200 + number * 600, size=size)
        page.paragraph(SAID, 300 + number * 600, 36)
    assert [block.level for block in page.blocks if block.kind is BlockKind.HEADING] == [1, 1]


def test_items_of_a_list_stay_apart() -> None:
    page = Page()
    page.paragraph(["1. The lamps are dead.", "2. The wall has a gap.", "3. Nobody knew."], 400, 60)
    assert [(block.kind, block.marker) for block in page.blocks] == [
        (BlockKind.LIST_ITEM, mark) for mark in ("1.", "2.", "3.")
    ]


def test_a_page_that_lies_askew_is_read_alike() -> None:
    page = Page()
    base = page.paragraph(SAID, 400, 54)
    page.paragraph(LATER, base + 27, 54)
    askew = Page()
    askew.words = [
        Word(**{**vars(word), "top": word.top + round(word.left * 0.02)}) for word in page.words
    ]
    assert paragraphs(askew) == JOINED


def test_noise_is_left_out_and_what_is_kept_says_how_sure_it_is() -> None:
    page = Page()
    page.paragraph(SAID, 400, 54)
    page.line("~ iy |", 900)
    noise = {**vars(page.words[-1]), "confidence": 12.0}
    words = [word for word in page.words if word.paragraph != page.words[-1].paragraph]
    page.words = [*words, Word(**noise)]
    assert paragraphs(page) == JOINED[:1]
    assert [block.confidence for block in page.blocks] == [0.9]
