"""Patterns of many words made fast: rewritten to begin with the set of their first letters.

A pattern that begins by looking back, or with a choice, is tried by Python's engine at every
character; one that begins with a set of characters lets it skip to them, several times as fast.
The rewriting keeps what is matched: `(?<!x)(?:born|birth)` becomes
`[b](?<!x.)(?:(?<=b)(?:orn|irth))`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

NOT_IN_A_WORD = r"[^\W\d_]"
"""What a word must not stand behind: a letter."""
_DIGIT = r"\d"
_QUANTIFIER = re.compile(r"\?|\*|\+|\{\d")


def opened(words: str, *, off: str = NOT_IN_A_WORD, ignore_case: bool = False) -> str:
    """Return a pattern for `words` (alternatives) that do not stand behind `off`, if any.

    Each alternative must begin, optional groups aside, with a letter or digit; anything else is
    refused with ValueError, for it is a mistake in a pattern, not in a text.
    """
    rests: dict[str, list[str]] = {}
    for word in _expanded(words):
        first = _DIGIT if word.startswith(_DIGIT) else word[:1]
        if first != _DIGIT and not first.isalnum():
            raise ValueError(f"not a word to begin a pattern with: {word!r}")
        rest = word[len(first) :]
        rests.setdefault(first.lower() if ignore_case else first, []).append(rest)
    flags = "(?i:" if ignore_case else "(?:"
    choices, firsts = [], ""
    for first, tails in rests.items():
        cases = first + (first.upper() if ignore_case and first != _DIGIT else "")
        firsts += cases
        choices.append(f"(?<=[{cases}]){flags}{'|'.join(tails)})")
    behind = f"(?<!{off}.)" if off else ""
    return f"[{firsts}]{behind}(?:{'|'.join(choices)})"


def _expanded(words: str) -> Iterator[str]:
    """Yield the alternatives, each beginning with its first character written out."""
    for word in _alternatives(words):
        if not word:
            raise ValueError(f"a pattern cannot begin with nothing: {words!r}")
        head, quantified, rest = _head(word)
        if quantified:
            yield from _expanded(rest)
        if head.startswith("(?:"):
            yield from _expanded_group(head[3:-1], rest)
        elif head.startswith("(?i:"):
            for choice in _expanded(head[4:-1]):
                for first in sorted({choice[0].lower(), choice[0].upper()}):
                    yield f"{first}(?i:{choice[1:]}){rest}"
        elif head.startswith("[") and not head.startswith("[^"):
            for char in head[1:-1]:
                yield char + rest
        else:
            yield head + rest


def _expanded_group(inner: str, rest: str) -> Iterator[str]:
    for choice in _alternatives(inner):
        yield from _expanded(choice + rest)


def _head(word: str) -> tuple[str, bool, str]:
    """Return the first piece of a pattern, whether it may be left out, and the rest."""
    end = _piece_end(word, 0)
    if word[end : end + 1] == "?":
        return word[:end], True, word[end + 1 :]
    if _QUANTIFIER.match(word, end):
        raise ValueError(f"a pattern cannot begin with a repetition: {word!r}")
    return word[:end], False, word[end:]


def _alternatives(words: str) -> Iterator[str]:
    """Yield what stands between the bars that no bracket holds."""
    start = at = 0
    while at < len(words):
        if words[at] == "|":
            yield words[start:at]
            start = at + 1
        at = _piece_end(words, at)
    yield words[start:]


def _piece_end(words: str, at: int) -> int:
    """Return where the character, escape, class or group that begins at `at` ends."""
    if words[at] == "\\":
        return at + 2
    if words[at] == "[":
        at = at + 2 if words[at + 1 : at + 2] == "^" else at + 1
        while words[at] != "]":
            at += 2 if words[at] == "\\" else 1
        return at + 1
    if words[at] == "(":
        at += 1
        while words[at] != ")":
            at = _piece_end(words, at)
        return at + 1
    return at + 1
