"""`balai comment`, `contest` and `community`: the same policy as on the pages."""

from __future__ import annotations

import pytest

from balai.cli.entry import OK, REFUSED, WRONG_USE
from balai.core.audience import Level
from balai.knowledge.models import Comment, Contest, Lesson
from tests.cli.conftest import Balai
from tests.kept import texts
from tests.knowledge.voice.shelf import OBJECTION, lesson_at
from tests.personas import ROLES, Cast

ABSENT = "01ARZ3NDEKTSV4RRFFQ69G5FAV"
SAID = "Traders asked for the same two officers."


def acting(cast: Cast, name: str) -> list[str]:
    return ["--as", cast.email(name), "--json"]


def test_a_comment_is_added_listed_removed_and_taken_back(cast: Cast, balai: Balai) -> None:
    lesson = lesson_at(cast)
    made = balai(
        "comment", "add", "lesson", lesson, SAID, "--level", "clear", *acting(cast, "chen")
    )
    assert (made.status, made.data["level"]) == (OK, "CLEAR")
    (row,) = balai("comment", "list", "lesson", lesson, *acting(cast, "esther")).data
    assert (row["text"], row["who"]) == (SAID, "Chen, Harbour City Police")
    gone = ("comment", "take-back", made.data["comment"])
    assert balai(*gone, *acting(cast, "amina")).status == REFUSED
    assert balai(*gone, *acting(cast, "chen")).data["state"] == "taken-back"
    second = balai("comment", "add", "lesson", lesson, SAID, *acting(cast, "chen")).data
    assert second["level"] == "AMBER"
    remove = ("comment", "remove", second["comment"], "--reason", "It is unkind.")
    assert balai(*remove, *acting(cast, "budi")).status == REFUSED
    assert balai(*remove, *acting(cast, "amina")).data["state"] == "removed"
    (row,) = balai("comment", "list", "lesson", lesson, *acting(cast, "budi")).data
    assert (row["text"], row["removed"]) == (None, "It is unkind.")
    assert balai("comment", "list", "lesson", lesson, *acting(cast, "esther")).data == []


def test_what_is_not_ones_own_is_absent(cast: Cast, balai: Balai) -> None:
    lesson = lesson_at(cast, Level.AMBER)
    made = balai("comment", "add", "lesson", lesson, SAID, *acting(cast, "budi")).data["comment"]
    held = balai(
        *("contest", "add", "lesson", lesson, OBJECTION, "--ground", "wrong"),
        *acting(cast, "budi"),
    ).data["contest"]
    for name in set(ROLES) - {"amina", "budi"}:
        for command in (
            ("comment", "list", "lesson", "{}"),
            ("comment", "add", "lesson", "{}", "No."),
            ("contest", "add", "lesson", "{}", "No.", "--ground", "other"),
        ):
            _as_absent(balai, cast, name, command, lesson)
        _as_absent(balai, cast, name, ("comment", "take-back", "{}"), made)
        _as_absent(balai, cast, name, ("comment", "remove", "{}", "--reason", "No."), made)
        for command in (
            ("contest", "open", "{}"),
            ("contest", "set-aside", "{}", "--reason", "No."),
            ("contest", "answer", "{}", "No.", "--outcome", "kept"),
            ("contest", "take-back", "{}"),
        ):
            _as_absent(balai, cast, name, command, held)
        listed = balai("contest", "list", *acting(cast, name))
        assert listed.data == [], name


def _as_absent(balai: Balai, cast: Cast, name: str, command: tuple[str, ...], record: str) -> None:
    there, absent = (
        balai(*(each.format(known) for each in command), *acting(cast, name))
        for known in (record, ABSENT)
    )
    assert (there.status, there.out, there.err) == (REFUSED, absent.out, absent.err), command


def test_without_an_account_a_link_is_printed_once(cast: Cast, balai: Balai) -> None:
    lesson = lesson_at(cast)
    add = ("contest", "add", "lesson", lesson, OBJECTION, "--ground", "names", "--without-account")
    assert balai(*add, *acting(cast, "chen")).status == WRONG_USE
    made = balai(*add, "--json").data
    assert made["state"] == "held"
    token = made["link"].partition("#")[2]
    (row,) = balai("contest", "link", token, "--json").data
    assert (row["text"], row["state"]) == (OBJECTION, "held")
    assert balai("contest", "link", token[:-4] + "0000", "--json").status == REFUSED
    (row,) = balai("contest", "list", *acting(cast, "amina")).data
    assert (row["contest"], row["ground"]) == (made["contest"], "names")
    assert balai("contest", "open", made["contest"], *acting(cast, "amina")).status == OK
    answer = ("contest", "answer", made["contest"], "We asked again.", "--outcome")
    refused = balai(*answer, "amended", *acting(cast, "amina"))
    assert (refused.status, refused.data["error"]["kind"]) == (REFUSED, "conflict")
    assert balai(*answer, "kept", *acting(cast, "amina")).data["state"] == "answered"
    assert balai("contest", "link", token, "--json").data[0]["answer"] == "We asked again."
    export = balai("export", lesson, "--json").data
    assert export["@graph"][0]["balai:contested"] == "answered"


def test_set_aside_taken_back_and_what_oversight_sees(cast: Cast, balai: Balai) -> None:
    lesson = lesson_at(cast)
    first = balai(
        *("contest", "add", "lesson", lesson, OBJECTION, "--ground", "harm"),
        *("--without-account", "--json"),
    ).data["contest"]
    aside = ("contest", "set-aside", first, "--reason", "It is an advertisement.")
    assert balai(*aside, *acting(cast, "amina")).status == OK
    (row,) = balai("contest", "list", "--late", *acting(cast, "omar")).data
    assert row["answer"] == "It is an advertisement."
    assert balai("contest", "list", "--late", *acting(cast, "farid")).data == []
    mine = balai(
        *("contest", "add", "lesson", lesson, OBJECTION, "--ground", "harm"),
        *acting(cast, "chen"),
    ).data["contest"]
    assert balai("contest", "take-back", mine, *acting(cast, "chen")).status == OK
    (row,) = balai("contest", "list", "--mine", *acting(cast, "chen")).data
    assert (row["state"], row["text"]) == ("taken-back", None)


def test_a_community_is_named_looks_and_objects(cast: Cast, balai: Balai) -> None:
    named = ("community", "set", cast.c, "--label", "country:MY")
    assert balai(*named, *acting(cast, "chen")).status == REFUSED
    assert balai(*named, *acting(cast, "farid")).data["labels"] == ["country:MY"]
    wrong = balai("community", "set", cast.c, "--label", "MY", *acting(cast, "farid"))
    assert wrong.status == REFUSED
    (row,) = balai("community", "list", *acting(cast, "esther")).data
    assert row["labels"] == ["country:MY"]
    assert balai("community", "list", *acting(cast, "budi")).status == REFUSED
    lesson = lesson_at(cast)
    for name in set(ROLES) - {"esther"}:
        assert balai("community", "looks", *acting(cast, name)).data == [], name
        assert balai("community", "held", *acting(cast, name)).data == [] or name == "amina"
    (look,) = balai("community", "looks", *acting(cast, "esther")).data
    assert look["lesson"] == lesson
    against = ("community", "object", look["look"], OBJECTION, "--ground", "harm")
    assert balai(*against, *acting(cast, "chen")).status == REFUSED
    assert balai(*against, *acting(cast, "esther")).data["state"] == "objected"
    agree = ("community", "agree", look["look"])
    assert balai(*agree, *acting(cast, "esther")).data["error"]["kind"] == "conflict"
    (back,) = balai("community", "held", *acting(cast, "amina")).data
    assert (back["back"], back["answers"][0]["text"]) == (True, OBJECTION)
    assert balai("community", "publish", lesson, *acting(cast, "esther")).status == REFUSED
    assert balai("community", "publish", lesson, *acting(cast, "amina")).status == OK
    assert Lesson.objects.get().state == "published"
    assert Contest.objects.get().speaks_for == cast.c


def test_how_long_it_may_take(cast: Cast, balai: Balai) -> None:
    assert balai("community", "days", "--json").data == {"contest_days": 14, "look_days": 7}
    assert balai("community", "days", "--look", 3, *acting(cast, "amina")).status == REFUSED
    changed = balai("community", "days", "--look", 3, *acting(cast, "farid")).data
    assert changed == {"contest_days": 14, "look_days": 3}
    assert balai("community", "days", "--contest", 0, *acting(cast, "farid")).status == REFUSED


@pytest.mark.parametrize("none", ["PURPLE", "country:\u202eMY\x1b[2J", "x" * 100_000, ":", ""])
def test_what_does_not_exist_is_refused_in_short(cast: Cast, balai: Balai, none: str) -> None:
    """Each choice of comments, contests, looks, communities and clients, given what is none."""
    lesson = lesson_at(cast)
    about = ("lesson", lesson, OBJECTION)
    assert balai("community", "days").status == OK  # the first command sets the node up
    before = sorted(texts())
    for status, who, command in (
        (WRONG_USE, "chen", ("comment", "add", *about, "--level", none)),
        (WRONG_USE, "chen", ("comment", "add", *about, "--language", none or "-")),
        (REFUSED, "chen", ("comment", "add", *about, "--organisation", none or "-")),
        (WRONG_USE, "chen", ("contest", "add", *about, "--ground", none)),
        (WRONG_USE, "chen", ("contest", "add", *about, "--ground", "harm", "--wanted", none)),
        (WRONG_USE, "amina", ("contest", "answer", ABSENT, "Yes.", "--outcome", none)),
        (WRONG_USE, "esther", ("community", "object", ABSENT, OBJECTION, "--ground", none)),
        (REFUSED, "farid", ("community", "set", cast.c, "--label", none)),
        (REFUSED, "farid", ("community", "set", cast.c, "--label", f"country:{none}")),
        (REFUSED, "farid", ("community", "set", none or "-", "--label", "country:MY")),
        (WRONG_USE, "farid", ("community", "days", "--look", none)),
        (REFUSED, "farid", ("community", "days", "--look", 10**30)),
        (REFUSED, "amina", ("user", "organisation", cast.a, "--client", none or "-")),
        (REFUSED, "farid", ("steward", "node", "--name", "X", "--language", none or "-")),
        (REFUSED, "chen", ("consent", "give", none)),
    ):
        answer = balai(*command, *acting(cast, who))
        assert answer.status == status, (command[:2], answer.err[:500])
        assert answer.data["error"]["message"]
        assert len(answer.out + answer.err) < 10_000, (command[:2], command[-2])
        assert not set(answer.err) & {"\x1b", "\u202e"}, command[:2]
    assert sorted(texts()) == before


@pytest.mark.parametrize("text", ["", "x" * 4001, "Mail a.b@police.example"])
def test_what_cannot_stand_is_refused(cast: Cast, balai: Balai, text: str) -> None:
    answer = balai("comment", "add", "lesson", lesson_at(cast), text, *acting(cast, "chen"))
    assert answer.status == REFUSED
    assert not Comment.objects.exists()
