"""How what somebody types may go on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from balai.core.audience import Viewer
from balai.core.retrieval.unspaced import is_unspaced
from balai.search.queries.titles import current_titles, shown, visible_among
from balai.search.suggesting import terms
from balai.search.suggesting.beginnings import beginning_with, beginnings, folded

LONGEST_PREFIX = 100
MOST = 8
_SHORTEST = 2


@dataclass(frozen=True)
class Suggestion:
    """What may be searched for. `meaning` is its name in the reader's language, where other."""

    text: str
    language: str
    kind: Literal["title", "term", "place"]
    meaning: str = ""


def suggestions(
    viewer: Viewer, prefix: str, languages: Sequence[str] = (), most: int = MOST
) -> tuple[Suggestion, ...]:
    """Return terms, countries and titles of visible sources in which a word begins so.

    `languages` are the reader's, best first: what is in them comes first. Half of the places
    belong to the vocabulary, half to titles, as long as there are enough of both.
    """
    asked = folded(prefix[:LONGEST_PREFIX])
    if len(asked) < _SHORTEST and not is_unspaced(asked):
        return ()
    named = list(_named(asked, languages))
    titled = _titled(viewer, asked, languages, most)
    from_terms = max(most // 2, most - len(titled))
    chosen: dict[str, Suggestion] = {}
    for each in (*named[:from_terms], *titled):
        chosen.setdefault(folded(each.text), each)
    return tuple(chosen.values())[:most]


def _rank(language: str, languages: Sequence[str]) -> int:
    return languages.index(language) if language in languages else len(languages)


def _named(asked: str, languages: Sequence[str]) -> Iterator[Suggestion]:
    """Yield names of the vocabulary, each term once: in the language that is read best."""
    spoken = dict.fromkeys((*languages, *terms.languages()))
    found = [
        (_rank(language, languages), each.place > 0, len(each.key), each.name, language)
        for language in spoken
        for each in beginning_with(terms.ordered_in(language), asked)
    ]
    seen: set[str] = set()
    for rank, _later, _length, name, language in sorted(found):
        if name not in seen:
            seen.add(name)
            named = terms.named_in(language)[name]
            is_read = rank < len(languages) or not languages
            meaning = "" if is_read else named.called_in(languages[0])
            yield Suggestion(named.text, language, named.kind, meaning)


def _titled(
    viewer: Viewer, asked: str, languages: Sequence[str], most: int
) -> tuple[Suggestion, ...]:
    found = shown(viewer, _visible(viewer, asked, languages, 2 * most))
    suggested = (
        Suggestion(each.title, each.language, "title")
        for each in found
        # what is shown to this viewer may be less than the title that was proposed
        if any(start.key.startswith(asked) for start in beginnings(each.title, each.id))
    )
    return tuple(suggested)[:most]


def _visible(viewer: Viewer, asked: str, languages: Sequence[str], most: int) -> list[str]:
    """Return visible sources in order: titles that begin so, the reader's languages, short ones."""
    titles = current_titles()
    ranks = {language: place for place, language in enumerate(languages)}
    last = len(ranks)
    places: dict[int, dict[str, None]] = {}
    for _key, place, name in beginning_with(titles.ordered, asked):
        rank = ranks.get(titles.by_source[name].language, last)
        places.setdefault(rank if place == 0 else rank + last + 1, {})[name] = None
    found: dict[str, None] = {}
    for place in sorted(places):
        names = sorted(places[place], key=lambda name: (len(titles.by_source[name].text), name))
        found.update(dict.fromkeys(visible_among(viewer, names, most)))
        if len(found) >= most:
            break
    return list(found)[:most]
