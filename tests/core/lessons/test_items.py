from __future__ import annotations

import pytest

from balai.core.lessons.items import numbered_items
from balai.core.lessons.sections import sections
from balai.core.passages.document import BlockKind, Document, RawBlock

from .documents import document

HEADING = "# II. Conclusions and/or recommendations"
OPENING = "12. The recommendations below have been examined and enjoy support:"


def texts(made: Document) -> list[str]:
    return [" ".join(made.text[i.start : i.end].split()) for i in numbered(made)]


def numbered(made: Document):
    return numbered_items(made, sections(made))


def item(number: str, words: str, page: int = 1) -> RawBlock:
    return RawBlock(page, words, BlockKind.LIST_ITEM, 2, marker=number)


REVIEW = [
    HEADING,
    OPENING,
    item("12.1.", "Open every police station to visitors once a month (Chad);"),
    item("12.2.", "Publish complaints (Fiji); explain each decision in writing (Peru, Togo);"),
    item("12.3.", "Train officers in the rules of the Convention (CEDAW) and in listening"),
    RawBlock(2, "to those who complain (Bolivia (Plurinational State of));"),
    item("12.4..1", "Name a liaison officer (Mali)/Name two of them (Niger);", 2),
    item("12.5.", "Join the protocol (Chile); (Cuba);", 2),
    RawBlock(2, "* This text has not been edited."),
    RawBlock(2, "13. All recommendations reflect the position of the submitting states."),
    "# Annex",
    item("14.1.", "Composition of the delegation of the country (Chad);", 2),
]


def test_each_number_holds_one_recommendation_for_each_closing_bracket() -> None:
    made = document(REVIEW)
    assert texts(made) == [
        "Open every police station to visitors once a month (Chad);",
        "Publish complaints (Fiji);",
        "explain each decision in writing (Peru, Togo);",
        "Train officers in the rules of the Convention (CEDAW) and in listening to those who "
        "complain (Bolivia (Plurinational State of));",
        "Name a liaison officer (Mali)",
        "Name two of them (Niger);",
        "Join the protocol (Chile); (Cuba);",
    ]
    assert [i.page for i in numbered(made)] == [1, 1, 1, 1, 2, 2, 2]


def test_a_footnote_is_no_part_of_an_item_that_is_closed() -> None:
    made = document([*REVIEW[:4], RawBlock(1, "1 As read out in the meeting."), *REVIEW[4:]])
    assert not any("read out" in text for text in texts(made))


@pytest.mark.parametrize(
    "blocks",
    [
        REVIEW[2:6],
        ["# Background", *REVIEW[2:6]],
        [HEADING, "- Open the station to visitors", "- Publish complaints", "- Explain decisions"],
        [HEADING, *REVIEW[2:4]],
    ],
)
def test_other_lists_are_left_to_the_other_rules(blocks: list[RawBlock | str]) -> None:
    assert numbered(document(blocks)) == ()


def test_older_reviews_number_with_one_part_and_are_closed_by_states() -> None:
    made = document(
        [
            HEADING,
            RawBlock(1, "60. The following recommendations were made:"),
            item("1.", "To open every police station to visitors once a month (Chad, Fiji);"),
            item("2.", "To publish complaints (Peru); to answer each of them in writing (Mali);"),
            item("3.", "To train officers in the rules of the treaty (Hague Convention) and"),
            RawBlock(2, "in listening to those who complain (Togo);"),
            RawBlock(2, "61. The answers will be part of the final report."),
        ]
    )
    assert texts(made) == [
        "To open every police station to visitors once a month (Chad, Fiji);",
        "To publish complaints (Peru);",
        "to answer each of them in writing (Mali);",
        "To train officers in the rules of the treaty (Hague Convention) and in listening to "
        "those who complain (Togo);",
    ]
