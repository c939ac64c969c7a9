"""Somebody who is told by role and origin: "the deputy commissioner of Norway".

Among those who were in the room there may be one such person only. The Chatham House Rule covers
this: "neither the identity nor the affiliation of the speaker(s), nor that of any other
participant, may be revealed" (Chatham House, wording of 2002). Balai does not know who was in
the room, so it goes by form: one person's role beside a country, a nationality, a place or an
organisation in one phrase; or a role of which the text itself says that there is no other.
A role alone ("the police officer in a community") is nobody's, and so is a role of several.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from balai.core.privacy.combination_words import NO_ORIGIN, SPEECHES, Speech
from balai.core.privacy.finding import Finding, FindingType, found
from balai.core.privacy.opened import opened
from balai.core.privacy.searched import Searched
from balai.core.privacy.why import Why

_BACK = 64
"""Characters before a role in which what leads to it stands."""
_END = r"(?![^\W\d_])(?!-[^\W\d_])"
_CAPITAL = r"[A-ZÀ-ÖØ-Þ]"
_NAMED = rf"{_CAPITAL}[\w’'-]*[\w]"
_NAME = (
    rf"(?!(?:{NO_ORIGIN}){_END}){_NAMED}"
    rf"(?:[ -](?:(?:of|for|the|de|du|des|la|le|van|der) ){{0,2}}{_NAMED}){{0,5}}"
)
_OWNED = rf"(?!(?:{NO_ORIGIN}|To\w+|Yesterday|Its?|The){_END}){_CAPITAL}[\w-]*['’]s[ ]"
"""English: "Belgium's delegate"."""
_CAME = (
    r"(?:,? (?:who (?:came|comes|had come|was|is)|qui (?:vient|venait)|yang (?:datang|berasal)))?"
)


@dataclass(frozen=True)
class _Patterns:
    role: re.Pattern[str]
    leads: re.Pattern[str]
    origin: re.Pattern[str]
    nation_before: re.Pattern[str]
    only: re.Pattern[str]
    several: re.Pattern[str] | None
    must_lead: bool


@cache
def _patterns() -> tuple[_Patterns, ...]:
    return tuple(_compiled(speech) for speech in SPEECHES)


def _compiled(speech: Speech) -> _Patterns:
    between = rf"(?:(?:(?i:{speech.qualifies})|{speech.nations})[ -])"
    article = r"(?:(?i:the|de|het|la|le|les|los|el) |l['’])?"
    link = rf"(?:{speech.links})(?:(?<=['’])| )"
    return _Patterns(
        role=re.compile(opened(rf"(?:{speech.roles}){_END}", ignore_case=True)),
        leads=re.compile(
            rf"(?<![^\W\d_])(?:(?:(?i:{speech.leads})[ ]|[lLdD]['’]|{_OWNED}){between}{{0,4}}"
            + ("" if speech.must_lead else rf"|{between}{{0,3}}")
            + ")$"
        ),
        origin=re.compile(
            rf"(?:[ ](?:{speech.follows}){_END}){{0,3}}"
            rf"(?:[ ](?:{speech.nations}){_END}|{_CAME},?[ ](?i:{link}){article}{_NAME}{_END})"
        ),
        nation_before=re.compile(rf"(?<![^\W\d_])(?:(?:{speech.nations})[ -]|{_OWNED})"),
        only=re.compile(
            rf"(?i:{opened(speech.only, ignore_case=True)})[ ](?:[^\W\d_][\w’'-]*[ ]){{0,2}}"
            rf"(?i:{speech.roles}|{speech.persons}){_END}"
        ),
        several=re.compile(rf"(?<![\w])(?i:{speech.several})[ ]$") if speech.several else None,
        must_lead=speech.must_lead,
    )


def combinations(searched: Searched, known: Sequence[Finding]) -> Iterator[Finding]:
    """Yield phrases that tell one person by role and origin, or as the only one of a kind.

    A finding grows over what else lies half inside it; a phrase that a direct identifier stands
    in is left to that, for it is withheld unasked.
    """
    text = searched.text
    for start, end, why in _phrases(text):
        inside = [each for each in known if each.start < end and each.end > start]
        if any(each.class_ == "direct" for each in inside):
            continue
        low = min((start, *(each.start for each in inside)))
        high = max((end, *(each.end for each in inside)))
        yield found(text, low, high, FindingType.COMBINATION, 0.7, Why(why))


def _phrases(text: str) -> Iterator[tuple[int, int, str]]:
    for speech in _patterns():
        for match in speech.only.finditer(text):
            origin = speech.origin.match(text, match.end())
            yield match.start(), origin.end() if origin else match.end(), "only-one"
        for match in speech.role.finditer(text):
            span = _told(speech, text, match.start(), match.end())
            if span:
                yield *span, "role-and-origin"


def _told(speech: _Patterns, text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return where the phrase around a role stands, or None where it tells no origin."""
    window = text[max(0, start - _BACK) : start]
    lead = speech.leads.search(window)
    if lead is None and speech.must_lead:
        return None
    led = lead[0] if lead else ""
    low = start - len(led)
    if speech.several and speech.several.search(text[max(0, low - _BACK) : low]):
        return None
    origin = speech.origin.match(text, end)
    if origin is None and not speech.nation_before.search(led):
        return None
    return low, origin.end() if origin else end
