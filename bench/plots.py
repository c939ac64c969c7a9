"""Plots as SVG, written by hand: bars with their numbers, and a table of shades.

They say the same as the tables beside them: each has a title and a description for whoever does
not see it, every bar has its number, and no colour says anything alone. Wide enough to be read
in print, and narrow enough for a phone.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

WIDTH, LEFT, RIGHT = 480, 150, 62
ROW, TOP = 26, 52
OURS, OTHERS, THIN = "#1f5c4d", "#8a8f98", "#1a1a1a"
FONT = "font-family='Georgia, serif'"


@dataclass(frozen=True)
class Bar:
    """A row: its length, a second mark behind it where there is one, and what stands beside."""

    label: str
    value: float
    said: str
    mark: float | None = None


def bars(title: str, description: str, rows: Sequence[Bar], *, logarithmic: bool = False) -> str:
    """Return horizontal bars in the given order; rows whose label begins with Balai are ours."""
    most = max((row.mark or row.value for row in rows), default=1.0) or 1.0
    least = min((row.value for row in rows if row.value > 0), default=most) / 2

    def along(value: float) -> float:
        room = WIDTH - LEFT - RIGHT
        if not logarithmic:
            return room * value / most
        span = math.log(most / least) or 1.0
        return room * max(0.0, math.log(max(value, least) / least)) / span

    drawn = []
    for place, row in enumerate(rows):
        top = TOP + place * ROW
        colour = OURS if row.label.startswith("Balai") else OTHERS
        drawn.append(text(LEFT - 8, top + 13, row.label, anchor="end"))
        drawn.append(
            f"<rect x='{LEFT}' y='{top}' width='{along(row.value):.1f}' height='17' "
            f"fill='{colour}'/>"
        )
        end = along(row.value)
        if row.mark is not None:
            end = max(end, along(row.mark))
            at = LEFT + along(row.mark)
            drawn.append(
                f"<path d='M{LEFT + along(row.value):.1f} {top + 8.5}H{at:.1f}M{at:.1f} {top + 2}"
                f"v13' stroke='{THIN}' fill='none'/>"
            )
        drawn.append(text(LEFT + end + 6, top + 13, row.said))
    return picture(title, description, drawn, TOP + len(rows) * ROW + 8)


def shades(
    title: str,
    description: str,
    rows: Sequence[str],
    columns: Sequence[str],
    values: Mapping[tuple[str, str], float],
) -> str:
    """Return a table whose cells are the darker the higher their value, which stands in them."""
    side = (WIDTH - 60) / max(len(columns), 1)
    drawn = [text(8, TOP + 12, "from / to", small=True)]
    known = list(values.values())
    low, high = min(known, default=0.0), max(known, default=1.0)
    for across, column in enumerate(columns):
        drawn.append(text(60 + side * (across + 0.5), TOP + 12, column, anchor="middle"))
    for down, row in enumerate(rows):
        top = TOP + 20 + down * ROW
        drawn.append(text(50, top + 18, row, anchor="end"))
        for across, column in enumerate(columns):
            if (value := values.get((row, column))) is None:
                continue
            share = (value - low) / (high - low) if high > low else 1.0
            left = 60 + side * across
            drawn.append(
                f"<rect x='{left:.1f}' y='{top}' width='{side - 2:.1f}' height='{ROW - 2}' "
                f"fill='{OURS}' fill-opacity='{0.08 + 0.42 * share:.2f}'/>"
            )
            drawn.append(text(left + side / 2 - 1, top + 17, f"{value:.2f}"[1:], anchor="middle"))
    return picture(title, description, drawn, TOP + 28 + len(rows) * ROW)


def text(x: float, y: float, words: str, *, anchor: str = "start", small: bool = False) -> str:
    """Return words at a place."""
    size = 12 if small else 14
    return (
        f"<text x='{x:.1f}' y='{y:.1f}' {FONT} font-size='{size}' text-anchor='{anchor}' "
        f"fill='{THIN}'>{escape(words)}</text>"
    )


def picture(title: str, description: str, drawn: Sequence[str], height: float) -> str:
    """Return a whole SVG file."""
    head = (
        f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {WIDTH} {height:.0f}' "
        f"width='{WIDTH}' height='{height:.0f}' role='img' aria-labelledby='t d'>\n"
        f"<title id='t'>{escape(title)}</title>\n<desc id='d'>{escape(description)}</desc>\n"
        f"<rect width='{WIDTH}' height='{height:.0f}' fill='#ffffff'/>\n"
        f"<text x='8' y='24' {FONT} font-size='17' font-weight='bold' fill='{THIN}'>"
        f"{escape(title)}</text>\n"
    )
    return head + "\n".join(drawn) + "\n</svg>\n"
