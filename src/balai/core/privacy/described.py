"""Somebody who is described and not named: "a 34-year-old Catholic baker from Oudezand".

No part of it identifies anybody, together they may: Sweeney found that date of birth, sex and
place alone single out most people of a country (L. Sweeney, "Simple Demographics Often Identify
People Uniquely", 2000), and k-anonymity asks that no combination of such attributes be rarer than
k. Balai has no population to count, so it goes by kind: an age, a belief or an illness beside one
more attribute, said of one person in one phrase. Occupation and place alone are ordinary ("the
mayor of Utrecht"), and so is whatever is said of a group.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from balai.core.privacy.described_words import AGES, HEALTH, NOUNS, ONE, PEOPLES, PLACES, POSTS
from balai.core.privacy.finding import Finding, FindingType, found
from balai.core.privacy.opened import opened
from balai.core.privacy.searched import Searched
from balai.core.privacy.why import Why

_REACH = 110  # characters to either side of what is rare
_WORD = r"[^\W\d_][^\W\d_'’-]{1,20}"
_ATTRIBUTE = rf"(?:{AGES}|{PEOPLES}|{HEALTH}|{PLACES}|{POSTS})"
_WHO = rf"(?:{NOUNS}|{POSTS})"
_SPACED = rf"(?:(?:{_ATTRIBUTE}|{_WORD})[ ,]{{1,2}}){{0,3}}{_WHO}(?![^\W\d_])"
_PHRASE = re.compile(
    rf"(?<![^\W\d_])(?i:{ONE})[ ](?P<who>{_SPACED}(?:,?[ ](?:{_ATTRIBUTE})(?![^\W\d_])){{0,4}})"
)
_UNSPACED = re.compile(rf"(?P<who>{_WHO}(?:[ ,،]{{0,2}}{_ATTRIBUTE}){{1,4}})")
"""Thai, which has neither articles nor spaces, and Arabic, whose one is not said."""
_OTHER_SCRIPT = re.compile(r"[\u0600-\u06ff\u0e00-\u0e7f]")
_RARE = re.compile(opened(rf"{PEOPLES}|{HEALTH}", off="", ignore_case=False))
_KINDS = {
    "age": re.compile(AGES),
    "belief": re.compile(PEOPLES),
    "health": re.compile(HEALTH),
    "place": re.compile(PLACES),
    "post": re.compile(POSTS),
}
_STRONG = frozenset({"age", "belief", "health"})


def described(searched: Searched, known: Sequence[Finding]) -> Iterator[Finding]:
    """Yield phrases that describe one person by two attributes or more, one of them telling.

    A phrase that a direct identifier stands in is left to that: it is withheld unasked, which a
    combination is not.
    """
    text = searched.text
    direct = [each for each in known if each.class_ == "direct"]
    read_to = 0
    for low, high in _stretches(searched, known):
        pattern = _UNSPACED if _OTHER_SCRIPT.search(text, low, high) else _PHRASE
        for match in pattern.finditer(text, max(low, read_to), high):
            read_to = match.end()
            start, end = match.span("who")
            kinds = {kind for kind, said in _KINDS.items() if said.search(text, start, end)}
            named = any(each.start < end and each.end > start for each in direct)
            if len(kinds) > 1 and kinds & _STRONG and not named:
                yield found(text, start, end, FindingType.COMBINATION, 0.7, Why("together"))


def _stretches(searched: Searched, known: Sequence[Finding]) -> Iterator[tuple[int, int]]:
    """Yield where to look: around beliefs, illnesses and the ages of single persons."""
    text = searched.text
    spans = [match.span() for match in _RARE.finditer(text)]
    spans += [(each.start, each.end) for each in known if each.type is FindingType.AGE]
    at = -1
    for start, end in sorted(spans):
        if start >= at:
            low, high = max(0, start - _REACH), min(len(text), end + _REACH)
            yield low, high
            at = end
