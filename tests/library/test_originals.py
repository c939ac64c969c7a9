"""An original stays at its own level: the text may open wider, the file only by a person's word."""

from __future__ import annotations

import importlib
from dataclasses import replace

import pytest
from django.apps import apps
from django.urls import reverse

from balai.core.audience import Level, may_see
from balai.core.errors import Invalid, NotAllowed
from balai.core.passages.document import SetAside
from balai.foundation.models import JournalEntry
from balai.knowledge.actions.audiences import share_source
from balai.knowledge.actions.lessons import decide_release
from balai.knowledge.review import waiting_releases
from balai.library import queries
from balai.library.actions import (
    Sharing,
    add_source,
    delete_source,
    keep_reading,
    replace_source,
    withdraw_source,
)
from balai.library.models import ORIGINAL, Source
from balai.people.models import Membership
from balai.sharing.models import Audience
from balai.sharing.queries import sharing_of
from tests.factories.library import document, read_source
from tests.personas import Cast, give_second_step

pytestmark = pytest.mark.django_db

ONE = "Officers at the north market were greeted by name."


@pytest.fixture
def second(cast: Cast) -> Cast:
    """A is given a second reviewer: Budi."""
    Membership.objects.create(
        account_id=cast.account("budi"), role="reviewer", organisation_id=cast.a
    )
    give_second_step(cast.account("budi"))
    return cast


def holders(cast: Cast, source: str) -> set[str]:
    """Return who gets the file, by the very way in which it is handed out."""
    found = set()
    for name in cast.viewers():
        response = cast.client_for(name).get(reverse("source-original", args=[source]))
        if response.status_code == 200:
            found.add(name)
            assert ONE.encode() in b"".join(response.streaming_content)
    return found


def release(cast: Cast, source: str, level: Level, **more: bool) -> None:
    """Ask as Amina that a source be opened, and grant it as Budi."""
    share_source(
        viewer=cast.viewer("amina"), source_id=source, level=level, reason="They asked.", **more
    )
    for each in waiting_releases(cast.viewer("budi")):
        decide_release(viewer=cast.viewer("budi"), release_id=each.id, grant=True)


def test_the_file_has_the_level_that_was_chosen_at_its_upload(cast: Cast) -> None:
    for level in Level:
        source = read_source(cast.viewer("budi"), cast.a, ONE, level=level)
        text = sharing_of("source", source).audience
        readers = {name for name, each in cast.viewers().items() if may_see(each, text)}
        assert holders(cast, source) == readers


def test_a_text_opens_wider_without_its_file(second: Cast) -> None:
    source = read_source(second.viewer("budi"), second.a, ONE, level=Level.AMBER)
    release(second, source, Level.CLEAR)
    assert sharing_of("source", source).level is Level.CLEAR
    assert holders(second, source) == {"amina", "budi"}
    client = second.client_for("dina")
    page = client.get(reverse("source", args=[source]))
    shown = page.content.decode()
    assert reverse("source-original", args=[source]) not in shown
    assert "The original stays with its own readers" in shown
    assert "rendering, without pictures" in shown
    absent = client.get(reverse("source-original", args=["01ARZ3NDEKTSV4RRFFQ69G5FAV"]))
    forbidden = client.get(reverse("source-original", args=[source]))
    assert forbidden.status_code == absent.status_code == 404
    assert forbidden.content.replace(source.encode(), b"") == absent.content.replace(
        b"01ARZ3NDEKTSV4RRFFQ69G5FAV", b""
    )


def test_the_file_goes_along_where_it_is_asked_for_and_the_second_person_sees_so(
    second: Cast,
) -> None:
    source = read_source(second.viewer("budi"), second.a, ONE, level=Level.AMBER)
    data = {"level": "CLEAR", "reason": "For all.", "original": "on"}
    second.client_for("amina").post(reverse("source-sharing", args=[source]), data)
    (asked,) = waiting_releases(second.viewer("budi"))
    assert asked.with_original
    page = second.client_for("budi").get(reverse("releases")).content.decode()
    assert "The original file too, with its pictures" in page
    assert holders(second, source) == {"amina", "budi"}, "nobody has decided yet"
    decide_release(viewer=second.viewer("budi"), release_id=asked.id, grant=True)
    assert holders(second, source) == set(second.viewers())


def test_a_release_without_the_file_does_not_say_that_it_is_in_it(second: Cast) -> None:
    source = read_source(second.viewer("budi"), second.a, ONE, level=Level.AMBER)
    share_source(viewer=second.viewer("amina"), source_id=source, level=Level.CLEAR, reason="All.")
    (asked,) = waiting_releases(second.viewer("budi"))
    assert not asked.with_original
    page = second.client_for("budi").get(reverse("releases")).content.decode()
    assert "The original file too" not in page


def test_a_file_that_stayed_behind_can_be_opened_later_by_itself(second: Cast) -> None:
    source = read_source(second.viewer("budi"), second.a, ONE, level=Level.AMBER)
    release(second, source, Level.CLEAR)
    release(second, source, Level.GREEN, with_original=True)
    assert sharing_of("source", source).level is Level.GREEN
    assert holders(second, source) == {"amina", "budi", "chen", "esther", "farid", "omar"}
    release(second, source, Level.CLEAR, with_original=True)
    assert "dina" in holders(second, source)


def test_a_file_never_opens_wider_than_its_text(second: Cast) -> None:
    source = read_source(second.viewer("budi"), second.a, ONE, level=Level.AMBER)
    release(second, source, Level.GREEN)
    amina, budi = second.viewer("amina"), second.viewer("budi")
    share_source(
        viewer=amina, source_id=source, level=Level.CLEAR, reason="All.", with_original=True
    )
    for each in waiting_releases(budi):
        decide_release(viewer=budi, release_id=each.id, grant=each.record_kind == ORIGINAL)
    assert sharing_of("source", source).level is Level.GREEN
    assert sharing_of(ORIGINAL, source).level is Level.GREEN


def test_a_narrowed_source_narrows_its_file(cast: Cast) -> None:
    source = read_source(cast.viewer("budi"), cast.a, ONE, level=Level.CLEAR)
    share_source(viewer=cast.viewer("amina"), source_id=source, level=Level.AMBER_STRICT)
    assert holders(cast, source) == {"amina", "budi"}
    assert sharing_of(ORIGINAL, source) == sharing_of("source", source)


def test_whoever_alone_read_it_names_readers_of_the_text_and_keeps_the_file(cast: Cast) -> None:
    source = read_source(cast.viewer("budi"), cast.a, ONE, level=Level.RED)
    share_source(viewer=cast.viewer("budi"), source_id=source, level=Level.AMBER)
    assert sharing_of("source", source).level is Level.AMBER
    assert holders(cast, source) == {"budi"}
    other = read_source(cast.viewer("budi"), cast.a, ONE, level=Level.RED, title="Another")
    share_source(viewer=cast.viewer("budi"), source_id=other, level=Level.AMBER, with_original=True)
    assert holders(cast, other) == {"amina", "budi"}


@pytest.mark.parametrize("level", [Level.CLEAR, Level.GREEN, Level.AMBER])
def test_under_the_chatham_house_rule_the_file_stays_in_the_organisation(
    cast_with_client: Cast, level: Level
) -> None:
    cast = cast_with_client
    early = read_source(cast.viewer("budi"), cast.a, ONE, level=level, chatham=True)
    later = read_source(cast.viewer("budi"), cast.a, ONE, level=level, title="Another")
    share_source(viewer=cast.viewer("amina"), source_id=later, level=level, chatham=True)
    for source in (early, later):
        assert holders(cast, source) == {"amina", "budi"}
        assert sharing_of("source", source).level is level
        with pytest.raises(Invalid, match="Chatham House Rule"):
            share_source(
                viewer=cast.viewer("amina"),
                source_id=source,
                level=Level.CLEAR,
                reason="All.",
                with_original=True,
            )


def test_a_new_edition_is_handed_out_as_the_old_one_was_before_any_release(second: Cast) -> None:
    source = read_source(second.viewer("budi"), second.a, ONE, level=Level.AMBER)
    release(second, source, Level.CLEAR, with_original=True)
    assert "dina" in holders(second, source)
    newer = replace_source(
        viewer=second.viewer("budi"), source_id=source, name="b.txt", content=[ONE.encode()]
    )
    assert sharing_of("source", newer).level is Level.CLEAR
    assert sharing_of(ORIGINAL, newer).level is Level.AMBER


def test_a_withdrawn_source_takes_its_file_with_it_and_a_deleted_one_leaves_no_row(
    cast: Cast,
) -> None:
    source = read_source(cast.viewer("budi"), cast.a, ONE, level=Level.CLEAR)
    withdraw_source(viewer=cast.viewer("amina"), source_id=source)
    assert holders(cast, source) == {"amina", "budi"}
    delete_source(viewer=cast.viewer("amina"), source_id=source)
    assert not Audience.objects.filter(record_id=source).exists()


def test_every_file_that_was_here_before_gets_its_sources_gate(cast: Cast) -> None:
    plain = read_source(cast.viewer("budi"), cast.a, ONE, level=Level.GREEN)
    ruled = read_source(cast.viewer("budi"), cast.a, ONE, level=Level.CLEAR, chatham=True)
    red = read_source(cast.viewer("budi"), cast.a, ONE, level=Level.RED, chatham=True)
    rows = Audience.objects.filter(record_kind=ORIGINAL)
    before = set(rows.values_list("record_id", "gate_id", "chatham"))
    rows.delete()
    with pytest.raises(NotAllowed), queries.original(cast.viewer("budi"), plain):
        pass
    migration = importlib.import_module("balai.library.migrations.0004_originals")
    migration.give(apps, None)
    migration.give(apps, None)
    assert set(rows.values_list("record_id", "gate_id", "chatham")) == before
    assert {each for each, _, _ in before} == {plain, ruled, red}
    assert Source.objects.count() == 3


def test_the_journal_tells_that_a_file_was_narrowed(cast: Cast) -> None:
    source = read_source(cast.viewer("budi"), cast.a, ONE, level=Level.CLEAR)
    share_source(viewer=cast.viewer("amina"), source_id=source, level=Level.AMBER)
    noted = JournalEntry.objects.filter(kind="sharing.narrowed", record_id=source)
    assert set(noted.values_list("record_kind", flat=True)) == {"source", ORIGINAL}


def test_a_file_that_holds_what_its_text_withholds_waits_for_a_person(second: Cast) -> None:
    named = f"{ONE} Call Sgt Ahmad bin Rahman on 012-345 6789."
    source = read_source(second.viewer("budi"), second.a, named, level=Level.CLEAR)
    page = second.client_for("dina").get(reverse("source", args=[source])).content.decode()
    assert ONE in page
    assert "Ahmad" not in page
    assert holders(second, source) == {"amina", "budi"}
    release(second, source, Level.CLEAR, with_original=True)
    assert "dina" in holders(second, source)


def test_a_file_whose_list_of_people_was_set_aside_waits_for_a_person(cast: Cast) -> None:
    source = add_source(
        viewer=cast.viewer("budi"),
        organisation_id=cast.a,
        name="report.txt",
        content=[ONE.encode()],
        sharing_as=Sharing(Level.CLEAR),
    )
    read = replace(document(ONE), set_aside=(SetAside(2, "participants"),))
    keep_reading(
        source_id=source, document=read, passages=(), signature=b"", findings=(), seconds=0.0
    )
    assert holders(cast, source) == {"amina", "budi"}


def test_files_that_were_read_before_are_held_back_too_unless_somebody_opened_them(
    second: Cast,
) -> None:
    named = f"{ONE} Call Sgt Ahmad bin Rahman on 012-345 6789."
    budi = second.viewer("budi")
    plain = read_source(budi, second.a, ONE, level=Level.CLEAR)
    open_wide = Audience.objects.get(record_kind=ORIGINAL, record_id=plain).gate
    told = read_source(budi, second.a, named, level=Level.CLEAR, title="Told")
    opened = read_source(budi, second.a, named, level=Level.CLEAR, title="Opened")
    red = read_source(budi, second.a, named, level=Level.RED, title="Red")
    release(second, opened, Level.CLEAR, with_original=True)
    Audience.objects.filter(record_kind=ORIGINAL, record_id=told).update(gate=open_wide)
    before = {each: holders(second, each) for each in (plain, opened, red)}
    migration = importlib.import_module("balai.library.migrations.0005_hold_back")
    migration.hold_back(apps, None)
    migration.hold_back(apps, None)
    assert holders(second, told) == {"amina", "budi"}
    assert {each: holders(second, each) for each in (plain, opened, red)} == before
    assert "dina" in before[plain] & before[opened]
