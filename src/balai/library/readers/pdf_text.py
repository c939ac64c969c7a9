"""The lines of a PDF page as PDFium places its characters.

PDFium gives characters in the order of the page's content, line by line, Arabic and Hebrew put
into logical order. What it gets wrong is mended here: ligatures of right-to-left letters
unfolded the wrong way round, spaces lost where writing changes direction or where a word was
moved and not spaced, lines that run on into the next column.
"""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections.abc import Iterator
from typing import Any, NamedTuple

from balai.core.passages.normalise import normalise_line

from .layout.lines import Line

_LINE_ENDS = "\r\n"
_SOFT_HYPHENS = frozenset("\x02\ufffe\u00ad")
# Shares of a letter's height.
_WORD_GAP = 0.17
_COLUMN_GAP = 1.6
_SAME_LINE = 0.5
_RAISED = 0.2
_SMALL = 0.8
_TURN_GAP = 0.12
_ASCENT, _DESCENT = 0.8, 0.22
_BOLD_WEIGHT = 600
_BOLD_NAMES = ("bold", "black", "heavy", "semibold", "demi", "-bd", "fett")
_FORCE_BOLD = 1 << 18


class Glyph(NamedTuple):
    """A character and its box in points from the page's lower left, by its number on the page."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    at: int


class _Page(NamedTuple):
    """The size of a page as it is shown, in points, and the quarters it is turned by."""

    width: float
    height: float
    turn: int


def page_lines(page: Any, number: int) -> tuple[float, list[Line]]:
    """Return the height of a page and its lines in the order of its content."""
    import pypdfium2.raw as raw

    text = page.get_textpage()
    try:
        width, height = page.get_size()
        place = _Page(width, height, raw.FPDFPage_GetRotation(page) % 4)
        runs = _runs(_placed(_glyphs(text), place))
        lines = [_line(text, run, number, place) for run in runs if not _stands_sideways(text, run)]
        return place.height, [line for line in lines if line.text]
    finally:
        text.close()


def _glyphs(textpage: Any) -> list[Glyph]:
    import pypdfium2.raw as raw

    count = textpage.count_chars()
    if count <= 0:
        return []
    buffer = (ctypes.c_ushort * (count + 1))()
    raw.FPDFText_GetText(textpage, 0, count, buffer)
    text = bytes(buffer).decode("utf-16-le", errors="surrogatepass")[:-1]
    one_to_one = len(text) == count and "\x00" not in text
    rect, get_box = raw.FS_RECTF(), raw.FPDFText_GetLooseCharBox
    reference = ctypes.byref(rect)
    glyphs = []
    for index in range(count):
        character = text[index] if one_to_one else _character(textpage, index)
        if not get_box(textpage, index, reference):
            rect.left = rect.right = rect.bottom = rect.top = 0.0
        glyphs.append(Glyph(character, rect.left, rect.bottom, rect.right, rect.top, index))
    return glyphs


def _character(textpage: Any, index: int) -> str:
    import pypdfium2.raw as raw

    code = raw.FPDFText_GetUnicode(textpage, index)
    return chr(code) if 0 < code < 0x110000 else ""


def _placed(glyphs: list[Glyph], page: _Page) -> list[Glyph]:
    """Return glyphs as they stand on a page that is shown turned by quarters."""
    width, height, turn = page
    if turn == 1:
        return [
            Glyph(text, bottom, height - right, top, height - left, at)
            for text, left, bottom, right, top, at in glyphs
        ]
    if turn == 2:
        return [
            Glyph(text, width - right, height - top, width - left, height - bottom, at)
            for text, left, bottom, right, top, at in glyphs
        ]
    if turn == 3:
        return [
            Glyph(text, width - top, left, width - bottom, right, at)
            for text, left, bottom, right, top, at in glyphs
        ]
    return glyphs


def _runs(glyphs: list[Glyph]) -> Iterator[list[Glyph]]:
    """Yield the glyphs of each line, or of each part of it that a wide gap sets apart."""
    run: list[Glyph] = []
    last: Glyph | None = None  # the last visible glyph of the run
    for glyph in glyphs:
        if glyph.text in _LINE_ENDS:
            if last is not None:
                yield run
            run, last = [], None
            continue
        visible = not glyph.text.isspace() and glyph.right > glyph.left
        if visible and last is not None and _is_apart(last, glyph):
            yield run
            run, last = [], None
        run.append(glyph)
        if visible:
            last = glyph
    if last is not None:
        yield run


def _is_apart(last: Glyph, glyph: Glyph) -> bool:
    height = max(last.top - last.bottom, glyph.top - glyph.bottom)
    if max(last.left, glyph.left) - min(last.right, glyph.right) > _COLUMN_GAP * height:
        return True
    low, high = max(last.bottom, glyph.bottom), min(last.top, glyph.top)
    return high - low < -_SAME_LINE * height


def _stands_sideways(textpage: Any, run: list[Glyph]) -> bool:
    """Say whether a run is written up or down the margin, as stamps are."""
    import pypdfium2.raw as raw

    seen = [glyph for glyph in run if not glyph.text.isspace()]
    if len(seen) < 3:
        return False
    angle = raw.FPDFText_GetCharAngle(textpage, seen[0].at)
    return False if angle < 0 else 0.8 < angle % 3.14159 < 2.4 and _is_tall(seen)


def _is_tall(seen: list[Glyph]) -> bool:
    width = max(glyph.right for glyph in seen) - min(glyph.left for glyph in seen)
    height = max(glyph.top for glyph in seen) - min(glyph.bottom for glyph in seen)
    return height > 2 * width


def _line(textpage: Any, run: list[Glyph], number: int, page: _Page) -> Line:
    """Return a run as a line; its height is that of its font about its baseline.

    The boxes of letters differ with the font that stands in for a missing one, so size and
    place come from the font's size and the letters' origins.
    """
    seen = [glyph for glyph in run if not glyph.text.isspace() and glyph.right > glyph.left]
    height = sorted(glyph.top - glyph.bottom for glyph in seen)[len(seen) // 2]
    bottom = sorted(glyph.bottom for glyph in seen)[len(seen) // 2]
    sampled = [seen[at] for at in sorted({0, len(seen) // 2, len(seen) - 1})]
    size = sorted(_font_size(textpage, glyph.at) or height for glyph in sampled)[len(sampled) // 2]
    base = page.height - _baseline(textpage, seen[len(seen) // 2], page)
    return Line(
        page=number,
        text=normalise_line(_text(run, height, bottom)),
        left=min(glyph.left for glyph in seen),
        top=base - _ASCENT * size,
        right=max(glyph.right for glyph in seen),
        bottom=base + _DESCENT * size,
        size=size,
        bold=_is_bold(textpage, seen),
    )


def _font_size(textpage: Any, at: int) -> float:
    """Return the size a letter is set in, in points, 0 where the page does not tell."""
    import pypdfium2.raw as raw

    matrix = raw.FS_MATRIX()
    if not raw.FPDFText_GetMatrix(textpage, at, ctypes.byref(matrix)):
        return 0.0
    size = raw.FPDFText_GetFontSize(textpage, at) * math.hypot(matrix.c, matrix.d)
    return float(size) if 0.5 < size < 2000 else 0.0


def _baseline(textpage: Any, glyph: Glyph, page: _Page) -> float:
    """Return the height of a letter's baseline above the lower edge of the page as shown."""
    import pypdfium2.raw as raw

    x, y = ctypes.c_double(), ctypes.c_double()
    if not raw.FPDFText_GetCharOrigin(textpage, glyph.at, ctypes.byref(x), ctypes.byref(y)):
        return glyph.bottom
    return (y.value, page.height - x.value, page.height - y.value, x.value)[page.turn]


def _text(run: list[Glyph], size: float, base: float) -> str:
    if any(_is_rtl(glyph.text) for glyph in run):
        return _right_to_left(run, size)
    parts: list[str] = []
    last: Glyph | None = None
    for glyph in run:
        text = "\u00ad" if glyph.text in _SOFT_HYPHENS else glyph.text
        if last is not None and not text.isspace() and not last.text.isspace():
            gap = glyph.left - last.right
            if gap > _WORD_GAP * size or _is_note_mark(last, glyph, size, base):
                parts.append(" ")
        parts.append(text)
        last = glyph
    return "".join(parts)


def _is_note_mark(last: Glyph, glyph: Glyph, size: float, base: float) -> bool:
    """Say whether a raised figure after a word is the mark of a note, not an exponent."""
    raised = glyph.text.isdigit() and glyph.top - glyph.bottom < _SMALL * size
    if not raised or glyph.bottom < base + _RAISED * size * 0.5:
        return False
    return last.top - last.bottom >= _SMALL * size and not last.text.isdigit()


def _right_to_left(run: list[Glyph], size: float) -> str:
    """Return a line with right-to-left writing, spaces between directions by the gaps."""
    parts: list[str] = []
    before: list[Glyph] = []
    for stretch in _stretches(_unfolded(run)):
        if before and _gap(before, stretch) > _TURN_GAP * size:
            parts.append(" ")
        parts.append("".join(glyph.text for glyph in stretch).strip())
        before = stretch
    return "".join(parts)


def _unfolded(run: list[Glyph]) -> list[Glyph]:
    """Return glyphs with the letters of one ligature in their order.

    PDFium turns a line round letter by letter, and with it the letters that one glyph stands
    for; these have the same box.
    """
    mended: list[Glyph] = []
    at = 0
    while at < len(run):
        end = at + 1
        while end < len(run) and run[end][1:5] == run[at][1:5] and _is_rtl(run[at].text):
            end += 1
        mended.extend(reversed(run[at:end]) if end - at > 1 else run[at:end])
        at = end
    return mended


def _is_rtl(text: str) -> bool:
    return unicodedata.bidirectional(text[:1] or " ") in ("R", "AL")


def _stretches(run: list[Glyph]) -> Iterator[list[Glyph]]:
    """Yield the parts of a line that are written in one direction."""
    stretch: list[Glyph] = []
    direction = ""
    for glyph in run:
        kind = unicodedata.bidirectional(glyph.text[:1] or " ")
        own = "R" if kind in ("R", "AL") else "L" if kind in ("L", "EN", "AN") else direction
        if stretch and direction and own != direction:
            yield stretch
            stretch = []
        direction = own
        stretch.append(glyph)
    if stretch:
        yield stretch


def _gap(one: list[Glyph], other: list[Glyph]) -> float:
    """Return the space between two parts of a line in points."""
    first = [glyph for glyph in one if not glyph.text.isspace()] or one
    second = [glyph for glyph in other if not glyph.text.isspace()] or other
    return max(min(g.left for g in first), min(g.left for g in second)) - min(
        max(g.right for g in first), max(g.right for g in second)
    )


def _is_bold(textpage: Any, seen: list[Glyph]) -> bool:
    """Say whether a line is set bold: letters at its quarters are, whatever its number is."""
    places = {len(seen) // 4, len(seen) // 2, len(seen) * 3 // 4}
    return all(_letter_is_bold(textpage, seen[at].at) for at in places)


def _letter_is_bold(textpage: Any, index: int) -> bool:
    import pypdfium2.raw as raw

    if raw.FPDFText_GetFontWeight(textpage, index) >= _BOLD_WEIGHT:
        return True
    name = ctypes.create_string_buffer(128)
    flags = ctypes.c_int()
    raw.FPDFText_GetFontInfo(textpage, index, name, len(name), ctypes.byref(flags))
    lower = name.value.decode("utf-8", errors="replace").lower()
    return bool(flags.value & _FORCE_BOLD) or any(part in lower for part in _BOLD_NAMES)
