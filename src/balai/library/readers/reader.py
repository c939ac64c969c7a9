"""From the bytes of any file to a document: find the kind, read, set aside, place."""

from __future__ import annotations

from balai.core.passages.assemble import assemble
from balai.core.passages.case_files import MOSTLY, share_gone, without_case_files
from balai.core.passages.document import Document
from balai.core.passages.legible import is_legible
from balai.core.passages.participants import without_people

from .cautions import caution
from .docx import read_docx
from .found import Allowance, Found, Progress
from .html import read_html
from .kinds import belies_its_name, kind_of
from .languages import detector, prepare
from .mail import read_mail
from .markdown import read_markdown
from .odt import read_odt
from .pdf import read_pdf
from .refusals import refusal
from .scan import read_image
from .text import read_text
from .titles import title_of

READERS = {
    "pdf": read_pdf,
    "docx": read_docx,
    "odt": read_odt,
    "html": read_html,
    "text": read_text,
    "markdown": read_markdown,
    "email": read_mail,
    "image": read_image,
}


def read_document(data: bytes, suffix: str, allowance: Allowance, progress: Progress) -> Document:
    """Return the document that the bytes hold; Invalid where they are refused."""
    if not data.strip():
        raise refusal("empty")
    kind = kind_of(data, suffix)
    if kind not in READERS:
        raise refusal(kind)
    prepare()
    found: Found = READERS[kind](data, allowance, progress)
    if belies_its_name(kind, suffix):
        found.warnings.append(caution("other-format"))
    sifted = without_case_files(found.blocks)
    blocks, people = without_people(sifted.kept)
    if share_gone(found.blocks, blocks) >= MOSTLY:
        raise refusal("case-file" if sifted.share > MOSTLY / 2 else "list-of-people")
    document = assemble(
        blocks,
        format=found.format,
        pages=found.pages,
        detect=detector(),
        title=title_of(found.title, blocks),
        metadata=found.metadata,
        set_aside=[*found.set_aside, *sifted.set_aside, *people],
        warnings=found.warnings,
    )
    if not document.text:
        raise refusal("list-of-people" if document.set_aside else "no-text")
    if not is_legible(document.text):
        raise refusal("not-legible")
    return document
