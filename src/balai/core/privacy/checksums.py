"""Check digits and calendar structure, by which a run of digits is told from a number on a person.

Every function takes ASCII digits of the right length; each says whose rule it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import mul

_MONTH_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def is_day(month: int, day: int) -> bool:
    """Say whether such a day exists in some year (29 February does)."""
    return 1 <= month <= 12 and 1 <= day <= _MONTH_DAYS[month - 1]


def luhn(digits: str) -> bool:
    """Luhn's mod 10 (ISO/IEC 7812-1): payment cards, Canadian SIN, South African identity."""
    total = 0
    for place, char in enumerate(reversed(digits)):
        value = int(char) * (1 + place % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def weighted(digits: str, weights: Sequence[int]) -> int:
    """Return the sum of digits times weights, over the shorter of the two."""
    return sum(map(mul, map(int, digits), weights))


def mod_97(text: str) -> bool:
    """ISO 7064 mod 97-10 as IBAN uses it: first four characters to the back, letters as 10-35."""
    turned = text[4:] + text[:4]
    return int("".join(str(int(char, 36)) for char in turned)) % 97 == 1


def verhoeff(digits: str) -> bool:
    """Verhoeff's scheme over the dihedral group D5: the Indian Aadhaar."""
    check = 0
    for place, char in enumerate(reversed(digits)):
        check = _PRODUCTS[check][_PERMUTED[place % 8][int(char)]]
    return check == 0


def _dihedral(left: int, right: int) -> int:
    if left < 5:
        return (left + right) % 5 if right < 5 else (left + right - 5) % 5 + 5
    return (left - 5 - right) % 5 + 5 if right < 5 else (left - right) % 5


def _permutations(times: int) -> Iterator[tuple[int, ...]]:
    """Yield what each digit becomes when Verhoeff's permutation is done 0, 1, 2 … times."""
    row = tuple(range(10))
    for _ in range(times):
        yield row
        row = tuple((1, 5, 7, 6, 2, 8, 3, 0, 9, 4)[digit] for digit in row)


_PRODUCTS = tuple(tuple(_dihedral(left, right) for right in range(10)) for left in range(10))
_PERMUTED = tuple(_permutations(8))
