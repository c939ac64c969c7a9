"""Saved searches: one's own alone, told of what is new and may be seen, gone with the account."""

from __future__ import annotations

from html import unescape

import pytest
from django.test import Client
from django.utils.timezone import now

from balai.core.audience import Level, audience
from balai.core.errors import Conflict, Invalid, NotAllowed
from balai.search.address import Asking
from balai.search.models import SavedSearch
from balai.search.results import Filters
from balai.search.saved import actions, queries
from balai.sharing.actions import narrow
from tests.personas import ACCOUNTS, A, Cast
from tests.search.shelf import ToyEmbedder, add_lesson, add_source

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
TOY = ToyEmbedder()


@pytest.fixture(autouse=True)
def _toy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("balai.search.queries.asking.get_embedder", lambda: TOY)


def saved(cast: Cast, name: str, words: str = "patrols", **filters: tuple[str, ...]) -> str:
    return actions.save_search(
        viewer=cast.viewer(name), name="", asked=Asking(words, Filters.of(**filters))
    )


def news(cast: Cast, name: str) -> list[int]:
    return [each.news for each in queries.saved_searches(cast.viewer(name))]


def test_what_comes_after_saving_is_new_until_its_owner_looks(cast: Cast) -> None:
    add_source("Known", ["Patrols on foot."])
    each = saved(cast, "budi")
    actions.ask_again()
    assert news(cast, "budi") == [0]
    add_source("Later", ["Patrols by night."])
    assert actions.ask_again() == 1
    assert news(cast, "budi") == [1]
    assert queries.count_with_news(cast.viewer("budi")) == 1
    actions.look(viewer=cast.viewer("budi"), saved_id=each)
    assert news(cast, "budi") == [0]
    assert queries.count_with_news(cast.viewer("budi")) == 0
    hits = queries.shown_at_last_look(cast.viewer("budi"), each, ["en"])
    assert [hit.title for hit in hits] == ["Later"]
    assert actions.ask_again() == 0  # nothing changed since


def test_without_its_words_only_the_nearest_are_news(cast: Cast) -> None:
    saved(cast, "budi")
    for number in range(actions.NEAREST_TOLD + 5):
        add_source(f"Report {number}", [f"Something else entirely, number {number}."])
    actions.ask_again()
    assert news(cast, "budi") == [actions.NEAREST_TOLD]


def test_filters_alone_are_told_of_all_that_passes(cast: Cast) -> None:
    saved(cast, "budi", "country", country=("NZ",))
    asked = Asking("", Filters.of(country=("NZ",)))
    named = actions.save_search(viewer=cast.viewer("budi"), name="New Zealand", asked=asked)
    for number in range(12):
        add_source(f"Report {number}", ["Anything."], country="NZ" if number % 2 else "MY")
    actions.ask_again()
    by_name = {each.name: each.news for each in queries.saved_searches(cast.viewer("budi"))}
    assert by_name["New Zealand"] == 6
    assert queries.saved_search(cast.viewer("budi"), named).address == "country=NZ"


def test_what_its_owner_may_not_see_is_never_news(cast: Cast) -> None:
    for name in ("budi", "chen"):
        saved(cast, name)
    add_source("Inner", ["Patrols."], level=Level.AMBER_STRICT, owner=A)
    actions.ask_again()
    assert (news(cast, "budi"), news(cast, "chen")) == ([1], [0])


def test_what_is_narrowed_afterwards_is_neither_counted_nor_shown(cast: Cast) -> None:
    each = saved(cast, "chen")
    source = add_source("Open at first", ["Patrols."], level=Level.GREEN)
    actions.ask_again()
    assert queries.count_with_news(cast.viewer("chen")) == 1
    narrow(
        actor="test",
        record_kind="source",
        record_id=source,
        audience=audience(Level.AMBER_STRICT, owners=[A]),
    )
    assert news(cast, "chen") == [0]
    assert queries.count_with_news(cast.viewer("chen")) == 0
    actions.look(viewer=cast.viewer("chen"), saved_id=each)
    assert queries.shown_at_last_look(cast.viewer("chen"), each, ["en"]) == ()


def test_nobody_reads_changes_or_deletes_anothers(cast: Cast) -> None:
    each = saved(cast, "budi")
    for name in ("amina", "chen", "farid", "dina"):
        viewer = cast.viewer(name)
        assert queries.saved_searches(viewer) == ()
        for act in (actions.look, actions.change_saved, actions.delete_saved):
            with pytest.raises(NotAllowed):
                act(viewer=viewer, saved_id=each)
        with pytest.raises(NotAllowed):
            queries.saved_search(viewer, each)
    assert SavedSearch.objects.filter(pk=each).exists()


def test_nothing_of_it_is_in_the_journal(cast: Cast) -> None:
    from balai.foundation.models import JournalEntry

    before = JournalEntry.objects.count()
    each = saved(cast, "budi")
    actions.change_saved(viewer=cast.viewer("budi"), saved_id=each, name="Other", tells=False)
    actions.delete_saved(viewer=cast.viewer("budi"), saved_id=each)
    assert JournalEntry.objects.count() == before


def test_it_goes_with_the_account(cast: Cast) -> None:
    from balai.people.actions.accounts import close_account

    saved(cast, "budi")
    saved(cast, "chen")
    close_account(viewer=cast.viewer("budi"), account_id=ACCOUNTS["budi"])
    assert [row.account_id for row in SavedSearch.objects.all()] == [ACCOUNTS["chen"]]


def test_there_are_bounds(cast: Cast) -> None:
    viewer = cast.viewer("budi")
    with pytest.raises(NotAllowed):
        saved(cast, "dina")
    with pytest.raises(Invalid):
        actions.save_search(viewer=viewer, name="Nothing", asked=Asking())
    SavedSearch.objects.bulk_create(
        SavedSearch(account_id=viewer.account, name="x", address="q=x", looked=now(), asked=now())
        for _ in range(actions.MOST)
    )
    with pytest.raises(Conflict):
        saved(cast, "budi")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  My \n patrols ", "My patrols"),
        ("n" * 5_000, "n" * actions.LONGEST_NAME),
        ("ev\u202eil\x00 na\u200bme", "evil name"),
        (" \t ", "patrols"),
        ("rondes à pied · دوريات · 巡逻", "rondes à pied · دوريات · 巡逻"),
    ],
)
def test_a_name_is_kept_on_one_line_and_without_what_hides(
    cast: Cast, typed: str, kept: str
) -> None:
    budi = cast.viewer("budi")
    each = actions.save_search(viewer=budi, name=typed, asked=Asking("patrols"))
    assert SavedSearch.objects.get(pk=each).name == kept
    actions.change_saved(viewer=budi, saved_id=each, name=typed)
    assert SavedSearch.objects.get(pk=each).name == kept


def test_a_silenced_search_tells_nothing(cast: Cast) -> None:
    each = saved(cast, "budi")
    actions.change_saved(viewer=cast.viewer("budi"), saved_id=each, tells=False)
    add_source("Later", ["Patrols."])
    assert actions.ask_again() == 0
    assert news(cast, "budi") == [0]


def test_the_page_saves_counts_shows_and_deletes(cast: Cast) -> None:
    client = cast.client_for("budi")
    page = unescape(client.get("/search/?q=patrols&country=MY").content.decode())
    assert 'name="search" value="q=patrols&country=MY"' in page
    answer = client.post(
        "/search/saved/add/", {"name": "My <b>patrols</b>", "search": "q=patrols&country=MY"}
    )
    assert answer["location"] == "/search/saved/"
    add_lesson("Patrols help.", labels=[("country", "MY")])
    actions.ask_again()
    page = unescape(client.get("/search/saved/").content.decode())
    assert "1 new" in page
    assert 'href="/search/?q=patrols&country=MY"' in page
    each = SavedSearch.objects.get().pk
    answer = client.post(f"/search/saved/{each}/look/")
    assert answer["location"] == f"/search/saved/{each}/"
    assert "Patrols help." in client.get(answer["location"]).content.decode()
    client.post(f"/search/saved/{each}/change/", {"name": "Other name"})
    page = unescape(client.get("/search/saved/").content.decode())
    assert "Other name" in page
    assert "You are not told of what is new." in page
    client.post(f"/search/saved/{each}/delete/")
    assert "You have no saved searches." in unescape(client.get("/search/saved/").content.decode())


def test_the_signed_out_have_none(cast: Cast, client: Client) -> None:
    assert client.get("/search/saved/").status_code == 404
    assert client.post("/search/saved/add/", {"search": "q=x"}).status_code == 404
    assert "Save this search" not in client.get("/search/?q=patrols").content.decode()


def test_the_list_costs_the_same_however_long_it_is(cast: Cast) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def cost() -> int:
        with CaptureQueriesContext(connection) as captured:
            queries.saved_searches(cast.viewer("budi"))
        return len(captured)

    saved(cast, "budi")
    add_source("One", ["Patrols."])
    actions.ask_again()
    once = cost()
    for _ in range(3):
        saved(cast, "budi")
    add_source("Two", ["Patrols."])
    actions.ask_again()
    assert cost() == once
