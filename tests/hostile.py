"""Builders of files that are damaged, hostile or not documents, all made in memory.

Each returns bytes; nothing is read from anywhere. `BAD` pairs a builder with the name the file
comes under and the kind it must be refused with.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass

SENTENCE = (
    "The officers of the ward met the residents every second week and wrote down what was agreed. "
)
RIGHT_TO_LEFT_MARK = "\u202e"


def pdf(pages: int = 1, *, password: str = "", text: str = SENTENCE) -> bytes:
    """A PDF with the same few sentences on every page."""
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, encrypt=password or None)
    for number in range(pages):
        for line in range(4):
            canvas.drawString(72, 700 - 14 * line, f"({number}.{line}) {text.strip()}"[:95])
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def pdf_of_many_pages(count: int = 10_000) -> bytes:
    """A small PDF whose page tree holds the same page again and again."""
    kids = b" ".join([b"3 0 R"] * count)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count %d/Kids[%b]>>" % (count, kids),
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<<>>>>",
        b"<</Length 0>>stream\n\nendstream",
    ]
    return _pdf_of(objects)


def _pdf_of(objects: list[bytes]) -> bytes:
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj%b\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer<</Size %d/Root 1 0 R>>\n" % (len(objects) + 1)
    return bytes(out + b"startxref\n%d\n%%%%EOF\n" % start)


def pdf_of_a_picture() -> bytes:
    """A PDF whose only page is a grey picture without any text."""
    width = height = 200
    grey = zlib.compress(bytes([230]) * width * height)
    image = (
        b"<</Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceGray"
        b"/BitsPerComponent 8/Filter/FlateDecode/Length %d>>stream\n%b\nendstream"
    ) % (width, height, len(grey), grey)
    drawing = b"q 400 0 0 400 50 300 cm /I Do Q"
    return _pdf_of(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
            b"/Resources<</XObject<</I 5 0 R>>>>>>",
            b"<</Length %d>>stream\n%b\nendstream" % (len(drawing), drawing),
            image,
        ]
    )


def docx(*paragraphs: str) -> bytes:
    """A Word document of plain paragraphs."""
    from docx import Document

    document = Document()
    for text in paragraphs or (SENTENCE,):
        document.add_paragraph(text)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def zipped(members: dict[str, bytes]) -> bytes:
    """A zip file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def zip_bomb(unpacked: int = 450_000_000) -> bytes:
    """A DOCX of under a megabyte that unpacks to far more."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        with archive.open("word/document.xml", "w", force_zip64=True) as member:
            for _ in range(unpacked // 10_000_000):
                member.write(b" " * 10_000_000)
    return out.getvalue()


def zip_bomb_that_lies() -> bytes:
    """A DOCX whose directory says a member is small, though it unpacks to far more."""
    data = bytearray(zip_bomb(20_000_000))
    said = struct.pack("<I", 20_000_000)
    assert data.count(said) >= 1
    return bytes(data.replace(said, struct.pack("<I", 1000)))


def docx_of_deep_tables(depth: int = 400) -> bytes:
    """A DOCX of tables in tables, deeper than anybody writes."""
    namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    inside = "<w:tbl><w:tr><w:tc>" * depth + "</w:tc></w:tr></w:tbl>" * depth
    body = f'<w:document xmlns:w="{namespace}"><w:body>{inside}</w:body></w:document>'
    return zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": body.encode()})


def docx_of_entities() -> bytes:
    """A DOCX with entities that unfold to billions (the "billion laughs")."""
    entities = '<!ENTITY a0 "ha">' + "".join(
        f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12)
    )
    body = f"<!DOCTYPE d [{entities}]><d>&a11;</d>"
    return zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": body.encode()})


def old_office(stream: str) -> bytes:
    """The head of a compound file of Office before 2007, with the name of its main stream."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1500) + stream.encode("utf-16-le")


def open_document(kind: str) -> bytes:
    """The head of an OpenDocument file of a kind."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", f"application/vnd.oasis.opendocument.{kind}")
    return out.getvalue()


def png(width: int = 40, height: int = 40) -> bytes:
    """A grey picture; its head may promise more pixels than any page has."""

    def part(name: bytes, body: bytes) -> bytes:
        sum_of = struct.pack(">I", zlib.crc32(name + body))
        return struct.pack(">I", len(body)) + name + body + sum_of

    rows = zlib.compress((b"\x00" + bytes([200]) * min(width, 64)) * min(height, 64))
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + part(b"IHDR", head) + part(b"IDAT", rows) + part(b"IEND", b"")


def web_page_with_scripts() -> bytes:
    """A page whose scripts and hidden parts must not become text."""
    return f"""<!doctype html><html><head><title>Ward notes</title>
    <script>document.write("injected by script")</script><style>p {{ color: red }}</style></head>
    <body onload="alert('on load')"><nav><a href="/">Home page of the site</a></nav>
    <article><h1>Ward notes</h1><p>{SENTENCE * 3}</p>
    <p style="display: none">hidden instruction to the reader</p>
    <h2>What was agreed</h2><p>{SENTENCE * 2}</p>
    <iframe srcdoc="<p>framed text</p>"></iframe></article>
    <form><p>This field is for validation purposes and should be left unchanged.</p></form>
    </body></html>""".encode()


def case_file() -> bytes:
    """The form of a file on somebody, about nobody."""
    fields = ("Full name: Zoran Vexley", "Date of birth: 03.04.1991", "Passport no.: K4471023")
    more = ("Nationality: none stated", "Risk score: 7", "Indicators observed: 1, 4")
    return "\n".join(("Case file", *fields, *more)).encode()


def delegates() -> bytes:
    """A list of people under its heading, with a sentence before it."""
    rows = [f"Ms Petra Vexley{n}, Head of unit, Ministry of Parks" for n in "abcdef"]
    return "\n\n".join(("The meeting was held.", "List of participants", *rows)).encode()


@dataclass(frozen=True)
class Bad:
    """A bad file: what it is, the name it comes under, and how it must be refused."""

    what: str
    name: str
    make: Callable[[], bytes]
    kind: str


BAD = (
    Bad("empty", "report.pdf", bytes, "empty"),
    Bad("blank", "report.txt", lambda: b" \n\t\n", "empty"),
    Bad("truncated PDF", "report.pdf", lambda: pdf(20)[: len(pdf(20)) // 3][:400], "truncated"),
    Bad("truncated DOCX", "report.docx", lambda: docx()[:9000], "truncated"),
    Bad(
        "damaged PDF", "report.pdf", lambda: b"%PDF-1.7\n" + b"rubbish " * 500 + b"%%EOF", "broken"
    ),
    Bad("protected PDF", "report.pdf", lambda: pdf(password="open sesame"), "encrypted"),
    Bad("protected DOCX", "report.docx", lambda: old_office("EncryptedPackage"), "encrypted"),
    Bad("zip bomb", "report.docx", zip_bomb, "zip-bomb"),
    Bad("zip bomb that lies", "report.docx", zip_bomb_that_lies, "broken"),
    Bad("deep tables", "report.docx", docx_of_deep_tables, "broken"),
    Bad("ten thousand pages", "report.pdf", pdf_of_many_pages, "too-many-pages"),
    Bad("old Word", "report.doc", lambda: old_office("WordDocument"), "old-word"),
    Bad("old Excel", "sheet.xls", lambda: old_office("Workbook"), "spreadsheet"),
    Bad("spreadsheet", "sheet.xlsx", lambda: zipped({"xl/workbook.xml": b"<w/>"}), "spreadsheet"),
    Bad("open spreadsheet", "sheet.ods", lambda: open_document("spreadsheet"), "spreadsheet"),
    Bad("table of values", "sheet.csv", lambda: b"year,posts\n2019,4\n2020,5\n", "spreadsheet"),
    Bad("slides", "talk.pptx", lambda: zipped({"ppt/presentation.xml": b"<p/>"}), "presentation"),
    Bad("case file", "file.txt", case_file, "case-file"),
    Bad("delegates", "delegates.txt", delegates, "list-of-people"),
    Bad("archive", "all.zip", lambda: zipped({"a.txt": b"words", "b.txt": b"words"}), "archive"),
    Bad("rich text", "report.rtf", lambda: rb"{\rtf1\ansi The officers met.}", "rich-text"),
    Bad(
        "program",
        "report.pdf",
        lambda: b"\x7fELF\x02\x01\x01" + bytes(range(256)) * 8,
        "not-a-document",
    ),
    Bad("data", "notes.json", lambda: b'{"lessons": [1, 2, 3]}', "not-a-document"),
    Bad("huge picture", "scan.png", lambda: png(60_000, 60_000), "too-large"),
    Bad("one word of a megabyte", "report.txt", lambda: b"x" * 1_000_000, "not-legible"),
    Bad("one sign", "report.txt", lambda: ("\ufdfa" * 1000).encode(), "not-legible"),
    Bad("nothing but marks", "report.txt", lambda: b"----- \n ***** \n =====", "no-text"),
)
