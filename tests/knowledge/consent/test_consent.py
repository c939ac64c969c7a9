"""Whoever said it is named where they agree, for the readers it had then, until they do not."""

from __future__ import annotations

import pytest

from balai.core.audience import Level, Viewer
from balai.core.errors import Conflict, Invalid, NotAllowed
from balai.foundation.journal.queries import first_broken
from balai.foundation.models import JournalDetail, JournalEntry
from balai.foundation.tasks.worker import run_all
from balai.knowledge import queries
from balai.knowledge.actions.audiences import share_lesson, share_source
from balai.knowledge.actions.lessons import decide_release, withdraw_lesson
from balai.knowledge.consent import actions
from balai.knowledge.consent.queries import asked_of, quotation
from balai.knowledge.exporting import FORMATS, export
from balai.knowledge.models import Attribution, Evidence
from balai.knowledge.review import waiting_releases
from balai.people.actions import close_account
from balai.people.models import Addressee, Membership
from balai.sharing.queries import sharing_of
from tests.knowledge.consent.shelf import NAME, agreed, asked, lesson_at, named
from tests.personas import NAMES, Cast

pytestmark = pytest.mark.django_db


def name_for(viewer: Viewer, lesson: str) -> str:
    (quote,) = queries.lesson(viewer, lesson).evidence
    return quote.said_by


def test_nobody_is_named_who_was_only_asked(cast: Cast) -> None:
    lesson, evidence = lesson_at(cast)
    asked(cast, evidence)
    assert {name_for(each, lesson) for each in cast.viewers().values()} == {""}


@pytest.mark.parametrize("chatham", [True, False])
def test_whoever_agrees_is_named_and_can_take_it_back(cast: Cast, chatham: bool) -> None:
    lesson, evidence = lesson_at(cast, chatham=chatham)
    question = agreed(cast, evidence)
    assert {name_for(each, lesson) for each in cast.viewers().values()} == {NAME}
    actions.take_back(viewer=cast.viewer("chen"), attribution_id=question)
    assert {name_for(each, lesson) for each in cast.viewers().values()} == {""}
    assert Attribution.objects.get().account == ""
    assert asked_of(cast.viewer("chen")) == ()


def test_every_export_names_them_and_then_does_not(cast: Cast) -> None:
    lesson, evidence = lesson_at(cast)
    question = agreed(cast, evidence)

    def out() -> set[bool]:
        shown = [queries.lesson(cast.viewer("dina"), lesson)]
        return {NAME in export(shown, each, "https://n.example") for each in FORMATS}

    assert out() == {True}
    actions.take_back(viewer=cast.viewer("chen"), attribution_id=question)
    assert out() == {False}


def test_whoever_says_no_is_forgotten(cast: Cast) -> None:
    _lesson, evidence = lesson_at(cast)
    question = asked(cast, evidence)
    actions.refuse(viewer=cast.viewer("chen"), attribution_id=question)
    assert (Attribution.objects.get().account, Attribution.objects.get().state) == ("", "refused")
    assert not Addressee.objects.exists()
    with pytest.raises(NotAllowed):
        actions.give(viewer=cast.viewer("chen"), attribution_id=question)


@pytest.mark.parametrize("name", [each for each in NAMES if each != "chen"])
@pytest.mark.parametrize("act", [actions.give, actions.refuse, actions.take_back])
def test_nobody_answers_for_another(cast: Cast, name: str, act: object) -> None:
    _lesson, evidence = lesson_at(cast)
    question = asked(cast, evidence)
    with pytest.raises(NotAllowed):
        act(viewer=cast.viewer(name), attribution_id=question)


@pytest.mark.parametrize("name", [each for each in NAMES if each != "amina"])
def test_only_reviewers_of_the_lesson_ask(cast: Cast, name: str) -> None:
    _lesson, evidence = lesson_at(cast)
    with pytest.raises(NotAllowed):
        actions.ask(viewer=cast.viewer(name), evidence_id=evidence, address="x@example.org")
    with pytest.raises(NotAllowed):
        quotation(cast.viewer(name), evidence)


def test_an_address_without_an_account_is_asked_alike(cast: Cast) -> None:
    _lesson, evidence = lesson_at(cast)
    known = asked(cast, evidence)
    before = quotation(cast.viewer("amina"), evidence)
    unknown = actions.ask(
        viewer=cast.viewer("amina"), evidence_id=evidence, address="nobody@example.net"
    )
    assert known == unknown
    assert quotation(cast.viewer("amina"), evidence) == before
    assert [each.email for each in Addressee.objects.all()] == ["nobody@example.net"]
    assert asked_of(cast.viewer("chen")) == ()


def test_a_colleague_is_asked_by_account_and_a_stranger_never(cast: Cast) -> None:
    _lesson, evidence = lesson_at(cast)
    amina = cast.viewer("amina")
    with pytest.raises(NotAllowed):
        actions.ask(viewer=amina, evidence_id=evidence, account=cast.account("chen"))
    actions.ask(viewer=amina, evidence_id=evidence, account=cast.account("budi"))
    assert [each.state for each in asked_of(cast.viewer("budi"))] == ["asked"]
    for account, address in (("", " "), (cast.account("budi"), "x@example.org")):
        with pytest.raises(Invalid):
            actions.ask(viewer=amina, evidence_id=evidence, account=account, address=address)


@pytest.mark.parametrize(
    "address",
    [
        "chen",
        "chen@@example.org",
        "chen\u202e@example.org",
        "chen@example.org\nBcc: budi@example.org",
        "chen@example.org\x00",
        "<b>chen@example.org</b>",
        f"{'x' * 300}@example.org",
        "x" * 10_000_000,
        "x" * 10_000_000 + "@example.org",
    ],
)
def test_what_is_no_address_is_refused_in_short_and_asks_nobody(cast: Cast, address: str) -> None:
    _lesson, evidence = lesson_at(cast)
    with pytest.raises(Invalid) as refused:
        actions.ask(viewer=cast.viewer("amina"), evidence_id=evidence, address=address)
    assert len(refused.value.message + refused.value.hint) < 500
    assert not Attribution.objects.exists()
    assert not Addressee.objects.exists()
    assert not JournalEntry.objects.filter(kind__startswith="consent.").exists()


def test_whoever_agreed_is_not_asked_over(cast: Cast) -> None:
    _lesson, evidence = lesson_at(cast)
    agreed(cast, evidence)
    with pytest.raises(Conflict):
        asked(cast, evidence, "esther")


def test_an_account_without_a_name_cannot_agree(cast: Cast) -> None:
    lesson, evidence = lesson_at(cast)
    question = asked(cast, evidence)
    named(cast, "")
    with pytest.raises(Invalid):
        actions.give(viewer=cast.viewer("chen"), attribution_id=question)
    named(cast)
    actions.give(viewer=cast.viewer("chen"), attribution_id=question)
    named(cast, "")
    assert name_for(cast.viewer("dina"), lesson) == ""


def test_what_one_may_not_read_is_not_asked(cast: Cast) -> None:
    _lesson, evidence = lesson_at(cast, Level.AMBER_STRICT)
    question = asked(cast, evidence)
    assert asked_of(cast.viewer("chen")) == ()
    with pytest.raises(NotAllowed):
        actions.give(viewer=cast.viewer("chen"), attribution_id=question)


def test_a_closed_account_is_named_nowhere_from_that_moment(cast: Cast) -> None:
    lesson, evidence = lesson_at(cast)
    agreed(cast, evidence)
    close_account(viewer=cast.viewer("chen"), account_id=cast.account("chen"))
    assert name_for(cast.viewer("dina"), lesson) == ""
    run_all()
    row = Attribution.objects.get()
    assert (row.state, row.account) == ("taken-back", "")


def test_narrowed_a_name_is_shown_to_fewer_and_can_still_be_taken_back(cast: Cast) -> None:
    lesson, evidence = lesson_at(cast, Level.GREEN)
    question = agreed(cast, evidence)
    source = Evidence.objects.get().record_id
    share_source(viewer=cast.viewer("budi"), source_id=source, level=Level.AMBER_STRICT)
    assert name_for(cast.viewer("amina"), lesson) == NAME
    (shown,) = asked_of(cast.viewer("chen"))
    assert (shown.quote, shown.lesson_id, shown.level) == ("", "", None)
    actions.take_back(viewer=cast.viewer("chen"), attribution_id=question)
    assert name_for(cast.viewer("amina"), lesson) == ""


def test_opened_wider_nobody_is_named_until_they_agree_again(cast: Cast) -> None:
    lesson, evidence = lesson_at(cast, Level.GREEN)
    question = agreed(cast, evidence)
    Membership.objects.create(
        account_id=cast.account("budi"), role="reviewer", organisation_id=cast.a
    )
    share_lesson(
        viewer=cast.viewer("amina"), lesson_id=lesson, level=Level.CLEAR, reason="For all."
    )
    (waiting,) = waiting_releases(cast.viewer("budi"))
    decide_release(viewer=cast.viewer("budi"), release_id=waiting.id, grant=True)
    assert sharing_of("evidence", evidence).level is Level.CLEAR
    assert {name_for(each, lesson) for each in cast.viewers().values()} == {""}
    (shown,) = asked_of(cast.viewer("chen"))
    assert shown.is_wider
    actions.give(viewer=cast.viewer("chen"), attribution_id=question)
    assert name_for(cast.viewer("dina"), lesson) == NAME


def test_a_withdrawn_lesson_asks_nobody(cast: Cast) -> None:
    lesson, evidence = lesson_at(cast)
    question = asked(cast, evidence)
    withdraw_lesson(viewer=cast.viewer("amina"), lesson_id=lesson)
    assert asked_of(cast.viewer("chen")) == ()
    with pytest.raises(NotAllowed):
        actions.give(viewer=cast.viewer("chen"), attribution_id=question)


def test_words_that_lost_their_place_name_nobody(cast: Cast) -> None:
    lesson, evidence = lesson_at(cast)
    agreed(cast, evidence)
    Evidence.objects.update(is_anchored=False)
    assert queries.lesson(cast.viewer("amina"), lesson).evidence == ()


def test_the_journal_says_that_there_was_consent_and_never_whose(cast: Cast) -> None:
    lesson, evidence = lesson_at(cast)
    question = agreed(cast, evidence)
    actions.take_back(viewer=cast.viewer("chen"), attribution_id=question)
    entries = JournalEntry.objects.filter(kind__startswith="consent.").order_by("seq")
    assert [(each.kind, each.record_id) for each in entries] == [
        (kind, evidence) for kind in ("consent.asked", "consent.given", "consent.ended")
    ]
    assert [each.actor for each in entries] == [cast.account("amina"), "system", "system"]
    details = JournalDetail.objects.filter(entry__in=entries).values_list("data", flat=True)
    assert cast.account("chen") not in repr(list(details))
    assert first_broken() is None
    told = [each.kind for each in queries.history(cast.viewer("dina"), lesson)]
    assert [each for each in told if each.startswith("consent.")] == [each.kind for each in entries]


def test_whoever_may_not_read_the_quotation_hears_nothing_of_it(cast: Cast) -> None:
    lesson, evidence = lesson_at(cast)
    agreed(cast, evidence)
    from balai.core.audience import audience
    from balai.sharing.actions import narrow

    narrow(
        actor="system",
        record_kind="evidence",
        record_id=evidence,
        audience=audience(Level.AMBER_STRICT, owners=[cast.a]),
    )
    for name in ("dina", "chen"):
        assert queries.lesson(cast.viewer(name), lesson).evidence == ()
        kinds = {each.kind for each in queries.history(cast.viewer(name), lesson)}
        assert not any(each.startswith("consent.") for each in kinds)
