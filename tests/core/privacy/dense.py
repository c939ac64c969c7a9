"""Texts of our own that pack a finding into every few characters, nearly all of them different.

Repeating one piece is not enough: what grows with the number of *different* names or sentences
shows only where they differ.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_THAI = "กขคงจชตทนบปพมยรลวสหอ"
_ARABIC = "بتجحدرسعفقكلمنهي"


class _Pieces:
    def __init__(self) -> None:
        self._random = Random(4)

    def digits(self, count: int) -> str:
        return "".join(self._random.choices("0123456789", k=count))

    def number(self, least: int, most: int) -> str:
        return str(self._random.randint(least, most))

    def day(self) -> str:
        """Six digits that may be a day of birth."""
        return f"{self.digits(2)}{self.number(10, 12)}{self.number(10, 28)}"

    def word(self, least: int = 2, most: int = 6, letters: str = _LETTERS) -> str:
        return "".join(self._random.choices(letters, k=self._random.randint(least, most)))

    def name(self, least: int = 2, most: int = 6) -> str:
        return self.word(least, most).capitalize()

    def one_of(self, *pieces: str) -> str:
        return self._random.choice(pieces)


KINDS: dict[str, Callable[[_Pieces], str]] = {
    "e-mails": lambda p: f"{p.word()}@{p.word()}.my ",
    "e-mails [at]": lambda p: f"{p.word()}[at]{p.word()}.fr ",
    "phones at home": lambda p: f"01{p.digits(1)}-{p.digits(3)} {p.digits(4)}, ",
    "phones abroad": lambda p: f"+60 1{p.digits(1)}-{p.digits(3)} {p.digits(4)} ",
    "phones behind a word": lambda p: f"tel {p.digits(7)} ",
    "identity cards": lambda p: f"{p.day()}-01-{p.digits(4)} ",
    "identity cards behind a word": lambda p: f"IC {p.day()}01{p.digits(4)} ",
    "health and tax numbers": lambda p: f"NHS {p.digits(10)} BSN {p.digits(9)} ",
    "passports": lambda p: f"passport A{p.digits(7)} ",
    "cards": lambda p: f"4{p.digits(3)} {p.digits(4)} {p.digits(4)} {p.digits(4)}, ",
    "IBAN": lambda p: f"GB{p.digits(2)} WEST {p.digits(4)} {p.digits(4)} ",
    "accounts": lambda p: f"acct {p.digits(8)} ",
    "plates": lambda p: f"AB-{p.digits(3)}-CD ",
    "plates behind a word": lambda p: f"van {p.word(1, 3).upper()} {p.digits(4)} ",
    "titles": lambda p: f"Mr {p.name()} ",
    "names with bin": lambda p: f"Encik {p.name()} bin {p.name()}, ",
    "names with one first name": lambda p: f"Encik Ali bin {p.name()}, ",
    "names chained": lambda p: f"{p.name()} bin ",
    "names again": lambda p: p.one_of("Mr Tanner ", "Tanner ", "Tanner, "),
    "initials": lambda p: f"Mr {p.name(1, 1)}. ",
    "names and ages": lambda p: f"Mr {p.name()}, {p.number(10, 99)}, ",
    "names on forms": lambda p: f"Name: {p.name()} ",
    "Thai names": lambda p: f"นาย{p.word(3, 3, _THAI)} ",
    "Arabic names": lambda p: f"السيد {p.word(4, 4, _ARABIC)} ",
    "ages": lambda p: f"aged {p.number(10, 99)} ",
    "descriptions": lambda p: f"a {p.number(10, 99)}-year-old Muslim teacher, ",
    "descriptions and names": lambda p: f"a Muslim teacher of 34 met Mr {p.name()}, ",
    "roles and origins": lambda p: f"the officer from {p.name()} met one aged {p.digits(2)}, ",
    "addresses": lambda p: f"{p.number(1, 99)} {p.name()} Road, {p.name()} {p.digits(5)}\n",
    "addresses in Malay": lambda p: f"No. {p.digits(2)}, Jalan {p.name()}, ",
    "addresses in French": lambda p: f"{p.digits(2)} rue {p.name()}, ",
    "dates of birth": lambda p: f"born {p.number(1, 28)}/{p.number(1, 12)}/19{p.digits(2)}\n",
    "dates of a person": lambda p: f"he {p.number(1, 28)}.{p.number(1, 12)}.19{p.digits(2)}\n",
    "dates": lambda p: f"{p.number(1, 28)} May 2019; ",
    "cases": lambda p: f"case no. {p.digits(3)}/{p.digits(2)}, ",
    "IP addresses": lambda p: f"192.{p.number(0, 255)}.{p.number(0, 255)}.{p.digits(1)} ",
    "handles": lambda p: f"@{p.word()}x ",
    "profiles": lambda p: f"t.me/{p.word()} ",
    "digits and separators": lambda p: p.digits(3) + p.one_of(" ", "-", ".", "/"),
    "letters and digits": lambda p: p.name(1, 1) + p.digits(1) + " ",
    "one number": lambda p: p.digits(50),
    "one word": lambda p: p.word(50, 50),
    "mixed scripts": lambda p: p.one_of(
        f"Mr {p.name()} ",
        f"นาย{p.word(3, 3, _THAI)} ",
        f"السيد {p.word(4, 4, _ARABIC)} ",
        f"tel {p.digits(8)} ",
        f"{p.word()}@a.my ",
        f"IC {p.digits(12)} ",
        f"{p.digits(2)} rue {p.name()} ",
    ),
}


def dense(kind: str, length: int) -> str:
    """Return that many characters of one of KINDS; the same each time."""
    piece, pieces = KINDS[kind], _Pieces()
    parts: list[str] = []
    size = 0
    while size < length:
        parts.append(piece(pieces))
        size += len(parts[-1])
    return "".join(parts)[:length]
