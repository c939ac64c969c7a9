from __future__ import annotations

import io
from typing import Any

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from tests import hostile
from tests.library.readers.run import outline, read

PROSE = "The officers of the ward met the residents and wrote down what had been agreed with them."


def saved(document: Any) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_headings_paragraphs_lists_and_tables_come_in_order() -> None:
    made = Document()
    made.core_properties.title = "Wards"
    made.add_heading("Wards of the city", 0)
    made.add_heading("What was tried", 1)
    made.add_paragraph(PROSE)
    made.add_paragraph("Keep one officer", style="List Bullet")
    made.add_paragraph("Ask first", style="List Number")
    made.add_paragraph("Listen second", style="List Number")
    table = made.add_table(2, 2)
    for cell, text in zip(table._cells, ["Year", "Posts", "2019", "4"], strict=True):
        cell.text = text
    made.add_heading("What failed", 2)
    read_back = read(saved(made))
    assert (read_back.title, read_back.format, read_back.language) == ("Wards", "docx", "en")
    assert outline(read_back) == [
        ("title", 0, "Wards of the city"),
        ("heading", 1, "What was tried"),
        ("paragraph", 0, PROSE),
        ("list-item", 1, "• Keep one officer"),
        ("list-item", 1, "1. Ask first"),
        ("list-item", 1, "2. Listen second"),
        ("table", 0, "Year | Posts\n2019 | 4"),
        ("heading", 2, "What failed"),
    ]


def test_a_short_bold_paragraph_heads_what_follows() -> None:
    made = Document()
    made.add_paragraph().add_run("Lessons learned").bold = True
    made.add_paragraph(PROSE)
    assert outline(read(saved(made)))[0][0] == "heading"


def test_inserted_text_is_read_and_deleted_text_is_not() -> None:
    made = Document()
    paragraph = made.add_paragraph("They met ")
    for tag, inner, text in (("ins", "t", "every week"), ("del", "delText", "never")):
        paragraph._p.append(
            parse_xml(f"<w:{tag} {nsdecls('w')}><w:r><w:{inner}>{text}</w:{inner}></w:r></w:{tag}>")
        )
    assert read(saved(made)).text == "They met every week"


def test_a_merged_cell_is_told_once() -> None:
    made = Document()
    table = made.add_table(2, 2)
    table.cell(0, 0).merge(table.cell(1, 0)).text = "North"
    table.cell(0, 1).text = "trust"
    table.cell(1, 1).text = "safety"
    assert read(saved(made)).text == "North | trust\nsafety"


def test_headers_and_comments_are_not_read_and_boxes_are() -> None:
    made = Document()
    made.sections[0].header.paragraphs[0].text = "Running header"
    paragraph = made.add_paragraph("Before the box.")
    box = parse_xml(
        f'<w:pict {nsdecls("w")} xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox>'
        "<w:txbxContent><w:p><w:r><w:t>In the box</w:t></w:r></w:p></w:txbxContent>"
        "</v:textbox></w:pict>"
    )
    run = paragraph.add_run()
    run._r.append(box)
    assert read(saved(made)).text == "Before the box.\nIn the box"


def test_page_breaks_and_tabs_are_spaces() -> None:
    made = Document()
    paragraph = made.add_paragraph("one\ttwo")
    paragraph.add_run().add_break()
    paragraph.add_run("three")
    assert paragraph._p.findall(qn("w:r"))
    assert read(saved(made)).text == "one two three"


def test_a_file_of_no_words_has_no_text() -> None:
    assert read(hostile.docx("  ", "Words.")).text == "Words."
