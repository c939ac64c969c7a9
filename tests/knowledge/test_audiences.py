"""Who may read is changed: narrower at once with all that was drawn, wider by a second person."""

from __future__ import annotations

import pytest

from balai.core.audience import Level, audience, may_see
from balai.core.errors import Invalid, NotAllowed
from balai.foundation.tasks.worker import run_all
from balai.knowledge.actions.audiences import share_lesson, share_source
from balai.knowledge.actions.lessons import add_statement, decide_release
from balai.knowledge.actions.review import accept, merge
from balai.knowledge.models import Evidence, Lesson, LessonState, Statement
from balai.knowledge.queries import lessons
from balai.knowledge.review import waiting_releases
from balai.library.actions import withdraw_source
from balai.people.actions import name_addressees
from balai.people.models import Membership
from balai.sharing.queries import sharing_of
from tests.factories.library import propose, read_source, validated
from tests.personas import Cast

pytestmark = pytest.mark.django_db

ONE = "Officers at the north market were greeted by name."
TWO = "Mothers came once the meeting was on Saturdays."


def lesson_of(cast: Cast, source: str, words: str = ONE, **more: object) -> str:
    amina = cast.viewer("amina")
    return accept(
        viewer=amina,
        candidate_id=propose(amina, source, words),
        validated=validated(words, **more),
    )


def readers(cast: Cast, kind: str, record_id: str) -> set[str]:
    audience = sharing_of(kind, record_id).audience
    return {name for name, viewer in cast.viewers().items() if may_see(viewer, audience)}


def second_reviewer(cast: Cast, name: str = "budi") -> None:
    Membership.objects.create(
        account_id=cast.account(name), role="reviewer", organisation_id=cast.a
    )


def test_what_was_drawn_narrows_with_its_source_at_once(cast: Cast) -> None:
    amina, budi = cast.viewer("amina"), cast.viewer("budi")
    source = read_source(budi, cast.a, ONE, TWO, level=Level.CLEAR)
    other = read_source(budi, cast.a, ONE, level=Level.CLEAR, title="Another")
    lesson = lesson_of(cast, source)
    elsewhere = lesson_of(cast, other)
    merge(viewer=amina, candidate_id=propose(amina, source, TWO), lesson_id=elsewhere)
    add_statement(viewer=amina, lesson_id=lesson, language="ms", text="Pegawai dikenali.")
    done = share_source(viewer=budi, source_id=source, level=Level.AMBER)
    assert (done.narrowed, done.asked, done.kept_open) == (True, "", 0)
    drawn = [("source", source), ("lesson", lesson)]
    drawn += [("statement", each.pk) for each in Statement.objects.filter(lesson_id=lesson)]
    drawn += [("evidence", each.pk) for each in Evidence.objects.filter(record_id=source)]
    assert len(drawn) == 6
    assert {name for kind, each in drawn for name in readers(cast, kind, each)} == {"amina", "budi"}
    assert "dina" in readers(cast, "lesson", elsewhere), "only the quote was drawn from it"


def test_what_a_release_opened_stays_and_is_told(cast: Cast) -> None:
    second_reviewer(cast)
    source = read_source(cast.viewer("budi"), cast.a, ONE, TWO, level=Level.AMBER)
    lesson = lesson_of(cast, source, audience=audience(Level.CLEAR), reason="For all.")
    (release,) = waiting_releases(cast.viewer("budi"))
    decide_release(viewer=cast.viewer("budi"), release_id=release.id, grant=True)
    amina = cast.viewer("amina")
    merge(viewer=amina, candidate_id=propose(amina, source, TWO), lesson_id=lesson)
    done = share_source(viewer=amina, source_id=source, level=Level.AMBER_STRICT)
    assert (done.narrowed, done.kept_open) == (True, 1)
    assert sharing_of("lesson", lesson).level is Level.CLEAR
    quotes = Evidence.objects.order_by("pk").values_list("pk", flat=True)
    assert [sharing_of("evidence", each).level for each in quotes] == [
        Level.CLEAR,
        Level.AMBER_STRICT,
    ], "the quote that joined later was never released"
    assert sharing_of("source", source).level is Level.AMBER_STRICT


def test_red_names_colleagues_at_once_and_others_by_a_second_person(cast: Cast) -> None:
    amina, budi = cast.viewer("amina"), cast.viewer("budi")
    source = read_source(budi, cast.a, ONE, level=Level.AMBER)
    second_reviewer(cast)
    done = share_source(
        viewer=budi, source_id=source, level=Level.RED, recipients=[cast.account("amina")]
    )
    assert (done.narrowed, done.asked) == (True, "")
    (chen,) = name_addressees(viewer=budi, addresses=[cast.email("chen")])
    both = [cast.account("amina"), chen]
    with pytest.raises(Invalid, match="reason"):
        share_source(viewer=budi, source_id=source, level=Level.RED, recipients=both)
    done = share_source(
        viewer=budi, source_id=source, level=Level.RED, recipients=both, reason="She was there."
    )
    assert done.asked
    assert readers(cast, "source", source) == {"amina", "budi"}
    decide_release(viewer=amina, release_id=done.asked, grant=True)
    assert readers(cast, "source", source) == {"amina", "budi", "chen"}
    again = share_source(viewer=budi, source_id=source, level=Level.RED, recipients=both)
    assert (again.narrowed, again.named, again.asked) == (False, False, "")
    done = share_source(
        viewer=budi, source_id=source, level=Level.RED, recipients=[cast.account("amina")]
    )
    assert done.narrowed
    assert readers(cast, "source", source) == {"amina", "budi"}


def test_an_unknown_address_is_treated_like_a_known_one(cast: Cast) -> None:
    budi = cast.viewer("budi")
    second_reviewer(cast)
    asked = []
    for address in (cast.email("chen"), "nobody@example.net"):
        source = read_source(budi, cast.a, ONE, level=Level.AMBER, title=address)
        (named,) = name_addressees(viewer=budi, addresses=[address])
        done = share_source(
            viewer=budi, source_id=source, level=Level.RED, recipients=[named], reason="Asked."
        )
        asked.append((done.narrowed, bool(done.asked), done.named))
    assert asked == [(True, True, False)] * 2


def test_who_reads_it_alone_names_the_first_readers_at_once(cast: Cast) -> None:
    budi = cast.viewer("budi")
    source = read_source(budi, cast.a, ONE, level=Level.RED)
    assert readers(cast, "source", source) == {"budi"}
    done = share_source(
        viewer=budi, source_id=source, level=Level.RED, recipients=[cast.account("amina")]
    )
    assert done.named
    assert readers(cast, "source", source) == {"amina", "budi"}


def test_a_source_opens_wider_by_a_second_reviewer_with_what_was_drawn(cast: Cast) -> None:
    source = read_source(cast.viewer("budi"), cast.a, ONE, level=Level.AMBER)
    lesson = lesson_of(cast, source)
    done = share_source(
        viewer=cast.viewer("budi"), source_id=source, level=Level.GREEN, reason="Others ask."
    )
    (release,) = waiting_releases(cast.viewer("amina"))
    assert (release.id, release.record_kind, release.words) == (done.asked, "source", "A report")
    assert waiting_releases(cast.viewer("chen")) == ()
    decide_release(viewer=cast.viewer("amina"), release_id=done.asked, grant=True)
    assert sharing_of("source", source).level is Level.GREEN
    assert sharing_of("lesson", lesson).level is Level.GREEN


def test_a_lesson_is_narrowed_at_once_and_opened_by_a_second_person(cast: Cast) -> None:
    second_reviewer(cast)
    amina, budi = cast.viewer("amina"), cast.viewer("budi")
    source = read_source(budi, cast.a, ONE, level=Level.GREEN)
    lesson = lesson_of(cast, source)
    assert share_lesson(viewer=amina, lesson_id=lesson, level=Level.AMBER).narrowed
    assert readers(cast, "lesson", lesson) == {"amina", "budi"}
    done = share_lesson(
        viewer=amina, lesson_id=lesson, level=Level.CLEAR, reason="It helps everybody."
    )
    published = Lesson.objects.get(pk=lesson).published
    decide_release(viewer=budi, release_id=done.asked, grant=True)
    kinds = [("lesson", lesson)]
    kinds += [("statement", each.pk) for each in Statement.objects.all()]
    kinds += [("evidence", each.pk) for each in Evidence.objects.all()]
    assert {sharing_of(*each).level for each in kinds} == {Level.CLEAR}
    assert sharing_of("source", source).level is Level.GREEN
    assert Lesson.objects.get(pk=lesson).published == published


def test_the_chatham_house_rule_holds_for_what_was_drawn(cast: Cast) -> None:
    source = read_source(cast.viewer("budi"), cast.a, ONE, level=Level.CLEAR)
    lesson = lesson_of(cast, source)
    share_source(viewer=cast.viewer("budi"), source_id=source, level=Level.CLEAR, chatham=True)
    assert sharing_of("source", source).chatham
    assert sharing_of("lesson", lesson).chatham


def test_only_those_in_charge_change_who_reads(cast: Cast) -> None:
    source = read_source(cast.viewer("budi"), cast.a, ONE, level=Level.CLEAR)
    lesson = lesson_of(cast, source)
    for name in ("chen", "esther", "farid", "omar", "dina"):
        with pytest.raises(NotAllowed):
            share_source(viewer=cast.viewer(name), source_id=source, level=Level.AMBER)
    for name in ("budi", "chen", "esther", "farid", "omar", "dina"):
        with pytest.raises(NotAllowed):
            share_lesson(viewer=cast.viewer(name), lesson_id=lesson, level=Level.AMBER)
    assert sharing_of("source", source).level is Level.CLEAR


@pytest.mark.parametrize("grant", [True, False])
def test_a_lesson_that_lost_its_source_while_it_waited_is_not_published(
    cast: Cast, grant: bool
) -> None:
    second_reviewer(cast)
    source = read_source(cast.viewer("budi"), cast.a, ONE, level=Level.AMBER)
    lesson = lesson_of(cast, source, audience=audience(Level.CLEAR), reason="For all.")
    (release,) = waiting_releases(cast.viewer("budi"))
    withdraw_source(viewer=cast.viewer("budi"), source_id=source)
    run_all()
    decide_release(viewer=cast.viewer("budi"), release_id=release.id, grant=grant)
    assert Lesson.objects.get(pk=lesson).state == LessonState.REVIEW
    assert lessons(cast.viewer("dina")) == ()


def test_a_quote_of_another_organisation_is_opened_by_its_owner_alone(cast: Cast) -> None:
    second_reviewer(cast)
    amina, chen = cast.viewer("amina"), cast.viewer("chen")
    lesson = lesson_of(cast, read_source(cast.viewer("budi"), cast.a, ONE, level=Level.GREEN))
    theirs = read_source(chen, cast.b, TWO, level=Level.GREEN)
    merge(viewer=chen, candidate_id=propose(chen, theirs, TWO), lesson_id=lesson)
    done = share_lesson(viewer=amina, lesson_id=lesson, level=Level.CLEAR, reason="For all.")
    decide_release(viewer=cast.viewer("budi"), release_id=done.asked, grant=True)
    quotes = Evidence.objects.filter(lesson_id=lesson)
    assert {each.record_id == theirs: sharing_of("evidence", each.pk).level for each in quotes} == {
        False: Level.CLEAR,
        True: Level.GREEN,
    }
