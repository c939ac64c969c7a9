"""Build the files of the sample library from the texts in `src/balai/sample/texts`.

Run `python tools/build_sample.py` (all), with keys to build only those, or with `--check` to
compare without writing. Building is deterministic: no clock, fixed archive times, seeded noise.
The texts use a small Markdown: headings, paragraphs on one line, `-` and `1.` items, tables and
`<!-- page -->` for a page break.
"""

from __future__ import annotations

import io
import json
import os
import re
import sys
import textwrap
import zipfile
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import SMTP
from html import escape
from pathlib import Path
from typing import Any
from unittest.mock import patch
from xml.sax.saxutils import escape as xml

SAMPLE = Path(__file__).resolve().parent.parent / "src" / "balai" / "sample"
ARCHIVE_TIME = (2025, 1, 1, 0, 0, 0)
Source = dict[str, Any]


@dataclass(frozen=True)
class Part:
    """One block of a text: kind is title, heading, paragraph, bullet, number, table or page."""

    kind: str
    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()
    level: int = 0
    marker: str = ""


def parts_of(markdown: str) -> list[Part]:
    """Return the blocks of a sample text in order."""
    found: list[Part] = []
    rows: list[tuple[str, ...]] = []
    for line in [*markdown.splitlines(), ""]:
        if line.startswith("|"):
            cells = tuple(cell.strip() for cell in line.strip().strip("|").split("|"))
            if not all(re.fullmatch(r":?-+:?", cell) for cell in cells):
                rows.append(cells)
            continue
        if rows:
            found.append(Part("table", rows=tuple(rows)))
            rows = []
        if line.strip():
            found.append(_part(line.strip()))
    return found


def _part(line: str) -> Part:
    if line == "<!-- page -->":
        return Part("page")
    if match := re.match(r"(#+) (.+)", line):
        level = len(match[1])
        return Part("title" if level == 1 else "heading", match[2], level=level - 1)
    if match := re.match(r"(\d+\.) (.+)", line):
        return Part("number", match[2], marker=match[1])
    if line.startswith("- "):
        return Part("bullet", line[2:], marker="•")
    return Part("paragraph", line)


# --- PDF and scan ------------------------------------------------------------------------------


def pdf(parts: list[Part], source: Source) -> bytes:
    """Return a PDF with a running head, page numbers and the standard fonts only."""
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Table

    class Whole(Paragraph):  # type: ignore[misc]
        """A paragraph that goes to the next page as a whole, so that a quote stays on one."""

        def split(self, *_size: float) -> list[Any]:
            return []

    body = ParagraphStyle("body", fontName="Times-Roman", fontSize=11, leading=15, spaceAfter=7)
    item = ParagraphStyle("item", body, leftIndent=18, bulletIndent=4, spaceAfter=4)
    cell = ParagraphStyle("cell", body, fontSize=9.5, leading=12, spaceAfter=0)
    title = ParagraphStyle("title", body, fontName="Helvetica-Bold", fontSize=18, leading=22)
    heading = ParagraphStyle(
        "heading", title, fontSize=13, leading=17, spaceBefore=9, spaceAfter=5, keepWithNext=1
    )
    lower = ParagraphStyle("lower", heading, fontSize=11.5, leading=15)
    story: list[Any] = []
    for part in parts:
        match part.kind:
            case "page":
                story.append(PageBreak())
            case "table":
                cells = [[Paragraph(escape(c), cell) for c in row] for row in part.rows]
                grid = [
                    ("GRID", (0, 0), (-1, -1), 0.4, "#888888"),
                    ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ]
                story.append(Table(cells, style=grid, spaceAfter=9, repeatRows=1))
            case "bullet" | "number":
                story.append(Whole(escape(part.text), item, bulletText=part.marker))
            case kind:
                headings = lower if part.level > 1 else heading
                style = {"title": title, "heading": headings}.get(kind, body)
                story.append(Whole(escape(part.text), style))

    def furniture(canvas: Any, document: Any) -> None:
        canvas.setFont("Helvetica", 8)
        canvas.drawString(62, 806, source["publisher"])
        canvas.drawRightString(533, 806, source["date"])
        canvas.drawCentredString(297, 34, str(document.page))

    out = io.BytesIO()
    document = SimpleDocTemplate(
        out, pagesize=A4, leftMargin=62, rightMargin=62, topMargin=66, bottomMargin=62,
        invariant=1, title=source["title"], author=source["publisher"],
        lang=source["language"],
    )  # fmt: skip
    document.build(story, onFirstPage=furniture, onLaterPages=furniture)
    return out.getvalue()


def scan(parts: list[Part], source: Source) -> bytes:
    """Return a PDF of slightly turned, slightly noisy page images, with no text layer."""
    import numpy as np
    import pypdfium2
    from PIL import Image
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    noise = np.random.default_rng(1986)
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(595, 842), invariant=1)
    pages = pypdfium2.PdfDocument(pdf(parts, source))
    for page in pages:
        image = page.render(scale=150 / 72, grayscale=True).to_pil()
        turned = image.rotate(0.35, resample=Image.Resampling.BICUBIC, fillcolor=255)
        grey = np.asarray(turned, dtype=np.float32) * 0.93 + 6
        grey += noise.normal(0, 5, grey.shape)
        noisy = Image.fromarray(grey.clip(0, 255).astype(np.uint8))
        jpeg = io.BytesIO()
        noisy.save(jpeg, "JPEG", quality=55)
        canvas.drawImage(ImageReader(io.BytesIO(jpeg.getvalue())), 0, 0, 595, 842)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


# --- Office formats ----------------------------------------------------------------------------


def _archive(members: list[tuple[str, bytes, bool]]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data, packed in members:
            info = zipfile.ZipInfo(name, ARCHIVE_TIME)
            info.compress_type = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
            archive.writestr(info, data)
    return out.getvalue()


def docx(parts: list[Part], source: Source) -> bytes:
    """Return a Word file whose headings, lists and tables carry their styles."""
    import docx as python_docx
    from docx.oxml import OxmlElement

    document = python_docx.Document()
    properties = document.core_properties
    properties.title, properties.author = source["title"], source["publisher"]
    properties.last_modified_by = source["publisher"]
    properties.language, properties.comments = source["language"], ""
    properties.created = properties.modified = datetime.fromisoformat(source["date"] + "T09:00")
    styles = {"title": "Title", "bullet": "List Bullet", "number": "List Number"}
    for part in parts:
        if part.kind == "page":
            document.add_page_break()  # type: ignore[no-untyped-call]
        elif part.kind == "table":
            table = document.add_table(rows=0, cols=len(part.rows[0]), style="Table Grid")
            for row in part.rows:
                for cell, text in zip(table.add_row().cells, row, strict=True):
                    cell.text = text
        else:
            style = f"Heading {part.level}" if part.kind == "heading" else styles.get(part.kind)
            paragraph = document.add_paragraph(part.text, style=style)
            if source["language"] in ("ar", "fa", "ur"):
                paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))
    raw = io.BytesIO()
    document.save(raw)
    with zipfile.ZipFile(raw) as archive:
        return _archive([(name, archive.read(name), True) for name in archive.namelist()])


ODT_OPEN = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<office:document-{kind} office:version="1.2" '
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/">'
)


def odt(parts: list[Part], source: Source) -> bytes:
    """Return an OpenDocument text with headings and lists as such."""
    body: list[str] = []
    for part in parts:
        text = xml(part.text)
        match part.kind:
            case "title":
                body.append(f'<text:p text:style-name="Title">{text}</text:p>')
            case "heading":
                body.append(f'<text:h text:outline-level="{part.level}">{text}</text:h>')
            case "bullet" | "number":
                body.append(
                    f"<text:list><text:list-item><text:p>{text}</text:p></text:list-item></text:list>"
                )
            case "table":
                rows = "".join(
                    "<table:table-row>"
                    + "".join(
                        f"<table:table-cell><text:p>{xml(c)}</text:p></table:table-cell>"
                        for c in row
                    )
                    + "</table:table-row>"
                    for row in part.rows
                )
                body.append(f"<table:table>{rows}</table:table>")
            case "paragraph":
                body.append(f"<text:p>{text}</text:p>")
    content = (
        ODT_OPEN.format(kind="content")
        + f"<office:body><office:text>{''.join(body)}</office:text></office:body>"
        + "</office:document-content>"
    )
    meta = (
        ODT_OPEN.format(kind="meta")
        + f"<office:meta><dc:title>{xml(source['title'])}</dc:title>"
        + f"<dc:creator>{xml(source['publisher'])}</dc:creator><dc:date>{source['date']}T09:00:00"
        + f"</dc:date><dc:language>{source['language']}</dc:language></office:meta>"
        + "</office:document-meta>"
    )
    mime = "application/vnd.oasis.opendocument.text"
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{path}" manifest:media-type="{kind}"/>'
        for path, kind in (("/", mime), ("content.xml", "text/xml"), ("meta.xml", "text/xml"))
    )
    manifest = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<manifest:manifest manifest:version="1.2" '
        'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f"{entries}</manifest:manifest>"
    )
    return _archive(
        [
            ("mimetype", mime.encode(), False),
            ("META-INF/manifest.xml", manifest.encode(), True),
            ("content.xml", content.encode(), True),
            ("meta.xml", meta.encode(), True),
        ]
    )


# --- Web, text and mail ------------------------------------------------------------------------


def _article(parts: list[Part]) -> str:
    lines: list[str] = []
    open_list = ""
    for part in parts:
        wanted = {"bullet": "ul", "number": "ol"}.get(part.kind, "")
        if open_list and wanted != open_list:
            lines.append(f"</{open_list}>")
        if wanted and wanted != open_list:
            lines.append(f"<{wanted}>")
        open_list = wanted
        text = escape(part.text, quote=False)
        match part.kind:
            case "bullet" | "number":
                lines.append(f"<li>{text}</li>")
            case "title" | "heading":
                tag = f"h{part.level + 1}"
                lines.append(f"<{tag}>{text}</{tag}>")
            case "table":
                rows = (
                    "<tr>" + "".join(f"<td>{escape(c, quote=False)}</td>" for c in row) + "</tr>"
                    for row in part.rows
                )
                lines.append(f"<table>{''.join(rows)}</table>")
            case "paragraph":
                lines.append(f"<p>{text}</p>")
    if open_list:
        lines.append(f"</{open_list}>")
    return "\n".join(lines)


def html(parts: list[Part], source: Source) -> bytes:
    """Return a page; `"furniture": true` puts a whole web site around the article."""
    direction = "rtl" if source["language"] in ("ar", "fa", "ur") else "ltr"
    article = f"<article>\n{_article(parts)}\n</article>"
    around = SAMPLE / "texts" / "furniture.html"
    if source.get("furniture"):
        body = around.read_text("utf-8").replace("<!-- article -->", article)
    else:
        body = f"<main>\n{article}\n</main>"
    publisher, title = escape(source["publisher"]), escape(source["title"])
    return (
        f'<!doctype html>\n<html lang="{source["language"]}" dir="{direction}">\n<head>\n'
        f'<meta charset="utf-8">\n<title>{title}</title>\n'
        f'<meta name="author" content="{publisher}">\n'
        f'<meta property="article:published_time" content="{source["date"]}">\n'
        f"</head>\n<body>\n{body}\n</body>\n</html>\n"
    ).encode()


def plain(parts: list[Part], width: int = 0) -> str:
    """Return plain text, wrapped at `width` columns as a typist would (0: not wrapped)."""
    blocks: list[str] = []
    for part in parts:
        if part.kind == "table":
            blocks.append("\n".join("\t".join(row) for row in part.rows))
            continue
        if part.kind == "page":
            continue
        lead = "- " if part.kind == "bullet" else f"{part.marker} " if part.marker else ""
        text = lead + part.text
        if width and part.kind not in ("title", "heading"):
            hang = " " * len(lead)
            text = textwrap.fill(text, width, subsequent_indent=hang, break_on_hyphens=False)
        rule = {"title": "=", "heading": "-"}.get(part.kind)
        blocks.append(f"{text}\n{rule * len(text)}" if rule else text)
    return "\n\n".join(blocks) + "\n"


def eml(parts: list[Part], source: Source) -> bytes:
    """Return a mail whose subject is the title and whose text is the rest, wrapped."""
    mail = EmailMessage(policy=SMTP)
    mail["From"], mail["To"] = source["mail"]["from"], source["mail"]["to"]
    mail["Subject"] = source["title"]
    mail["Date"] = datetime.fromisoformat(source["date"] + "T16:20").replace(tzinfo=UTC)
    mail["Message-ID"] = f"<{source['key']}@example.org>"
    mail.set_content(plain(parts[1:], 76), cte="quoted-printable")
    return mail.as_bytes()


def build(source: Source) -> bytes:
    """Return the bytes of the file of one source."""
    markdown = (SAMPLE / "texts" / f"{source['key']}.md").read_text("utf-8")
    parts = parts_of(markdown)
    day = datetime.fromisoformat(source["date"] + "T09:00").replace(tzinfo=UTC)
    # reportlab dates a PDF by this variable, and by the year 2000 without it
    with patch.dict(os.environ, SOURCE_DATE_EPOCH=str(int(day.timestamp()))):
        return _built(markdown, parts, source)


def _built(markdown: str, parts: list[Part], source: Source) -> bytes:
    if source.get("scan"):
        return scan(parts, source)
    match Path(source["file"]).suffix:
        case ".md":
            return markdown.encode()
        case ".txt":
            return plain(parts, source.get("wrap", 0)).encode()
        case suffix:
            makers = {".pdf": pdf, ".docx": docx, ".odt": odt, ".html": html, ".eml": eml}
            return makers[suffix](parts, source)


def main(arguments: list[str]) -> int:
    sources = json.loads((SAMPLE / "library.json").read_text("utf-8"))["sources"]
    wanted = [word for word in arguments if word != "--check"]
    different = []
    for source in sources:
        if wanted and source["key"] not in wanted:
            continue
        target = SAMPLE / "files" / source["file"]
        data = build(source)
        if "--check" not in arguments:
            target.parent.mkdir(exist_ok=True)
            target.write_bytes(data)
        elif not target.is_file() or target.read_bytes() != data:
            different.append(source["key"])
    for key in different:
        print(f"{key}: the file differs from what its text gives", file=sys.stderr)
    return 3 if different else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
