"""Whatever can be done on the web can be done from the command line, under the same policy."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from balai.cli.entry import OK, REFUSED, WRONG_USE
from balai.core.audience import Level
from balai.library.models import Source
from balai.people.models import Addressee
from tests.cli.conftest import Balai
from tests.cli.test_visibility import _names
from tests.factories.library import one_of_each_level, read_source
from tests.personas import A, Cast

COMMAND_OF = {
    "upload": "ingest",
    "contribute-address": "ingest",
    "case-step": "case",
    "case-check": "case",
    "contribution-check": "ingest",
    "contribution-progress": "contributions",
    "contributions": "contributions",
    "candidate": "review accept",
    "candidate-finding": "review answer",
    "releases": "review releases",
    "release": "review release",
    "review": "review list",
    "source": "source show",
    "source-mark": "review propose",
    "source-sharing": "source share",
    "source-describe": "source describe",
    "source-replace": "source replace",
    "source-withdraw": "source withdraw",
    "source-delete": "source delete",
    "source-original": "source original",
    "lesson": "export",
    "lesson-export": "export",
    "lesson-amend": "lesson amend",
    "lesson-translate": "lesson translate",
    "lesson-sharing": "lesson share",
    "lesson-check": "lesson check",
    "lesson-withdraw": "lesson withdraw",
    "browse-export": "export",
    "search": "search",
    "ask": "ask",
    "similar": "similar",
    "saved-searches": "saved list",
    "saved-add": "saved add",
    "saved-news": "saved look",
    "saved-look": "saved look",
    "saved-delete": "saved remove",
    "comment": "comment add",
    "comment-take-back": "comment take-back",
    "comment-remove": "comment remove",
    "contest-entry": "contest add",
    "contest-link": "contest link",
    "voice": "contest list",
    "contest": "contest answer",
    "look": "community object",
    "look-agree": "community agree",
    "look-held": "community held",
    "look-publish": "community publish",
    "communities": "community days",
    "community": "community set",
    "consent": "consent list",
    "consent-ask": "consent ask",
    "consent-decide": "consent give",
    "me": "user profile",
    "leave-role": "user role",
    "close-account": "user close",
    "change-role": "user role",
    "steward-people": "user list",
    "steward-person": "user list",
    "steward-recover": "user recovery",
    "steward-second-step": "user second-step",
    "steward-close": "user close",
    "steward-invitations": "user invitations",
    "withdraw-invitation": "user withdraw",
    "organisation-people": "user list",
    "steward-organisations": "user organisations",
    "name-clients": "user organisation",
    "rename-organisation": "user organisation",
    "name-provider": "user provider",
    "remove-provider": "user provider",
    "steward-node": "steward node",
    "steward-registration": "steward registration",
    "steward-second-step-rule": "steward second-step",
    "journal": "steward journal",
    "journal-export": "journal export",
    "steward": "steward stuck",
    "steward-retry": "steward retry",
}
NO_COMMAND = {
    "dialogues": "a dialogue is planned on its page",
    "series": "a dialogue is planned on its page",
    "dialogue": "a dialogue is planned on its page",
    "dialogue-plan": "a dialogue is planned on its page",
    "dialogue-change": "a dialogue is planned on its page",
    "dialogue-cancel": "a dialogue is planned on its page",
    "session-add": "a dialogue is planned on its page",
    "session-change": "a dialogue is planned on its page",
    "session-remove": "a dialogue is planned on its page",
    "dialogue-expected": "a dialogue is planned on its page",
    "dialogue-material": "a dialogue is planned on its page",
    "material-remove": "a dialogue is planned on its page",
    "dialogue-need": "a dialogue is planned on its page",
    "dialogue-feed": "a dialogue is planned on its page",
    "dialogue-agenda": "a dialogue is planned on its page",
    "join": "a phone in a room",
    "join-room": "a phone in a room",
    "phone": "a phone in a room",
    "phone-vote": "a phone in a room",
    "phone-votes": "a phone in a room",
    "phone-say": "a phone in a room",
    "phone-mine": "a phone in a room",
    "phone-carry": "a phone in a room",
    "phone-results": "a phone in a room",
    "room-prepare": "a room is run while people are in it; opinions reads what it says",
    "desk": "a room is run while people are in it; opinions reads what it says",
    "room-open": "a room is run while people are in it; opinions reads what it says",
    "room-close": "a room is run while people are in it; opinions reads what it says",
    "room-seed": "a room is run while people are in it; opinions reads what it says",
    "statement-show": "a room is run while people are in it; opinions reads what it says",
    "statement-hold-back": "a room is run while people are in it; opinions reads what it says",
    "statement-replace": "a room is run while people are in it; opinions reads what it says",
    "statement-translate": "a room is run while people are in it; opinions reads what it says",
    "wall": "a room is run while people are in it; opinions reads what it says",
    "room-paper": "a room is run while people are in it",
    "room-votes": "a room's own page; opinions reads the file",
    "room-statements": "a room's own page",
    "round": "a room is run while people are in it; opinions reads what it says",
    "home": "pages that lead to others",
    "browse": "search and export narrow by country and kind",
    "browse-list": "search and export narrow by country and kind",
    "about": "words that stand in docs/explanation",
    "lesson-print": "paper",
    "source-passage": "leads from one page to another",
    "contribute": "leads to the ways to contribute",
    "contribution-progress-part": "a part of a page",
    "contribution-done": "says that it was sent",
    "saved-change": "remove and add do the same",
    "search-suggest": "completes what is typed into a box",
    "set_language": "a browser's own choice",
    "nobody-yet": "says where the first link is",
    "welcome": "the first steward's own link and password",
    "invitation": "a person's own link and password",
    "recovery": "a person's own link and password",
    "ask-recovery": "for whoever cannot sign in",
    "sign-in": "a person's own link",
    "account_login": "signing in to a browser",
    "account_logout": "signing out of a browser",
    "account_signup": "a person's own password",
    "account_reauthenticate": "a browser's session",
    "account_change_password": "a person's own password; user recovery gives a link",
    "mfa_index": "a person's own second step",
    "mfa_authenticate": "a person's own second step",
    "mfa_reauthenticate": "a person's own second step",
    "mfa_activate_totp": "a person's own second step",
    "mfa_add_webauthn": "a person's own passkey",
    "mfa_remove_webauthn": "a person's own passkey",
    "mfa_login_webauthn": "signing in to a browser",
    "mfa_reauthenticate_webauthn": "a browser's session",
    "provider": "signing in to a browser",
    "provider-back": "signing in to a browser",
    "usersessions_list": "a browser's sessions",
}


def routes() -> set[str]:
    names: set[str] = set()

    def walk(patterns: list[URLPattern | URLResolver]) -> None:
        for each in patterns:
            if isinstance(each, URLResolver):
                walk(each.url_patterns)
            elif each.name and getattr(each.callback, "__module__", "").startswith("balai."):
                names.add(each.name)

    walk(get_resolver().url_patterns)
    return names


def test_every_route_has_its_command_or_a_reason() -> None:
    assert routes() - {*COMMAND_OF, *NO_COMMAND} == set()
    assert set(COMMAND_OF.values()) <= _names()


SENTENCE = "Officers at the north market were greeted by name."


def acting(cast: Cast, name: str) -> tuple[str, ...]:
    return ("--as", cast.email(name), "--json")


def test_red_is_ingested_for_the_people_named(cast: Cast, balai: Balai, report: Path) -> None:
    refused = balai("ingest", report, "--recipient", cast.email("chen"), *acting(cast, "budi"))
    assert refused.status == WRONG_USE
    (row,) = balai(
        "ingest", report, "--level", "red",
        "--recipient", cast.email("chen"), "--recipient", "nobody@example.net",
        *acting(cast, "budi"),
    ).data  # fmt: skip
    show = ("source", "show", row["source"])
    assert balai(*show, *acting(cast, "budi")).data["recipients"] == [
        "Budi", "chen@example.org", "nobody@example.net",
    ]  # fmt: skip
    assert balai(*show, *acting(cast, "chen")).data["recipients"] == []
    assert balai(*show, *acting(cast, "amina")).status == REFUSED


def test_an_address_is_fetched_only_where_the_node_may(cast: Cast, balai: Balai) -> None:
    answer = balai("ingest", "--address", "https://example.org/", *acting(cast, "budi"))
    assert answer.status == REFUSED
    assert answer.data[0]["error"]["kind"] == "outside-requests"
    assert balai("ingest", "--json").status == WRONG_USE


def test_a_release_is_asked_for_listed_and_decided_by_a_second_person(
    cast: Cast, balai: Balai
) -> None:
    source = read_source(cast.viewer("budi"), cast.a, SENTENCE, level=Level.AMBER)
    ask = ("source", "share", source, "--level", "green")
    missing = balai(*ask, *acting(cast, "budi"))
    assert (missing.status, missing.data["error"]["kind"]) == (REFUSED, "reason-missing")
    asked = balai(*ask, "--reason", "Others ask.", *acting(cast, "budi")).data
    (row,) = balai("review", "releases", *acting(cast, "amina")).data
    assert (row["release"], row["id"], row["after"]) == (asked["release"], source, "GREEN")
    for name in ("chen", "farid", "budi"):
        assert balai("review", "releases", *acting(cast, name)).data == []
        decide = balai("review", "release", row["release"], "--grant", *acting(cast, name))
        assert (decide.status, decide.data["error"]["kind"]) == (REFUSED, "not-found")
    decide = ("review", "release", row["release"])
    assert balai(*decide, *acting(cast, "amina")).status == WRONG_USE
    done = balai(*decide, "--grant", "--reason", "Yes.", *acting(cast, "amina")).data
    assert (done["state"], done["level"]) == ("granted", "GREEN")
    again = balai(*decide, "--refuse", *acting(cast, "amina"))
    assert (again.status, again.data["error"]["kind"]) == (REFUSED, "conflict")


def test_who_asks_does_not_decide(cast: Cast, balai: Balai) -> None:
    source = read_source(cast.viewer("budi"), cast.a, SENTENCE, level=Level.AMBER)
    asked = balai(
        "source", "share", source, "--level", "green", "--reason", "Ask.", *acting(cast, "amina")
    ).data
    refused = balai("review", "release", asked["release"], "--grant", *acting(cast, "amina"))
    assert (refused.status, refused.data["error"]["kind"]) == (REFUSED, "second-person")


def test_a_source_is_described_replaced_withdrawn_and_deleted(
    cast: Cast, balai: Balai, report: Path, tmp_path: Path
) -> None:
    who = acting(cast, "budi")
    (row,) = balai("ingest", report, "--level", "clear", *who).data
    source = row["source"]
    told = balai(
        "source", "describe", source, "--title", "The\u202e \u200bmarket", "--date", "2025-06", *who
    ).data
    assert (told["title"], told["date"], told["language"]) == ("The market", "2025-06", "en")
    wrong = balai("source", "describe", source, "--date", "June", *who)
    assert (wrong.status, wrong.data["error"]["kind"]) == (REFUSED, "invalid")
    saved = balai("source", "original", source, tmp_path / "back.md", *who).data
    assert (tmp_path / "back.md").read_bytes() == report.read_bytes()
    assert saved["bytes"] == report.stat().st_size
    made = balai("source", "replace", source, report, *who).data
    assert made["source"] != source
    assert balai("source", "show", made["source"], *who).data["edition"] == 2
    assert balai("source", "withdraw", made["source"], *who).data["state"] == "withdrawn"
    assert balai("source", "delete", made["source"], "--yes", *who).data["state"] == "deleted"
    assert balai("source", "show", made["source"], *who).status == REFUSED


def test_a_lesson_is_amended_translated_and_narrowed(cast: Cast, balai: Balai) -> None:
    lesson = one_of_each_level(cast)[Level.CLEAR].lesson
    who = acting(cast, "amina")
    done = balai("lesson", "amend", lesson, "--statement", "Known officers hear more.", *who).data
    assert done["statement"] == "Known officers hear more."
    done = balai("lesson", "translate", lesson, "ms", "Pegawai yang dikenali.", *who).data
    assert done["statements"]["ms"] == "Pegawai yang dikenali."
    done = balai("lesson", "share", lesson, "--level", "amber", *who).data
    assert (done["level"], done["narrowed"]) == ("AMBER", True)
    assert balai("export", lesson, *acting(cast, "chen")).status == REFUSED


def test_words_are_proposed_and_an_answer_is_taken_back(cast: Cast, balai: Balai) -> None:
    words = "Write to the desk at desk@market.example at any hour."
    source = read_source(cast.viewer("budi"), cast.a, words, level=Level.CLEAR)
    who = acting(cast, "amina")
    made = balai("review", "propose", source, "--quote", words, *who).data["candidate"]
    (finding,) = balai("review", "show", made, *who).data["findings"]
    for decision, kept in (("mask", "mask"), ("open", None)):
        done = balai("review", "answer", made, finding["digest"], decision, *who)
        assert done.status == OK, done.err
        (now,) = balai("review", "show", made, *who).data["findings"]
        assert now["decision"] == kept


CASE = {
    "tried": "Two officers kept one market beat.",
    "country": "MY",
    "happened": "Traders told them of quarrels.",
    "learned": "Keep the same two officers for two years.",
}


def test_a_case_is_told_and_what_became_of_it_is_shown(cast: Cast, balai: Balai) -> None:
    who = acting(cast, "budi")
    told = balai("case", "--from", "-", "--year", "2024", *who, stdin=json.dumps(CASE)).data
    assert (told["level"], told["candidates"] > 0) == ("AMBER", True)
    assert Source.objects.get().country == "MY"
    (given,) = balai("contributions", *who).data
    assert given["contribution"] == told["contribution"]
    assert {part["state"] for part in given["parts"]} == {"open"}
    assert balai("contributions", *acting(cast, "amina")).data == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("no json", "not JSON"),
        ("[1]", "not a JSON object"),
        (json.dumps({**CASE, "colour": "blue"}), "colour"),
        (json.dumps({**CASE, "country": "QQ"}), "country"),
        ("{}", "tried"),
    ],
)
def test_a_case_that_cannot_be_is_refused(cast: Cast, balai: Balai, text: str, words: str) -> None:
    answer = balai("case", "--from", "-", *acting(cast, "budi"), stdin=text)
    assert (answer.status, answer.data["error"]["kind"]) == (REFUSED, "invalid")
    assert words in answer.data["error"]["message"]
    assert not Source.objects.exists()


def test_a_steward_runs_the_node_and_others_do_not(cast: Cast, balai: Balai) -> None:
    farid = acting(cast, "farid")
    words = ("steward", "node", "--contact", "desk@example.org")
    assert balai(*words, *farid).data["contact"] == "desk@example.org"
    assert balai("steward", "registration", "open", *farid).data["registration_open"] is True
    assert balai("steward", "stuck", *farid).data == []
    kinds = [each["kind"] for each in balai("steward", "journal", *farid).data]
    assert kinds[:2] == ["people.registration-set", "people.node-described"]
    invited = balai("user", "invite", "new@example.org", "--organisation", cast.a, *farid)
    assert invited.status == OK
    (row,) = balai("user", "invitations", *farid).data
    assert row["email"] == "new@example.org"
    assert balai("user", "withdraw", row["invitation"], *farid).data["open"] is False
    named = balai(
        "user", "organisation", cast.a, "--name", "Straits", "--client", cast.b, *farid
    ).data
    assert (named["name"], named["clients"]) == ("Straits", ["Harbour City Police"])
    for command in (
        words,
        ("steward", "registration", "closed"),
        ("steward", "journal"),
        ("steward", "stuck"),
        ("steward", "retry", "01ARZ3NDEKTSV4RRFFQ69G5FAV"),
        ("user", "invitations"),
        ("user", "organisation", A, "--name", "Mine"),
        ("user", "second-step", cast.email("chen")),
        ("user", "close", cast.email("chen"), "--yes"),
    ):
        assert balai(*command, *acting(cast, "budi")).status == REFUSED, command


def test_people_look_after_their_own_account(cast: Cast, balai: Balai) -> None:
    who = acting(cast, "budi")
    mine = balai("user", "profile", "--language", "ms", "--reads", "fr", "--no-keys", *who).data
    assert (mine["language"], mine["reads"], mine["keys"]) == ("ms", ["fr"], False)
    assert balai("user", "close", cast.email("budi"), "--yes", *who).status == OK
    assert balai("user", "profile", *who).data["error"]["kind"] == "no-account"


def test_of_an_upload_that_was_refused_no_address_is_kept(
    cast: Cast, balai: Balai, report: Path, tmp_path: Path
) -> None:
    absent, empty = tmp_path / "absent.pdf", tmp_path / "empty.pdf"
    empty.write_bytes(b"")
    red = ("--level", "red", "--recipient", "nobody@example.net", *acting(cast, "budi"))
    for files in ([absent], [empty], [absent, empty]):
        assert balai("ingest", *files, *red).status == REFUSED
        assert not Addressee.objects.exists()
    assert balai("ingest", absent, report, empty, *red).status == REFUSED
    assert [each.email for each in Addressee.objects.all()] == ["nobody@example.net"]
    wrong = balai("ingest", report, "--level", "red", "--recipient", "x y", *acting(cast, "budi"))
    assert "“x y” is not an e-mail address." in wrong.err
