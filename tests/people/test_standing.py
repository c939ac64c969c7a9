"""A role that is taken away in the middle of an act: whoever calls, nothing is written."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from balai.cli.entry import REFUSED
from balai.core.audience import PUBLIC, Level, Viewer
from balai.core.errors import NotAllowed
from balai.foundation.journal.recording import recording
from balai.foundation.models import JournalEntry
from balai.knowledge.consent import actions as consent
from balai.knowledge.models import Comment, Contest
from balai.knowledge.voice.actions.comments import comment
from balai.knowledge.voice.actions.communities import speak_for
from balai.people import actions, queries
from balai.people.models import Account, Membership, Organisation
from balai.people.queries import operator
from tests.cli.conftest import Balai, balai
from tests.knowledge.voice.shelf import contested, lesson_at
from tests.personas import Cast

__all__ = ["balai"]
pytestmark = pytest.mark.django_db


def taken_from(cast: Cast, name: str) -> Viewer:
    """Return somebody as they were before every role was taken from them."""
    before = cast.viewer(name)
    Membership.objects.filter(account_id=cast.account(name)).delete()
    return before


def remark(viewer: Viewer, lesson: str) -> object:
    return comment(
        viewer=viewer,
        record_kind="lesson",
        record_id=lesson,
        text="So it was here.",
        level=Level.CLEAR,
        language="en",
    )


ACTS: dict[str, tuple[str, Callable[[Viewer, Cast, str], object]]] = {
    "remark": ("amina", lambda viewer, cast, lesson: remark(viewer, lesson)),
    "objection": ("amina", lambda viewer, cast, lesson: contested(viewer, lesson)),
    "organisation": (
        "farid",
        lambda viewer, cast, lesson: actions.make_organisation(viewer=viewer, name="New One"),
    ),
    "role": (
        "farid",
        lambda viewer, cast, lesson: actions.give_role(
            viewer=viewer, account_id=cast.account("budi"), organisation=cast.b, role="reviewer"
        ),
    ),
    "speaking": (
        "amina",
        lambda viewer, cast, lesson: speak_for(
            viewer=viewer, organisation_id=cast.a, labels=[("country", "MY")]
        ),
    ),
}


@pytest.mark.parametrize("name", ACTS)
@pytest.mark.asvs("8.3.2")
def test_an_act_of_a_viewer_read_before_is_refused_as_if_never_held(cast: Cast, name: str) -> None:
    who, act = ACTS[name]
    lesson = lesson_at(cast)
    before = taken_from(cast, who)
    last = JournalEntry.objects.count()
    with pytest.raises(NotAllowed) as refused:
        act(before, cast, lesson)
    assert refused.value.message == NotAllowed().message
    assert JournalEntry.objects.count() == last
    assert not Comment.objects.exists()
    assert not Contest.objects.exists()
    assert not Organisation.objects.filter(name="New One").exists()


def test_an_act_whose_actor_is_on_no_record_is_refused_too(cast: Cast) -> None:
    before = taken_from(cast, "amina")
    for act in (consent.give, consent.refuse, consent.take_back):
        with (
            CaptureQueriesContext(
                connection,
            ) as asked,
            pytest.raises(NotAllowed),
        ):
            act(viewer=before, attribution_id="01ARZ3NDEKTSV4RRFFQ69G5FAV")
        assert not any("attribution" in each["sql"] for each in asked.captured_queries)


def test_whoever_holds_no_role_acts_as_long_as_the_account_is_open(cast: Cast) -> None:
    lesson = lesson_at(cast)
    Membership.objects.filter(account_id=cast.account("budi")).delete()
    without = cast.viewer("budi")
    assert remark(without, lesson)
    Account.objects.filter(pk=cast.account("budi")).update(is_active=False)
    with pytest.raises(NotAllowed):
        remark(without, lesson)
    assert contested(PUBLIC, lesson)


def test_the_operator_of_the_machine_has_no_account_that_could_be_closed(cast: Cast) -> None:
    assert actions.make_organisation(viewer=operator(), name="New One")


def test_it_costs_one_query_an_act_also_where_acts_are_parts_of_others(cast: Cast) -> None:
    amina = cast.viewer("amina")
    with CaptureQueriesContext(connection) as asked, recording(amina), recording(amina):
        pass
    assert sum("people_membership" in each["sql"] for each in asked.captured_queries) == 1


def test_a_part_of_another_act_asks_for_its_own_viewer(cast: Cast) -> None:
    before = taken_from(cast, "amina")
    with pytest.raises(NotAllowed), recording("system"), recording(before):
        pass


@pytest.mark.parametrize("command", ["comment", "withdraw"])
def test_a_command_is_refused_in_the_words_for_what_is_not_there(
    cast: Cast, balai: Balai, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    lesson = lesson_at(cast)
    absent = "01ARZ3NDEKTSV4RRFFQ69G5FAV"
    words = ("comment", "add", "lesson", "{}", "So it was here.", "--level", "clear")
    if command == "withdraw":
        words = ("lesson", "withdraw", "{}")
    acting = ("--as", cast.email("amina"), "--json")
    never = balai(*(each.format(absent) for each in words), *acting)
    real = queries.viewer_by_email

    def and_then_taken(email: str) -> Viewer | None:
        found = real(email)
        Membership.objects.filter(account__email=email).delete()
        return found

    monkeypatch.setattr(queries, "viewer_by_email", and_then_taken)
    last = JournalEntry.objects.count()
    refused = balai(*(each.format(lesson) for each in words), *acting)
    assert (refused.status, refused.data) == (REFUSED, never.data)
    assert JournalEntry.objects.count() == last
