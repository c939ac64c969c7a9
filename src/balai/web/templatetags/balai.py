"""Template tags of the look: words marked in a text, lamps counted, a list cut in runs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any, Final

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language_info

register = template.Library()

_TAGS: Final[dict[str, tuple[str, str]]] = {
    "words": ("<mark>", "</mark>"),
    "finding": ('<span class="pd">', "</span>"),
    "mask": ('<span class="masked">', "</span>"),
}
"""From the outermost to the innermost: where spans overlap they nest in this order."""


def _span(mark: Any) -> tuple[int, int, str]:
    """Read a mark given as (start, end), (start, end, kind) or an object with those fields."""
    if isinstance(mark, Sequence):
        start, end, *rest = mark
        return int(start), int(end), str(rest[0]) if rest else "words"
    return int(mark.start), int(mark.end), str(getattr(mark, "kind", "words"))


def pieces(text: str, marks: Iterable[Any]) -> list[tuple[str, frozenset[str]]]:
    """Cut `text` where any mark begins or ends, each piece with the kinds that cover it.

    Joined, the pieces are the text again. Marks outside the text are cut to it and marks of
    an unknown kind raise KeyError: a highlight on the wrong words is worse than none.
    """
    spans = [
        (max(0, start), min(len(text), end), kind)
        for start, end, kind in map(_span, marks or ())
        if _TAGS[kind]
    ]
    spans = [span for span in spans if span[0] < span[1]]
    cuts = sorted({0, len(text), *(edge for span in spans for edge in span[:2])})
    return [
        (text[a:b], frozenset(kind for start, end, kind in spans if start <= a and b <= end))
        for a, b in pairwise(cuts)
    ]


@register.filter
def marked(text: str, marks: Iterable[Any]) -> SafeString:
    """Return `text` escaped, with its marked words in `<mark>`, findings and masks in spans.

    Offsets count characters of `text` as given.
    """
    html: list[str] = []
    for words, kinds in pieces(str(text), marks):
        opened = [_TAGS[kind] for kind in _TAGS if kind in kinds]
        html += [before for before, _ in opened]
        html.append(escape(words))
        html += [after for _, after in reversed(opened)]
    return mark_safe("".join(html))  # noqa: S308 - every piece is escaped above


@register.filter
def lit(lamps: Iterable[Any]) -> list[Any]:
    """Return the lamps that are lit."""
    return [lamp for lamp in lamps if lamp.lit]


@register.filter
def direction_of(language: str) -> str:
    """Return "rtl" or "ltr" for a language code; unknown codes read as "auto"."""
    try:
        info = get_language_info(language)
    except KeyError:
        return "auto"
    return "rtl" if info["bidi"] else "ltr"


@register.filter
def share_of(part: float, whole: float) -> int:
    """Return `part` in 256ths of `whole`, which is the width of a drawn meter."""
    return round(256 * min(1.0, part / whole)) if whole else 0


@register.filter
def kind_of_field(field: Any) -> str:
    """Name the control of a bound form field: its widget's input type, or its class in lower case.

    Groups of radio buttons and check boxes are drawn as a fieldset, all else with a label.
    """
    widget = field.field.widget
    name = type(widget).__name__.lower()
    if name in {"radioselect", "checkboxselectmultiple", "textarea", "select", "selectmultiple"}:
        return name
    return str(getattr(widget, "input_type", name))


def _speaks(row: Any) -> bool:
    return bool(row.proposed or row.level or not row.sure or (row.control and row.control.errors))


@register.filter
def speaking(rows: Iterable[Any]) -> list[Any]:
    """Return the rows of a candidate that a reviewer has to look at."""
    return [row for row in rows if _speaks(row)]


@register.filter
def silent(rows: Iterable[Any]) -> list[Any]:
    """Return the rows for which nothing was proposed and nothing is wrong; they stay folded."""
    return [row for row in rows if not _speaks(row)]


@register.filter
def first_marked(blocks: Iterable[Any]) -> str:
    """Return the id of the first block that holds marked words, or ""."""
    return next((block.id for block in blocks if block.marks), "")
