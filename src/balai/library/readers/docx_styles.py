"""What a paragraph of Word is by its style: heading, title, list item, quotation."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from .xml import attribute, child, children, value

_HEADING = re.compile(r"heading\s*(\d)")
_DEEPEST = 20


@dataclass(frozen=True)
class Style:
    """A style with what it takes over from the styles it is based on.

    `heading` is a level from 1 (0: none); `list_id` and `list_level` are those of Word's
    numbering, empty where the style numbers nothing.
    """

    name: str = ""
    heading: int = 0
    list_id: str = ""
    list_level: int = 0
    bold: bool = False


class Styles:
    """The styles of a document by their identifier."""

    def __init__(self, root: Any | None) -> None:
        self._elements: dict[str, Any] = {}
        self._known: dict[str, Style] = {}
        for element in children(root, "style") if root is not None else ():
            self._elements[attribute(element, "styleId")] = element

    def get(self, identity: str) -> Style:
        """Return a style, an empty one where there is no such style."""
        if identity not in self._known:
            self._known[identity] = self._resolve(identity, 0)
        return self._known[identity]

    def _resolve(self, identity: str, depth: int) -> Style:
        element = self._elements.get(identity)
        if element is None or depth > _DEEPEST:
            return Style()
        base = self._resolve(value(element, "basedOn"), depth + 1)
        name = value(element, "name").lower()
        named = _HEADING.match(name)
        outline = value(element, "pPr", "outlineLvl")
        level = int(outline) + 1 if outline.isdigit() and int(outline) < 9 else 0
        list_id = value(element, "pPr", "numPr", "numId") or base.list_id
        list_level = value(element, "pPr", "numPr", "ilvl")
        return Style(
            name=name,
            heading=int(named[1]) if named else level or base.heading,
            list_id=list_id,
            list_level=int(list_level) if list_level.isdigit() else base.list_level,
            bold=is_on(child(element, "rPr", "b"), base.bold),
        )


def is_on(switch: Any | None, otherwise: bool) -> bool:
    """Say whether an on-off property of Word is on."""
    if switch is None:
        return otherwise
    return attribute(switch, "val") not in ("0", "false", "off")
