"""Words at a small distance from one that was typed. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

SHORTEST, LONG = 4, 7
"""A word of fewer letters has too many neighbours; from LONG on it may differ in two places."""


def allowed(word: str) -> int:
    """Return in how many places a word may differ from the one that was meant."""
    if len(word) < SHORTEST:
        return 0
    return 2 if len(word) >= LONG else 1


def distance(first: str, second: str, most: int) -> int:
    """Return how many letters to add, drop, change or swap with the next; most + 1 beyond `most`.

    Optimal string alignment (F. Damerau, 1964): no letter is touched twice.
    """
    if abs(len(first) - len(second)) > most:
        return most + 1
    before: list[int] = []
    last = list(range(len(second) + 1))
    for row, letter in enumerate(first, 1):
        now = [row]
        for column, other in enumerate(second, 1):
            cost = min(last[column] + 1, now[-1] + 1, last[column - 1] + (letter != other))
            swapped = row > 1 and column > 1 and letter == second[column - 2]
            if swapped and first[row - 2] == other:
                cost = min(cost, before[column - 2] + 1)
            now.append(cost)
        if min(now) > most:
            return most + 1
        before, last = last, now
    return min(last[-1], most + 1)


@dataclass
class Lexicon:
    """Folded words with the names that they stand in, to be asked for neighbours.

    A letter that is changed alters at most two in the set of letters of a word, so most words
    are passed over by comparing two numbers.
    """

    names: dict[str, list[str]] = field(default_factory=dict)
    by_length: dict[int, list[tuple[int, str]]] = field(default_factory=dict)

    def add(self, word: str, name: str) -> None:
        """Note that a word stands in a name."""
        known = self.names.get(word)
        if known is None:
            self.names[word] = [name]
            self.by_length.setdefault(len(word), []).append((_letters(word), word))
        elif known[-1] != name:
            known.append(name)

    def __contains__(self, word: str) -> bool:
        return word in self.names

    def near(self, word: str, most: int) -> Iterator[tuple[int, str]]:
        """Yield the words at a distance of 1 to `most` from one, each with its distance."""
        letters = _letters(word)
        for length in range(len(word) - most, len(word) + most + 1):
            for others, other in self.by_length.get(length, ()):
                if (letters ^ others).bit_count() <= 2 * most:
                    apart = distance(word, other, most)
                    if 0 < apart <= most:
                        yield apart, other


def _letters(word: str) -> int:
    """Return the set of a word's letters as the bits of a number; some letters share one."""
    bits = 0
    for letter in word:
        bits |= 1 << (ord(letter) & 63)
    return bits
