from __future__ import annotations

import pytest

from balai.core.audience import Level, audience
from balai.core.errors import Conflict, Invalid, NotAllowed
from balai.knowledge import queries, review
from balai.knowledge.actions import lessons as lesson_actions
from balai.knowledge.actions.review import accept, merge, reject
from balai.knowledge.models import Candidate, Evidence, Lesson
from balai.knowledge.outcomes import outcomes
from balai.library import actions as library
from balai.sharing.models import Release
from balai.sharing.queries import sharing_of
from tests.factories.library import propose, read_source, validated
from tests.personas import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

SENTENCE = "The same two officers kept the same market beat for two years."


def candidate(cast: Cast, level: Level = Level.CLEAR, words: str = SENTENCE) -> str:
    source = read_source(cast.viewer("budi"), cast.a, words, "More was said.", level=level)
    return propose(cast.viewer("amina"), source, words)


def test_an_accepted_candidate_is_a_lesson_with_its_quote(cast: Cast) -> None:
    chosen = candidate(cast)
    lesson_id = accept(
        viewer=cast.viewer("amina"), candidate_id=chosen, validated=validated(SENTENCE)
    )
    shown = queries.lesson(cast.viewer("dina"), lesson_id)
    assert shown.statement.text == SENTENCE
    assert [each.quote for each in shown.evidence] == [SENTENCE]
    assert shown.labels == (("approach", "A1"), ("country", "MY"))
    assert Candidate.objects.get(pk=chosen).state == "accepted"
    assert shown.sources == 1


def test_what_was_proposed_stays_beside_what_was_validated(cast: Cast) -> None:
    chosen = candidate(cast)
    before = Candidate.objects.values("text", "kind", "proposed").get(pk=chosen)
    accept(
        viewer=cast.viewer("amina"),
        candidate_id=chosen,
        validated=validated("In one town, two officers kept one beat.", kind="good-practice"),
    )
    row = Candidate.objects.get(pk=chosen)
    assert row.state == "amended"
    assert Candidate.objects.values("text", "kind", "proposed").get(pk=chosen) == before


@pytest.mark.parametrize("name", ["budi", "chen", "farid", "dina", "omar"])
def test_only_reviewers_of_the_owner_decide(cast: Cast, name: str) -> None:
    chosen = candidate(cast)
    with pytest.raises(NotAllowed):
        accept(viewer=cast.viewer(name), candidate_id=chosen, validated=validated(SENTENCE))
    with pytest.raises(NotAllowed):
        reject(viewer=cast.viewer(name), candidate_id=chosen, reason="no")
    with pytest.raises(NotAllowed):
        review.candidate(cast.viewer(name), chosen)


@pytest.mark.asvs("2.3.3")
def test_two_reviewers_on_one_candidate_decide_once(cast: Cast) -> None:
    chosen = candidate(cast)
    reject(viewer=cast.viewer("amina"), candidate_id=chosen, reason="It teaches nothing.")
    with pytest.raises(Conflict):
        accept(viewer=cast.viewer("amina"), candidate_id=chosen, validated=validated(SENTENCE))
    assert not Lesson.objects.exists()


@pytest.mark.asvs("2.3.1")
def test_personal_data_must_be_answered_and_is_masked(cast: Cast) -> None:
    words = "Residents wrote to somebody.invented@example.org about the market."
    chosen = candidate(cast, words=words)
    with pytest.raises(Invalid) as refused:
        accept(viewer=cast.viewer("amina"), candidate_id=chosen, validated=validated(words))
    assert refused.value.kind == "findings-unanswered"
    assert not Lesson.objects.exists()
    shown = review.candidate(cast.viewer("amina"), chosen)
    for finding in shown.findings:
        library.answer_finding(
            viewer=cast.viewer("amina"),
            source_id=shown.source.id,
            digest=finding.digest,
            type_=finding.type,
            decision="mask",
        )
    lesson_id = accept(viewer=cast.viewer("amina"), candidate_id=chosen, validated=validated(words))
    public = queries.lesson(cast.viewer("dina"), lesson_id)
    assert "@" not in public.statement.text
    assert "@" not in public.evidence[0].quote
    kept = Evidence.objects.get(lesson_id=lesson_id)
    assert 0 < kept.start < kept.end


PHONE = "Traders rang +60 12-345 6789 when they knew who answered."
MASKED = "Traders rang [number withheld] when they knew who answered."
WRITTEN = "Traders rang the beat officer when they knew who answered."


@pytest.mark.parametrize(
    ("decision", "statement", "published", "state"),
    [
        ("mask", PHONE, MASKED, "accepted"),
        ("mask", MASKED, MASKED, "accepted"),
        ("mask", f"  {PHONE} ", MASKED, "accepted"),
        ("generalise", PHONE, WRITTEN, "accepted"),
        ("generalise", WRITTEN, WRITTEN, "accepted"),
        ("keep", PHONE, PHONE, "accepted"),
        ("keep", MASKED, MASKED, "amended"),
        ("mask", WRITTEN, WRITTEN, "amended"),
        ("mask", PHONE.replace("Traders", "Some traders"), f"Some t{MASKED[1:]}", "amended"),
    ],
)
def test_only_a_change_of_words_is_an_amendment(
    cast: Cast, decision: str, statement: str, published: str, state: str
) -> None:
    chosen, amina = candidate(cast, words=PHONE), cast.viewer("amina")
    shown = review.candidate(amina, chosen)
    for finding in shown.findings:
        library.answer_finding(
            viewer=amina,
            source_id=shown.source.id,
            digest=finding.digest,
            type_=finding.type,
            decision=decision,
            replacement="the beat officer",
            reason="A public office.",
        )
    lesson = accept(viewer=amina, candidate_id=chosen, validated=validated(statement))
    assert queries.lesson(amina, lesson).statement.text == published
    assert Candidate.objects.get(pk=chosen).state == state


def test_another_kind_is_an_amendment(cast: Cast) -> None:
    chosen = candidate(cast)
    confirmed = validated(SENTENCE, kind="challenge")
    accept(viewer=cast.viewer("amina"), candidate_id=chosen, validated=confirmed)
    assert Candidate.objects.get(pk=chosen).state == "amended"


@pytest.mark.asvs("2.3.1")
def test_widening_waits_for_a_second_person(cast: Cast) -> None:
    from balai.people.models import Membership

    chosen = candidate(cast, Level.AMBER)
    wider = validated(SENTENCE, audience=audience(Level.CLEAR), reason="Others face the same.")
    with pytest.raises(Invalid, match="reason"):
        accept(
            viewer=cast.viewer("amina"),
            candidate_id=chosen,
            validated=validated(SENTENCE, audience=audience(Level.CLEAR)),
        )
    lesson_id = accept(viewer=cast.viewer("amina"), candidate_id=chosen, validated=wider)
    assert sharing_of("lesson", lesson_id).level is Level.AMBER
    with pytest.raises(NotAllowed):
        queries.lesson(cast.viewer("dina"), lesson_id)
    release = Release.objects.get(record_id=lesson_id)
    with pytest.raises(Invalid):
        lesson_actions.decide_release(
            viewer=cast.viewer("amina"), release_id=release.pk, grant=True
        )
    Membership.objects.create(
        account_id=cast.account("budi"), organisation_id=cast.a, role="reviewer"
    )
    lesson_actions.decide_release(viewer=cast.viewer("budi"), release_id=release.pk, grant=True)
    shown = queries.lesson(cast.viewer("dina"), lesson_id)
    assert shown.state == "published"
    assert [each.quote for each in shown.evidence] == [SENTENCE]
    assert not shown.evidence[0].opens
    assert shown.evidence[0].source_title == ""


def test_within_the_same_audience_one_person_is_enough(cast: Cast) -> None:
    source = read_source(cast.viewer("esther"), cast.c, SENTENCE, level=Level.AMBER)
    chosen = propose(cast.viewer("esther"), source, SENTENCE)
    lesson_id = accept(
        viewer=cast.viewer("esther"), candidate_id=chosen, validated=validated(SENTENCE)
    )
    assert queries.lesson(cast.viewer("esther"), lesson_id).state == "published"
    with pytest.raises(NotAllowed):
        queries.lesson(cast.viewer("amina"), lesson_id)


def test_a_restricted_source_added_to_an_open_lesson_does_not_close_it(cast: Cast) -> None:
    lesson_id = accept(
        viewer=cast.viewer("amina"), candidate_id=candidate(cast), validated=validated(SENTENCE)
    )
    strict = candidate(cast, Level.AMBER_STRICT, "Officers who stayed were told more.")
    merge(viewer=cast.viewer("amina"), candidate_id=strict, lesson_id=lesson_id)
    assert len(queries.lesson(cast.viewer("budi"), lesson_id).evidence) == 2
    assert [each.quote for each in queries.lesson(cast.viewer("dina"), lesson_id).evidence] == [
        SENTENCE
    ]


def test_a_rejection_says_why_to_the_contributor(cast: Cast) -> None:
    chosen = candidate(cast)
    with pytest.raises(Invalid):
        reject(viewer=cast.viewer("amina"), candidate_id=chosen, reason=" ")
    reject(viewer=cast.viewer("amina"), candidate_id=chosen, reason="It is here already.")
    source = Candidate.objects.get(pk=chosen).source_id
    (row,) = outcomes(cast.viewer("budi"), [source])
    assert (row.state, row.reason) == ("rejected", "It is here already.")
    assert outcomes(cast.viewer("chen"), [source]) == ()


def test_a_further_language_is_shown_to_its_readers(cast: Cast) -> None:
    lesson_id = accept(
        viewer=cast.viewer("amina"), candidate_id=candidate(cast), validated=validated(SENTENCE)
    )
    malay = "Dua pegawai yang sama mengawasi pasar yang sama selama dua tahun."
    statement = lesson_actions.add_statement(
        viewer=cast.viewer("amina"), lesson_id=lesson_id, language="ms", text=malay
    )
    assert queries.lesson(cast.viewer("dina"), lesson_id, ["ms"]).statement.text == malay
    assert queries.lesson(cast.viewer("dina"), lesson_id, ["fr"]).statement.text == SENTENCE
    with pytest.raises(Invalid, match="Somebody else"):
        lesson_actions.check_statement(viewer=cast.viewer("amina"), statement_id=statement)
    with pytest.raises(NotAllowed):
        lesson_actions.add_statement(
            viewer=cast.viewer("budi"), lesson_id=lesson_id, language="fr", text="Deux agents."
        )


@pytest.mark.parametrize("count", [1, 3])
def test_lists_take_the_same_number_of_queries(
    cast: Cast, count: int, django_assert_max_num_queries: object
) -> None:
    for number in range(count):
        words = f"Lesson number {number} was learned at the market."
        accept(
            viewer=cast.viewer("amina"),
            candidate_id=candidate(cast, words=words),
            validated=validated(words),
        )
    viewer = cast.viewer("budi")
    with django_assert_max_num_queries(14):
        assert len(queries.lessons(viewer)) == count


def test_a_changed_sentence_is_compared_by_its_new_words(cast: Cast) -> None:
    amina, chosen = cast.viewer("amina"), candidate(cast)
    row = Candidate.objects.get(pk=chosen)
    lesson = accept(viewer=amina, candidate_id=chosen, validated=validated(row.text))
    assert [each.id for each in review.similar_lessons(amina, row.text)] == [lesson]
    words = "Entirely other words about a river, a bridge and a bicycle."
    lesson_actions.amend_lesson(viewer=amina, lesson_id=lesson, validated=validated(words))
    assert review.similar_lessons(amina, row.text) == ()
    assert [each.id for each in review.similar_lessons(amina, words)] == [lesson]
    assert review.similar_lessons(cast.viewer("dina"), "Nothing alike.") == ()
