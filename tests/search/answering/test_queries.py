"""Questions: answered in words that stand in what the one who asks may see, or not at all."""

from __future__ import annotations

import pytest

from balai.core.audience import Level
from balai.foundation.embedding import NoEmbedder
from balai.knowledge.models import Contest, Evidence
from balai.library.models import Passage
from balai.search.answering.answers import Answer
from balai.search.answering.queries import answer
from balai.search.models import IndexEntry
from balai.sharing.actions import narrow
from tests.personas import A, Cast
from tests.search.shelf import ToyEmbedder, add_lesson, add_source

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
TOY = ToyEmbedder()
QUESTION = "When did the harbour mediation open on Thursdays?"
ANSWERS = "The harbour mediation opened on Thursdays in March."


def shelve_others() -> None:
    for topic in ("fishing", "gardens", "weather", "music", "bread", "letters", "bicycles"):
        add_source(topic.title(), [f"All about {topic}. Nobody wrote more of {topic} here."])


def ask(cast: Cast, who: str = "dina", question: str = QUESTION) -> Answer:
    return answer(cast.viewer(who), question, languages=["en"], embedder=TOY)


def test_the_sentence_that_answers_is_quoted_word_for_word_with_its_page(cast: Cast) -> None:
    shelve_others()
    source = add_source("Walk", ["Nothing of it.", f"It rained.  {ANSWERS} We went home."])
    found = ask(cast)
    assert not found.is_refused
    best = found.quotations[0]
    assert (best.quote, best.source, best.page) == (ANSWERS, source, 2)
    assert (best.record, best.language, best.source_name) == ("source", "en", "Walk.txt")
    passage = Passage.objects.get(pk=best.passage)
    assert best.quote in passage.text
    assert passage.pk in best.url
    assert "mediation" in [best.quote[start:end] for start, end in best.marks]


def test_every_quotation_stands_in_a_passage_and_there_are_five_at_most(cast: Cast) -> None:
    for number in range(9):
        add_source(f"Walk {number}", [f"{number}. {ANSWERS[:-1]} of year {number}. It rained."])
    found = ask(cast)
    assert len(found.quotations) == 5
    assert all(each.quote in Passage.objects.get(pk=each.passage).text for each in found.quotations)
    strengths = [each.strength for each in found.quotations]
    assert strengths == sorted(strengths, reverse=True)


def test_what_nothing_supports_is_refused_with_searches_that_find_something(cast: Cast) -> None:
    shelve_others()
    found = ask(cast, question="Which zebra won the gardens lottery of Atlantis?")
    assert found.is_refused
    assert found.quotations == ()
    assert ("gardens", "en") in found.nearest


def test_terms_of_the_vocabulary_are_offered_where_the_viewer_has_records_of_them(
    cast: Cast,
) -> None:
    shelve_others()
    add_lesson("Mothers spoke of bread.", labels=[("approach", "A1")], level=Level.GREEN)
    question = "Does community policing abolish comets?"
    offered = [words for words, _ in ask(cast, "budi", question).nearest]
    assert "Neighbourhood policing" in offered
    assert "Neighbourhood policing" not in [
        words for words, _ in ask(cast, "dina", question).nearest
    ]


def test_what_a_viewer_may_not_see_neither_answers_nor_hints(cast: Cast) -> None:
    shelve_others()
    before = ask(cast)
    add_source("Inner walk", [ANSWERS], level=Level.AMBER_STRICT)
    add_lesson("Days matter.", quote=ANSWERS, level=Level.CLEAR, quote_level=Level.AMBER_STRICT)
    assert not ask(cast, "budi").is_refused
    after = ask(cast)
    assert after.is_refused
    assert after.nearest == before.nearest


def test_a_record_that_is_narrowed_answers_no_more_at_once(cast: Cast) -> None:
    from balai.core.audience import audience

    shelve_others()
    source = add_source("Walk", [ANSWERS])
    assert not ask(cast).is_refused
    narrow(
        actor="test",
        record_kind="source",
        record_id=source,
        audience=audience(Level.AMBER_STRICT, owners=[A]),
    )
    assert ask(cast).is_refused


def test_a_quote_of_a_lesson_answers_and_its_own_sentence_does_not(cast: Cast) -> None:
    shelve_others()
    lesson = add_lesson("Say when harbour mediation opens on Thursdays.", quote=ANSWERS)
    best = ask(cast).quotations[0]
    assert (best.record, best.id, best.quote) == ("lesson", lesson, ANSWERS)
    assert best.source == ""
    assert "Say when" not in " ".join(each.quote for each in ask(cast).quotations)


def test_the_level_is_that_of_the_words_quoted(cast: Cast) -> None:
    shelve_others()
    add_lesson("Days matter.", quote=ANSWERS, level=Level.CLEAR, quote_level=Level.AMBER)
    assert ask(cast, "budi").quotations[0].sharing.level == Level.AMBER


def test_a_contest_or_a_harm_that_reviewers_found_is_shown_as_opposed(cast: Cast) -> None:
    shelve_others()
    source = add_source("Walk", [ANSWERS])
    assert not ask(cast).quotations[0].is_opposed
    lesson = add_lesson("Days matter.", quote=ANSWERS, source=source, labels=[("outcome", "X1")])
    best = ask(cast).quotations[0]
    assert (best.record, best.id, best.is_harm, best.is_opposed) == ("source", source, True, True)
    Contest.objects.create(
        record_kind="lesson", record_id=lesson, organisation_id=A, ground="wrong", wanted="answer"
    )
    assert ask(cast).quotations[0].contested == "contested"


def test_without_an_encoder_words_alone_answer_and_the_answer_says_so(cast: Cast) -> None:
    add_source("Walk", [f"It rained. {ANSWERS}"], embedder=NoEmbedder())
    found = answer(
        cast.viewer("dina"),
        "When did the harbour mediation open?",
        languages=["en"],
        embedder=NoEmbedder(),
    )
    assert [each.quote for each in found.quotations][:1] == [ANSWERS]
    assert "words-only" in found.limits


def test_an_index_that_is_behind_quotes_nothing_that_is_gone(cast: Cast) -> None:
    shelve_others()
    add_lesson("Days matter.", quote=ANSWERS)
    Evidence.objects.all().delete()
    assert IndexEntry.objects.filter(part="quote").exists()
    assert ask(cast).is_refused


@pytest.mark.parametrize(
    "question",
    ["", " ", "?", "a", "the of and", "-", '"', "country:NZ", "AND OR NOT", "x" * 20_000,
     "ﷺ" * 500, "'; DROP TABLE passages; --", "؟؟", "ทำไม", "why " * 10_000, "\x00\u202e"],
)  # fmt: skip
def test_whatever_is_asked_there_is_an_answer_or_none(cast: Cast, question: str) -> None:
    shelve_others()
    assert ask(cast, question=question).seconds < 1


def test_quotation_marks_in_a_question_demand_nothing(cast: Cast) -> None:
    shelve_others()
    add_source("Walk", [ANSWERS])
    found = ask(cast, question="When did the “harbour mediation” open on “Thursdays”?")
    assert found.quotations[0].quote == ANSWERS


def test_headings_titles_questions_and_marks_of_items_are_not_quoted(cast: Cast) -> None:
    shelve_others()
    text = (
        "When harbour mediation opened on Thursdays\n"
        "When did the harbour mediation open on Thursdays?\n"
        f"• {ANSWERS}"
    )
    add_source("Walk", [text])
    assert [each.quote for each in ask(cast).quotations if "harbour" in each.quote] == [ANSWERS]
