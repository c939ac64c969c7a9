"""A text cut into words once, with the few questions that finding names asks of them."""

from __future__ import annotations

import re
from functools import cached_property
from typing import NamedTuple

from balai.core.privacy import titles

_WORD = re.compile(
    r"[aAsSdD]/[lLpPoO](?![^\W\d_])|[Ll]/[Kk]pl|['’]t(?= )"
    r"|[^\W\d_]+(?:(?!['’]s(?![^\W\d_]))['’‘`´\-‐][^\W\d_]+)*"
)
_SHOUTED = {word.upper(): word for word in titles.CIVIL | titles.RANK if word[0].isupper()}
_SMALL_PREFIX = re.compile(r"(?:[dl]['’]|al-|el-|ul-|ar-|as-|at-)(.)")
_BEHIND_TITLE = re.compile(r"['’‘`]?[ \u00a0]?\.?[ \t\u00a0]{0,2}\n?")
_BEHIND_INITIAL = re.compile(r"[ \u00a0]?\.?[ \u00a0\-]{0,2}")
_BEHIND_PARTICLE = re.compile(r"\.?[ \u00a0]{0,2}\n?")
_BETWEEN = re.compile(r"[ \t\u00a0]{1,3}| @ ")


class Word(NamedTuple):
    """A run of letters, with apostrophes and hyphens inside, and its place in the text."""

    start: int
    end: int
    text: str

    @property
    def form(self) -> str:
        """Return the word as the lists have it: "MR" is read as "Mr", "MINISTER" as "Minister"."""
        if not self.text.isupper():
            return self.text
        return _SHOUTED.get(self.text) or (
            self.text.capitalize() if len(self.text) > 2 else self.text
        )

    @property
    def is_capital(self) -> bool:
        """Say whether the word begins like a name; "d'Aubigné" and "al-Amin" do."""
        if self.text[0].isupper():
            return True
        tail = _SMALL_PREFIX.match(self.text)
        return tail is not None and tail[1].isupper()


class Words:
    """The words of one text, and how they hang together."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.all = [Word(*match.span(), match[0]) for match in _WORD.finditer(text)]

    def __len__(self) -> int:
        return len(self.all)

    def __getitem__(self, at: int) -> Word:
        return self.all[at]

    @cached_property
    def small(self) -> frozenset[str]:
        """Every word that the text has in small letters: an ordinary word, hardly a name."""
        return frozenset(word.text for word in self.all if word.text.islower())

    def gap(self, at: int) -> str:
        """Return what stands between word `at` and the one before it."""
        return self.text[self.all[at - 1].end : self.all[at].start] if at else ""

    def follows_title(self, at: int) -> bool:
        """Say whether only a full stop, an apostrophe ("Dato'") or a line end lies before `at`."""
        gap = self.gap(at)
        if not gap or len(gap) > 4:
            return False
        before = self.all[at - 1]
        dotted = "." not in gap or before.form in titles.MAY_HAVE_DOT
        if len(before.text) == 1 and gap == ".":
            return False  # "M.Div", "N.M.B."
        return dotted and _BEHIND_TITLE.fullmatch(gap) is not None

    def continues_name(self, at: int) -> bool:
        """Say whether words `at - 1` and `at` may stand in one name."""
        before, gap = self.all[at - 1].text, self.gap(at)
        if len(gap) > 4:
            return False
        if len(before) <= 2 and before[0].isupper():
            return _BEHIND_INITIAL.fullmatch(gap) is not None
        if before in titles.PARTICLES:
            return _BEHIND_PARTICLE.fullmatch(gap) is not None
        return _BETWEEN.fullmatch(gap) is not None
