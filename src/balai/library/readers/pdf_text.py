"""The lines of a PDF page as PDFium places its characters.

PDFium gives characters in the order of the page's content, line by line, Arabic and Hebrew put
into logical order. What it gets wrong is mended here: spaces lost where a word was moved and not
spaced, lines that run on into the next column, marks of notes stuck to their words, and, in
`pdf_right_to_left`, ligatures unfolded the wrong way round.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections import deque
from collections.abc import Callable, Iterator
from functools import cache
from itertools import pairwise, repeat
from typing import Any, NamedTuple

from balai.core.passages.normalise import normalise_line

from .layout.lines import Line
from .pdf_right_to_left import Glyph, logical_text

_HYPHENS = re.compile("[\x02\ufffe]")  # PDFium's signs for a hyphen at a line's end
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff]")
# Shares of a letter's height.
_WORD_GAP = 0.17
_COLUMN_GAP = 1.6
_CELL_GAP = 0.8
_OTHER_LINE = 0.5
_RAISED = 0.1
_SMALL = 0.8
_ASCENT, _DESCENT = 0.8, 0.22
_BOLD_WEIGHT = 600
_BOLD_NAMES = ("bold", "black", "heavy", "semibold", "demi", "-bd", "fett")
_FORCE_BOLD = 1 << 18


class _Page(NamedTuple):
    """The size of a page as it is shown, in points, and the quarters it is turned by."""

    width: float
    height: float
    turn: int


class _Run(NamedTuple):
    """Characters `start` to `end` of a page: a line, or a part that a wide gap sets apart.

    `seen` are the places of its visible characters, `spaced` those before which a space is
    missing.
    """

    start: int
    end: int
    seen: Any
    spaced: list[int]


def page_lines(page: Any, number: int) -> tuple[float, list[Line]]:
    """Return the height of a page and its lines in the order of its content."""
    import pypdfium2.raw as raw

    textpage = page.get_textpage()
    try:
        width, height = page.get_size()
        place = _Page(width, height, raw.FPDFPage_GetRotation(page) % 4)
        text = _characters(textpage)
        if not text:
            return height, []
        boxes = _placed(_boxes(textpage, len(text)), place)
        lines = [
            _line(textpage, text, boxes, run, number, place)
            for run in _runs(text, boxes)
            if not _stands_sideways(textpage, boxes, run)
        ]
        return height, [line for line in lines if line.text]
    finally:
        textpage.close()


def _characters(textpage: Any) -> str:
    """Return the characters of a page, one for each place PDFium counts."""
    import pypdfium2.raw as raw

    count = textpage.count_chars()
    if count <= 0:
        return ""
    buffer = (ctypes.c_ushort * (count + 1))()
    raw.FPDFText_GetText(textpage, 0, count, buffer)
    text = bytes(buffer).decode("utf-16-le", errors="surrogatepass")[:-1]
    if len(text) == count and "\x00" not in text:
        return text
    codes = (raw.FPDFText_GetUnicode(textpage, at) for at in range(count))
    return "".join(chr(code) if 0 < code < 0x110000 else " " for code in codes)


def _boxes(textpage: Any, count: int) -> Any:
    """Return an array of (left, top, right, bottom) for each character, up from the page's foot.

    It is asked for each character of a document, so PDFium is given plain addresses of the
    array's rows: making an object for each takes more than twice as long.
    """
    import numpy

    boxes = numpy.zeros((count, 4), dtype=numpy.float32)
    first, row = boxes.ctypes.data, boxes.strides[0]
    page = ctypes.cast(textpage.raw, ctypes.c_void_p)
    places = range(first, first + count * row, row)
    deque(map(_loose_box(), repeat(page), range(count), places), maxlen=0)
    return boxes


@cache
def _loose_box() -> Callable[..., int]:
    """Return PDFium's function for the box of a character, taking addresses as numbers."""
    import pypdfium2.raw as raw

    address = ctypes.cast(raw.FPDFText_GetLooseCharBox, ctypes.c_void_p).value
    assert address is not None  # noqa: S101 - a function that was loaded
    return ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)(address)


def _placed(boxes: Any, page: _Page) -> Any:
    """Return boxes as they stand on a page that is shown turned by quarters."""
    import numpy

    width, height, turn = page
    left, top, right, bottom = boxes.T
    if turn == 1:
        return numpy.stack((bottom, height - left, top, height - right), axis=1)
    if turn == 2:
        return numpy.stack((width - right, height - bottom, width - left, height - top), axis=1)
    if turn == 3:
        return numpy.stack((width - top, right, width - bottom, left), axis=1)
    return boxes


def _runs(text: str, boxes: Any) -> Iterator[_Run]:
    """Yield the parts of a page's text that stand on one line without a wide gap."""
    import numpy

    codes = numpy.frombuffer(text.encode("utf-32-le", errors="surrogatepass"), dtype=numpy.uint32)
    blank = numpy.isin(codes, _BLANKS)
    ends = numpy.cumsum((codes == 10) | (codes == 13))
    seen = numpy.flatnonzero(~blank & (boxes[:, 2] > boxes[:, 0]))
    if not len(seen):
        return
    left, top, right, bottom = boxes[seen].T
    tall = numpy.maximum((top - bottom)[1:], (top - bottom)[:-1])
    forward = left[1:] - right[:-1]
    gap = numpy.maximum(forward, left[:-1] - right[1:])
    shared = numpy.minimum(top[1:], top[:-1]) - numpy.maximum(bottom[1:], bottom[:-1])
    apart = (gap > _COLUMN_GAP * tall) | (shared < -_OTHER_LINE * tall)
    apart |= ends[seen[1:]] != ends[seen[:-1]]
    touching = numpy.diff(seen) == 1
    spaced = touching & ((forward > _WORD_GAP * tall) | _note_marks(codes[seen], top, bottom))
    starts = numpy.concatenate(([0], numpy.flatnonzero(apart) + 1, [len(seen)]))
    missing = set((seen[1:][spaced]).tolist())
    for first, last in pairwise(starts):
        places = seen[first:last]
        start, end = int(places[0]), int(places[-1]) + 1
        yield _Run(start, end, places, sorted(missing.intersection(range(start + 1, end))))


_BLANKS = [9, 10, 11, 12, 13, 28, 29, 30, 31, 32, 133, 160, 0x1680, *range(0x2000, 0x200B), 0x2028]
_BLANKS += [0x2029, 0x202F, 0x205F, 0x3000]


def _note_marks(codes: Any, top: Any, bottom: Any) -> Any:
    """Tell raised small figures after a word, which are marks of notes, from exponents."""
    digit = (codes >= 48) & (codes <= 57)
    height = top - bottom
    small = height[1:] < _SMALL * height[:-1]
    raised = bottom[1:] > bottom[:-1] + _RAISED * height[:-1]
    return digit[1:] & ~digit[:-1] & small & raised


def _stands_sideways(textpage: Any, boxes: Any, run: _Run) -> bool:
    """Say whether a run is written up or down the margin, as stamps are."""
    import pypdfium2.raw as raw

    if len(run.seen) < 3:
        return False
    left, top, right, bottom = boxes[run.seen].T
    if top.max() - bottom.min() <= 2 * (right.max() - left.min()):
        return False
    angle = raw.FPDFText_GetCharAngle(textpage, int(run.seen[0]))
    return bool(0.8 < angle % math.pi < 2.4)


def _line(textpage: Any, text: str, boxes: Any, run: _Run, number: int, page: _Page) -> Line:
    """Return a run as a line; its height is that of its font about its baseline.

    The boxes of letters differ with the font that stands in for a missing one, so size and
    place come from the font's size and the letters' origins.
    """
    import numpy

    left, top, right, bottom = boxes[run.seen].T
    count = len(run.seen)
    sampled = [int(run.seen[at]) for at in sorted({0, count // 2, count - 1})]
    sizes = sorted(_font_size(textpage, at) for at in sampled)
    size = sizes[len(sizes) // 2] or float(numpy.median(top - bottom))
    base = page.height - _baseline(textpage, sampled[len(sampled) // 2], page)
    quarters = {int(run.seen[count * part // 4]) for part in (1, 2, 3)}
    return Line(
        page=number,
        text=normalise_line(_text(text, boxes, run)),
        left=float(left.min()),
        top=base - _ASCENT * size,
        right=float(right.max()),
        bottom=base + _DESCENT * size,
        size=size,
        bold=all(_letter_is_bold(textpage, at) for at in quarters),
        parts=_parts(text, boxes, run, size),
    )


def _parts(text: str, boxes: Any, run: _Run, size: float) -> tuple[tuple[str, float, float], ...]:
    """Return the texts of a run between its wide gaps with their edges, none where it has none.

    They may be cells of a table. Lines that run from right to left are left whole.
    """
    import numpy

    left, _, right, _ = boxes[run.seen].T
    cuts = numpy.flatnonzero(left[1:] - right[:-1] > _CELL_GAP * size) + 1
    if not len(cuts) or _RIGHT_TO_LEFT.search(text, run.start, run.end):
        return ()
    found = []
    for first, last in pairwise([0, *cuts.tolist(), len(run.seen)]):
        start, end = int(run.seen[first]), int(run.seen[last - 1]) + 1
        spaced = [at for at in run.spaced if start < at < end]
        part = _text(text, boxes, run._replace(start=start, end=end, spaced=spaced))
        edges = float(left[first:last].min()), float(right[first:last].max())
        found.append((normalise_line(part), *edges))
    return tuple(found)


def _text(text: str, boxes: Any, run: _Run) -> str:
    own = text[run.start : run.end]
    if not own.isascii() and _RIGHT_TO_LEFT.search(own):
        glyphs = [
            Glyph(character, left, right)
            for character, (left, _, right, _) in zip(
                own, boxes[run.start : run.end].tolist(), strict=True
            )
        ]
        return logical_text(glyphs)
    if run.spaced:
        cuts = [run.start, *run.spaced, run.end]
        own = " ".join(text[a:b] for a, b in pairwise(cuts))
    return _HYPHENS.sub("-", own)


def _font_size(textpage: Any, at: int) -> float:
    """Return the size a letter is set in, in points, 0 where the page does not tell."""
    import pypdfium2.raw as raw

    matrix = raw.FS_MATRIX()
    if not raw.FPDFText_GetMatrix(textpage, at, ctypes.byref(matrix)):
        return 0.0
    size = raw.FPDFText_GetFontSize(textpage, at) * math.hypot(matrix.c, matrix.d)
    return float(size) if 0.5 < size < 2000 else 0.0


def _baseline(textpage: Any, at: int, page: _Page) -> float:
    """Return the height of a letter's baseline above the lower edge of the page as shown."""
    import pypdfium2.raw as raw

    x, y = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(textpage, at, ctypes.byref(x), ctypes.byref(y))
    return (y.value, page.height - x.value, page.height - y.value, x.value)[page.turn]


def _letter_is_bold(textpage: Any, at: int) -> bool:
    import pypdfium2.raw as raw

    if raw.FPDFText_GetFontWeight(textpage, at) >= _BOLD_WEIGHT:
        return True
    name = ctypes.create_string_buffer(128)
    flags = ctypes.c_int()
    raw.FPDFText_GetFontInfo(textpage, at, name, len(name), ctypes.byref(flags))
    lower = name.value.decode("utf-8", errors="replace").lower()
    return bool(flags.value & _FORCE_BOLD) or any(part in lower for part in _BOLD_NAMES)
