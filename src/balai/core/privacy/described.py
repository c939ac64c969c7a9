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
from balai.core.privacy.merge import within
from balai.core.privacy.opened import opened
from balai.core.privacy.searched import Searched, Stretch, widened
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
    for pattern, stretches in _where(searched, known):
        for match in searched.matches_in(pattern, stretches):
            start, end = match.span("who")
            kinds = {kind for kind, said in _KINDS.items() if said.search(text, start, end)}
            named = any(each.class_ == "direct" for each in within(known, start, end))
            if len(kinds) > 1 and kinds & _STRONG and not named:
                yield found(text, start, end, FindingType.COMBINATION, 0.7, Why("together"))


def _where(
    searched: Searched, known: Sequence[Finding]
) -> Iterator[tuple[re.Pattern[str], list[Stretch]]]:
    """Yield what to look for around beliefs, illnesses and ages of single persons, and where.

    Stretches that meet are one: nothing is read once for each of the ages around it.
    """
    text = searched.text
    rare = [match.span() for match in _RARE.finditer(text)]
    rare += [(each.start, each.end) for each in known if each.type is FindingType.AGE]
    spans: dict[re.Pattern[str], list[Stretch]] = {_PHRASE: [], _UNSPACED: []}
    for start, end in sorted(rare):
        other = _OTHER_SCRIPT.search(text, max(0, start - _REACH), end + _REACH)
        spans[_UNSPACED if other else _PHRASE].append((start, end))
    for pattern, places in spans.items():
        yield pattern, widened(places, _REACH, _REACH, len(text))
