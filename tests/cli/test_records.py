"""export and user: what leaves the node, and the people on it."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from balai.cli.entry import OK, REFUSED, WRONG_USE
from tests.cli.conftest import Balai
from tests.people.browser import opened
from tests.personas import Cast


@pytest.mark.parametrize("suffix", ["jsonld", "csv", "ris", "bib"])
def test_sources_leave_with_their_level(balai: Balai, report: Path, suffix: str) -> None:
    (row,) = balai("ingest", report, "--level", "green", "--country", "SG", "--json").data
    answer = balai("export", "sources", "--format", suffix)
    assert answer.status == OK
    assert row["source"] in answer.out
    assert "TLP:GREEN" in answer.out
    assert "1 record, TLP:GREEN." in answer.err


def test_a_source_in_each_format_says_the_same(balai: Balai, report: Path) -> None:
    (row,) = balai("ingest", report, "--level", "clear", "--country", "SG", "--json").data
    (entry,) = balai("export", "sources", "--json").data["@graph"]
    assert entry["identifier"] == row["source"]
    assert entry["spatialCoverage"]["identifier"] == "SG"
    (line,) = csv.DictReader(io.StringIO(balai("export", "sources", "--format", "csv").out))
    assert (line["id"], line["country"], line["file_name"]) == (
        row["source"],
        "SG",
        "harbour-market.md",
    )
    ris = balai("export", "sources", "--format", "ris").out
    assert ris.startswith("TLP:CLEAR\r\n\r\nTY  - RPRT")
    assert f"TI  - {entry['name']['@value']}" in ris
    assert "traders can reach" not in ris


def test_an_export_goes_to_a_file_whole_or_not_at_all(
    balai: Balai, report: Path, tmp_path: Path
) -> None:
    balai("ingest", report, "--level", "clear")
    target = tmp_path / "out.jsonld"
    answer = balai("export", "sources", "--output", target)
    assert (answer.status, answer.out) == (OK, "")
    assert len(json.loads(target.read_text("utf-8"))["@graph"]) == 1
    answer = balai("export", "sources", "--output", tmp_path / "nowhere" / "out.csv", "--json")
    assert (answer.status, answer.data["error"]["kind"]) == (REFUSED, "cannot-write")


def test_nothing_leaves_for_whom_it_is_not(cast: Cast, balai: Balai, report: Path) -> None:
    who = ("--as", cast.email("amina"))
    (row,) = balai("ingest", report, "--level", "amber+strict", "--json", *who).data
    first = balai("review", "list", row["source"], "--json", *who).data[0]
    lesson = balai("review", "accept", first["id"], "--mask", "--json", *who).data["lesson"]
    for name, sees in (("budi", 1), ("chen", 0), ("farid", 0)):
        for what in ("sources", "lessons"):
            found = balai("export", what, "--as", cast.email(name), "--json").data["@graph"]
            assert len(found) == sees, (name, what)
    answer = balai("export", lesson, "--as", cast.email("chen"), "--json")
    assert (answer.status, answer.data["error"]["kind"]) == (REFUSED, "not-found")
    absent = balai("export", lesson[:-1] + "Z", "--as", cast.email("chen"), "--json")
    assert absent.out == answer.out
    refused = balai("lessons", row["source"], "--as", cast.email("chen"), "--json")
    assert (refused.status, refused.data["error"]["kind"]) == (REFUSED, "not-found")
    assert balai("lessons", row["source"], "--json", *who).status == OK


def test_people_and_organisations_are_listed(cast: Cast, balai: Balai) -> None:
    people = {row["email"]: row for row in balai("user", "list", "--json").data}
    assert cast.email("amina") in people
    roles = {(r["role"], r["organisation"]) for r in people[cast.email("amina")]["roles"]}
    assert ("reviewer", cast.a) in roles
    only = balai("user", "list", "--organisation", cast.c, "--json").data
    assert [row["email"] for row in only] == [cast.email("esther")]
    names = {row["id"]: row for row in balai("user", "organisations", "--json").data}
    assert names[cast.b]["reviewers"] == 1
    made = balai("user", "organisations", "--add", "Quay Watch", "--country", "sg", "--json").data
    assert (made["name"], made["country"], made["members"]) == ("Quay Watch", "SG", 0)


def test_only_stewards_look_after_people(cast: Cast, balai: Balai) -> None:
    who = ("--as", cast.email("budi"), "--json")
    for arguments in (
        ["list"],
        ["organisations"],
        ["invite", "new@example.org", "--role", "steward"],
        ["recovery", cast.email("amina")],
        ["role", cast.email("budi"), "reviewer", "--organisation", cast.a],
    ):
        answer = balai("user", *arguments, *who)
        assert (answer.status, answer.data["error"]["kind"]) == (REFUSED, "not-found"), arguments


def test_an_invitation_is_a_link_that_opens(cast: Cast, balai: Balai) -> None:
    made = balai(
        "user", "invite", "new@example.org", "--organisation", "Harbour City Police",
        "--role", "contributor", "--json",
    ).data  # fmt: skip
    assert made["link"].startswith("/invitation/")
    assert opened(cast.client_for("dina"), made["link"]).status_code == 200


def test_a_recovery_link_opens(cast: Cast, balai: Balai) -> None:
    link = balai("user", "recovery", cast.email("budi"), "--json").data["link"]
    assert opened(cast.client_for("dina"), link).status_code == 200


def test_sign_in_links_are_for_the_demo(cast: Cast, balai: Balai) -> None:
    from balai.foundation.node_settings import set_setting

    refused = balai("user", "sign-in", cast.email("budi"), "--json")
    assert (refused.status, refused.data["error"]["kind"]) == (REFUSED, "not-a-demo")
    set_setting("is_demo", True)
    link = balai("user", "sign-in", cast.email("budi"), "--json").data["link"]
    assert link.startswith("/sign-in/")


def test_a_role_is_given_and_taken(cast: Cast, balai: Balai) -> None:
    role = ("user", "role", cast.email("budi"), "reviewer", "--organisation", cast.a)
    assert balai(*role, "--json").data["changed"] is True
    assert cast.viewer("budi").has("reviewer", cast.a)
    assert balai(*role, "--json").data["changed"] is False
    assert balai(*role, "--take", "--json").data == {
        "account": cast.email("budi"),
        "role": "reviewer",
        "held": False,
        "changed": True,
    }
    assert not cast.viewer("budi").has("reviewer", cast.a)
    wrong = balai("user", "role", cast.email("budi"), "steward", "--organisation", cast.a)
    assert wrong.status == WRONG_USE
