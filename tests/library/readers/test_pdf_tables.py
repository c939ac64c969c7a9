"""Rows that stand in columns are a table; prose in columns and items are not."""

from __future__ import annotations

from tests.library.readers.pdf_builder import Text, drawn, paragraph
from tests.library.readers.run import read

PROSE = [
    "The officers of the ward met the residents every second week, and each time",
    "they wrote down what had been agreed, by whom it would be done and when it",
    "would be looked at again by those who had come.",
]


def blocks(*pages: list[Text]) -> list[tuple[str, str]]:
    document = read(drawn(pages))
    return [(str(block.kind), document.words_of(block)) for block in document.blocks]


def test_an_agenda_with_cells_of_several_lines_is_a_table() -> None:
    page: list[Text] = [
        *paragraph(72, 80, PROSE),
        (72, 150, "09:30"), (150, 150, "Opening by the mayor"), (380, 150, "Town hall"),
        (72, 172, "10:00"), (150, 172, "Case studies of the northern wards"), (380, 172, "Room 2"),
        (150, 185, "and of the harbour"),
        (72, 207, "12:30"), (150, 207, "Lunch"), (380, 207, "Courtyard"),
        *paragraph(72, 240, PROSE),
    ]  # fmt: skip
    assert blocks(page) == [
        ("paragraph", " ".join(PROSE)),
        (
            "table",
            "09:30 | Opening by the mayor | Town hall\n"
            "10:00 | Case studies of the northern wards and of the harbour | Room 2\n"
            "12:30 | Lunch | Courtyard",
        ),
        ("paragraph", " ".join(PROSE)),
    ]


def test_a_cell_that_stands_beside_two_lines_is_of_both() -> None:
    page: list[Text] = []
    for number, top in enumerate((100, 130, 160)):
        page += [
            (72, top + 6, f"Ward {number}"),
            (200, top, "before"), (300, top, f"{number}1"),
            (200, top + 12, "after"), (300, top + 12, f"{number}2"),
        ]  # fmt: skip
    assert blocks(page) == [
        ("table", "\n".join(f"Ward {n} | before after | {n}1 {n}2" for n in range(3)))
    ]


def test_rows_of_one_pitch_stay_rows() -> None:
    page: list[Text] = [(72, 100, "Ward"), (200, 100, "Meetings")]
    for number in range(4):
        page += [(72, 120 + 13 * number, f"Ward {number}"), (200, 120 + 13 * number, f"{number}0")]
    assert blocks(page) == [
        ("table", "Ward | Meetings\nWard 0 | 00\nWard 1 | 10\nWard 2 | 20\nWard 3 | 30")
    ]


def test_prose_in_columns_is_no_table() -> None:
    left = [f"the left column goes on with line {n} and" for n in range(1, 9)]
    right = [f"the right column goes on with line {n} and" for n in range(1, 9)]
    page: list[Text] = []
    for number in range(8):
        page += [(60, 100 + 13 * number, left[number]), (320, 100 + 13 * number, right[number])]
    assert {kind for kind, _ in blocks(page)} == {"paragraph"}


def test_prose_beside_its_headings_is_no_table() -> None:
    page: list[Text] = []
    for number in range(3):
        page += [(40, 100 + 60 * number, f"Part {number}")]
        page += paragraph(160, 100 + 60 * number, [line[:60] for line in PROSE])
    assert "table" not in {kind for kind, _ in blocks(page)}


def test_items_beside_their_marks_are_no_table() -> None:
    page: list[Text] = []
    for number in range(1, 4):
        page += [(72, 100 + 20 * number, f"{number}."), (96, 100 + 20 * number, "Ask them first.")]
    assert [kind for kind, _ in blocks(page)] == ["list-item"] * 3


def test_a_paragraph_after_an_item_is_no_part_of_it() -> None:
    hanging: list[Text] = [
        (72, 100, "1. Ask the residents of each ward first, and ask them again when half of the"),
        (86, 113, "year has gone."),
        *paragraph(72, 126, PROSE),
    ]
    single: list[Text] = [(72, 100, "2. Ask the residents first."), *paragraph(72, 113, PROSE)]
    for page in (hanging, single):
        kinds = blocks(page)
        assert [kind for kind, _ in kinds] == ["list-item", "paragraph"]
        assert kinds[1][1] == " ".join(PROSE)


def test_a_numbered_paragraph_goes_on_at_the_margin() -> None:
    lines = [f"5. {PROSE[0]}", *PROSE[1:]]
    assert blocks([*paragraph(72, 100, lines)]) == [("list-item", " ".join(lines))]


def test_lists_beside_each_other_are_no_table() -> None:
    page: list[Text] = []
    for left, words in ((72, "north"), (320, "south")):
        for number in range(4):
            page.append((left, 100 + 16 * number, f"• Ask the {words} of visit {number}"))
    found = blocks(page)
    assert "table" not in {kind for kind, _ in found}
    assert {words for _, words in found} >= {
        "• Ask the north of visit 0",
        "• Ask the south of visit 3",
    }


def test_decimals_in_columns_are_a_table() -> None:
    page: list[Text] = [
        (left, 100 + 16 * row, f"0.{row}{column}")
        for row in range(4)
        for column, left in enumerate((72, 200, 320))
    ]
    assert [kind for kind, _ in blocks(page)] == ["table"]
