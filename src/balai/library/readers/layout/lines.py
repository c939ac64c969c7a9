"""A line of text with its place on a page."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """A run of text on one baseline, in points from the top left of its page.

    `size` is the height of its letters' boxes, `bold` whether most of it is set bold.
    """

    page: int
    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float
    bold: bool = False

    @property
    def height(self) -> float:
        """The height of the line's box in points."""
        return self.bottom - self.top

    @property
    def width(self) -> float:
        """The width of the line's box in points."""
        return self.right - self.left

    @property
    def box(self) -> tuple[float, float, float, float]:
        """The box as (left, top, right, bottom)."""
        return self.left, self.top, self.right, self.bottom
