"""The marks that list items begin with, in the styles of reports."""

from __future__ import annotations

import re

_BULLETS = "•◦▪‣⁃●○■□◆◇►▸➢➤✓✔–—*·o-"
_MARK = re.compile(
    rf"""(?:
      (?P<bullet>[{_BULLETS}])(?=\s)
    | (?P<number>\d{{1,3}}(?:\.\d{{1,3}}){{1,3}}\.?)(?=\s)      # 76.1. and 4.3.2
    | (?P<simple>\d{{1,3}}[.)])(?=\s)                            # 76. and 3)
    | (?P<bracket>\((?:\d{{1,3}}|[a-z]{{1,2}}|[ivx]{{1,5}})\))(?=\s)  # (a), (iv), (3)
    | (?P<letter>(?:[a-z]|[ivx]{{1,5}})[.)])(?=\s)               # a) and iv.
    )""",
    re.VERBOSE,
)


def item_mark(text: str) -> str:
    """Return the mark a line begins with, empty where it begins with none."""
    found = _MARK.match(text)
    return found[0] if found and text[found.end() :].strip() else ""


def item_level(mark: str) -> int:
    """Return the depth a mark tells by itself: 76.1. is 2, (a) is 2, others 1."""
    if mark[:1].isdigit():
        return max(1, len([part for part in mark.strip(".)").split(".") if part]))
    return 2 if mark.startswith("(") else 1
