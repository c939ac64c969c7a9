"""What a file is: by its bytes, never by its name; and a name that is safe to keep."""

from __future__ import annotations

import io
import json
import re
import zipfile
import zlib

from balai.core.passages.normalise import normalise

from .encodings import MARKS, looks_like_text

_LONGEST_NAME = 120
_HEAD = 65_536

_ARCHIVES = (b"\x1f\x8b", b"7z\xbc\xaf\x27\x1c", b"Rar!", b"BZh", b"\xfd7zXZ", b"\x28\xb5\x2f\xfd")
_IMAGES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OPEN_DOCUMENT = b"application/vnd.oasis.opendocument."
_ZIPPED = (
    (b"word/document", "docx"),
    (b"word/", "docx"),
    (b"xl/", "spreadsheet"),
    (b"ppt/", "presentation"),
)
_INSIDE_OLE = (
    ("EncryptedPackage", "encrypted"),
    ("WordDocument", "old-word"),
    ("PowerPoint Document", "presentation"),
    ("Workbook", "spreadsheet"),
    ("Book", "spreadsheet"),
)
_HTML = re.compile(
    rb"(?:\s|<!--.*?-->|<\?xml[^>]*>|<!doctype\s+(?!html)[^>]*>)*"
    rb"<(?:!doctype\s+html|html|head|body|meta|title|script|style|div|p|h1|table|article|main)\b",
    re.I | re.S,
)
_MAIL_HEADER = re.compile(
    rb"(?:from|to|subject|date|received|return-path|message-id|mime-version|delivered-to|"
    rb"content-type|reply-to|cc|x-[a-z-]+|dkim-signature):\s",
    re.I,
)
_MARKDOWN = re.compile(r"^(?:#{1,6} \S|```|\[.+\]\(.+\)|\*\*.+\*\*\s*$)", re.M)

# The endings that each format may have; any other ending with it is worth a warning.
SUFFIXES = {
    "pdf": (".pdf",),
    "docx": (".docx", ".docm", ".dotx"),
    "odt": (".odt", ".ott"),
    "html": (".html", ".htm", ".xhtml", ".mhtml"),
    "text": (".txt", ".text", ".md", ".markdown", ".log", ".rst", ".asc"),
    "markdown": (".md", ".markdown", ".txt", ".text"),
    "email": (".eml", ".txt"),
    "image": (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".jfif"),
}


def kind_of(data: bytes, suffix: str = "") -> str:
    """Return the format of the bytes, or the kind of refusal that answers them.

    The suffix only tells Markdown from plain text and a table of values from prose.
    """
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return _zipped(data)
    if data.startswith(_OLE):
        return _inside_ole(data)
    if data.startswith(_ARCHIVES) or data[257:262] == b"ustar":
        return "archive"
    if data.startswith(_IMAGES):
        return "image"
    if data.startswith(b"{\\rtf"):
        return "rich-text"
    return _textual(data, suffix.lower())


def may_hold_pictures(head: bytes) -> bool:
    """Say whether a file that begins so is of a kind in which text may be a picture."""
    return b"%PDF-" in head[:1024] or head.startswith(_IMAGES)


def _zipped(data: bytes) -> str:
    stated = _stated_type(data)
    if stated.startswith(_OPEN_DOCUMENT):
        rest = stated.removeprefix(_OPEN_DOCUMENT)
        for name, kind in ((b"text", "odt"), (b"spread", "spreadsheet"), (b"pres", "presentation")):
            if rest.startswith(name):
                return kind
        return "not-a-document"
    if stated.startswith(b"application/epub"):
        return "not-a-document"
    # Names stand in the directory at the end; in a truncated file only before each member.
    for name, kind in _ZIPPED:
        if name in data:
            return kind
    return "docx" if b"[Content_Types].xml" in data[:4096] else "archive"


def _stated_type(data: bytes) -> bytes:
    """Return what the first member of a package says that it is, empty where it does not."""
    if data[30:38] != b"mimetype":
        return b""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open("mimetype") as member:
            return member.read(200)
    except (zipfile.BadZipFile, zlib.error, EOFError, KeyError, RuntimeError, NotImplementedError):
        return data[38:200]  # a truncated package still begins with it, uncompressed


def _inside_ole(data: bytes) -> str:
    for name, kind in _INSIDE_OLE:
        if name.encode("utf-16-le") in data:
            return kind
    return "not-a-document"


def _textual(data: bytes, suffix: str) -> str:
    head = data[:_HEAD]
    if not looks_like_text(head):
        return "not-a-document"
    plain = head
    for mark, encoding in MARKS:
        if head.startswith(mark):
            plain = head.decode(encoding, errors="replace").encode()
    plain = plain.lstrip(b"\xef\xbb\xbf")
    if _HTML.match(plain):
        return "html"
    if plain.lstrip().startswith((b"<?xml", b"<svg")):
        return "not-a-document"
    headers = plain.split(b"\n\n")[0].split(b"\r\n\r\n")[0].split(b"\n")
    if _MAIL_HEADER.match(plain) and sum(bool(_MAIL_HEADER.match(line)) for line in headers) >= 3:
        return "email"
    if _is_data(data, suffix):
        return "spreadsheet" if suffix in (".csv", ".tsv") else "not-a-document"
    if suffix in (".md", ".markdown") or _is_markdown(plain):
        return "markdown"
    return "text"


def _is_data(data: bytes, suffix: str) -> bool:
    """Say whether text is a table of values or a data structure rather than prose."""
    if suffix in (".csv", ".tsv"):
        return True
    if data.lstrip()[:1] not in (b"{", b"["):
        return False
    try:
        json.loads(data)
    except (ValueError, RecursionError):
        return False
    return True


def _is_markdown(plain: bytes) -> bool:
    return len(_MARKDOWN.findall(plain.decode("utf-8", errors="replace"))) >= 2


def belies_its_name(kind: str, suffix: str) -> bool:
    """Say whether a file's ending promises another format than its bytes are."""
    return bool(suffix) and suffix.lower() not in SUFFIXES.get(kind, (suffix.lower(),))


def safe_name(name: str) -> str:
    """Return a file's name without folders, control characters and direction overrides.

    A name that hides its true ending behind a right-to-left mark shows it again; one that is
    too long keeps its ending; nothing left becomes "document".
    """
    plain = normalise(re.split(r"[/\\]", name)[-1])
    plain = re.sub(r'[<>:"|?*]', "_", plain).lstrip(". ").rstrip(". ")
    stem, dot, suffix = plain.rpartition(".")
    if dot and len(suffix) <= 12:
        plain = f"{stem[: _LONGEST_NAME - len(suffix) - 1]}.{suffix}"
    return plain[:_LONGEST_NAME] or "document"
