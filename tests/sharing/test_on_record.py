"""What stays on record: what had gone out, and every release with its answer."""

from __future__ import annotations

import pytest
from django.urls import reverse

from balai.core.audience import Level, audience
from balai.knowledge.actions.audiences import share_lesson, share_source
from balai.knowledge.actions.lessons import decide_release
from balai.knowledge.review import waiting_releases
from balai.people.models import Membership
from balai.sharing.actions import forget, note_gone_out, share
from balai.sharing.models import GoneOut
from balai.sharing.queries import gone_out, releases_of
from tests.factories.library import one_of_each_level, read_source
from tests.personas import Cast

pytestmark = pytest.mark.django_db


def ways(kind: str, *records: str) -> list[tuple[str, str, int]]:
    return [(each.way, each.level.label, each.times) for each in gone_out(kind, records)]


def test_each_way_out_is_counted_at_the_level_it_had(cast: Cast) -> None:
    told = one_of_each_level(cast)[Level.GREEN]
    client = cast.client_for("esther")
    client.get(reverse("lesson-export", args=[told.lesson, "ris"]))
    client.get(reverse("lesson-export", args=[told.lesson, "ris"]))
    client.get(reverse("lesson-print", args=[told.lesson]))
    client.head(reverse("lesson-print", args=[told.lesson]))
    client.get(reverse("lesson", args=[told.lesson]))
    assert sorted(ways("lesson", told.lesson)) == [("print", "GREEN", 1), ("ris", "GREEN", 2)]
    share_lesson(viewer=cast.viewer("amina"), lesson_id=told.lesson, level=Level.AMBER)
    cast.client_for("amina").get(reverse("lesson-export", args=[told.lesson, "ris"]))
    assert ("ris", "AMBER", 1) in ways("lesson", told.lesson)
    assert ("ris", "GREEN", 2) in ways("lesson", told.lesson)


def test_a_list_counts_the_lessons_that_were_in_it_and_no_other(cast: Cast) -> None:
    told = one_of_each_level(cast)
    cast.client_for("dina").get(reverse("browse-export", args=["kind", "lesson", "csv"]))
    counted = set(GoneOut.objects.values_list("record_id", "way", "times"))
    assert counted == {(told[Level.CLEAR].lesson, "csv", 1)}


def test_whoever_is_refused_counts_for_nothing(cast: Cast) -> None:
    told = one_of_each_level(cast)[Level.RED]
    for route, more in (("lesson-export", ["bib"]), ("lesson-print", [])):
        cast.client_for("dina").get(reverse(route, args=[told.lesson, *more]))
    cast.client_for("dina").get(reverse("source-original", args=[told.source]))
    assert not GoneOut.objects.exists()


def test_narrowing_says_what_had_gone_out_but_never_to_whom(cast: Cast) -> None:
    told = one_of_each_level(cast)[Level.CLEAR]
    cast.client_for("esther").get(reverse("source-original", args=[told.source]))
    cast.client_for("esther").get(reverse("lesson-export", args=[told.lesson, "bib"]))
    address = reverse("source-sharing", args=[told.source])
    amina = cast.client_for("amina")
    said = "The original file was handed out 1 time, last on"
    form = amina.get(address).content.decode()
    assert said in form
    assert "while TLP:CLEAR" in form
    assert "Lessons that quote it: Exported as BibTeX 1 time" in form
    done = amina.post(address, {"level": "AMBER"}, follow=True).content.decode()
    assert said in done
    assert "esther" not in (form + done).lower()
    names = {field.name for field in GoneOut._meta.get_fields()}
    assert names & {"actor", "account", "viewer", "by", "who"} == set()


def test_withdrawing_says_it_too(cast: Cast) -> None:
    told = one_of_each_level(cast)[Level.CLEAR]
    cast.client_for("dina").get(reverse("lesson-print", args=[told.lesson]))
    cast.client_for("dina").get(reverse("source-original", args=[told.source]))
    amina = cast.client_for("amina")
    for route, record in (("lesson-withdraw", told.lesson), ("source-withdraw", told.source)):
        assert "while TLP:CLEAR" in amina.get(reverse(route, args=[record])).content.decode()
    done = amina.post(reverse("lesson-withdraw", args=[told.lesson]), follow=True)
    assert "Printed 1 time" in done.content.decode()


def test_releases_are_shown_to_those_in_charge_with_their_answer(cast: Cast) -> None:
    Membership.objects.create(
        account_id=cast.account("budi"), role="reviewer", organisation_id=cast.a
    )
    source = read_source(cast.viewer("amina"), cast.a, "They met on Saturdays.", level=Level.AMBER)
    amina, budi = cast.viewer("amina"), cast.viewer("budi")
    for level, grant, answer in ((Level.CLEAR, False, "Too early."), (Level.GREEN, True, "")):
        share_source(viewer=amina, source_id=source, level=level, reason="They asked.")
        (asked,) = waiting_releases(budi)
        decide_release(viewer=budi, release_id=asked.id, grant=grant, answer=answer)
    found = releases_of(("source", source))
    assert [(each.before.label, each.after.label, each.state, each.answer) for each in found] == [
        ("AMBER", "GREEN", "granted", ""),
        ("AMBER", "CLEAR", "refused", "Too early."),
    ]
    page = cast.client_for("amina").get(reverse("source-sharing", args=[source])).content.decode()
    assert "TLP:AMBER to TLP:CLEAR was asked for, “They asked.”. Refused on" in page
    assert "Granted on" in page
    assert (
        "They asked."
        not in cast.client_for("esther").get(reverse("source", args=[source])).content.decode()
    )


def test_what_is_forgotten_leaves_no_count(cast: Cast) -> None:
    share(actor="system", record_kind="lesson", record_id="L", audience=audience(Level.CLEAR))
    note_gone_out(record_kind="lesson", record_ids=["L", "L", "absent"], way="csv")
    assert ways("lesson", "L", "absent") == [("csv", "CLEAR", 1)]
    forget(actor="system", record_kind="lesson", record_id="L")
    assert not GoneOut.objects.exists()
