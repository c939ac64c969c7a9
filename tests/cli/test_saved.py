"""`balai saved`: one's own saved searches from the command line."""

from __future__ import annotations

from balai.cli.entry import REFUSED
from balai.core.audience import Level
from balai.search.saved import actions
from tests.cli.conftest import Balai
from tests.personas import A, Cast
from tests.search.shelf import add_source


def test_a_search_is_kept_told_of_and_removed_by_its_owner_alone(balai: Balai, cast: Cast) -> None:
    own, other = (["--as", cast.email(name), "--json"] for name in ("budi", "chen"))
    saved = balai("saved", "add", "patrols level:amber+strict", "--name", "Inner", *own).data[
        "saved"
    ]
    add_source("Inner report", ["Patrols."], level=Level.AMBER_STRICT, owner=A)
    actions.ask_again()
    (row,) = balai("saved", "list", *own).data
    assert (row["saved"], row["name"], row["news"]) == (saved, "Inner", 1)
    assert balai("saved", "list", *other).data == []
    for verb in ("look", "remove"):
        assert balai("saved", verb, saved, *other).status == REFUSED
    (hit,) = balai("saved", "look", saved, *own).data
    assert hit["title"] == "Inner report"
    assert [each["news"] for each in balai("saved", "list", *own).data] == [0]
    assert balai("saved", "remove", saved, *own).data == {"saved": saved, "state": "deleted"}
    assert balai("saved", "list", *own).data == []


def test_the_local_operator_has_none(balai: Balai, cast: Cast) -> None:
    assert balai("saved", "list", "--json").data == []
    assert balai("saved", "add", "patrols", "--json").status == REFUSED
