from __future__ import annotations

from datetime import timedelta

import pytest

from balai.core.errors import NotReady
from balai.core.retrieval import ANALYSIS
from balai.foundation.clock import now, stopped_at
from balai.foundation.embedding import NoEmbedder
from balai.foundation.indexing import IndexText
from balai.foundation.journal.recording import recording
from balai.foundation.tasks.worker import run_all
from balai.library.models import Passage, Source, SourceState
from balai.search import tasks
from balai.search.actions import drop_records_that_are_gone, index_record, rebuild_words
from balai.search.engines import engine
from balai.search.indexing import with_lead
from balai.search.models import IndexEntry, IndexState
from balai.search.queries import index_report
from balai.search.queries.index import lacks_vectors
from balai.search.tasks import queue_rebuild
from tests.search.shelf import ToyEmbedder, add_source

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def text(part: str, words: str, part_id: str = "") -> IndexText:
    return IndexText("source", "S", "source", "S", part, part_id, 1, "en", words)


def test_the_lead_is_the_first_words_after_the_title() -> None:
    words = " ".join(f"w{n}" for n in range(100))
    title, first, second = (
        text("title", "A plan"),
        text("passage", "A plan " + words[:20], "1"),
        text("passage", words, "2"),
    )
    (lead,) = [each for each in with_lead([title, first, second]) if each.part == "lead"]
    assert lead.text.startswith("w0 w1")
    assert len(lead.text.split()) == 60
    assert with_lead([title]) == [title]


def test_entries_name_their_analysis_and_model_and_the_state_counts(cast: object) -> None:
    toy = ToyEmbedder()
    add_source("Report", ["Trust grew.", "Officers listened."], embedder=toy)
    entries = IndexEntry.objects.all()
    assert {(each.analysis, each.model) for each in entries} == {(ANALYSIS, "toy-1")}
    assert {each.part for each in entries} == {"title", "lead", "passage"}
    assert all(len(bytes(each.vector)) == 2 * toy.dimension for each in entries)
    state = IndexState.objects.get()
    assert (state.analysis, state.model) == (ANALYSIS, "toy-1")
    add_source("Another", ["Trust grew."], embedder=toy)
    assert IndexState.objects.get().changes == state.changes + 1


def test_indexing_twice_changes_nothing_and_embeds_nothing(cast: object) -> None:
    source = add_source("Report", ["Trust grew."])
    before = sorted(IndexEntry.objects.values_list("part", "words", "text_hash"))
    toy = ToyEmbedder()
    index_record(record_kind="source", record_id=source, embedder=toy)
    assert sorted(IndexEntry.objects.values_list("part", "words", "text_hash")) == before
    assert toy.asked == []


def test_equal_passages_of_two_sources_are_embedded_once(cast: object) -> None:
    add_source("One", ["The same boilerplate passage stands here."])
    toy = ToyEmbedder()
    add_source("Two", ["The same boilerplate passage stands here."], embedder=toy)
    assert toy.asked == ["Two"]


def test_a_record_that_lost_a_passage_loses_its_entry(cast: object) -> None:
    source = add_source("Report", ["Trust grew.", "Officers listened."])
    Passage.objects.filter(source_id=source, position=1).delete()
    index_record(record_kind="source", record_id=source, embedder=ToyEmbedder())
    assert IndexEntry.objects.filter(part="passage").count() == 1
    assert engine().words_indexed() == IndexEntry.objects.count()


def test_entries_of_deleted_records_are_swept(cast: object) -> None:
    kept, gone = add_source("Kept", ["Trust."]), add_source("Gone", ["Trust."])
    Source.objects.filter(pk=gone).delete()
    assert drop_records_that_are_gone() == 1
    assert set(IndexEntry.objects.values_list("record_id", flat=True)) == {kept}


def test_without_an_encoder_only_words_are_indexed(cast: object) -> None:
    add_source("Report", ["Trust grew."], embedder=NoEmbedder())
    assert set(IndexEntry.objects.values_list("model", "vector")) == {("", None)}


class Failing(ToyEmbedder):
    """An encoder whose process cannot be started."""

    def embed(self, *_: object) -> object:
        raise NotReady("the encoder failed")


def test_when_the_encoder_fails_words_are_kept_and_vectors_come_later(cast: object) -> None:
    source = add_source("Report", ["Trust grew."], embedder=Failing())
    assert set(IndexEntry.objects.values_list("model", flat=True)) == {""}
    index_record(record_kind="source", record_id=source, embedder=ToyEmbedder())
    assert set(IndexEntry.objects.values_list("model", flat=True)) == {"toy-1"}


def test_a_record_that_changes_while_it_is_indexed_ends_up_as_it_is(cast: object) -> None:
    source = add_source("Report", ["Trust grew."])

    class Meddling(ToyEmbedder):
        def embed(self, *arguments: object) -> object:
            Passage.objects.filter(source_id=source).update(text="Trust was lost.")
            return super().embed(*arguments)

    Passage.objects.filter(source_id=source).update(text="Trust came.")
    index_record(record_kind="source", record_id=source, embedder=Meddling())
    words = IndexEntry.objects.get(part="passage").words
    assert words == "trust lost"


def test_the_index_of_words_can_be_made_anew(cast: object) -> None:
    add_source("Report", ["Trust grew.", "Officers listened."])
    rebuild_words()
    assert engine().words_indexed() == IndexEntry.objects.count() == 4


def test_the_report_names_what_the_index_lacks_and_what_it_should_not_have(cast: object) -> None:
    toy = ToyEmbedder()
    sound = add_source("Sound", ["Trust grew."])
    assert index_report(toy).is_sound
    lost, gone = add_source("Lost", ["Trust."]), add_source("Gone", ["Trust."])
    IndexEntry.objects.filter(record_id=lost).delete()
    Source.objects.filter(pk=gone).delete()
    IndexEntry.objects.filter(record_id=sound, part="title").update(model="", vector=None)
    IndexEntry.objects.filter(record_id=sound, part="lead").update(analysis="terms-0")
    report = index_report(toy)
    assert (report.missing, report.extra) == ((("source", lost),), (("source", gone),))
    assert (report.without_vector, report.other_analysis) == (1, 1)
    assert report.words == report.entries
    assert not report.is_sound
    assert index_report(ToyEmbedder("toy-2")).other_model > 0


def test_a_rebuild_mends_the_index(cast: object) -> None:
    lost, gone = add_source("Lost", ["Trust."]), add_source("Gone", ["Trust."])
    IndexEntry.objects.filter(record_id=lost).delete()
    Source.objects.filter(pk=gone).delete()
    queue_rebuild()
    assert run_all() == 1
    report = index_report(NoEmbedder())
    assert (report.missing, report.extra, report.words) == ((), (), report.entries)
    assert report.records == 1


def test_the_index_follows_the_journal(cast: object) -> None:
    """What any app declares to have changed is indexed by a task, and only then."""
    source = add_source("Lost", ["Trust."])
    IndexEntry.objects.all().delete()
    with recording("test") as journal:
        journal.note("library.source-changed", "source", source)
    assert not IndexEntry.objects.exists()
    run_all()
    assert {entry.record_id for entry in IndexEntry.objects.all()} == {source}


def test_a_record_noted_many_times_is_indexed_once(cast: object) -> None:
    source = add_source("Busy", ["Trust."])
    for _ in range(3):
        with recording("test") as journal:
            journal.note("library.source-changed", "source", source)
            journal.note("library.source-changed", "source", source)
    assert run_all() == 1


def test_a_withdrawn_record_is_out_of_the_index_in_the_same_transaction(cast: object) -> None:
    source = add_source("Gone", ["Trust."])
    with recording("test") as journal:
        Source.objects.filter(pk=source).update(state=SourceState.WITHDRAWN)
        journal.note("library.source-withdrawn", "source", source)
    assert not IndexEntry.objects.exists()
    assert engine().words_indexed() == 0


def test_a_record_without_its_vectors_is_tried_again_later(
    cast: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = add_source("Report", ["Trust grew."], embedder=NoEmbedder())
    working: list[ToyEmbedder] = [Failing(), ToyEmbedder()]
    for module in ("balai.search.tasks", "balai.search.actions"):
        monkeypatch.setattr(f"{module}.get_embedder", lambda: working[0])
    tasks.index_record.call(record_kind="source", record_id=source)
    assert lacks_vectors("source", source)
    working.pop(0)
    with stopped_at(now() + timedelta(minutes=11)):
        assert run_all() == 1
    assert not lacks_vectors("source", source)


def test_an_index_of_another_model_is_rebuilt_at_the_start(
    cast: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_source("Report", ["Trust grew."], embedder=ToyEmbedder("toy-0"))
    for module in ("balai.search.tasks", "balai.search.actions"):
        monkeypatch.setattr(f"{module}.get_embedder", ToyEmbedder)
    assert tasks.queue_rebuild_if_stale()
    assert run_all() == 1
    assert index_report(ToyEmbedder()).is_sound
    assert not tasks.queue_rebuild_if_stale()
