"""Passwords that many people choose: refused however they are set.

Lists of common passwords hold few of twelve characters, because most places ask for fewer. People
who must go further take a common one and put figures or signs around it, write it twice, or put
figures for letters; so these are taken off before the list is asked. The list is Django's, of
some 20,000.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError

_MEANT = str.maketrans("@431!05$7", "aaeiiosst")
_FIGURES = "0123456789"
_AROUND = re.compile(r"^[\W\d_]+|[\W\d_]+$")
_LETTERS = re.compile(r"[^\W\d_]")
_MOST_AROUND = 12
"""As many further characters as a password has at least would make a good one alone."""


class UsualPasswordValidator(CommonPasswordValidator):
    """Refuses what is common, also with the usual things done to it."""

    def validate(self, password: str, user: Any = None) -> None:
        """Raise ValidationError, in Django's words, for a common password or a mere run."""
        if _is_run(password) or any(each in self.passwords for each in _made_of(password)):
            raise ValidationError(self.get_error_message(), code="password_too_common")


def _made_of(password: str) -> Iterator[str]:
    """Yield what a password may have been made of."""
    whole = unicodedata.normalize("NFKC", password).casefold().strip()
    bare = _AROUND.sub("", whole)
    cores = {whole, bare} if len(whole) - len(bare) < _MOST_AROUND else {whole}
    for each in cores:
        unit = _unit(each)
        for times in range(1, min(len(each) // max(1, len(unit)), _MOST_AROUND) + 1):
            yield from (unit * times, (unit * times).translate(_MEANT))
    for end in range(max(1, len(whole) - _MOST_AROUND + 1), len(whole)):
        if _is_filling(whole[:end], whole[end:]):
            yield whole[:end]


def _is_filling(head: str, rest: str) -> bool:
    """Say whether the rest was added for length: no letters, and after figures one sign only."""
    if _LETTERS.search(rest):
        return False
    return bool(_LETTERS.search(head)) or len(set(rest)) == 1


def _unit(text: str) -> str:
    """Return what a text repeats, or the text where it repeats nothing."""
    at = (text + text).find(text, 1)
    return text[:at] if at > 0 else text


def _is_run(password: str) -> bool:
    """Say whether each character follows the one before it as in the alphabet or in counting."""
    is_number = set(password) <= set(_FIGURES)
    signs = [int(each) if is_number else ord(each) for each in password.lower()]
    steps = {later - sign for sign, later in pairwise(signs)}
    if is_number:
        steps = {(step + 5) % 10 - 5 for step in steps}  # nine is followed by nought
    return len(steps) == 1 and steps <= {-1, 0, 1}
