"""Asking the encoder what in a text reads like a name, for sources and for single sentences.

A node whose encoder cannot say (another model, or none) looks by pattern alone, and its pages
say so. One whose encoder can, but does not answer, refuses to publish: what was not looked for
must not pass as not there.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Sequence
from enum import StrEnum
from functools import lru_cache

from balai.core.errors import NotReady
from balai.core.passages.chunk import Passage
from balai.core.privacy import Mark
from balai.foundation.embedding import Embedder, get_embedder


class Looked(StrEnum):
    """Whether names in running text were looked for."""

    YES = "yes"
    NOT_NOW = "not-now"
    NEVER = "never"


PATIENCE = 3.0
"""Seconds that somebody who opens a page waits for the encoder."""
REST = 2.0
"""Seconds for which an encoder that did not answer is not asked again: a page asks often."""
BATCH = 32


class _Rest:
    until = 0.0


_rest = _Rest()
_WORD = re.compile(r"\w")


def sentence_marks(text: str) -> tuple[Mark, ...]:
    """Return the marks of a sentence or a quote about to be published.

    Raises NotReady where the encoder could give them, but does not.
    """
    embedder = get_embedder()
    if not embedder.finds_names:
        return ()
    try:
        if time.monotonic() < _rest.until:
            raise NotReady("The encoder did not answer a moment ago.")
        return _remembered(embedder, text)
    except NotReady:
        _rest.until = max(_rest.until, time.monotonic() + REST)
        raise NotReady(
            "Names of persons could not be looked for in this text just now.",
            "Wait a moment and try again: without that nothing is published.",
            kind="names-not-looked-for",
        ) from None


def look_ahead(text: str) -> None:
    """Ask for the marks of a sentence before a lock is taken under which they are needed.

    Raises NotReady as `sentence_marks` does.
    """
    sentence_marks(" ".join(text.split()))


def looks_for_names() -> bool:
    """Say whether this node's encoder can look for names at all."""
    return get_embedder().finds_names


def names_in(text: str) -> Looked:
    """Say whether names are looked for in a text about to be published."""
    if not looks_for_names():
        return Looked.NEVER
    try:
        sentence_marks(text)
    except NotReady:
        return Looked.NOT_NOW
    return Looked.YES


@lru_cache(maxsize=512)
def _remembered(embedder: Embedder, text: str) -> tuple[Mark, ...]:
    """Ask once for texts that a review page, its check and its action all ask about."""
    return tuple(embedder.marks([text], patience=PATIENCE)[0])


def document_marks(text: str, passages: Sequence[Passage]) -> tuple[Mark, ...] | None:
    """Return the marks of a source's text, or None where nobody looked.

    Passages are read as the index will read them, so that reading them twice is seldom needed.
    """
    embedder = get_embedder()
    if not embedder.finds_names:
        return None
    found: set[Mark] = set()
    places = [(each.start, each.end) for each in passages]
    try:
        for start in range(0, len(places), BATCH):
            part = places[start : start + BATCH]
            marks = embedder.embed_and_mark([text[low:high] for low, high in part])[1]
            found.update(_placed(part, marks))
        left = [gap for gap in _gaps(len(text), places) if _WORD.search(text, *gap)]
        for start in range(0, len(left), BATCH):
            part = left[start : start + BATCH]
            found.update(_placed(part, embedder.marks([text[low:high] for low, high in part])))
    except NotReady:
        return None
    return tuple(sorted(found))


def _placed(places: Sequence[tuple[int, int]], marks: Sequence[Sequence[Mark]]) -> Iterator[Mark]:
    """Yield the marks of parts where they stand in the whole."""
    for (low, _), each in zip(places, marks, strict=True):
        for mark in each:
            yield mark._replace(start=low + mark.start, end=low + mark.end)


def _gaps(length: int, places: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    at = 0
    for start, end in sorted(places):
        if start > at:
            yield at, start
        at = max(at, end)
    if at < length:
        yield at, length
