"""A text cut into words once, with the few questions that finding names asks of them."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cached_property

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


def form_of(word: str) -> str:
    """Return a word as the lists have it: "MR" is read as "Mr", "MINISTER" as "Minister"."""
    if not word.isupper():
        return word
    if word.capitalize() in titles.NOT_IN_CAPITALS:
        return word
    return _SHOUTED.get(word) or (word.capitalize() if len(word) > 2 else word)


def is_capital(word: str) -> bool:
    """Say whether a word begins like a name; "d'Aubigné" and "al-Amin" do."""
    if word[0].isupper():
        return True
    tail = _SMALL_PREFIX.match(word)
    return tail is not None and tail[1].isupper()


class Words:
    """The words of one text, and how they hang together."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.texts: list[str] = _WORD.findall(text)
        self._starts = [match.start() for match in _WORD.finditer(text)]

    def __len__(self) -> int:
        return len(self.texts)

    def __getitem__(self, at: int) -> str:
        return self.texts[at]

    def start(self, at: int) -> int:
        """Return where word `at` begins."""
        return self._starts[at]

    def end(self, at: int) -> int:
        """Return where word `at` ends."""
        return self._starts[at] + len(self.texts[at])

    def form(self, at: int) -> str:
        """Return word `at` as the lists have it."""
        return form_of(self.texts[at])

    def at(self, start: int) -> int | None:
        """Return which word begins at this place of the text, or None."""
        at = bisect_left(self._starts, start)
        return at if at < len(self) and self._starts[at] == start else None

    @cached_property
    def small(self) -> frozenset[str]:
        """Every word that the text has in small letters: an ordinary word, hardly a name."""
        return frozenset(filter(str.islower, self.texts))

    def gap(self, at: int) -> str:
        """Return what stands between word `at` and the one before it."""
        if not at:
            return ""
        return self.text[self.end(at - 1) : self._starts[at]]

    def follows_title(self, at: int) -> bool:
        """Say whether only a full stop, an apostrophe ("Dato'") or a line end lies before `at`."""
        gap = self.gap(at)
        if not gap or len(gap) > 4:
            return False
        before = self.texts[at - 1]
        dotted = "." not in gap or form_of(before) in titles.MAY_HAVE_DOT
        if len(before) == 1 and gap == ".":
            return False  # "M.Div", "N.M.B."
        return dotted and _BEHIND_TITLE.fullmatch(gap) is not None

    def continues_name(self, at: int) -> bool:
        """Say whether words `at - 1` and `at` may stand in one name."""
        before, gap = self.texts[at - 1], self.gap(at)
        if len(gap) > 4:
            return False
        if len(before) <= 2 and before[0].isupper():
            return _BEHIND_INITIAL.fullmatch(gap) is not None
        if before in titles.PARTICLES:
            return _BEHIND_PARTICLE.fullmatch(gap) is not None
        return _BETWEEN.fullmatch(gap) is not None
