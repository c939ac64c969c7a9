"""The title of a document is the one it states, else what it begins with."""

from __future__ import annotations

import pytest

from balai.core.passages.document import BlockKind, RawBlock
from balai.library.readers.titles import title_of
from tests.library.readers.pdf_builder import drawn, paragraph
from tests.library.readers.run import read

HEADED = [
    RawBlock(1, "City of Ochre", BlockKind.HEADING, 3),
    RawBlock(1, "Table of contents", BlockKind.HEADING, 1),
    RawBlock(1, "Three years of ward meetings", BlockKind.HEADING, 1),
    RawBlock(1, "The officers met the residents."),
]


@pytest.mark.parametrize(
    "stated",
    [
        "", "untitled", "Untitled-1", "Document1", "Microsoft Word - ward.doc", "ward final.docx",
        "C:\\temp\\ward.indd", "Ward_report_v2", "A/WARD/21/3", "final-report-of-wards",
        "Microsoft Word", "PowerPoint Presentation", "x" * 300, "-- 3 --",
    ],
)  # fmt: skip
def test_what_a_program_wrote_is_no_title(stated: str) -> None:
    assert title_of(stated, HEADED) == "Three years of ward meetings"


@pytest.mark.parametrize(
    "stated", ["Wards", "Microsoft Word - What wards learned", "Ward meetings, 2019 to 2021"]
)
def test_a_stated_title_is_kept(stated: str) -> None:
    assert title_of(stated, HEADED) == stated.removeprefix("Microsoft Word - ")


def test_a_title_comes_before_headings_and_far_headings_do_not_count() -> None:
    title = RawBlock(1, "What wards learned", BlockKind.TITLE)
    assert title_of("", [*HEADED[:1], title]) == "What wards learned"
    prose = [RawBlock(1, "The officers met the residents.")] * 20
    assert title_of("", [*prose, HEADED[2]]) == ""
    assert title_of("", [prose[0], RawBlock(2, "In the north", BlockKind.HEADING, 1)]) == ""


def test_the_first_line_of_plain_text() -> None:
    assert read(b"Three years of ward meetings\n\nThe officers met them.").title == (
        "Three years of ward meetings"
    )
    assert read(b"The officers met the residents.\n\nThey talked.").title == ""


def test_formats_without_a_stated_title() -> None:
    page = [(72, 80, "Wards of the city", "Times-Bold", 20.0), *paragraph(72, 120, ["They met."])]
    assert read(drawn([page], title="Microsoft Word - ward.doc")).title == "Wards of the city"
    assert read(b"# Wards of the city\n\nThey met.\n", ".md").title == "Wards of the city"


@pytest.mark.parametrize(
    "generic",
    [
        "Lessons learned", "LESSONS LEARNT:", "2. Recommendations", "Executive summary",
        "Introduction", "Foreword", "Final report", "Pengajaran", "Cadangan", "Isi kandungan",
        "Leçons apprises", "Recommandations", "Avant-propos", "Aanbevelingen", "Geleerde lessen",
        "Samenvatting",
    ],
)  # fmt: skip
def test_a_heading_of_any_document_is_no_title(generic: str) -> None:
    said = "The officers met the residents every second week and wrote down what was agreed."
    alone = f"{generic}\n\n{said}\n"
    assert read(alone.encode()).title == ""
    page = f"<html><body><main><h1>{generic}</h1><p>{said}</p></main></body></html>"
    assert read(page.encode(), ".html").title == ""
    followed = f"{generic}\n\n{said}\n\nThree years of ward meetings\n\n{said}\n"
    assert read(followed.encode()).title == "Three years of ward meetings"
    assert title_of(generic, HEADED) == "Three years of ward meetings"


def test_a_heading_that_says_of_what_is_a_title() -> None:
    for text in ("Lessons learned in the ochre wards", "Report on the ochre wards"):
        assert title_of("", [RawBlock(1, text, BlockKind.HEADING, 1)]) == text
