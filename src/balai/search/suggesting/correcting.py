"""The word that was meant, where the one typed stands in nothing that the viewer may see."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from balai.core.audience import Viewer
from balai.core.retrieval import analyse, parse_query
from balai.core.retrieval.unspaced import is_unspaced
from balai.core.retrieval.words import words_of
from balai.search.engines import engine
from balai.search.engines.port import WordsWanted
from balai.search.languages import likely_languages
from balai.search.queries.index import languages_indexed
from balai.search.queries.titles import Titles, current_titles, shown, visible_among
from balai.search.suggesting import terms
from balai.search.suggesting.beginnings import folded
from balai.search.suggesting.spelling import allowed
from balai.sharing.queries import open_gates

LONGEST_QUERY = 300
_MOST_WORDS = 12


class _Near(NamedTuple):
    """A word near to the one that was typed; `foreign` orders by language, the likely first."""

    distance: int
    foreign: int
    folded: str
    written: str


def did_you_mean(viewer: Viewer, query: str, languages: Sequence[str] = ()) -> str | None:
    """Return the query with the words that were likely meant, None where nothing is to be said.

    A word is put right only where no text that the viewer may see has it in any form, and by
    words of the vocabulary and of titles this viewer is shown. Of equally near ones that in the
    query's language, then in the reader's, comes first. Words in scripts without spaces, quoted
    phrases, filters and what is excluded are left as they are.
    """
    asked = query[:LONGEST_QUERY]
    typed = (word.text for part in parse_query(asked).words for word in words_of(part))
    words = list(dict.fromkeys(filter(_may_be_wrong, typed)))[:_MOST_WORDS]
    if not words:
        return None
    titles, held = current_titles(), languages_indexed()
    order = [*likely_languages(asked, languages, held), *languages]
    meant = {word: _meant(viewer, word, titles, order, held) for word in words}
    right = asked
    for word, other in meant.items():
        if other:
            right = _replaced(right, word, other)
    return right if right != asked else None


def _may_be_wrong(word: str) -> bool:
    plain = folded(word)
    return bool(allowed(plain)) and plain.isalpha() and not is_unspaced(plain)


def _meant(
    viewer: Viewer, word: str, titles: Titles, order: Sequence[str], held: Sequence[str]
) -> str:
    """Return the word that was meant, empty where the word stands or none is near."""
    plain = folded(word)
    spoken = tuple(dict.fromkeys((*terms.languages(), *order)))
    if terms.is_written(plain) or any(plain in terms.words_in(language) for language in spoken):
        return ""
    ranks = {language: place for place, language in enumerate(dict.fromkeys(order))}
    near = sorted(_near_terms(plain, spoken, ranks))
    proposed = sorted(titles.words.near(plain, allowed(plain)))
    if not (near or proposed) or _is_known(viewer, word, held):
        return ""
    best = near[0] if near else None
    for distance, other in proposed:
        if best is not None and distance > best.distance:
            break
        found = _in_titles(viewer, titles.words.names[other], other, distance, ranks)
        if found is not None and (best is None or found < best):
            best = found
    return _cased(best.written, word) if best else ""


def _near_terms(plain: str, spoken: Sequence[str], ranks: Mapping[str, int]) -> Iterator[_Near]:
    for language in spoken:
        lexicon = terms.words_in(language)
        for distance, other in lexicon.near(plain, allowed(plain)):
            label = terms.named_in(language)[lexicon.names[other][0]].text
            rank = ranks.get(language, len(ranks))
            yield _Near(distance, rank, other, _written(label, other))


def _in_titles(
    viewer: Viewer, ids: Sequence[str], word: str, distance: int, ranks: Mapping[str, int]
) -> _Near | None:
    """Return a word as it is written in a title that the viewer is shown."""
    for each in shown(viewer, visible_among(viewer, ids, 1)):
        if written := _written(each.title, word):
            return _Near(distance, ranks.get(each.language, len(ranks)), word, written)
    return None


def _written(text: str, plain: str) -> str:
    """Return a folded word as it stands in a text, empty where it does not."""
    return next((each.text for each in words_of(text) if folded(each.text) == plain), "")


def _is_known(viewer: Viewer, word: str, held: Sequence[str]) -> bool:
    """Say whether a text that the viewer may see has the word in any form."""
    forms = {term for language in held for term in analyse(word, language)}
    if not forms:  # a stop word somewhere
        return True
    return bool(engine().words(WordsWanted(tuple(sorted(forms))), open_gates(viewer), 1))


def _cased(word: str, like: str) -> str:
    if like.isupper():
        return word.upper()
    if like.istitle():
        return word[:1].upper() + word[1:]
    return word.lower() if like.islower() else word


def _replaced(query: str, word: str, other: str) -> str:
    """Put another word in the place of one, outside quotes, filters and what is excluded."""
    whole = rf"(?<![\w:-]){re.escape(word)}(?!\w|:)"
    parts = re.split(r'("[^"]*"?)', query)
    return "".join(
        part if part.startswith('"') else re.sub(whole, lambda _: other, part) for part in parts
    )
