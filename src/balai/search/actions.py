"""The only writers of the index. What they write can be made again from the records."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Sequence
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import F

from balai.core.errors import NotReady
from balai.core.retrieval import ANALYSIS, Centres
from balai.foundation.embedding import Embedder, NoEmbedder, get_embedder
from balai.foundation.indexing import IndexFact, IndexText
from balai.foundation.registries import indexed
from balai.search.centres import seed_centres
from balai.search.engines import engine
from balai.search.engines.port import EntryVector
from balai.search.groups import GroupKey
from balai.search.indexing import FACTS, Entry, entries_for, text_hash, with_lead
from balai.search.models import IndexChange, IndexedFact, IndexEntry, IndexState

logger = logging.getLogger(__name__)
_TRIES = 5
_CHANGES_KEPT, _SWEPT_EACH = 2000, 100


def index_record(*, record_kind: str, record_id: str, embedder: Embedder | None = None) -> int:
    """Bring the entries of one record up to date; return how many it has.

    Terms and vectors are made before the transaction. If the record changed meanwhile, they
    are made again, so the last writer always writes what is true. Where the encoder cannot
    answer, words alone are indexed and the entries name no model: a later task, or the next
    rebuild, completes them.
    """
    embedder = embedder or get_embedder()
    for _ in range(_TRIES):
        texts = _texts(record_kind, record_id)
        entries, seeds = _made(texts, embedder)
        with transaction.atomic():
            if _texts(record_kind, record_id) == texts:
                _replace(record_kind, record_id, entries, seeds)
                _replace_facts(record_kind, record_id, _facts(record_kind, record_id, texts))
                break
    else:
        raise NotReady("This record changed too often to be indexed.", "It will be tried again.")
    if seeds is not None:
        engine().settle_vectors(embedder.name, seeds)
    return len(entries)


def drop_if_gone(*, record_kind: str, record_id: str) -> bool:
    """Take a record out of the index at once when nothing of it may be found any more.

    Runs inside the transaction that withdrew or deleted it.
    """
    if _texts(record_kind, record_id):
        return False
    with transaction.atomic():
        removed = _remove(record_kind, record_id)
        if removed:
            _count_change(record_kind, record_id)
    return bool(removed)


def drop_records_that_are_gone() -> int:
    """Remove entries of records that no app has texts of; return how many records went."""
    gone = 0
    held = set(IndexEntry.objects.values_list("record_kind", "record_id").distinct())
    wanted = {(kind, str(each)) for kind, texts in indexed for each in texts.all_ids()}
    for record_kind, record_id in sorted(held - wanted):
        with transaction.atomic():
            _remove(record_kind, record_id)
            _count_change(record_kind, record_id)
        gone += 1
    return gone


def prepare_engine() -> None:
    """Make what the engine lacks: the database may have got pgvector since it was made."""
    engine().prepare()


def rebuild_words() -> None:
    """Make the engine's index of words anew from the entries."""
    with transaction.atomic():
        engine().rebuild()
        _count_change()


def note_facts_made() -> None:
    """Write down that every record's facts are those of this version."""
    IndexState.objects.filter(pk=1).update(facts=FACTS)


def _texts(record_kind: str, record_id: str) -> list[IndexText]:
    if record_kind not in indexed:
        return []
    return with_lead(indexed[record_kind].texts(record_id))


def _facts(record_kind: str, record_id: str, texts: Sequence[IndexText]) -> list[IndexFact]:
    return indexed[record_kind].facts(record_id) if texts else []


def _remove(record_kind: str, record_id: str) -> int:
    """Remove all that the index holds of a record; return how many entries it had."""
    IndexedFact.objects.filter(record_kind=record_kind, record_id=record_id).delete()
    removed, _ = IndexEntry.objects.filter(record_kind=record_kind, record_id=record_id).delete()
    return removed


def _replace_facts(record_kind: str, record_id: str, facts: Sequence[IndexFact]) -> None:
    IndexedFact.objects.filter(record_kind=record_kind, record_id=record_id).delete()
    IndexedFact.objects.bulk_create(
        IndexedFact(
            record_kind=record_kind,
            record_id=record_id,
            audience_kind=fact.audience_kind,
            audience_id=fact.audience_id,
            field=fact.field,
            value=fact.value,
        )
        for fact in facts
    )


def _made(texts: Sequence[IndexText], embedder: Embedder) -> tuple[list[Entry], Centres | None]:
    """Return the entries, and the means of passages where there are vectors to centre."""
    try:
        entries = entries_for(texts, embedder, _known(texts, embedder))
        if not any(entry.model for entry in entries):
            return entries, None
        return entries, seed_centres(embedder, Path(settings.BALAI.home)).passages
    except NotReady as error:
        logger.warning("indexing words only: %s", error.message)
        return entries_for(texts, NoEmbedder(), {}), None


def _known(texts: Sequence[IndexText], embedder: Embedder) -> dict[str, bytes]:
    """Return the vectors of this model that the index has of these texts, by their hashes."""
    known: dict[str, bytes] = {}
    if embedder.available:
        hashes = {text_hash(text) for text in texts}
        rows = IndexEntry.objects.filter(text_hash__in=hashes, model=embedder.name)
        known = {
            each: bytes(vector)
            for each, vector in rows.values_list("text_hash", "vector")
            if vector is not None
        }
    return known


def _replace(
    record_kind: str, record_id: str, entries: Sequence[Entry], seeds: Centres | None
) -> None:
    IndexEntry.objects.filter(record_kind=record_kind, record_id=record_id).delete()
    written = IndexEntry.objects.bulk_create(
        [
            IndexEntry(
                record_kind=entry.text.record_kind,
                record_id=entry.text.record_id,
                audience_kind=entry.text.audience_kind,
                audience_id=entry.text.audience_id,
                part=entry.text.part,
                part_id=entry.text.part_id,
                page=entry.text.page,
                language=entry.text.language,
                words=entry.words,
                text_hash=entry.text_hash,
                analysis=entry.analysis,
                model=entry.model,
                vector=entry.vector,
            )
            for entry in entries
        ],
        batch_size=500,
    )
    model = next((entry.model for entry in entries if entry.model), "")
    if seeds is not None:
        engine().keep_vectors(model, [_vector_of(row) for row in written if row.model], seeds)
    _count_change(record_kind, record_id, model=model)


def _vector_of(row: IndexEntry) -> EntryVector:
    group = GroupKey(row.record_kind, row.record_id, row.audience_kind, row.audience_id)
    return EntryVector(row.pk, group, row.part, row.language, bytes(row.vector or b""))


def _count_change(record_kind: str = "", record_id: str = "", *, model: str = "") -> None:
    """Count a change, and name its record where it was about one alone."""
    # The counter begins anywhere, so that a restored index is never taken for the one before.
    first = {"analysis": ANALYSIS, "facts": FACTS, "changes": secrets.randbelow(1 << 40)}
    state, _ = IndexState.objects.get_or_create(pk=1, defaults=first)
    values: dict[str, object] = {"changes": F("changes") + 1, "analysis": ANALYSIS}
    if model and model != state.model:
        values["model"] = model
    IndexState.objects.filter(pk=1).update(**values)
    if not record_id:
        return
    number = IndexState.objects.values_list("changes", flat=True).get(pk=1)
    IndexChange.objects.create(number=number, record_kind=record_kind, record_id=record_id)
    if number % _SWEPT_EACH == 0:
        IndexChange.objects.filter(number__lte=number - _CHANGES_KEPT).delete()
