from __future__ import annotations

from email.message import EmailMessage

from balai.library.readers.cautions import in_words
from tests.hostile import zipped
from tests.library.readers.run import outline, read

PROSE = "The officers of the ward met the residents and wrote down what had been agreed with them."


def test_a_message_is_its_subject_and_body_without_who_wrote_it() -> None:
    message = EmailMessage()
    message["From"] = "Rahim Osman <rahim@example.org>"
    message["To"] = "anna@example.org"
    message["Date"] = "Mon, 06 May 2019 10:00:00 +0800"
    message["Subject"] = "What we learned in the ward"
    message.set_content(f"{PROSE}\n\n> {PROSE}\n\n-- \nRahim\n+60 12 345 6789\n")
    message.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="../a.pdf")
    document = read(message.as_bytes(), ".eml")
    assert outline(document) == [
        ("title", 0, "What we learned in the ward"),
        ("paragraph", 0, PROSE),
        ("paragraph", 0, PROSE),
    ]
    assert document.metadata == (("date", "2019-05-06"),)
    assert "example.org" not in repr(document)
    assert any("a.pdf" in said and ".." not in said for said in map(in_words, document.warnings))


def test_a_message_in_html_is_read_as_a_page() -> None:
    message = EmailMessage()
    message["From"] = "a@example.org"
    message["Subject"] = "Wards"
    message["Date"] = "not a date"
    message.set_content(f"<html><body><h2>Lessons</h2><p>{PROSE}</p></body></html>", subtype="html")
    document = read(message.as_bytes(), ".eml")
    assert outline(document)[1:] == [("heading", 2, "Lessons"), ("paragraph", 0, PROSE)]
    assert document.metadata == ()


ODT = f"""<office:document-content xmlns:office="o" xmlns:text="t" xmlns:table="b" xmlns:style="s"
 xmlns:draw="d"><office:body><office:text>
<text:h text:outline-level="2">What was tried</text:h>
<text:p>The officers<text:s/>met<text:note><text:note-citation>1</text:note-citation>
<text:note-body><text:p>In 2019.</text:p></text:note-body></text:note> them.</text:p>
<text:tracked-changes><text:p>deleted</text:p></text:tracked-changes>
<text:list><text:list-item><text:p>Keep one</text:p></text:list-item></text:list>
<table:table><table:table-row><table:table-cell><text:p>Year</text:p></table:table-cell>
<table:table-cell><text:p>Posts</text:p></table:table-cell></table:table-row></table:table>
<text:p>{PROSE}</text:p></office:text></office:body></office:document-content>"""


def test_odt_is_read_in_order() -> None:
    mimetype = {"mimetype": b"application/vnd.oasis.opendocument.text"}
    document = read(zipped({**mimetype, "content.xml": ODT.encode()}), ".odt")
    assert document.format == "odt"
    assert outline(document) == [
        ("heading", 2, "What was tried"),
        ("paragraph", 0, "The officers met them."),
        ("footnote", 0, "In 2019."),
        ("list-item", 1, "• Keep one"),
        ("table", 0, "Year | Posts"),
        ("paragraph", 0, PROSE),
    ]
