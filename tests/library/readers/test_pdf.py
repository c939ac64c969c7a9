"""Lines of a page become blocks in reading order."""

from __future__ import annotations

import pytest

from tests.library.readers.pdf_builder import Text, drawn, paragraph
from tests.library.readers.run import outline, read

BOLD = "Times-Bold"
WARD = [
    "The officers of the ward met the residents every second week, and each time",
    "they wrote down what had been agreed, by whom it would be done and when it",
    "would be looked at again by those who had come.",
]
WARD_TEXT = " ".join(WARD)


def kinds(data: bytes) -> list[tuple[str, str]]:
    return [(kind, text) for kind, _, text in outline(read(data))]


def test_headings_by_size_and_boldness_and_their_levels() -> None:
    page: list[Text] = [
        (72, 80, "Wards of the city", BOLD, 20),
        (72, 120, "What was tried", BOLD, 14),
        *paragraph(72, 140, WARD),
        (72, 200, "In the north", BOLD, 11),
        *paragraph(72, 216, WARD),
    ]
    assert outline(read(drawn([page], title="Wards"))) == [
        ("heading", 1, "Wards of the city"),
        ("heading", 2, "What was tried"),
        ("paragraph", 0, WARD_TEXT),
        ("heading", 3, "In the north"),
        ("paragraph", 0, WARD_TEXT),
    ]


def test_items_in_the_style_of_the_united_nations() -> None:
    page = [
        *paragraph(
            72,
            100,
            [
                "76.1. Train the officers of each ward in listening, and see that",
                "they stay (Chile);",
            ],
        ),
        *paragraph(72, 132, ["76.2. Ask the residents first (Ghana);"]),
        *paragraph(90, 151, ["(a) Every second week;"]),
        *paragraph(90, 170, ["• in their own language."]),
    ]
    document = read(drawn([page]))
    assert [(b.marker, b.level) for b in document.blocks] == [
        ("76.1.", 2), ("76.2.", 2), ("(a)", 2), ("•", 1)
    ]  # fmt: skip
    assert document.words_of(document.blocks[0]).endswith("and see that they stay (Chile);")


def test_running_headers_footers_and_page_numbers_are_dropped() -> None:
    pages = [
        [
            (72, 40, f"A/WARD/21/{3}"),
            *paragraph(72, 100, [f"{count} meetings were held in the ward that year."]),
            (300, 810, f"{number}"),
            (72, 800, f"Report of the ward, page {number} of 3"),
        ]
        for number, count in ((1, "Nine"), (2, "Ten"), (3, "No"))
    ]
    assert kinds(drawn(pages)) == [
        ("paragraph", f"{count} meetings were held in the ward that year.")
        for count in ("Nine", "Ten", "No")
    ]


def test_a_paragraph_over_a_page_break_is_one_on_its_first_page() -> None:
    first = [*paragraph(72, 700, WARD[:2]), (72, 780, "1 In the year 2019.", "Times-Roman", 8)]
    second = [*paragraph(72, 80, [WARD[2]]), *paragraph(72, 110, ["Nobody left."])]
    document = read(drawn([first, second]))
    found = [(block.page, str(block.kind), document.words_of(block)) for block in document.blocks]
    assert found == [
        (1, "paragraph", WARD_TEXT),
        (1, "footnote", "1 In the year 2019."),
        (2, "paragraph", "Nobody left."),
    ]


def test_two_columns_are_read_one_after_the_other() -> None:
    left = [f"the left column goes on with line {n} and" for n in range(1, 9)]
    right = [f"the right column goes on with line {n} and" for n in range(1, 9)]
    crossed: list[Text] = []
    for number in range(8):
        crossed += [(60, 100 + 13 * number, left[number]), (320, 100 + 13 * number, right[number])]
    apart = [*paragraph(60, 100, left), *paragraph(320, 100, right)]
    for page in (crossed, apart):
        assert read(drawn([page])).text.replace("\n", " ") == " ".join(left + right)


def test_what_stands_above_is_read_first_whenever_it_was_drawn() -> None:
    page: list[Text] = [*paragraph(72, 300, WARD), (72, 100, "Wards of the city", BOLD, 20)]
    assert [kind for kind, _ in kinds(drawn([page]))] == ["heading", "paragraph"]


def test_rows_of_cells_are_a_table() -> None:
    page = [
        (72, 100, "Year"), (200, 100, "Posts"), (320, 100, "Wards"),
        (72, 115, "2019"), (200, 115, "4"), (320, 115, "two"),
        (72, 130, "2020"), (200, 130, "5"), (320, 130, "nine"),
    ]  # fmt: skip
    assert kinds(drawn([page])) == [
        ("table", "Year | Posts | Wards\n2019 | 4 | two\n2020 | 5 | nine")
    ]


def test_words_broken_at_line_ends_are_whole_again() -> None:
    lines = [
        "The community-oriented officers met the resi-",
        "dents of the ward; what was community-",
        "oriented stayed so.",
    ]
    assert kinds(drawn([paragraph(72, 100, lines)])) == [
        ("paragraph", "The community-oriented officers met the residents of the ward; what was "
         "community-oriented stayed so.")
    ]  # fmt: skip


def test_the_mark_of_a_note_does_not_stick_to_its_word() -> None:
    page: list[Text] = [
        (72, 100, "The ward was calm"),
        (152.5, 96, "12", "Times-Roman", 6),
        *paragraph(72, 113, ["for a year after that."]),
    ]
    assert "calm 12" in read(drawn([page])).text


@pytest.mark.parametrize("rotate", [90, 180, 270])
def test_a_turned_page_is_read_too(rotate: int) -> None:
    assert "second week" in read(drawn([paragraph(72, 300, WARD)], rotate=rotate)).text


def test_boxes_are_in_points_from_the_top_left() -> None:
    (block,) = read(drawn([paragraph(72, 100, WARD)])).blocks
    assert block.bbox is not None
    left, top, right, bottom = block.bbox
    assert (round(left), 88 < top < 96, right < 560, 125 < bottom < 135) == (72, True, True, True)


def test_a_list_of_delegates_is_set_aside() -> None:
    page: list[Text] = [
        (72, 80, "Composition of the delegation", BOLD, 14),
        *paragraph(72, 110, ["• Mr. Amir Tan, Director, Ministry of Home Affairs;"]),
        *paragraph(72, 130, ["• Ms. Lea Roux, Counsellor, Permanent Mission;"]),
    ]
    document = read(drawn([paragraph(72, 100, WARD), page]))
    assert document.text == WARD_TEXT
    assert [(each.page, each.whole) for each in document.set_aside] == [(2, True)]
    assert "Tan" not in repr(document)
