"""What every kind of search begins with: the query read and pointed, and what it may look at."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings

from balai.core.audience import Viewer
from balai.core.errors import NotReady
from balai.core.retrieval import FieldFilter, Query, analyse, centred, parse_query
from balai.core.retrieval.words import without_vowel_signs
from balai.foundation.background import in_background
from balai.foundation.embedding import Embedder, get_embedder
from balai.search import finding
from balai.search.centres import SeedCentres, seed_centres
from balai.search.engines import engine
from balai.search.engines.port import MeaningWanted
from balai.search.languages import languages_to_look_in, likely_languages
from balai.search.queries.index import languages_indexed
from balai.search.queries.kinds import Wanted
from balai.search.queries.narrowing import read_filters, records_visible, records_within
from balai.search.queries.phrases import records_with_phrase, records_with_words
from balai.search.queries.vectors import current_mirror
from balai.search.readings import Readings, readings_of
from balai.search.results import Filters, Mode, Record
from balai.sharing.queries import open_gates

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MOST = 100
"""Hits that one page may ask for."""


@dataclass(frozen=True)
class Pointed:
    """What the encoder makes of a query, perhaps still at work, and the means to centre it with."""

    coming: Future[NDArray[np.float32]]
    seeds: SeedCentres

    @property
    def vector(self) -> NDArray[np.float32]:
        """Return the vector as the encoder gave it. Raises NotReady where it could not."""
        return self.coming.result()


@dataclass(frozen=True)
class Asked:
    """A query as it was understood. `pointed` is None where meaning is not compared."""

    query: Query
    filters: Filters
    unread: tuple[FieldFilter, ...]
    mode: Mode
    reader: tuple[str, ...]
    embedder: Embedder
    pointed: Pointed | None
    limits: tuple[str, ...]


@dataclass(frozen=True)
class Scope:
    """What a query may look at, as of one moment.

    `said` is the query without words that say nothing in the languages it may be in: in others
    they would be words like any, and among the most frequent.
    `own` are the languages in whose entries its words are looked up, None for all of `held`.
    `stated` are the records that its phrases and exclusions leave, `allowed` those of them that
    pass the filters too, None for no narrowing; `phrases` names the entry of each that has the
    last phrase.
    """

    gates: tuple[int, ...]
    said: Query
    held: tuple[str, ...]
    guess: dict[str, float]
    own: frozenset[str] | None
    readings: Readings
    phrases: dict[Record, int]
    stated: frozenset[Record] | None
    allowed: frozenset[Record] | None
    is_cut: bool
    """Whether a phrase stands in more entries than were read for it."""

    @property
    def looked_in(self) -> tuple[str, ...] | None:
        """Return the languages to look in as the engine wants them."""
        return None if self.own is None else tuple(sorted(self.own))

    def within(self, filters: Filters) -> frozenset[Record] | None:
        """Return what the query leaves under other filters, None for everything."""
        return both(self.stated, records_within(filters, self.gates))

    def is_foreign(self, languages: frozenset[str]) -> bool:
        """Say whether texts in these languages have none that the query is in."""
        return self.own is not None and not (languages & self.own or "" in languages)


def ask(
    text: str,
    filters: Filters,
    mode: Mode,
    reader: Sequence[str],
    embedder: Embedder | None,
    *,
    waits: bool = True,
) -> Asked:
    """Read a query and have it pointed by the encoder, before any transaction.

    Without `waits` the encoder works while others look for words; see `without_meaning`.
    """
    query = parse_query(text)
    chosen = embedder or get_embedder()
    pointed, limits = _point(query, mode, chosen)
    narrowed, unread = read_filters(query.filters, filters)
    limits += tuple(f"unknown-filter:{each.field}:{each.value}" for each in unread)
    asked = Asked(query, narrowed, unread, mode, tuple(reader), chosen, pointed, limits)
    if waits and pointed is not None and pointed.coming.exception() is not None:
        return without_meaning(asked)
    return asked


def without_meaning(asked: Asked) -> Asked:
    """Return the question as it is asked where the encoder could not answer.

    Raises what the encoder raised, where that is not NotReady.
    """
    failed = asked.pointed.coming.exception() if asked.pointed is not None else None
    if failed is not None and not isinstance(failed, NotReady):
        raise failed
    return replace(asked, pointed=None, limits=("encoder-failed", *asked.limits))


def scope_of(viewer: Viewer, asked: Asked) -> Scope:
    """Return what a query may look at. Everything below must be read as of the same moment."""
    gates, held = open_gates(viewer), languages_indexed()
    guess = likely_languages(asked.query.text, asked.reader, held)
    own = None if asked.pointed is None else languages_to_look_in(asked.query.text, guess)
    readings = Readings() if asked.mode == "meaning" else readings_of(asked.query, held)
    stated = _stated(asked.query, gates, held)
    return Scope(
        gates=tuple(gates),
        said=_without_stop_words(asked.query, tuple(guess)),
        held=tuple(held),
        guess=guess,
        own=own,
        readings=readings,
        phrases=stated.phrases,
        stated=stated.records,
        allowed=both(stated.records, records_within(asked.filters, gates)),
        is_cut=stated.is_cut,
    )


def _without_stop_words(query: Query, languages: tuple[str, ...]) -> Query:
    words = tuple(
        word for word in query.words if any(analyse(word, each) for each in languages or ("",))
    )
    return replace(query, words=words)


def both(
    first: frozenset[Record] | None, second: frozenset[Record] | None
) -> frozenset[Record] | None:
    """Return the records of both; None stands for all there are."""
    if first is None or second is None:
        return second if first is None else first
    return first & second


def wanted_shown(asked: Asked, scope: Scope) -> Wanted:
    """Return what the kinds need to know to show what was found."""
    return Wanted(asked.query, scope.guess, asked.reader, scope.readings.names)


def words_found(scope: Scope) -> finding.WordsFound:
    """Return what has the words of a query, of what its scope leaves."""
    return finding.by_words(
        engine(),
        scope.said,
        scope.gates,
        scope.looked_in,
        scope.held,
        scope.allowed,
        scope.readings.names,
    )


def meaning_wanted(
    asked: Asked, scope: Scope, records: frozenset[Record] | None
) -> MeaningWanted | None:
    """Return what to look for by meaning among records, None where the query has no vector."""
    pointed, embedder = asked.pointed, asked.embedder
    if pointed is None:
        return None
    return MeaningWanted(
        vector=centred(pointed.vector, pointed.seeds.queries.mixed(scope.guess)),
        model=embedder.name,
        mirror=lambda: current_mirror(embedder, pointed.seeds.passages),
        records=records,
    )


def _point(query: Query, mode: Mode, embedder: Embedder) -> tuple[Pointed | None, tuple[str, ...]]:
    if mode == "words" or query.is_empty:
        return None, ()
    if not embedder.available:
        return None, ("words-only",)
    try:
        seeds = seed_centres(embedder, Path(settings.BALAI.home))
    except NotReady:
        return None, ("encoder-failed",)
    text = without_vowel_signs(query.text)
    return Pointed(in_background(lambda: embedder.embed([text], "query")[0]), seeds), ()


@dataclass(frozen=True)
class _Stated:
    """What phrases and exclusions leave, see `Scope`; `is_cut` where a phrase stands too often."""

    phrases: dict[Record, int]
    records: frozenset[Record] | None
    is_cut: bool


def _stated(query: Query, gates: Sequence[int], held: Sequence[str]) -> _Stated:
    """Return which entry has the (last) phrase, and the records that the query's words leave."""
    allowed: frozenset[Record] | None = None
    shown: dict[Record, int] = {}
    is_cut = False
    for phrase in query.phrases:
        found = records_with_phrase(phrase, gates, held)
        shown, is_cut = found.entries, is_cut or found.is_cut
        allowed = both(allowed, frozenset(shown))
    excluded: set[Record] = set()
    for word in query.excluded_words:
        excluded |= records_with_words(word, gates, held)
    for phrase in query.excluded_phrases:
        found = records_with_phrase(phrase, gates, held)
        # What was not read may have it: then the words together, in any form, leave a record out.
        more = records_with_words(phrase, gates, held) if found.is_cut else frozenset()
        excluded |= found.entries.keys() | more
    if excluded:
        allowed = (records_visible(gates) if allowed is None else allowed) - excluded
    return _Stated(shown, allowed, is_cut)
