"""The numbers and bullets that Word counts itself: they are in no text of the file."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from .xml import attribute, child, children, value

_NO_NUMBER = frozenset({"none"})
_BULLET = "•"


@dataclass
class _Level:
    form: str = "decimal"
    pattern: str = "%1."
    start: int = 1


@dataclass
class Numbering:
    """Counts list items as Word does, by abstract list and level.

    Two lists that share an abstract list go on counting together unless one restarts.
    """

    _abstract_of: dict[str, str] = field(default_factory=dict)
    _levels: dict[str, dict[int, _Level]] = field(default_factory=dict)
    _restarts: dict[str, dict[int, int]] = field(default_factory=dict)
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)
    _seen: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, root: Any | None) -> Numbering:
        """Return the numbering of a document from its numbering part, None where it has none."""
        made = cls()
        if root is None:
            return made
        for abstract in children(root, "abstractNum"):
            levels = {
                int(attribute(level, "ilvl") or 0): _Level(
                    form=value(level, "numFmt") or "decimal",
                    pattern=value(level, "lvlText"),
                    start=_integer(value(level, "start"), 1),
                )
                for level in children(abstract, "lvl")
            }
            made._levels[attribute(abstract, "abstractNumId")] = levels
        for number in children(root, "num"):
            identity = attribute(number, "numId")
            made._abstract_of[identity] = value(number, "abstractNumId")
            made._restarts[identity] = {
                int(attribute(override, "ilvl") or 0): _integer(value(override, "startOverride"), 1)
                for override in children(number, "lvlOverride")
                if child(override, "startOverride") is not None
            }
        return made

    def mark(self, identity: str, level: int) -> str:
        """Return the mark of the next item of a list at a level (from 0), counting it."""
        abstract = self._abstract_of.get(identity, "")
        levels = self._levels.get(abstract)
        if levels is None or level not in levels:
            return _BULLET if identity != "0" else ""
        counts = self._counts.setdefault(abstract, {})
        if identity not in self._seen:
            self._seen.add(identity)
            for restarted, start in self._restarts.get(identity, {}).items():
                counts[restarted] = start - 1
        counts[level] = counts.get(level, levels[level].start - 1) + 1
        for deeper in [each for each in counts if each > level]:
            del counts[deeper]
        own = levels[level]
        if own.form == "bullet":
            return _BULLET
        if own.form in _NO_NUMBER:
            return ""
        mark = own.pattern
        for place in range(level + 1):
            at = levels.get(place, _Level())
            mark = mark.replace(f"%{place + 1}", _written(counts.get(place, at.start), at.form))
        return mark.strip()


def _integer(text: str, otherwise: int) -> int:
    return int(text) if text.lstrip("-").isdigit() else otherwise


def _written(number: int, form: str) -> str:
    if form in ("lowerLetter", "upperLetter") and 1 <= number <= 702:
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter if form == "lowerLetter" else letter.upper()
    if form in ("lowerRoman", "upperRoman") and 1 <= number <= 3999:
        roman = _roman(number)
        return roman if form == "lowerRoman" else roman.upper()
    return f"{number:02}" if form == "decimalZero" else str(number)


_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def _roman(number: int) -> str:
    written = ""
    for size, sign in _ROMAN:
        written += sign * (number // size)
        number %= size
    return written
