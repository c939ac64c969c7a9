"""Files on persons are refused or set aside in five languages; reports that speak of them stay."""

from __future__ import annotations

import pytest

from balai.core.passages.case_files import MOSTLY, share_gone, without_case_files
from balai.core.passages.document import BlockKind, RawBlock, SetAside
from balai.core.passages.participants import without_people
from tests.core.passages.invented_cases import InventedCase, invented_cases

PROSE = (
    "The teams met every month in the hall. Case files were kept by the probation service alone, "
    "and no risk score was shared: the date of birth of a client has no place in a meeting."
)


def gone(case: InventedCase) -> float:
    blocks = list(case.blocks)
    return share_gone(blocks, without_people(without_case_files(blocks).kept)[0])


def test_at_least_nine_in_ten_invented_case_files_are_refused() -> None:
    cases = list(invented_cases())
    assert len(cases) == 30
    missed = [f"{each.language} {each.shape}" for each in cases if gone(each) < MOSTLY]
    assert len(missed) <= 3, missed


@pytest.mark.parametrize(
    "case", list(invented_cases()), ids=lambda each: f"{each.language} {each.shape}"
)
def test_between_pages_of_prose_they_are_set_aside_closed(case: InventedCase) -> None:
    prose = [RawBlock(1, PROSE) for _ in range(20)]
    middle = [RawBlock(2, each.text, each.kind) for each in case.blocks]
    kept = without_case_files([*prose, *middle, RawBlock(3, PROSE)])
    if kept.set_aside:  # the missed are counted above
        assert kept.set_aside == [SetAside(2, "case-file")]
        assert {block.page for block in kept.kept} == {1, 3}
        assert kept.share < MOSTLY


REPORTS = {
    "prose": [RawBlock(1, PROSE)] * 3,
    "facts of a project": [
        RawBlock(1, "Name of the project: Walking the market"),
        RawBlock(1, "Country: Malaysia"),
        RawBlock(1, "Address: the hall"),
        RawBlock(1, "Contact: the district office"),
        RawBlock(1, "Target group: young people, age: 15 to 24"),
        RawBlock(1, "Indicators: number of meetings"),
    ],
    "table of results": [
        RawBlock(
            1,
            "Indicator | Baseline | Result | Date\nTrust | 41 | 57 | 01.02.2020\n"
            "Contact | 12 | 31 | 03.04.2021\nComplaints | 8 | 3 | 05.06.2022",
            BlockKind.TABLE,
        )
    ],
    "what a form asks": [
        RawBlock(1, "A referral form asks for name, date of birth, address and phone number."),
        RawBlock(1, "Religion: not asked. Nationality: not asked."),
    ],
    "schedule": [
        RawBlock(
            1, "Day | Time | Speaker\n01.02.2020 | 09:00 | Opening\n02.02.2020 | 10:00 | Close"
        ),
        RawBlock(1, "Name: to be announced"),
    ],
    "bibliography": [
        RawBlock(1, "Vexley, Z. (2001). Walking, 12(3), 45-67."),
        RawBlock(1, "Ondrova, M. (2004). Talking, 3(1), 1-20. ISBN 978-1-2345-6789-7"),
        RawBlock(1, "Tarsis, L. (2010). Meeting, 5(2), 10-31. doi 10.1000/182"),
    ],
}


@pytest.mark.parametrize("name", REPORTS)
def test_reports_are_no_case_files(name: str) -> None:
    blocks = REPORTS[name]
    kept = without_case_files(blocks)
    assert (kept.kept, kept.set_aside, kept.share) == (list(blocks), [], 0.0)


def test_where_there_are_no_pages_a_section_goes() -> None:
    person = next(each for each in invented_cases() if each.shape == "lines").blocks
    blocks = [
        RawBlock(1, "What was done", BlockKind.HEADING),
        *(RawBlock(1, PROSE) for _ in range(9)),
        *person,
        RawBlock(1, "What was learned", BlockKind.HEADING),
        RawBlock(1, PROSE),
    ]
    kept = without_case_files(blocks)
    words = [block.text for block in kept.kept]
    assert words == ["What was done", *[PROSE] * 9, "What was learned", PROSE]
    assert kept.set_aside == [SetAside(1, "case-file")]


def test_nothing_has_no_share() -> None:
    assert without_case_files([]).share == 0.0
