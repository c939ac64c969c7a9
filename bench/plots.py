"""Plots as plain SVG: drawn from numbers, without a library.

Each bears a title and a description for who does not see it, every number as text (colour and
length only help), a white ground for dark pages, and is 360 units wide: at 375 px and in print
its letters are as large as those around it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

WIDTH = 360
INK, PALE, SOLID = "#1a1a1a", "#dbe7f3", "#1f5a94"
_GAP, _LETTER = 4, 12


def text(x: float, y: float, words: str, *, anchor: str = "start", more: str = "") -> str:
    return f'<text x="{x:g}" y="{y:g}" text-anchor="{anchor}"{more}>{escape(words)}</text>'


def drawing(title: str, description: str, height: float, parts: Sequence[str]) -> str:
    """Return a whole SVG file."""
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height:g}" role="img"'
        ' aria-labelledby="title desc" font-family="system-ui, sans-serif"'
        f' font-size="{_LETTER}" fill="{INK}">'
    )
    named = f'<title id="title">{escape(title)}</title><desc id="desc">{escape(description)}</desc>'
    ground = f'<rect width="{WIDTH}" height="{height:g}" fill="#fff"/>'
    return "\n".join([head, named, ground, *parts, "</svg>"]) + "\n"


def shade(value: float) -> tuple[str, str]:
    """Return the ground of a number between 0 and 1, and the letters that are read on it.

    From white to dark blue, in black or white letters, whichever stands out more: by at least
    4.5 to 1 (WCAG 2.2, 1.4.3).
    """
    share = min(max(value, 0.0), 1.0)
    ends = zip((255, 255, 255), (16, 62, 112), strict=True)
    ground = "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in ends)
    return ground, max(("#000000", "#ffffff"), key=lambda ink: contrast(ink, ground))


def contrast(one: str, other: str) -> float:
    """Return how far two colours (#rrggbb) stand apart, 1 to 21 (WCAG 2.2)."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def short(value: float) -> str:
    """Return a number between 0 and 1 without its first nought."""
    return f"{value:.2f}".removeprefix("0")


Grid = Mapping[str, Mapping[str, float]]
"""Numbers between 0 and 1 by row and column; what was not measured is absent."""


def heat(title: str, description: str, grids: Mapping[str, Grid], columns: Sequence[str]) -> str:
    """Return tables below each other whose cells are the darker the greater the number."""
    left, row_height = 34.0, 24.0
    longest = max(len(each) for each in columns)
    slanted = longest > 3
    cell = (WIDTH - left - (26 if slanted else 2 * _GAP)) / len(columns)
    above = 5.2 * longest + 14 if slanted else 20.0
    parts: list[str] = []
    y = 0.0
    for caption, grid in grids.items():
        parts.append(text(_GAP, y + 18, caption, more=' font-weight="bold"'))
        y += 24 + above
        for at, column in enumerate(columns):
            x = left + cell * (at + 0.5)
            turn = f' transform="rotate(-50 {x:g} {y - 5:g})"' if slanted else ""
            anchor = "start" if slanted else "middle"
            parts.append(text(x, y - 5, column, anchor=anchor, more=turn))
        for row, values in grid.items():
            parts.append(text(left - 6, y + 16, row, anchor="end"))
            for at, column in enumerate(columns):
                parts += _cell(left + cell * at, y, cell, row_height, values.get(column))
            y += row_height
        y += 10
    return drawing(title, description, y, parts)


def _cell(x: float, y: float, width: float, height: float, value: float | None) -> list[str]:
    ground, ink = shade(value) if value is not None else ("#fff", INK)
    box = (
        f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" fill="{ground}"'
        ' stroke="#b8b8b8"/>'
    )
    said = short(value) if value is not None else "–"
    inked = f' fill="{ink}"'
    return [box, text(x + width / 2, y + 16, said, anchor="middle", more=inked)]


def bars(
    title: str, description: str, rows: Sequence[tuple[str, float, float]], unit: str = "ms"
) -> str:
    """Return two bars for each name: the median in full, and p95 with a dashed edge."""
    left, right, thick = 104.0, 52.0, 13.0
    most = max((max(low, high) for _, low, high in rows), default=1.0) or 1.0
    scale = (WIDTH - left - right) / most
    parts = [
        *_bar(left, 6, 24, SOLID, ""),
        text(left + 30, 17, f"median, {unit}"),
        *_bar(left + 130, 6, 24, PALE, f' stroke="{INK}" stroke-dasharray="3 2"'),
        text(left + 160, 17, f"p95, {unit}"),
    ]
    y = 32.0
    for name, low, high in rows:
        parts.append(text(left - 6, y + thick + 4, name, anchor="end"))
        for value, fill, edge in (
            (low, SOLID, ""),
            (high, PALE, f' stroke="{INK}" stroke-dasharray="3 2"'),
        ):
            parts += _bar(left, y, value * scale, fill, edge)
            parts.append(text(left + value * scale + 5, y + 11, f"{value:g}"))
            y += thick + 2
        y += 10
    return drawing(title, description, y, parts)


def _bar(x: float, y: float, length: float, fill: str, edge: str) -> list[str]:
    shape = f'width="{max(length, 1):.1f}" height="13" fill="{fill}"{edge}'
    return [f'<rect x="{x:g}" y="{y:g}" {shape}/>']
