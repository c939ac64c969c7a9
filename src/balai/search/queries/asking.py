"""What every kind of search begins with: the query read and pointed, and what it may look at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings

from balai.core.audience import Viewer
from balai.core.errors import NotReady
from balai.core.retrieval import FieldFilter, Query, centred, parse_query
from balai.foundation.embedding import Embedder, get_embedder
from balai.search.centres import SeedCentres, seed_centres
from balai.search.engines.port import MeaningWanted
from balai.search.languages import languages_to_look_in, likely_languages
from balai.search.queries.index import languages_indexed, records_indexed
from balai.search.queries.narrowing import read_filters, records_within
from balai.search.queries.phrases import records_with_phrase, records_with_word
from balai.search.queries.vectors import current_mirror
from balai.search.results import Filters, Mode, Record
from balai.sharing.queries import open_gates

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MOST = 100
"""Hits that one page may ask for."""


@dataclass(frozen=True)
class Pointed:
    """The vector of a query as the encoder gave it, and the means to centre it with."""

    vector: NDArray[np.float32]
    seeds: SeedCentres


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

    `own` are the languages in whose entries its words are looked up, None for all of `held`.
    `allowed` are the records to which all is narrowed, None for no narrowing; `phrases` names
    the entry of each that has the last phrase.
    """

    gates: tuple[int, ...]
    held: tuple[str, ...]
    guess: dict[str, float]
    own: frozenset[str] | None
    phrases: dict[Record, int]
    allowed: frozenset[Record] | None

    @property
    def looked_in(self) -> tuple[str, ...] | None:
        """Return the languages to look in as the engine wants them."""
        return None if self.own is None else tuple(sorted(self.own))

    def is_foreign(self, languages: frozenset[str]) -> bool:
        """Say whether texts in these languages have none that the query is in."""
        return self.own is not None and not (languages & self.own or "" in languages)


def ask(
    text: str,
    filters: Filters,
    mode: Mode,
    reader: Sequence[str],
    embedder: Embedder | None,
) -> Asked:
    """Read a query and have it pointed by the encoder, before any transaction."""
    query = parse_query(text)
    narrowed, unread = read_filters(query.filters, filters)
    chosen = embedder or get_embedder()
    pointed, limits = _point(query, mode, chosen)
    limits += tuple(f"unknown-filter:{each.field}:{each.value}" for each in unread)
    return Asked(query, narrowed, unread, mode, tuple(reader), chosen, pointed, limits)


def scope_of(viewer: Viewer, asked: Asked) -> Scope:
    """Return what a query may look at. Everything below must be read as of the same moment."""
    gates, held = open_gates(viewer), languages_indexed()
    guess = likely_languages(asked.query.text, asked.reader, held)
    own = None if asked.pointed is None else languages_to_look_in(asked.query.text, guess)
    phrases, allowed = _allowed(asked.query, asked.filters, gates, held)
    return Scope(tuple(gates), tuple(held), guess, own, phrases, allowed)


def meaning_wanted(asked: Asked, scope: Scope) -> MeaningWanted | None:
    """Return what to look for by meaning, None where the query has no vector."""
    pointed, embedder = asked.pointed, asked.embedder
    if pointed is None:
        return None
    return MeaningWanted(
        vector=centred(pointed.vector, pointed.seeds.queries.mixed(scope.guess)),
        model=embedder.name,
        mirror=lambda: current_mirror(embedder, pointed.seeds.passages),
        records=scope.allowed,
    )


def _point(query: Query, mode: Mode, embedder: Embedder) -> tuple[Pointed | None, tuple[str, ...]]:
    if mode == "words" or query.is_empty:
        return None, ()
    if not embedder.available:
        return None, ("words-only",)
    try:
        seeds = seed_centres(embedder, Path(settings.BALAI.home))
        return Pointed(embedder.embed([query.text], "query")[0], seeds), ()
    except NotReady:
        return None, ("encoder-failed",)


def _allowed(
    query: Query, filters: Filters, gates: Sequence[int], held: Sequence[str]
) -> tuple[dict[Record, int], frozenset[Record] | None]:
    """Return which entry has the (last) phrase, and to which records all is narrowed."""
    allowed = records_within(filters)
    shown: dict[Record, int] = {}
    for phrase in query.phrases:
        shown = records_with_phrase(phrase, gates, held)
        allowed = frozenset(shown) if allowed is None else allowed & shown.keys()
    excluded: set[Record] = set()
    for word in query.excluded_words:
        excluded |= records_with_word(word, gates, held)
    for phrase in query.excluded_phrases:
        excluded |= records_with_phrase(phrase, gates, held).keys()
    if excluded:
        everything = allowed if allowed is not None else records_indexed()
        allowed = everything - excluded
    return shown, allowed
