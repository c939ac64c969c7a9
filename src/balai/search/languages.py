"""Which language a query is in: a guess with its doubts, for queries are short.

The guess decides which stems and stop words apply, what mean is taken from its vector, and
in which documents its words are looked up.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

_CLOSE = {"ms": "id", "id": "ms", "nb": "no", "no": "nb"}
"""Languages that read and stem alike: words of one are looked up in the other."""
_FEW_LETTERS = 12
_LIKELY = 0.15
_PRIOR = 0.35
"""What the reader's own languages count beside what the letters say."""


def likely_languages(
    text: str, reader: Sequence[str] = (), known: Sequence[str] = ()
) -> dict[str, float]:
    """Return languages the query may be in with their shares, the likeliest first.

    `reader` are the reader's languages, best first; `known` those that the library holds or
    the interface speaks. A language neither the reader's nor known is believed only where
    letters leave no doubt. Empty where nothing can be told.
    """
    shares = _by_letters(text)
    if not shares:
        return dict.fromkeys(reader[:1], 1.0)
    wanted = set(reader) | set(known)
    for language in list(shares):
        if wanted and language not in wanted and _CLOSE.get(language, "") not in wanted:
            shares[language] *= 0.5
    if reader:
        shares[reader[0]] = shares.get(reader[0], 0.0) + _PRIOR * _doubt(shares)
    total = sum(shares.values())
    likely = {
        language: share / total for language, share in shares.items() if share / total >= _LIKELY
    }
    return dict(sorted(likely.items(), key=lambda each: (-each[1], each[0])))


def with_close(languages: Mapping[str, float]) -> frozenset[str]:
    """Return the languages in which the query's words may be looked up."""
    return frozenset(languages) | {_CLOSE[each] for each in languages if each in _CLOSE}


def _doubt(shares: Mapping[str, float]) -> float:
    return 1.0 - max(shares.values()) / max(sum(shares.values()), 1e-9) + 0.2


def _by_letters(text: str) -> dict[str, float]:
    """Return what the letters say; nothing for a few letters of the Latin script."""
    letters = [character for character in text if character.isalpha()]
    if not letters or (len(letters) < _FEW_LETTERS and all(c < "\u0250" for c in letters)):
        return {}
    from balai.library.readers import languages

    ranked = languages._identifier().rank(text[:2000])
    return {str(code): float(share) for code, share in ranked[:4] if share >= 0.02}
