"""Light stemming of Malay and Indonesian: affixes are taken off, sounds they swallowed put back.

After the order of affixes in Porter-style stemmers for Indonesian (F. Z. Tala, "A study of
stemming effects on information retrieval in Bahasa Indonesia", 2003), reduced to what needs no
dictionary: one clitic, one possessive, at most one prefix and one suffix, and never below four
letters. It aims at equal forms for related words ("kepercayaan", "dipercayai"), not at roots.
"""

from __future__ import annotations

import re

SHORTEST = 4

_CLITICS = ("lah", "kah", "tah", "pun")
_POSSESSIVES = ("nya",)
_VOWEL = re.compile("[aeiou]")
# Prefix, what it swallowed before a vowel, whether a suffix -i may go with it.
_PREFIXES = (
    ("meny", "s", True),
    ("peny", "s", False),
    ("meng", "", True),
    ("peng", "", False),
    ("mem", "p", True),
    ("pem", "p", False),
    ("men", "t", True),
    ("pen", "t", False),
    ("pel", "", False),
    ("bel", "", False),
    ("ber", "", True),
    ("per", "", True),
    ("ter", "", True),
    ("me", "", True),
    ("di", "", True),
    ("ke", "", True),
    ("se", "", False),
    ("pe", "", False),
)
# Found inside another prefix: ke-per-caya-an, mem-per-kuat, ke-ber-hasil-an.
_INNER = ("per", "ber")
# These take their form in one word family only: pelajar, belajar.
_ONLY_LEARN = ("pel", "bel")


def stem(word: str) -> str:
    """Return the stem of a folded Malay or Indonesian word."""
    word = _cut_suffix(_cut_suffix(word, _CLITICS), _POSSESSIVES)
    rest, takes_i = _cut_prefix(word)
    suffixes = ("kan", "an", "i") if takes_i else ("kan", "an")
    rest = _cut_suffix(rest, suffixes)
    for inner in _INNER:
        if rest != word and rest.startswith(inner) and len(rest) - len(inner) >= SHORTEST:
            return rest[len(inner) :]
    return rest


def _cut_suffix(word: str, suffixes: tuple[str, ...]) -> str:
    for suffix in suffixes:
        if word.endswith(suffix) and len(word) - len(suffix) >= SHORTEST:
            return word[: -len(suffix)]
    return word


def _cut_prefix(word: str) -> tuple[str, bool]:
    for prefix, swallowed, takes_i in _PREFIXES:
        rest = word[len(prefix) :]
        if not word.startswith(prefix) or (prefix in _ONLY_LEARN and not rest.startswith("ajar")):
            continue
        before_vowel = _VOWEL.match(rest) is not None
        if prefix in ("meny", "peny") and not before_vowel:
            continue
        if swallowed and before_vowel:
            rest = swallowed + rest
        if len(rest) >= SHORTEST:
            return rest, takes_i
    return word, False
