"""Text as it is kept: one composed form, no invisible characters, words whole again.

The kept text is what people quote, so nothing visible is changed: only what a reader cannot see
(controls, direction overrides, soft hyphens, tag characters) goes, and what fonts and line
breaks did to words (ligatures, presentation forms, hyphens at line ends) is undone. NFC by
Unicode Standard Annex 15; direction controls by Annex 9.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Sequence

SOFT_HYPHEN = "\u00ad"
REPLACEMENT = "\ufffd"

# Invisible: C0 and C1 controls, zero-width space and word joiner, direction marks, overrides and
# isolates, byte order mark, object replacement, interlinear and tag characters, non-characters.
# The zero-width joiner and non-joiner stay: they spell words in Persian and in Indic scripts.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u061c\u180e\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u206f\ufdd0-\ufdef\ufeff\ufff9-\ufffc\ufffe\uffff\U000e0000-\U000e0fff]"
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_LINE_BREAK = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_SPACES = re.compile(r"[^\S\n]+")
_ANY_SPACE = re.compile(r"\s+")
# Latin and Armenian ligatures, Arabic presentation forms; the Arabic word ligatures U+FDF0-FDFD
# are signs of their own and stay.
_PRESENTATION = re.compile("[\ufb00-\ufb17\ufb50-\ufbb1\ufbd3-\ufd3d\ufd50-\ufdc7\ufe70-\ufefc]+")
# Bullets of symbol fonts, which stand in the private use area; other private signs mean nothing
# outside their font.
_PRIVATE_BULLET = re.compile("[\uf0a7\uf0a8\uf0b7\uf0d8\uf0fc\uf076\uf06e\uf071\uf02d\uf0e0]")
_PRIVATE_MARK = re.compile("^[ \t]*[\ue000-\uf8ff](?=[ \t])", re.MULTILINE)  # some other bullet
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_ENDS_UNSPACED = re.compile(f"[{_UNSPACED}\u3000-\u303f\uff00-\uff60]$")
_STARTS_UNSPACED = re.compile(f"^[{_UNSPACED}\u3000-\u303f\uff00-\uff60]")
_BROKEN_WORD = re.compile(r"([^\W\d_]+)[-\u2010\u2011]$")
_FIRST_WORD = re.compile(r"^([^\W\d_]+)")
_OPEN_ADDRESS = re.compile(r"(?:https?://|www\.)\S*[/_=?&%-]$")
_LOOKED_AT = 200  # characters at a line's end
# Prefixes that keep their hyphen in English, French, Malay, Dutch and Indonesian.
_KEEPING = frozenset(
    ("self", "non", "ex", "well", "semi", "pro", "sous", "demi", "quasi", "niet", "pra")
)


def normalise(text: str) -> str:
    """Return the text of one block on one line, composed and free of invisible characters."""
    if text.isascii() and text.isprintable():  # most lines are: nothing but spaces to even
        return " ".join(text.split())
    return _ANY_SPACE.sub(" ", normalise_lines(text)).strip()


def normalise_lines(text: str) -> str:
    """Return text of several lines with the lines kept, each without spaces at its ends."""
    text = _SURROGATE.sub(REPLACEMENT, text)
    text = _LINE_BREAK.sub("\n", text)
    text = _PRIVATE_BULLET.sub("•", text)
    text = _PRIVATE_MARK.sub("•", text)
    text = _PRIVATE.sub("", text)
    text = _INVISIBLE.sub("", text).replace(SOFT_HYPHEN, "")
    text = _PRESENTATION.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)
    text = unicodedata.normalize("NFC", text)
    return "\n".join(_SPACES.sub(" ", line).strip() for line in text.split("\n"))


def normalise_line(text: str) -> str:
    """Return one line, a soft hyphen at its end kept: it says that a word goes on."""
    soft = text.rstrip().endswith(SOFT_HYPHEN)
    return normalise(text) + (SOFT_HYPHEN if soft else "")


def join_lines(lines: Sequence[str], words: Collection[str] = ()) -> str:
    """Join the lines of a paragraph, mending words that were broken at a line's end.

    `words` are the lower-case words seen unbroken elsewhere in the document, with their
    hyphens: where the document itself writes "community-oriented", the hyphen stays.
    """
    parts: list[str] = []
    for raw in lines:
        line = raw.strip(" \t\u00a0")
        if line and parts:
            parts[-1], joint = _joint(parts[-1], line, words)
            parts.append(joint)
        if line:
            parts.append(line)
    return "".join(parts)


def _joint(before: str, line: str, words: Collection[str]) -> tuple[str, str]:
    """Return a line as it ends where another follows, and what stands between the two."""
    if before.endswith(SOFT_HYPHEN):
        return before[:-1], ""
    broken = _BROKEN_WORD.search(before[-_LOOKED_AT:])
    following = _FIRST_WORD.match(line)
    if broken and following:
        keeps = _keeps_hyphen(broken[1], following[1], words)
        return (before if keeps else before[:-1]), ""
    if before.endswith(("-", "\u2010")) and line[:1].isdigit() and before[-2:-1].isdigit():
        return before, ""
    if _OPEN_ADDRESS.search(before[-_LOOKED_AT:]):
        return before, ""
    if _ENDS_UNSPACED.search(before[-1:]) and _STARTS_UNSPACED.search(line):
        return before, ""
    return before, " "


def _keeps_hyphen(first: str, second: str, words: Collection[str]) -> bool:
    """Say whether the hyphen between two halves belongs to the word.

    It does where the document has the word with it, where the second half starts with a
    capital, and in a reduplication ("masing-masing"); it does not where the document has the
    word in one piece. In doubt it was the line's.
    """
    low, lower = first.lower(), second.lower()
    if f"{low}-{lower}" in words:
        return True
    if low + lower in words:
        return False
    return second[:1].isupper() or low == lower or low in _KEEPING
