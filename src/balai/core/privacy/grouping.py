"""Equal findings put together, so that a reviewer answers each of them once."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from balai.core.privacy.finding import Finding, FindingType, digits_of

_NUMBERS = frozenset(
    {
        FindingType.PHONE,
        FindingType.IDENTITY,
        FindingType.PASSPORT,
        FindingType.CARD,
        FindingType.IBAN,
        FindingType.ACCOUNT,
    }
)


@dataclass(frozen=True)
class Group:
    """Findings of one type that say the same. `key` is stable across texts and runs.

    `text` is how the first one is written, `findings` are in order of place.
    """

    type: FindingType
    key: str
    text: str
    findings: tuple[Finding, ...]

    @property
    def confidence(self) -> float:
        """Return the confidence of the surest."""
        return max(each.confidence for each in self.findings)


def group_equal(findings: Iterable[Finding]) -> tuple[Group, ...]:
    """Return groups in the order of their first finding.

    Numbers are equal by their digits (two that differ in a letter only are put together too),
    anything else by its letters and digits, whatever the case, the spacing and the punctuation.
    """
    groups: dict[tuple[FindingType, str], list[Finding]] = {}
    for item in sorted(findings, key=lambda each: (each.start, each.end)):
        groups.setdefault((item.type, normal_form(item.type, item.text)), []).append(item)
    return tuple(
        Group(type_, key, members[0].text, tuple(members))
        for (type_, key), members in groups.items()
    )


def normal_form(type_: str, text: str) -> str:
    """Return what two findings of one type share when they are equal.

    Numbers without any digit (which no finder yields) fall back to their letters.
    """
    if type_ in _NUMBERS:
        return digits_of(text) or _folded(text)
    return _folded(text)


def _folded(text: str) -> str:
    """Fold case, width and composition; drop what is neither letter, mark nor digit.

    Marks are kept: in Thai and Arabic they tell names apart.
    """
    whole = unicodedata.normalize("NFKC", text).casefold()
    words = "".join(
        char if char.isalnum() or unicodedata.category(char).startswith("M") else " "
        for char in whole
    )
    return " ".join(words.split())
