"""What of a text's findings is put to a person: all that names, and what together singles out.

A place or a date identifies nobody, and a report is full of both. Beside an age, a belief or an
occupation in the same sentence they may: "a 34-year-old teacher from Muar".
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from balai.core.privacy.finding import CIRCUMSTANCES, Finding, FindingType

_SENTENCE_END = re.compile(r"[.!?…؟。](?=\s)|\n")
_DESCRIBES = frozenset({FindingType.AGE, FindingType.BIRTH_DATE, FindingType.TRAIT})
READS_LIKE_A_DATE = "reads-date"


def telling(text: str, findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Return the findings a person must answer, in order; the rest describes nobody alone.

    Circumstances count where their sentence describes a person in another way as well.
    """
    ends = [match.end() for match in _SENTENCE_END.finditer(text)]
    kinds: dict[int, set[FindingType]] = {}
    for each in findings:
        if each.class_ == "quasi":
            kinds.setdefault(bisect_left(ends, each.start + 1), set()).add(each.type)
    singled = {at for at, said in kinds.items() if len(said) > 1 and said & _DESCRIBES}
    return tuple(
        each
        for each in findings
        if not is_circumstance(each) or bisect_left(ends, each.start + 1) in singled
    )


def is_circumstance(found: Finding) -> bool:
    """Say whether a finding is of the kind that every report is full of."""
    return found.type in CIRCUMSTANCES or found.why.code == READS_LIKE_A_DATE
