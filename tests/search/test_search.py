from __future__ import annotations

import time

import pytest

from balai.core.audience import Level
from balai.foundation.embedding import NoEmbedder
from balai.search.queries import search
from balai.search.results import Filters, Results
from tests.personas import ACCOUNTS, A, B, Cast
from tests.search.shelf import ToyEmbedder, add_lesson, add_source

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
TOY = ToyEmbedder()


def titles(results: Results) -> list[str]:
    return [hit.title for hit in results.hits]


def test_a_question_in_malay_finds_the_english_report(cast: Cast) -> None:
    add_source("Harbour walk", ["Officers walked with young people and trust grew."])
    add_source("Fishing", ["The river was full of fish."])
    results = search(
        cast.viewer("dina"), "kepercayaan polis dan belia", languages=["ms"], embedder=TOY
    )
    assert titles(results)[0] == "Harbour walk"
    assert results.limits == ()
    results = search(cast.viewer("dina"), "kepercayaan", languages=["ms"], embedder=TOY)
    assert titles(results)[0] == "Harbour walk"
    assert results.hits[0].matched == ("meaning",)
    assert results.hits[0].words_found == ()


def test_vowel_signs_of_a_question_change_nothing(cast: Cast) -> None:
    """An encoder has hardly read words with tashkeel: it is asked what most people type."""
    toy = ToyEmbedder("toy-signs")
    for said in ("قدّم سامي مالًا لليلى", "قدم سامي مالا لليلى"):
        toy.asked.clear()
        search(cast.viewer("dina"), said, embedder=toy)
        assert toy.asked[-1] == "قدم سامي مالا لليلى"


def test_passages_of_one_report_fold_into_one_hit_with_its_page(cast: Cast) -> None:
    add_source(
        "Annual report", ["Nothing here.", "Mediation began.", "Mediation went on, mediation won."]
    )
    results = search(cast.viewer("dina"), "mediation", mode="words", embedder=TOY)
    (hit,) = results.hits
    assert (hit.page, hit.further, hit.words_found) == (3, 1, ("Mediation",))
    assert results.total == 1
    assert [hit.snippet.text[a:b] for a, b in hit.snippet.marks] == ["Mediation", "mediation"]


def test_each_reader_is_shown_what_they_may_see_and_nothing_hints_at_the_rest(cast: Cast) -> None:
    add_source("Open patrols", ["Patrols on foot."])
    add_source("Community patrols", ["Patrols on foot."], level=Level.GREEN)
    add_source("Client patrols", ["Patrols on foot."], level=Level.AMBER)
    add_source("Inner patrols", ["Patrols on foot."], level=Level.AMBER_STRICT)
    add_source("Named patrols", ["Patrols."], level=Level.RED, recipients=[ACCOUNTS["chen"]])
    add_source("Their patrols", ["Patrols on foot."], level=Level.AMBER_STRICT, owner=B)
    expected = {
        "dina": {"Open patrols"},
        "farid": {"Open patrols", "Community patrols"},
        "esther": {"Open patrols", "Community patrols"},
        "budi": {"Open patrols", "Community patrols", "Client patrols", "Inner patrols"},
        "chen": {"Open patrols", "Community patrols", "Named patrols", "Their patrols"},
    }
    for mode in ("words", "meaning", "hybrid"):
        for name, wanted in expected.items():
            results = search(cast.viewer(name), "patrols foot", mode=mode, embedder=TOY)
            assert (set(titles(results)), results.total) == (wanted, len(wanted)), (mode, name)


def test_a_hidden_quote_neither_finds_nor_shows_its_lesson(cast: Cast) -> None:
    add_lesson(
        "Listening helps.",
        quote="The informant Karim listened.",
        quote_level=Level.AMBER_STRICT,
        owner=A,
    )
    for mode in ("words", "hybrid"):
        seen = search(cast.viewer("budi"), "informant", mode=mode, embedder=TOY).hits
        assert "informant" in seen[0].snippet.text
        hidden = search(cast.viewer("dina"), "informant", mode=mode, embedder=TOY)
        assert all("words" not in hit.matched for hit in hidden.hits)
        assert all("informant" not in hit.snippet.text for hit in hidden.hits)


def test_a_lesson_names_the_source_of_its_quote_only_to_those_who_may_open_it(cast: Cast) -> None:
    source = add_source("Closed report", ["Patrols."], level=Level.AMBER_STRICT)
    add_lesson("Walking builds trust.", source=source)
    for name, expected in (
        ("budi", (source, "Closed report.txt", "Closed report")),
        ("dina", ("", "", "")),
    ):
        (hit,) = search(cast.viewer(name), "walking record:lesson", embedder=TOY).hits
        assert (hit.source, hit.source_name, hit.source_title) == expected


def test_narrowing_and_withdrawing_take_effect_at_once(cast: Cast) -> None:
    from balai.core.audience import audience
    from balai.library.models import Source, SourceState
    from balai.search.actions import drop_if_gone
    from balai.sharing.actions import narrow

    first, second = (add_source(name, ["Street lighting."]) for name in ("First", "Second"))
    assert search(cast.viewer("dina"), "lighting", embedder=TOY).total == 2
    narrow(
        actor="test",
        record_kind="source",
        record_id=first,
        audience=audience(Level.AMBER, owners=[A]),
    )
    assert titles(search(cast.viewer("dina"), "lighting", embedder=TOY)) == ["Second"]
    Source.objects.filter(pk=second).update(state=SourceState.WITHDRAWN)
    assert drop_if_gone(record_kind="source", record_id=second)
    assert titles(search(cast.viewer("budi"), "lighting", embedder=TOY)) == ["First"]


def test_phrases_stand_word_for_word_and_minus_takes_records_away(cast: Cast) -> None:
    add_source("One", ["The safety of public spaces was discussed."])
    add_source("Two", ["Public safety was discussed, and drugs."])
    add_source("Three", ["PUBLIC safety: the plan."])

    def found(text: str) -> set[str]:
        return set(titles(search(cast.viewer("dina"), text, embedder=TOY)))

    assert found('"public safety"') == {"Two", "Three"}
    assert found('"public safety" -drugs') == {"Three"}
    assert found('"public safeties"') == set()


def test_what_is_counted_is_there(cast: Cast) -> None:
    """The count is of records with the words, and of the nearest; each can be paged to."""
    from balai.search.address import Asking
    from balai.search.presenting import page

    add_source("One", ["The safety of public spaces was discussed."])
    add_source("Two", ["Public safety was discussed, and drugs."])
    add_source("Public safety", ["Of other things."])
    for text, words, total in (
        ('"public safety"', 2, 2),
        ("public", 3, 3),
        ("drugs", 1, 3),
        ('"public safeties"', 0, 0),
        ('discussed -"public safety"', 1, 1),
    ):
        results = search(cast.viewer("dina"), text, embedder=TOY)
        assert (results.with_words, results.total, len(results.hits)) == (words, total, total)
    results = search(cast.viewer("dina"), "drugs", embedder=TOY)
    shown = page(Asking("drugs"), results)
    assert shown.order == "1 has your words, the others are the nearest in meaning, 200 at most"
    results = search(cast.viewer("dina"), "drugs", mode="words", embedder=TOY)
    shown = page(Asking("drugs", mode="words"), results)
    assert (results.total, shown.order) == (1, "those with your words, best first")


def test_where_too_many_have_the_words_it_is_said(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(4):
        add_source(f"Report {number}", ["Trust."])
    monkeypatch.setattr("balai.search.finding.MOST_ENTRIES", 3)
    results = search(cast.viewer("dina"), "trust", mode="words", embedder=TOY)
    assert results.limits == ("many-words",)


def test_filters_narrow_to_records(cast: Cast) -> None:
    add_source("Dutch source", ["Trust of neighbours."], country="NL", date="2019-04-01")
    add_source("Malay source", ["Trust of neighbours."], country="MY", date="2021")
    add_lesson(
        "Trust takes time.",
        kind="challenge",
        labels=[("country", "MY"), ("approach", "A4")],
        year_from=2018,
        year_to=2020,
    )

    def found(text: str, filters: Filters | None = None) -> set[str]:
        return set(titles(search(cast.viewer("dina"), text, filters, embedder=TOY)))

    assert found("trust country:my") == {"Malay source", "Trust takes time."}
    assert found("trust country:NL") == {"Dutch source"}
    assert found("trust kind:challenge") == {"Trust takes time."}
    assert found("approach:a4") == {"Trust takes time."}
    assert found("trust year:2019") == {"Dutch source", "Trust takes time."}
    assert found("trust record:source") == {"Dutch source", "Malay source"}
    assert found("trust", Filters.of(country=("NL", "MY"), record=("source",))) == {
        "Dutch source",
        "Malay source",
    }
    assert found("trust level:RED") == set()


def test_filters_alone_list_what_they_leave_the_newest_first(cast: Cast) -> None:
    for number in range(3):
        add_source(f"Report {number}", ["Words."], country="FR")
    add_source("Closed report", ["Words."], country="FR", level=Level.AMBER)
    results = search(cast.viewer("dina"), "country:FR", embedder=TOY)
    assert (titles(results), results.total) == (["Report 2", "Report 1", "Report 0"], 3)


def test_a_filter_nobody_knows_is_named_and_not_obeyed(cast: Cast) -> None:
    add_source("Report", ["Trust."])
    results = search(cast.viewer("dina"), "trust country:XX record:tea", embedder=TOY)
    assert titles(results) == ["Report"]
    assert results.limits == ("unknown-filter:country:XX", "unknown-filter:record:tea")


def test_without_an_encoder_words_still_find_and_it_is_said(cast: Cast) -> None:
    add_source("Rapport", ["La sécurité du quartier."], language="fr", embedder=NoEmbedder())
    results = search(cast.viewer("dina"), "securite quartiers", embedder=NoEmbedder())
    assert titles(results) == ["Rapport"]
    assert results.limits == ("words-only",)


def test_vectors_of_another_model_are_never_compared(cast: Cast) -> None:
    add_source("Old", ["Officers and trust."], embedder=ToyEmbedder("toy-0"))
    results = search(cast.viewer("dina"), "kepercayaan", embedder=TOY)
    assert (titles(results), results.limits) == ([], ("index-stale",))


def test_names_are_found_in_every_language(cast: Cast) -> None:
    add_source("Rapport", ["Le plan S4C fut adopté en 2019."], language="fr")
    hits = search(cast.viewer("dina"), "what is S4C", languages=["en"], embedder=TOY).hits
    assert hits[0].matched[0] == "words"
    assert hits[0].words_found == ("S4C",)


def test_pages_of_results_continue_without_gap_or_repetition(cast: Cast) -> None:
    for number in range(7):
        add_source(f"Report {number}", ["Trust of neighbours."])
    whole = titles(search(cast.viewer("dina"), "trust", limit=7, embedder=TOY))
    parts = [
        search(cast.viewer("dina"), "trust", limit=3, offset=offset, embedder=TOY)
        for offset in (0, 3, 6)
    ]
    assert [title for part in parts for title in titles(part)] == whole
    assert [hit.rank for part in parts for hit in part.hits] == list(range(1, 8))


@pytest.mark.parametrize(
    "text",
    ["", " ", "a", "the of and", '"', '"""', "-", "- -", "AND OR NOT NEAR(", "'; DROP TABLE x; --",
     "words:*", "^trust", "col : x", "*", "trust*", "((((", "\x00\x01", "\ud800", "\ufdfa" * 1000,
     "x" * 100_000, "word " * 10_000, "ตำรวจ trust الثقة 警察", "\u202etsurt", "country:", ":x",
     "-country:NL", '-"a b"', "🙂🙂", "1", "𝕋𝕣𝕦𝕤𝕥"],
)  # fmt: skip
def test_nothing_typed_is_an_error(cast: Cast, text: str) -> None:
    add_source("Report", ["Trust of neighbours in 1999."])
    viewer = cast.viewer("dina")
    began = time.thread_time()  # of this thread, whatever else the machine does
    results = search(viewer, text, embedder=TOY)
    assert results.total in (0, 1)
    assert time.thread_time() - began < 1


def test_the_number_of_database_queries_does_not_grow_with_the_hits(
    cast: Cast, django_assert_num_queries: object
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    source = add_source("Report 0", ["Trust of neighbours."])
    add_lesson("Trust takes time.", source=source)
    viewer = cast.viewer("budi")
    search(viewer, "trust", embedder=TOY)
    with CaptureQueriesContext(connection) as few:
        assert search(viewer, "trust", embedder=TOY).total == 2
    for number in range(1, 4):
        add_lesson(f"Trust {number}.", source=add_source(f"Report {number}", ["Trust."]))
    search(viewer, "trust", embedder=TOY)
    with CaptureQueriesContext(connection) as many:
        assert search(viewer, "trust", embedder=TOY).total == 8
    assert len(many) == len(few)
