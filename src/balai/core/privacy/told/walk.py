"""How the words around a role go together, in whichever language.

Each step goes over a few words to one side, so that the whole is linear in the text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property

from balai.core.privacy.told.speech import NO_ORIGIN, Speech, listed
from balai.core.privacy.words import Words, is_capital

Span = tuple[int, int]

_BEFORE = 5
"""Words between what leads and the role: "the second senior Kenyan liaison officer"."""
_BEHIND = 8
"""Words from the role to where from: "head of the desk for the victims of violence in Suva"."""
_CAME = 3
_LONGEST = 8
"""Words of a name."""
_IN_A_NAME = listed("of for the de du des la le les van der den het el los al")
_TOGETHER = frozenset({" ", "'", "’", "\u00a0", "-", "\n", " “", " ‘", ' "', " «\u00a0", " « "})
_ELIDED = frozenset("ldnsmc")
_AND = listed("and et en y dan")


class Walk:
    """The words of a text, for going from a role to what stands around it."""

    def __init__(self, words: Words) -> None:
        self._words = words

    @cached_property
    def _small(self) -> list[str]:
        """Every word in small letters, without what is elided before it ("l’officier")."""
        forms = {word: _bare(word) for word in set(self._words.texts)}
        return [forms[word] for word in self._words.texts]

    @cached_property
    def _where(self) -> dict[str, list[int]]:
        places: dict[str, list[int]] = {}
        for at, word in enumerate(self._small):
            places.setdefault(word, []).append(at)
        return places

    def places(self, wanted: Callable[[str], bool]) -> Iterator[int]:
        """Yield where the words stand that are wanted, word by word."""
        for word, places in self._where.items():
            if wanted(word):
                yield from places

    def told(self, speech: Speech, at: int) -> Span | None:
        """Return where the phrase around the role at `at` stands, or None where it tells no origin.

        The phrase begins with what leads to the role and ends with the name of where from.
        """
        first, from_before = self._led(speech, at)
        if first is None:
            return None
        last = self._origin(speech, at)
        if last is None and not from_before:
            return None
        return self._words.start(first), self._words.end(at if last is None else last)

    def alone(self, speech: Speech, at: int) -> Span | None:
        """Return where "the only …" stands, or None where it is not said of somebody."""
        first = at
        if speech.only.isdisjoint(speech.leads) and not self._elided(at):
            if not at or not self._joined(at) or self._small[at - 1] not in speech.leads:
                return None
            first = at - 1
        for who in range(at + 1, min(at + 5, len(self._words))):
            word = self._small[who]
            if not self._joined(who) or word in speech.stops or word in speech.links:
                return None
            if word in speech.persons or speech.is_role(word):
                last = self._origin(speech, who)
                return self._words.start(first), self._words.end(who if last is None else last)
        return None

    def _led(self, speech: Speech, at: int) -> tuple[int | None, bool]:
        """Return the first word of what leads to a role, and whether it says where from."""
        if self._elided(at):
            return at, False
        place, capital = at, False
        while place and at - place < _BEFORE:
            before, word = self._words[place - 1], self._small[place - 1]
            if self._owns(place):
                return self._owner(place), True
            if not self._joined(place):
                break
            if word in speech.leads:
                return (None if self._several(speech, place - 1) else place - 1), capital
            if word in speech.stops or word in speech.links:
                break
            nation = word in speech.nations
            if nation or (speech.led_by_nation and self._is_origin(speech, place - 1, at)):
                capital = True
            elif before[0].isupper() and not self._words[at][0].isupper():
                break
            place -= 1
        many = self._small[at] in speech.crowds or self._several(speech, at)
        if many or not speech.bare:
            return None, False
        return at, False

    def _owns(self, place: int) -> bool:
        """Say whether a name with 's stands before: "Belgium’s delegate"."""
        return (
            place > 1
            and self._small[place - 1] == "s"
            and self._words.gap(place - 1) in ("'", "’")
            and self._is_name(place - 2)
        )

    def _owner(self, place: int) -> int:
        first = place - 2
        while first and self._words.gap(first) == " " and self._is_name(first - 1):
            first -= 1
        return first

    def _is_origin(self, speech: Speech, place: int, role: int) -> bool:
        """Say whether a capital before a role says where from; before "Officer" nothing does."""
        return self._words[role][0].islower() and self._is_name(place)

    def _several(self, speech: Speech, at: int) -> bool:
        return at > 0 and self._small[at - 1] in speech.several and self._joined(at)

    def _origin(self, speech: Speech, at: int) -> int | None:
        """Return the last word of where somebody is from, behind the role at `at`."""
        place = self._through(at + 1, speech.follows)
        if self._nation(speech, place):
            return place
        place = self._over_who(speech, place)
        linked = False
        for here in range(place, min(place + _BEHIND, len(self._words))):
            if not self._joined(here, comma=here == place):
                return None
            word = self._small[here]
            if is_capital(self._words[here]):
                led_here = (
                    linked or self._elided(here) or (speech.run_on and self._ran_on(at, here))
                )
                return self._name(here) if led_here and self._is_name(here) else None
            if self._nation(speech, here) and (linked or speech.bare):
                return here
            if word in speech.links or self._elided(here):
                linked = True
            elif linked and word in _AND and self._is_link(speech, here + 1):
                continue
            elif (
                word in speech.stops or word.endswith(speech.verbs) or not (linked or speech.run_on)
            ):
                return None
        return None

    def _ran_on(self, role: int, here: int) -> bool:
        """Say whether nouns in small letters lead from a role to a name."""
        return here > role + 1 and self._words[here - 1][0].islower()

    def _nation(self, speech: Speech, place: int) -> bool:
        """Say whether a nationality stands there, in a language that writes it behind the role."""
        return (
            not speech.led_by_nation
            and place < len(self._words)
            and self._joined(place)
            and self._small[place] in speech.nations
        )

    def _is_link(self, speech: Speech, place: int) -> bool:
        """Say whether a phrase goes on after "and": "d’insertion et de probation"."""
        return place < len(self._words) and (
            self._small[place] in speech.links or self._elided(place)
        )

    def _over_who(self, speech: Speech, place: int) -> int:
        """Return the word behind "who came", or `place` where that is not said."""
        if place >= len(self._words) or self._small[place] not in speech.who:
            return place
        past = place + 1
        while past < place + 1 + _CAME and past < len(self._words):
            if self._small[past] not in speech.came:
                break
            past += 1
        return past

    def _through(self, place: int, passed: frozenset[str]) -> int:
        while place < len(self._words) and self._joined(place) and self._small[place] in passed:
            place += 1
        return place

    def _name(self, first: int) -> int:
        """Return the last word of the name that begins at `first`."""
        last, place = first, first + 1
        while place < min(first + _LONGEST, len(self._words)) and self._joined(place):
            if is_capital(self._words[place]):
                last = place
            elif self._small[place] not in _IN_A_NAME or place - last > 2:
                break
            place += 1
        return last

    def _is_name(self, place: int) -> bool:
        word = self._words[place]
        return is_capital(word) and len(word) > 1 and self._small[place] not in NO_ORIGIN

    def _elided(self, at: int) -> bool:
        return _is_elided(self._words[at])

    def _joined(self, at: int, *, comma: bool = False) -> bool:
        """Say whether word `at` goes on from the one before it, in one phrase."""
        gap = self._words.gap(at)
        return gap in _TOGETHER or (comma and gap == ", ")


def _is_elided(word: str) -> bool:
    return len(word) > 2 and word[1] in "'’" and word[0].lower() in _ELIDED


def _bare(word: str) -> str:
    return word[2:].lower() if _is_elided(word) else word.lower()
