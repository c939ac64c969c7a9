"""Which encoding the bytes of a text are in."""

from __future__ import annotations

import codecs
import re

from .refusals import refusal

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROLS = bytes(set(range(32)) - {7, 8, 9, 10, 11, 12, 13, 26, 27})
_SAMPLE = 200_000
_LETTER_RUN = re.compile(r"[^\W\d_]+")


def looks_like_text(head: bytes) -> bool:
    """Say whether the first bytes of a file are text in some encoding, not binary data."""
    if any(head.startswith(mark) for mark, _ in MARKS) or _wide(head):
        return True
    controls = len(head) - len(head.translate(None, _CONTROLS))
    return controls * 200 <= len(head)


def _wide(data: bytes) -> str:
    """Return the encoding of UTF-16 without a mark, told by its zero bytes; empty if not."""
    sample = data[:4096]
    if len(sample) < 4 or b"\x00" not in sample:
        return ""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if odd > 0.4 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.4 * half and odd < 0.05 * half:
        return "utf-16-be"
    return ""


def decode(data: bytes, declared: str = "") -> tuple[str, bool]:
    """Return the text of bytes and whether every one of them could be read.

    A byte order mark decides, then UTF-8 where it is valid (no other encoding is so by chance),
    then what the file declares, then a guess by its letters. A few damaged bytes in UTF-8 are
    replaced. Raises Invalid of kind "wrong-encoding" where nothing fits.
    """
    for mark, name in MARKS:
        if data.startswith(mark):
            return _told(data.decode(name, errors="replace"))
    if name := _wide(data):
        return _told(data.decode(name, errors="replace"))
    try:
        return data.decode("utf-8"), True
    except UnicodeDecodeError:
        damaged = data.decode("utf-8", errors="replace")
    if damaged.count("\ufffd") * 1000 < len(damaged) and not damaged.isascii():
        beyond = sum(ord(character) > 127 and character != "\ufffd" for character in damaged)
        if beyond > 2 * damaged.count("\ufffd"):
            return damaged, False
    for name in filter(None, (_codec(declared), _guess(data))):
        text = data.decode(name, errors="replace")
        if text.count("\ufffd") * 50 < len(text):
            return _told(text)
    raise refusal("wrong-encoding")


def _told(text: str) -> tuple[str, bool]:
    return text, "\ufffd" not in text


def _codec(name: str) -> str:
    """Return Python's name of a declared encoding, empty where there is none."""
    try:
        found = codecs.lookup(name.strip()).name if name.strip() else ""
    except LookupError:
        return ""
    # What calls itself Latin-1 is Windows-1252 on the web (Encoding Standard, WHATWG).
    return {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254"}.get(found, found)


def _guess(data: bytes) -> str:
    from charset_normalizer import from_bytes

    beyond = sum(byte > 127 for byte in data[:_SAMPLE])
    best = from_bytes(data[:_SAMPLE]).best()
    if beyond * 8 < min(len(data), _SAMPLE) and _reads_as_latin(data[:_SAMPLE]):
        return "cp1252"  # mostly ASCII letters: a western text with some accents
    return best.encoding if best is not None else ""


def _reads_as_latin(data: bytes) -> bool:
    """Say whether bytes read as Windows-1252 give words, accents inside small letters."""
    text = data.decode("cp1252", errors="replace")
    if "\ufffd" in text:
        return False
    accented = [word for word in _LETTER_RUN.findall(text) if not word.isascii()]
    odd = sum(not (word.islower() or word.istitle() or word.isupper()) for word in accented)
    return odd * 5 <= len(accented)
