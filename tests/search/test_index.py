from __future__ import annotations

import pytest

from balai.core.errors import NotReady
from balai.core.retrieval import ANALYSIS
from balai.foundation.embedding import NoEmbedder
from balai.foundation.indexing import IndexText
from balai.library.models import Passage, Source
from balai.search.actions import drop_records_that_are_gone, index_record, rebuild_words
from balai.search.engines import engine
from balai.search.indexing import with_lead
from balai.search.models import IndexEntry, IndexState
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
    assert all(len(bytes(each.vector)) == 2 * toy.dimension for each in entries)  # type: ignore[arg-type]
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

    def embed(self, *_: object) -> object:  # type: ignore[override]
        raise NotReady("the encoder failed")


def test_when_the_encoder_fails_words_are_kept_and_vectors_come_later(cast: object) -> None:
    source = add_source("Report", ["Trust grew."], embedder=Failing())
    assert set(IndexEntry.objects.values_list("model", flat=True)) == {""}
    index_record(record_kind="source", record_id=source, embedder=ToyEmbedder())
    assert set(IndexEntry.objects.values_list("model", flat=True)) == {"toy-1"}


def test_a_record_that_changes_while_it_is_indexed_ends_up_as_it_is(cast: object) -> None:
    source = add_source("Report", ["Trust grew."])

    class Meddling(ToyEmbedder):
        def embed(self, *arguments: object) -> object:  # type: ignore[override]
            Passage.objects.filter(source_id=source).update(text="Trust was lost.")
            return super().embed(*arguments)  # type: ignore[arg-type]

    Passage.objects.filter(source_id=source).update(text="Trust came.")
    index_record(record_kind="source", record_id=source, embedder=Meddling())
    words = IndexEntry.objects.get(part="passage").words
    assert words == "trust lost"


def test_the_index_of_words_can_be_made_anew(cast: object) -> None:
    add_source("Report", ["Trust grew.", "Officers listened."])
    rebuild_words()
    assert engine().words_indexed() == IndexEntry.objects.count() == 4
