"""Sentences of our own with the wanted findings between « and »: `holds` compares exactly."""

from __future__ import annotations

import re

from balai.core.privacy import FindingType, findings

_MARK = re.compile("«([^»]*)»")


def plain(marked: str) -> str:
    """Return the sentence without its marks."""
    return _MARK.sub(r"\1", marked)


def wanted(marked: str) -> list[tuple[int, str]]:
    """Return (start, text) of the marked stretches, offsets in the plain sentence."""
    return [
        (match.start() - 2 * place, match[1]) for place, match in enumerate(_MARK.finditer(marked))
    ]


def found_in(text: str, *types: FindingType) -> list[tuple[int, str]]:
    """Return (start, text) of the findings of these types (of any, where none is named)."""
    return [(each.start, each.text) for each in findings(text) if not types or each.type in types]


def holds(marked: str, *types: FindingType) -> None:
    """Assert that exactly the marked stretches are found with these types."""
    assert found_in(plain(marked), *types) == wanted(marked)
