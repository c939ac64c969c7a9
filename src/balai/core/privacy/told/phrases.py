"""Phrases that tell one person by role and origin, or as the only one of a kind.

Among those who were in the room there may be one such person only. The Chatham House Rule covers
this: "neither the identity nor the affiliation of the speaker(s), nor that of any other
participant, may be revealed" (Chatham House, wording of 2002). Balai does not know who was in
the room, so it goes by form: one person's role beside a country, a nationality, a place or an
organisation in one phrase; or somebody of whom the text itself says that there is no other.
A role alone ("the police officer in a community") is nobody's, and so is a role of several.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from balai.core.privacy.finding import Finding, FindingType, found
from balai.core.privacy.merge import within
from balai.core.privacy.searched import Searched
from balai.core.privacy.told.dutch import DUTCH
from balai.core.privacy.told.english import ENGLISH
from balai.core.privacy.told.french import FRENCH
from balai.core.privacy.told.malay import MALAY
from balai.core.privacy.told.spanish import SPANISH
from balai.core.privacy.told.walk import Walk
from balai.core.privacy.why import Why

SPEECHES = (ENGLISH, FRENCH, MALAY, DUTCH, SPANISH)


def combinations(searched: Searched, known: Sequence[Finding]) -> Iterator[Finding]:
    """Yield phrases that tell one person by role and origin, or as the only one of a kind.

    A finding grows over what else lies half inside it; a phrase that a direct identifier stands
    in is left to that, for it is withheld unasked.
    """
    text = searched.text
    for start, end, why in _phrases(searched):
        inside = [*within(known, start, end)]
        if any(each.class_ == "direct" for each in inside):
            continue
        low = min((start, *(each.start for each in inside)))
        high = max((end, *(each.end for each in inside)))
        yield found(text, low, high, FindingType.COMBINATION, 0.7, Why(why))


def _phrases(searched: Searched) -> Iterator[tuple[int, int, str]]:
    walk = Walk(searched.words)
    for speech in SPEECHES:
        for at in walk.places(speech.is_role):
            span = walk.told(speech, at)
            if span:
                yield *span, "role-and-origin"
        for at in walk.places(speech.only.__contains__):
            span = walk.alone(speech, at)
            if span:
                yield *span, "only-one"
