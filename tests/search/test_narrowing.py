"""Filters and counts: by the facts of records, each behind its own gate."""

from __future__ import annotations

import itertools

import pytest

from balai.core.audience import Level, audience
from balai.core.retrieval import FieldFilter
from balai.knowledge.models import Lesson, Statement
from balai.search.actions import index_record
from balai.search.engines import engine
from balai.search.engines.port import WordsWanted
from balai.search.queries import search
from balai.search.queries.narrowing import read_filters, read_values
from balai.search.results import Filters, Results
from balai.sharing.actions import narrow, share
from balai.sharing.queries import open_gates
from tests.personas import A, B, Cast
from tests.search.shelf import ToyEmbedder, add_lesson, add_source

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
TOY = ToyEmbedder()


def counts(results: Results, field: str) -> dict[str, int]:
    return dict(results.counts.get(field, ()))


@pytest.mark.parametrize(
    ("field", "value", "pairs"),
    [
        ("country", "nz", (("country", "NZ"),)),
        ("country", "Malaysia", (("country", "MY"),)),
        ("country", "Atlantis", ()),
        ("region", "035", (("region", "035"),)),
        ("region", "southeast asia", (("region", "035"),)),
        ("region", "nowhere", ()),
        ("level", "amber+strict", (("level", "AMBER+STRICT"),)),
        ("level", "l2", (("target", "L2"),)),
        ("level", "purple", ()),
        ("target", "green", ()),
        ("kind", "good-practice", (("kind", "good-practice"),)),
        ("kind", "secret", ()),
        ("approach", "a1", (("approach", "A1"),)),
        ("approach", "buurtpolitie", (("approach", "A1"),)),
        ("approach", "polis komuniti", (("approach", "A1"),)),
        ("outcome", "x1", (("outcome", "X1"),)),
        ("approach", "A99", ()),
        ("language", "FR", (("language", "fr"),)),
        ("language", "français!", ()),
        ("year", "2019", (("year", "2019"),)),
        ("year", "٢٠١٩x", ()),
        ("record", "Source", (("record", "source"),)),
        ("record", "person", ()),
        ("colour", "red", ()),
    ],
)
def test_values_are_read_as_people_write_them(
    field: str, value: str, pairs: tuple[tuple[str, str], ...]
) -> None:
    assert read_values(field, value) == pairs


def test_organisations_are_asked_for_by_name_and_none_is_told_of(cast: Cast) -> None:
    from balai.people.queries import organisations

    name = next(each.name for each in organisations() if each.id == A)
    assert read_values("organisation", name.upper()) == (("organisation", A),)
    filters, unread = read_filters([FieldFilter("organisation", "No such police")], Filters())
    assert unread == ()
    assert filters.values("organisation") == ("No such police",)


def test_several_values_are_alternatives_several_fields_must_hold_and_minus_excludes(
    cast: Cast,
) -> None:
    rows = itertools.product(("NZ", "MY"), ("2019", "2020"))
    for country, year in rows:
        add_source(f"{country} {year}", ["Patrols."], country=country, date=year)

    def found(text: str) -> set[str]:
        return {hit.title for hit in search(cast.viewer("dina"), text, embedder=TOY).hits}

    assert found("patrols country:NZ country:MY year:2020") == {"NZ 2020", "MY 2020"}
    assert found("patrols -country:NZ") == {"MY 2019", "MY 2020"}
    assert found("-country:NZ -year:2019") == {"MY 2020"}
    assert found("patrols region:035") == {"MY 2019", "MY 2020"}
    assert found("patrols -record:source") == set()


def test_a_lesson_is_found_by_all_that_it_is_labelled_with(cast: Cast) -> None:
    labels = [("country", "BE"), ("approach", "A1"), ("level", "L2"), ("outcome", "O1")]
    add_lesson("Walking builds trust.", labels=labels, year_from=2018, year_to=2020)
    for wanted in (
        "country:BE",
        "region:155",
        "approach:A1",
        "level:L2",
        "target:L2",
        "outcome:O1",
        "year:2019",
        "kind:lesson",
        "language:en",
        "level:clear",
    ):
        assert search(cast.viewer("dina"), wanted, embedder=TOY).total == 1, wanted
    for unwanted in ("year:2021", "level:L1", "kind:need", "language:fr", "level:green"):
        assert search(cast.viewer("dina"), unwanted, embedder=TOY).total == 0, unwanted


def test_a_filter_tells_nothing_of_a_sentence_that_may_not_be_read(cast: Cast) -> None:
    lesson = add_lesson("Walking builds trust.")
    hidden = Statement.objects.create(
        lesson=Lesson.objects.get(pk=lesson), language="fr", text="Marcher rapproche."
    )
    share(
        actor="test",
        record_kind="statement",
        record_id=hidden.pk,
        audience=audience(Level.AMBER_STRICT, owners=[A]),
    )
    index_record(record_kind="lesson", record_id=lesson, embedder=TOY)
    for name, total in (("budi", 1), ("dina", 0), ("chen", 0)):
        results = search(cast.viewer(name), "trust language:fr", embedder=TOY, counted=True)
        assert results.total == total, name
        assert counts(results.__class__(**results.__dict__), "language").get("fr", 0) == total


def test_counts_are_of_what_is_found_and_may_be_seen(cast: Cast) -> None:
    add_source("One", ["Patrols."], country="NZ", language="en")
    add_source("Two", ["Patrols."], country="MY", language="ms")
    add_source("Three", ["Patrols."], country="MY", level=Level.AMBER_STRICT, owner=B)
    add_lesson("Patrols on foot help.", labels=[("country", "MY"), ("approach", "A1")])
    for name, malaysian in (("dina", 2), ("chen", 3)):
        results = search(cast.viewer(name), "patrols", embedder=TOY, counted=True)
        assert counts(results, "country") == {"MY": malaysian, "NZ": 1}, name
        assert counts(results, "record") == {"source": malaysian, "lesson": 1}
        assert counts(results, "approach") == {"A1": 1}
        assert sum(counts(results, "level").values()) == results.total
        assert counts(results, "level").get("AMBER+STRICT", 0) == malaysian - 2


def test_what_is_chosen_leaves_its_alternatives_countable(cast: Cast) -> None:
    for country, year in itertools.product(("NZ", "MY", "FR"), ("2019", "2020")):
        add_source(f"{country} {year}", ["Patrols."], country=country, date=year)
    results = search(
        cast.viewer("dina"),
        "patrols country:NZ year:2019 level:green",
        embedder=TOY,
        counted=True,
    )
    assert (results.total, counts(results, "level")) == (0, {"CLEAR": 1, "GREEN": 0})
    results = search(
        cast.viewer("dina"), "patrols country:NZ year:2019", embedder=TOY, counted=True
    )
    assert results.total == 1
    assert counts(results, "country") == {"NZ": 1, "MY": 1, "FR": 1}
    assert counts(results, "year") == {"2019": 1, "2020": 1}
    assert counts(results, "region") == {"053": 1, "009": 1}


def test_every_count_is_what_choosing_it_finds(cast: Cast) -> None:
    """Exact: each number is the total of the search that its tick leads to."""
    for n, country in enumerate(("NZ", "MY", "MY", "BE", "")):
        add_source(f"Report {n}", ["Patrols at night."], country=country, date=f"20{n + 10}")
    add_lesson("Night patrols calm.", labels=[("country", "MY"), ("approach", "A1")])
    add_lesson("Nothing of the kind.", labels=[("approach", "A2"), ("outcome", "O1")])
    for text in (
        "patrols",
        "patrols country:MY",
        "country:MY",
        '"at night"',
        "patrols -record:lesson",
    ):
        for mode in ("hybrid", "words"):
            results = search(cast.viewer("dina"), text, mode=mode, embedder=TOY, counted=True)
            for field, values in results.counts.items():
                for value, count in values:
                    chosen = results.filters.without(field).joined_with(
                        Filters(chosen=((field, value),))
                    )
                    words = " ".join(each for each in text.split() if ":" not in each)
                    there = search(cast.viewer("dina"), words, chosen, mode=mode, embedder=TOY)
                    assert there.total == count, (text, mode, field, value)


def test_counts_hold_where_more_have_the_words_than_are_ranked(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    from balai.search import finding

    monkeypatch.setattr(finding, "MOST_ENTRIES", 3)
    for n in range(8):
        add_source(f"Report {n}", ["Patrols at night."], country="NZ" if n % 2 else "MY")
    results = search(cast.viewer("dina"), "patrols", mode="words", embedder=TOY, counted=True)
    assert counts(results, "country") == {"MY": 4, "NZ": 4}
    assert (results.total, results.with_words) == (8, 8)


def test_matching_returns_all_that_may_be_seen_and_nothing_else(cast: Cast) -> None:
    open_one = add_source("Open", ["Patrols.", "Patrols again."])
    closed = add_source("Closed", ["Patrols."], level=Level.AMBER_STRICT, owner=A)
    add_source("Other", ["Mediation."])
    wanted = [WordsWanted(("patrol",), ("en",)), WordsWanted(("nothing",))]
    for name, expected in (
        ("dina", {open_one}),
        ("budi", {open_one, closed}),
        ("chen", {open_one}),
    ):
        found = engine().matching(wanted, open_gates(cast.viewer(name)))
        assert found == {("source", each) for each in expected}


def test_narrowing_a_record_takes_its_facts_with_it(cast: Cast) -> None:
    source = add_source("One", ["Patrols."], country="NZ")
    assert search(cast.viewer("dina"), "country:NZ", embedder=TOY, counted=True).total == 1
    narrow(
        actor="test",
        record_kind="source",
        record_id=source,
        audience=audience(Level.AMBER, owners=[A]),
    )
    results = search(cast.viewer("dina"), "country:NZ", embedder=TOY, counted=True)
    assert (results.total, counts(results, "country")) == (0, {"NZ": 0})
