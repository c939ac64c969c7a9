"""A new edition keeps what was decided on the words it shares with the former one."""

from __future__ import annotations

from collections.abc import Callable
from itertools import permutations

import pytest
from django.urls import reverse

from balai.core.errors import Conflict, NotAllowed
from balai.core.lessons.candidate import Candidate as Proposal
from balai.core.lessons.candidate import CandidateKind
from balai.core.lessons.reason import Reason, Rule
from balai.foundation.models import JournalEntry
from balai.knowledge import queries, review
from balai.knowledge.actions.editions import follow_lost_source, follow_replaced_source
from balai.knowledge.actions.lessons import withdraw_lesson
from balai.knowledge.actions.propose import keep_candidates
from balai.knowledge.actions.review import accept, merge, reject
from balai.knowledge.models import Candidate, Evidence, Lesson
from balai.knowledge.tasks import anchor_anew
from balai.library import actions as library
from balai.library.models import Reading, Source
from balai.library.queries import document_of, find_words
from tests.factories.library import document, propose, read_source, validated
from tests.personas import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

KEPT = "The same two officers kept the same market beat for two years."
MOVED = "Mothers came once the meeting was on Saturdays."
CHANGED = "Reporting back what was done mattered more than solving every problem."
MENDED = "Reporting back what was done mattered as much as solving every problem."
PAINTED = "The hall was painted green in the spring."
WAITING = "Traders rang when they knew who answered."
WHY = "About the hall only."

Follow = Callable[[str, str, tuple[str, ...]], None]


def propose_each(source: str, words: tuple[str, ...]) -> None:
    """Propose sentences of a source as the extractor does."""
    read = document_of(source)
    assert read is not None
    found = []
    for each in words:
        at = -1
        while (at := read.text.find(each, at + 1)) >= 0:
            end = at + len(each)
            reason = Reason(Rule.MODEL)
            found.append(Proposal(CandidateKind.LESSON, each, each, 1, at, end, 0.7, reason))
    keep_candidates(source_id=source, proposals=sorted(found, key=lambda each: each.start))


def anchor_then_propose(old: str, new: str, words: tuple[str, ...]) -> None:
    follow_replaced_source(old_id=old, new_id=new)
    propose_each(new, words)


def propose_then_anchor(old: str, new: str, words: tuple[str, ...]) -> None:
    propose_each(new, words)
    follow_replaced_source(old_id=old, new_id=new)


in_both_orders = pytest.mark.parametrize("follow", [anchor_then_propose, propose_then_anchor])


def edition(cast: Cast, source: str, *paragraphs: str) -> str:
    """Bring in a new edition and read it; return its identifier."""
    new = library.replace_source(
        viewer=cast.viewer("budi"), source_id=source, name="new.txt", content=[b"new"]
    )
    library.keep_reading(
        source_id=new,
        document=document(*paragraphs),
        passages=(),
        signature=b"",
        findings=(),
        seconds=0,
    )
    return new


def of(source: str, words: str) -> Candidate:
    return Candidate.objects.get(source_id=source, quote=words)


def take(cast: Cast, source: str, words: str) -> str:
    chosen = of(source, words).pk
    return accept(viewer=cast.viewer("amina"), candidate_id=chosen, validated=validated(words))


def turn_down(cast: Cast, source: str, words: str) -> None:
    reject(viewer=cast.viewer("amina"), candidate_id=of(source, words).pk, reason=WHY)


@pytest.fixture
def first(cast: Cast) -> str:
    """A first edition: three sentences that became lessons, one turned down, one that waits."""
    words = (KEPT, MOVED, CHANGED, PAINTED, WAITING)
    source = read_source(cast.viewer("budi"), cast.a, *words)
    propose_each(source, words)
    for each in (KEPT, MOVED, CHANGED):
        take(cast, source, each)
    turn_down(cast, source, PAINTED)
    return source


SECOND = (MOVED, "A new opening.", KEPT, MENDED, PAINTED, WAITING)
PROPOSED = (MOVED, KEPT, MENDED, PAINTED, WAITING)


@in_both_orders
def test_each_sentence_keeps_what_was_decided_on_the_same_words(
    cast: Cast, first: str, follow: Follow
) -> None:
    before = {words: of(first, words) for words in (KEPT, MOVED, CHANGED, PAINTED)}
    second = edition(cast, first, *SECOND)
    follow(first, second, PROPOSED)
    became = {each.quote: each.state for each in Candidate.objects.filter(source_id=second)}
    assert became == {
        MOVED: "carried",
        KEPT: "carried",
        MENDED: "open",
        PAINTED: "rejected",
        WAITING: "open",
    }
    for words in (KEPT, MOVED):
        row = of(second, words)
        assert (row.lesson_id, row.carried_from) == (before[words].lesson_id, first)
        assert Evidence.objects.get(lesson_id=row.lesson_id).record_id == second
    row, was = of(second, PAINTED), before[PAINTED]
    assert (row.reason, row.carried_from) == (WHY, first)
    assert (row.decided_by, row.decided) == (cast.account("amina"), was.decided)
    assert of(second, WAITING).carried_from == ""
    assert Lesson.objects.get(pk=before[CHANGED].lesson_id).state == "review"
    assert of(first, WAITING).state == "stale"
    for words, was in before.items():
        assert of(first, words).state == was.state, "what was decided there stays"


@in_both_orders
def test_following_twice_changes_nothing_more(cast: Cast, first: str, follow: Follow) -> None:
    def everything() -> list[list[dict[str, object]]]:
        kept = (Candidate, Lesson, Evidence, JournalEntry)
        return [list(each.objects.order_by("pk").values()) for each in kept]

    second = edition(cast, first, *SECOND)
    follow(first, second, PROPOSED)
    once = everything()
    follow(first, second, PROPOSED)
    assert everything() == once
    follow_replaced_source(old_id=first, new_id=second)
    assert everything() == once


@in_both_orders
def test_decisions_are_carried_through_several_editions(
    cast: Cast, first: str, follow: Follow
) -> None:
    second = edition(cast, first, *SECOND)
    follow(first, second, PROPOSED)
    third = edition(cast, second, PAINTED, KEPT)
    follow(second, third, (PAINTED, KEPT))
    assert (of(third, KEPT).state, of(third, KEPT).carried_from) == ("carried", second)
    assert (of(third, PAINTED).state, of(third, PAINTED).reason) == ("rejected", WHY)
    assert of(third, PAINTED).carried_from == second


@in_both_orders
def test_words_taken_at_one_place_are_not_turned_down_for_another(
    cast: Cast, follow: Follow
) -> None:
    first = read_source(cast.viewer("budi"), cast.a, "Before.", KEPT, "Between.", KEPT, "After.")
    propose_each(first, (KEPT,))
    one, two = Candidate.objects.filter(source_id=first).order_by("position")
    amina = cast.viewer("amina")
    lesson = accept(viewer=amina, candidate_id=one.pk, validated=validated(KEPT))
    reject(viewer=amina, candidate_id=two.pk, reason="It stands there twice.")
    second = edition(cast, first, "Before.", KEPT, "Between.", "Something else.", KEPT, "After.")
    follow(first, second, (KEPT,))
    rows = Candidate.objects.filter(source_id=second)
    assert {(row.state, row.lesson_id) for row in rows} == {("carried", lesson)}
    assert rows.count() == 2


@in_both_orders
def test_only_spaces_may_differ(cast: Cast, follow: Follow) -> None:
    first = read_source(cast.viewer("budi"), cast.a, KEPT, PAINTED)
    propose_each(first, (KEPT, PAINTED))
    take(cast, first, KEPT)
    turn_down(cast, first, PAINTED)
    wider, louder = KEPT.replace(" ", "  "), PAINTED.replace("green", "GREEN")
    second = edition(cast, first, "Placeholder.")
    Reading.objects.filter(source_id=second).update(text=f"{wider}\n\n{louder}")
    follow(first, second, (wider, louder))
    assert of(second, wider).state == "carried"
    assert of(second, louder).state == "open"


@in_both_orders
def test_a_merged_quotation_is_carried_over_too(cast: Cast, follow: Follow) -> None:
    amina = cast.viewer("amina")
    other = read_source(cast.viewer("budi"), cast.a, KEPT)
    propose_each(other, (KEPT,))
    lesson = take(cast, other, KEPT)
    first = read_source(cast.viewer("budi"), cast.a, MOVED)
    propose_each(first, (MOVED,))
    merge(viewer=amina, candidate_id=of(first, MOVED).pk, lesson_id=lesson)
    second = edition(cast, first, "A new opening.", MOVED)
    follow(first, second, (MOVED,))
    assert (of(second, MOVED).state, of(second, MOVED).lesson_id) == ("carried", lesson)
    assert of(other, KEPT).state == "accepted"


@in_both_orders
def test_a_withdrawn_lesson_does_not_come_back_as_a_candidate(
    cast: Cast, first: str, follow: Follow
) -> None:
    lesson = of(first, KEPT).lesson_id
    assert lesson
    withdraw_lesson(viewer=cast.viewer("amina"), lesson_id=lesson)
    second = edition(cast, first, *SECOND)
    follow(first, second, PROPOSED)
    assert of(second, KEPT).state == "carried"
    assert Lesson.objects.get(pk=lesson).state == "withdrawn"


def test_what_a_reviewer_marks_in_the_new_edition_stays_open(cast: Cast, first: str) -> None:
    second = edition(cast, first, *SECOND)
    marked = propose(cast.viewer("amina"), second, PAINTED)
    follow_replaced_source(old_id=first, new_id=second)
    assert Candidate.objects.get(pk=marked).state == "open"


def test_another_source_with_the_same_words_is_decided_on_its_own(cast: Cast, first: str) -> None:
    other = read_source(cast.viewer("budi"), cast.a, KEPT, PAINTED)
    propose_each(other, (KEPT, PAINTED))
    assert {row.state for row in Candidate.objects.filter(source_id=other)} == {"open"}


@in_both_orders
def test_the_queue_counts_what_is_left_to_decide(cast: Cast, first: str, follow: Follow) -> None:
    second = edition(cast, first, *SECOND)
    follow(first, second, PROPOSED)
    rows = review.queue(cast.viewer("amina"))
    assert [(row.source.id, row.waiting, row.decided) for row in rows] == [(second, 2, 3)]


def test_the_old_edition_is_no_longer_decided_on(cast: Cast, first: str) -> None:
    waiting = of(first, WAITING).pk
    follow_replaced_source(old_id=first, new_id=edition(cast, first, *SECOND))
    with pytest.raises(Conflict, match="newer edition"):
        reject(viewer=cast.viewer("amina"), candidate_id=waiting, reason=WHY)


def test_pages_say_that_it_was_carried_over(cast: Cast) -> None:
    budi, amina = cast.viewer("budi"), cast.client_for("amina")
    first = read_source(budi, cast.a, KEPT, PAINTED, WAITING)
    given = library.begin_contribution(viewer=budi, organisation_id=cast.a)
    Source.objects.filter(pk=first).update(contribution_id=given)
    propose_each(first, (KEPT, PAINTED, WAITING))
    take(cast, first, KEPT)
    turn_down(cast, first, PAINTED)
    second = edition(cast, first, KEPT, PAINTED, WAITING)
    anchor_then_propose(first, second, (KEPT, PAINTED, WAITING))
    told = cast.client_for("budi").get(reverse("contributions")).content.decode()
    for words in ("Carried over from the former edition", "Not taken in the former edition"):
        assert told.count(words) == 1
    assert told.count(WHY) == 2, "in either edition"
    bench = [
        amina.get(reverse("candidate", args=[of(second, words).pk])).content.decode()
        for words in (KEPT, PAINTED, WAITING)
    ]
    assert "Carried over from the former edition" in bench[0]
    assert "Not taken in the former edition" in bench[1]
    assert "former edition" not in bench[2]


def test_quotes_that_are_gone_send_their_lesson_to_review(cast: Cast) -> None:
    first = read_source(cast.viewer("budi"), cast.a, KEPT)
    propose_each(first, (KEPT,))
    lesson = take(cast, first, KEPT)
    second = edition(cast, first, "A new opening.", KEPT)
    follow_replaced_source(old_id=first, new_id=second)
    evidence = Evidence.objects.get(lesson_id=lesson)
    assert (evidence.record_id, evidence.quote) == (second, KEPT)
    assert (evidence.start, evidence.end) == find_words(cast.viewer("budi"), second, KEPT)
    third = edition(cast, second, "It says something else now.")
    follow_replaced_source(old_id=second, new_id=third)
    assert Lesson.objects.get(pk=lesson).state == "review"
    with pytest.raises(NotAllowed):
        queries.lesson(cast.viewer("dina"), lesson)
    assert [each.id for each in queries.lessons_to_mend(cast.viewer("amina"))] == [lesson]


@pytest.mark.parametrize("order", list(permutations(range(4))))
def test_editions_in_quick_succession_end_with_the_quotes_in_the_newest(
    cast: Cast, order: tuple[int, ...]
) -> None:
    first = read_source(cast.viewer("budi"), cast.a, KEPT)
    propose_each(first, (KEPT,))
    lesson = take(cast, first, KEPT)
    second = edition(cast, first, "A new opening.", KEPT)
    third = edition(cast, second, "A newer opening.", "And more.", KEPT)
    tasks = (
        lambda: anchor_anew.func(source_id=first),
        lambda: anchor_anew.func(source_id=second),
        lambda: propose_each(second, (KEPT,)),
        lambda: propose_each(third, (KEPT,)),
    )
    for at in order:
        tasks[at]()
    evidence = Evidence.objects.get(lesson_id=lesson)
    assert (evidence.record_id, evidence.is_anchored) == (third, True)
    assert (evidence.start, evidence.end) == find_words(cast.viewer("budi"), third, KEPT)
    assert Lesson.objects.get(pk=lesson).state == "published"
    assert [row.pk for row in Source.objects.filter(state="ready")] == [third]
    assert review.queue(cast.viewer("amina")) == ()


def test_a_deleted_source_sends_its_lessons_to_review(cast: Cast) -> None:
    source = read_source(cast.viewer("budi"), cast.a, KEPT)
    propose_each(source, (KEPT,))
    lesson = take(cast, source, KEPT)
    library.delete_source(viewer=cast.viewer("budi"), source_id=source)
    follow_lost_source(source_id=source)
    assert Lesson.objects.get(pk=lesson).state == "review"


def test_what_a_reviewer_marked_first_does_not_keep_the_rest_from_being_proposed(
    cast: Cast,
) -> None:
    source = read_source(cast.viewer("budi"), cast.a, KEPT, MOVED)
    marked = propose(cast.viewer("amina"), source, KEPT)
    propose_each(source, (KEPT, MOVED))
    propose_each(source, (KEPT, MOVED))
    rows = Candidate.objects.filter(source_id=source).order_by("position")
    assert [row.quote for row in rows] == [KEPT, MOVED]
    assert rows[0].pk == marked


def test_candidates_of_a_withdrawn_source_wait_for_nobody(cast: Cast) -> None:
    amina = cast.viewer("amina")
    source = read_source(cast.viewer("budi"), cast.a, KEPT)
    candidate = propose(amina, source, KEPT)
    assert len(review.queue(amina)) == 1
    library.withdraw_source(viewer=cast.viewer("budi"), source_id=source)
    assert review.queue(amina) == ()
    with pytest.raises(Conflict):
        accept(viewer=amina, candidate_id=candidate, validated=validated("They kept the beat."))


def test_each_edition_names_the_other(cast: Cast) -> None:
    budi = cast.client_for("budi")
    old = read_source(cast.viewer("budi"), cast.a, KEPT)
    new = edition(cast, old, MOVED)
    page = budi.get(reverse("source", args=[old])).content.decode()
    assert reverse("source", args=[new]) in page
    assert "Bring a new edition" not in page
    page = budi.get(reverse("source", args=[new])).content.decode()
    assert reverse("source", args=[old]) in page
    assert "Bring a new edition" in page
    stranger = cast.client_for("dina").get(reverse("source", args=[new])).content.decode()
    assert old not in stranger, "a reader without charge may not open what was replaced"
