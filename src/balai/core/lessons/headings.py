"""What a heading announces: lessons, practices, challenges, recommendations, needs, or nothing.

Headings are read in every language there is data for, for a report in Malay may well have
"Lessons learned" above a section; the document's own language is asked first.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from .candidate import CandidateKind
from .lexicon import fold, languages, load, pattern

# A heading says it in a few words; a longer line is a sentence that mentions the thing.
_MOST_WORDS = 14
_NUMBERING = re.compile(
    r"^(?:(?:section|chapter|part|chapitre|partie|bahagian|bab|hoofdstuk|deel)\s+)?"
    r"(?:[ivxlc]{1,6}|\d{1,3}(?:\.\d{1,3})*|[a-h])\s*[.):–-]\s*|^[\s•·*#_=-]+",
)
_TAIL = re.compile(r"[\s:.;,*_=–—-]+$")
_BRACKET = re.compile(r"\s*\([^)]*\)\s*$")

SKIP = "skip"
OTHER = "other"


@dataclass(frozen=True)
class Sense:
    """What a heading announces. `weak` ones ("Conclusions") only hint at it."""

    announces: str
    weak: bool = False

    @property
    def kind(self) -> CandidateKind | None:
        """Return the kind of candidates below such a heading, if any."""
        return None if self.announces in (SKIP, OTHER) else CandidateKind(self.announces)


@dataclass(frozen=True)
class _Rules:
    kinds: tuple[tuple[str, re.Pattern[str], frozenset[str], frozenset[str]], ...]
    starts: tuple[str, ...]


def bare(heading: str) -> str:
    """Return a heading in small letters without its number, brackets and end marks."""
    text = " ".join(fold(heading).split())
    text = _TAIL.sub("", _NUMBERING.sub("", _NUMBERING.sub("", text)))
    return _BRACKET.sub("", text)


def sense(heading: str, language: str = "") -> Sense | None:
    """Return what a heading announces, or None where it says nothing we know."""
    text = bare(heading)
    if not text or len(text.split()) > _MOST_WORDS:
        return None
    known = languages("words/headings")
    first = [language] if language in known else []
    found: Sense | None = None
    for code in [*first, *(code for code in known if code != language)]:
        answer = _sense(text, code)
        if answer is not None and answer.kind is not None:
            return answer
        found = found or answer
    return found


def is_generic(heading: str) -> bool:
    """Say whether a heading is nothing but one that any document may have, in any language."""
    return bare(heading) in _generic()


@lru_cache(maxsize=1)
def _generic() -> frozenset[str]:
    """Return every heading there are words for, folded."""
    data = [load("words/headings", language) for language in languages("words/headings")]
    lists = [words for kinds in data for kind in kinds.values() for words in kind.values()]
    return frozenset(fold(phrase).strip(" :") for words in lists for phrase in words)


def _sense(text: str, language: str) -> Sense | None:
    rules = _rules(language)
    earliest: tuple[int, str] | None = None
    other = ""
    for announces, within, whole, weak in rules.kinds:
        if text in weak:
            return Sense(announces, weak=True)
        found = within.search(text)
        if text not in whole and not found:
            continue
        if announces in (SKIP, OTHER):
            other = other or announces
        elif earliest is None or (found.start() if found else 0) < earliest[0]:
            earliest = (found.start() if found else 0, announces)
    if earliest is not None:
        return Sense(earliest[1])
    if text.startswith(rules.starts):
        return Sense(SKIP)
    return Sense(other) if other else None


@lru_cache(maxsize=32)
def _rules(language: str) -> _Rules:
    data = load("words/headings", language)
    order = (*(kind.value for kind in CandidateKind), SKIP, OTHER)
    arabic = language == "ar"
    return _Rules(
        kinds=tuple(
            (
                name,
                pattern(data[name]["within"], spaced=language != "th", arabic=arabic),
                frozenset(map(fold, data[name]["whole"])),
                frozenset(map(fold, data[name].get("weak", ()))),
            )
            for name in order
        ),
        starts=tuple(map(fold, data[SKIP].get("start", ()))),
    )
