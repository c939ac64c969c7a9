"""The words of the rules, kept as data per language and loaded once.

A phrase is a row of words with one blank between them. `a|b` stands for either word, a star at
the end for any ending, `...` for at most five words that may stand between, `^` for the
beginning of the sentence. Phrases are matched on folded text, which has the same length as the
text itself, so a match is a place in the document.
"""

from __future__ import annotations

import json
import re
from functools import lru_cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any

_APOSTROPHES = str.maketrans("’‘ʼ´`", "'''''")
_GAP = r"(?:[^\s.!?;:]+\s+){0,5}?"
# Arabic writes "and", "then", "with", "like" and "for" on to the next word.
_ARABIC_PREFIX = "[وفبكل]?"


def load(folder: str, name: str) -> Any:
    """Return a data file of this package; raises FileNotFoundError where there is none."""
    path = _folder(folder).joinpath(f"{name}.json")
    return json.loads(path.read_text(encoding="utf-8"))


@lru_cache(maxsize=8)
def languages(folder: str) -> tuple[str, ...]:
    """Return the languages (ISO 639-1) a folder has data for."""
    names = (entry.name for entry in _folder(folder).iterdir())
    return tuple(sorted(name.removesuffix(".json") for name in names if name.endswith(".json")))


def _folder(folder: str) -> Traversable:
    place = resources.files(__package__)
    for part in folder.split("/"):
        place = place.joinpath(part) if part else place
    return place


def fold(text: str) -> str:
    """Return the text in small letters with plain apostrophes, character for character."""
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return lowered.translate(_APOSTROPHES)


def pattern(phrases: list[str], *, spaced: bool = True, arabic: bool = False) -> re.Pattern[str]:
    """Return one pattern that finds any of the phrases in folded text; it matches nothing
    where there are none.
    """
    opening = [_phrase(fold(p), spaced=spaced) for p in phrases if p.startswith("^")]
    anywhere = [_phrase(fold(p), spaced=spaced) for p in phrases if not p.startswith("^")]
    border = r"(?<!\w)" + (_ARABIC_PREFIX if arabic else "") if spaced else ""
    made = [rf"\A(?:{'|'.join(opening)})"] if opening else []
    if anywhere:
        # One border before all alternatives: most places of a text are ruled out by it at once.
        made.append(f"{border}(?:{'|'.join(anywhere)})")
    return re.compile("|".join(made) if made else r"(?!)")


def _phrase(phrase: str, *, spaced: bool) -> str:
    words = phrase.removeprefix("^").split()
    made = ""
    for place, word in enumerate(words):
        if word == "...":
            made += _GAP
            continue
        made += _word(word)
        if place + 1 < len(words):
            made += r"\s*" if word.endswith("'") else r"\s+"
    closing = "" if not spaced or phrase.endswith(("*", "'")) else r"(?!\w)"
    return made + closing


def _word(word: str) -> str:
    choices = [
        re.escape(choice.rstrip("*")) + (r"\w*" if choice.endswith("*") else "")
        for choice in word.split("|")
    ]
    return choices[0] if len(choices) == 1 else f"(?:{'|'.join(choices)})"
