"""Which language a query is in: a guess with its doubts, for queries are short.

The guess decides which stems and stop words apply, what mean is taken from its vector, and
in which documents its words are looked up.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

BUCKETS = 8192
"""Places for the hashes of one to four characters in a row."""
_LOOKED_AT = 400

_CLOSE = {"ms": "id", "id": "ms", "nb": "no", "no": "nb"}
"""Languages that read and stem alike: words of one are looked up in the other."""
_LEAST = 0.02
_SURE = 0.5
_FEW_LETTERS = 12
_LIKELY = 0.15
_PRIOR = 0.35
"""What the reader's own languages count beside what the letters say."""


def likely_languages(
    text: str, reader: Sequence[str] = (), known: Sequence[str] = ()
) -> dict[str, float]:
    """Return languages the query may be in with their shares, the likeliest first.

    `reader` are the reader's languages, best first; `known` those that the library holds. A
    language that is neither is believed only half, and gives way to one like it that is
    (Indonesian to Malay). Without a guess it is the reader's first language, if any.
    """
    shares = _by_letters(text)
    if not shares:
        return dict.fromkeys(reader[:1], 1.0)
    wanted = set(reader) | set(known)
    for language in list(shares) if wanted else []:
        if language in wanted:
            continue
        share = shares.pop(language)
        close = _CLOSE.get(language, "")
        if close in wanted:
            shares[close] = shares.get(close, 0.0) + share
        else:
            shares[language] = share / 2
    if reader and (reader[0] in shares or _is_latin(text)):
        shares[reader[0]] = shares.get(reader[0], 0.0) + _PRIOR * _doubt(shares)
    total = sum(shares.values())
    likely = {
        language: share / total for language, share in shares.items() if share / total >= _LIKELY
    }
    return dict(sorted(likely.items(), key=lambda each: (-each[1], each[0])))


def languages_to_look_in(text: str, likely: Mapping[str, float]) -> frozenset[str] | None:
    """Return the languages in whose entries the query's words are looked up; None for all.

    Between languages, words that happen to look alike mislead; but one or two words say too
    little about their language to leave any out.
    """
    letters = sum(map(str.isalpha, text))
    is_short = letters < _FEW_LETTERS or (len(text.split()) < 2 and _is_latin(text))
    if is_short or max(likely.values(), default=0) < _SURE:
        return None
    return frozenset(likely) | {_CLOSE[each] for each in likely if each in _CLOSE}


def _is_latin(text: str) -> bool:
    letters = [character for character in text if character.isalpha()]
    return sum(character < "\u0250" for character in letters) * 2 > len(letters)


def _doubt(shares: Mapping[str, float]) -> float:
    return 1.0 - max(shares.values()) / max(sum(shares.values()), 1e-9) + 0.2


def _by_letters(text: str) -> dict[str, float]:
    """Return what the letters say; nothing for a few letters of the Latin script."""
    letters = sum(map(str.isalpha, text))
    if not letters or (letters < _FEW_LETTERS and _is_latin(text)):
        return {}
    import numpy as np

    model = _model()
    found = features(text)
    scores = model["weights"][found].sum(axis=0, dtype=np.float32) * model["scale"]
    scores = scores * len(found) ** -0.5 + model["bias"]
    shares = np.exp(scores - scores.max())
    shares /= shares.sum()
    ranked = sorted(zip(shares, model["languages"], strict=True), reverse=True)[:4]
    return {str(language): float(share) for share, language in ranked if share >= _LEAST}


def features(text: str) -> list[int]:
    """Return the places of all runs of one to four characters of a text, each once."""
    text = f" {' '.join(text[:_LOOKED_AT].casefold().split())} "
    return sorted(
        {
            zlib.crc32(text[start : start + size].encode("utf-8", "replace")) % BUCKETS
            for size in (1, 2, 3, 4)
            for start in range(len(text) - size + 1)
        }
    )


@cache
def _model() -> dict[str, Any]:
    """Return the weights that `tools/train_query_languages.py` made (below 200 kB).

    py3langid, which reads documents in a child process, would cost the web process 100 MB.
    """
    import numpy as np

    with files("balai.search").joinpath("query_languages.npz").open("rb") as kept:
        return dict(np.load(kept, allow_pickle=False))
