"""What a query says in the field's own terms, and how other languages say it.

"buurtpolitie", "polis komuniti" and A1 are one term of the vocabulary: its labels and names in
every language are looked for as well, word for word, in texts of that language; and records that
people labelled with the term count as having its words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from balai.core.retrieval import Query
from balai.search.fields import LISTS, SAID
from balai.vocabulary import queries as vocabulary
from balai.vocabulary.terms import Term

_WIDE = frozenset({"settings", "actors"})
"""Their terms take several things together (a market and a bus station), so that one name does
not stand for another; what is labelled with them still counts."""
_CODE = re.compile(r"[A-Z]\d{1,2}")
_MOST_TERMS = 8


@dataclass(frozen=True)
class Readings:
    """The terms that a query names, and their names by language.

    `covered` is the share of the query's letters that stand for each field and code.
    """

    names: dict[str, tuple[str, ...]] = field(default_factory=dict)
    covered: dict[tuple[str, str], float] = field(default_factory=dict)


def readings_of(query: Query, held: Sequence[str]) -> Readings:
    """Return how a query reads in the languages that are held, but for those it says it in."""
    letters = max(sum(map(str.isalnum, query.text)), 1)
    covered: dict[tuple[str, str], float] = {}
    terms: dict[Term, int] = {}
    for name in SAID:
        for term, said in _terms_in(LISTS[name], query):
            terms.setdefault(term, said)
            pair = (name, term.code)
            covered[pair] = min(1.0, covered.get(pair, 0.0) + said / letters)
    asked = sorted(terms, key=lambda term: (-terms[term], term.code))[:_MOST_TERMS]
    text = query.text.casefold()
    names: dict[str, list[str]] = {}
    for term in (each for each in asked if each.scheme not in _WIDE):
        for language in held:
            own = (term.labels.get(language, ""), *term.aliases.get(language, ()))
            if not any(words and words.casefold() in text for words in own):
                names.setdefault(language, []).extend(filter(None, own))
    return Readings({each: tuple(dict.fromkeys(some)) for each, some in names.items()}, covered)


def _terms_in(schemes: Sequence[str], query: Query) -> list[tuple[Term, int]]:
    """Return the terms that a query names or gives the codes of, with how many letters do so."""
    found = [
        (mention.term, sum(map(str.isalnum, query.text[mention.start : mention.end])))
        for scheme in schemes
        for mention in vocabulary.mentions(scheme, query.text)
    ]
    codes = [word for word in query.words if _CODE.fullmatch(word)]
    return found + [
        (vocabulary.term(scheme, code), len(code))
        for scheme in schemes
        for code in codes
        if vocabulary.is_term(scheme, code)
    ]
