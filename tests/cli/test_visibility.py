"""Every command × persona × level: what one may not see is not printed, counted or hinted at.

Commands are enumerated from the code: one without a case here fails.
"""

from __future__ import annotations

from importlib import import_module

import click
import pytest

from balai.cli.entry import COMMANDS, OK, REFUSED
from balai.core.audience import Level, Viewer, may_see
from balai.foundation.tasks.worker import run_all
from balai.people.queries import operator
from balai.sharing.queries import sharing_of
from tests.cli.conftest import Balai
from tests.factories.library import Told, one_of_each_level
from tests.personas import ROLES, Cast

ABSENT = "01ARZ3NDEKTSV4RRFFQ69G5FAV"

READS = {
    "search": (["search", "{word}", "--json"],),
    "ask": (["ask", "{word}", "--json"],),
    "export": (["export", "lessons", "--json"], ["export", "sources", "--format", "csv"]),
}
"""Lists: they show a word exactly to those who may see its record."""

OF_ONE = {"export": ["export", "{lesson}", "--json"]}
"""One record: refused to others with the same bytes as one that is absent."""

LESSONS = {
    "lesson show": ["lesson", "show", "{lesson}", "--json"],
    "similar": ["similar", "{lesson}", "--json"],
}
"""One lesson, likewise."""

SOURCES = {
    "source show": ["source", "show", "{source}", "--json"],
}
"""One source, likewise."""

CHANGES = {
    "source describe": ["source", "describe", "{source}", "--title", "No", "--json"],
    "source share": ["source", "share", "{source}", "--level", "AMBER+STRICT", "--json"],
    "source withdraw": ["source", "withdraw", "{source}", "--json"],
    "source delete": ["source", "delete", "{source}", "--yes", "--json"],
    "source replace": ["source", "replace", "{source}", __file__, "--json"],
}
"""For those in charge of it (Budi, Amina); others are told what they are of an absent one."""

REVIEWERS = {
    "review show": ["review", "show", "{candidate}", "--json"],
    "review accept": ["review", "accept", "{candidate}", "--json"],
    "review amend": ["review", "amend", "{candidate}", "--statement", "No.", "--json"],
    "review merge": ["review", "merge", "{candidate}", "{lesson}", "--json"],
    "review reject": ["review", "reject", "{candidate}", "--reason", "No.", "--json"],
    "review propose": ["review", "propose", "{source}", "--quote", "Other words", "--json"],
    "lesson amend": ["lesson", "amend", "{lesson}", "--place", "Here", "--json"],
    "lesson translate": ["lesson", "translate", "{lesson}", "ms", "Pegawai.", "--json"],
    "lesson share": ["lesson", "share", "{lesson}", "--level", "AMBER+STRICT", "--json"],
    "lesson check": ["lesson", "check", "{lesson}", "ms", "--json"],
    "lesson withdraw": ["lesson", "withdraw", "{lesson}", "--json"],
    "review answer": ["review", "answer", "{candidate}", "0" * 12, "mask", "--json"],
}
"""For reviewers of the owner (Amina): others are told what they are told of an absent one."""

IN_CHARGE = {"lessons": ["lessons", "{source}", "--json"]}
"""For whoever brought the source (Budi) and its reviewers (Amina)."""

ELSEWHERE = {
    "saved list": "one's own alone; tests/cli/test_saved.py",
    "saved add": "one's own alone; tests/cli/test_saved.py",
    "saved look": "one's own alone; tests/cli/test_saved.py",
    "saved remove": "one's own alone; tests/cli/test_saved.py",
    "comment list": "tests/cli/test_voice.py",
    "comment add": "tests/cli/test_voice.py",
    "comment take-back": "tests/cli/test_voice.py",
    "comment remove": "tests/cli/test_voice.py",
    "contest list": "tests/cli/test_voice.py",
    "contest add": "tests/cli/test_voice.py",
    "contest link": "tests/cli/test_voice.py",
    "contest open": "tests/cli/test_voice.py",
    "contest set-aside": "tests/cli/test_voice.py",
    "contest answer": "tests/cli/test_voice.py",
    "contest take-back": "tests/cli/test_voice.py",
    "community list": "organisations, no record; tests/cli/test_voice.py",
    "community set": "organisations, no record; tests/cli/test_voice.py",
    "community looks": "tests/cli/test_voice.py",
    "community agree": "tests/cli/test_voice.py",
    "community object": "tests/cli/test_voice.py",
    "community held": "tests/cli/test_voice.py",
    "community publish": "tests/cli/test_voice.py",
    "community days": "no record; tests/cli/test_voice.py",
    "consent list": "tests/cli/test_consent.py",
    "consent ask": "tests/cli/test_consent.py",
    "consent give": "tests/cli/test_consent.py",
    "consent refuse": "tests/cli/test_consent.py",
    "consent take-back": "tests/cli/test_consent.py",
    "case": "shows what one tells oneself",
    "levels": "words of the node and of one's organisation; tests/sharing/test_levels.py",
    "contributions": "shows what one brought in oneself; tests/cli/test_reach.py",
    "source original": "the matrix has its route; tests/cli/test_reach.py",
    "review releases": "tests/cli/test_reach.py",
    "review release": "tests/cli/test_reach.py",
    "steward node": "words of the node, no records",
    "steward registration": "no records; tests/cli/test_reach.py",
    "steward journal": "identifiers only; tests/cli/test_reach.py",
    "journal export": "identifiers only; tests/cli/test_journal.py",
    "journal verify": "reads a file of one's own, no record",
    "steward stuck": "no records; tests/cli/test_reach.py",
    "steward retry": "no records; tests/cli/test_reach.py",
    "user organisation": "organisations, no records; tests/cli/test_reach.py",
    "user invitations": "people, no records; tests/cli/test_reach.py",
    "user withdraw": "people, no records; tests/cli/test_reach.py",
    "user profile": "the own account; tests/cli/test_reach.py",
    "user second-step": "people, no records; tests/cli/test_reach.py",
    "user second-steps": "people, no records; tests/cli/test_sign_in.py",
    "user provider": "organisations, no records; tests/cli/test_sign_in.py",
    "user reseal": "secrets, no records; tests/cli/test_sign_in.py",
    "steward second-step": "no records; tests/cli/test_sign_in.py",
    "user close": "people, no records; tests/cli/test_reach.py",
    "up": "shows nothing of any record; tests/cli/test_up.py",
    "worker": "shows nothing of any record; tests/cli/test_worker.py",
    "ingest": "shows what one brought in oneself; duplicates in tests/cli/test_ingest.py",
    "text": "reads a file of one's own, no record",
    "scan": "reads a file of one's own, no record",
    "opinions": "reads files of one's own, no record",
    "review list": "below, by itself",
    "review lessons": "tests/knowledge/test_managing.py",
    "backup": "for whoever runs the machine; shows counts and hashes only",
    "restore": "for whoever runs the machine; shows counts and hashes only",
    "doctor": "for whoever runs the machine; tests/cli/test_home.py",
    "user list": "people, no records; tests/cli/test_records.py",
    "user organisations": "organisations, no records; tests/cli/test_records.py",
    "user invite": "people, no records; tests/cli/test_records.py",
    "user role": "people, no records; tests/cli/test_records.py",
    "user recovery": "people, no records; tests/cli/test_records.py",
    "user sign-in": "people, no records; tests/cli/test_records.py",
}


def _names() -> set[str]:
    found = set()
    for name in COMMANDS:
        command = import_module(f"balai.cli.{name}").command
        if isinstance(command, click.Group):
            found |= {f"{name} {sub}" for sub in command.commands}
        else:
            found.add(name)
    return found


def test_every_command_has_a_case() -> None:
    cases = {*READS, *OF_ONE, *LESSONS, *SOURCES, *CHANGES, *REVIEWERS, *IN_CHARGE, *ELSEWHERE}
    assert cases == _names()


def _who(cast: Cast, name: str) -> tuple[Viewer, list[str]]:
    if name == "operator":
        return operator(), []
    return cast.viewer(name), ["--as", cast.email(name)]


def _filled(arguments: list[str], told: Told | None, word: str = "") -> list[str]:
    values = {
        "word": told.word if told else word,
        "lesson": told.lesson if told else ABSENT,
        "source": told.source if told else ABSENT,
        "candidate": told.candidate if told else ABSENT,
    }
    return [each.format(**values) for each in arguments]


@pytest.mark.thorough
@pytest.mark.parametrize("name", [*ROLES, "operator"])
def test_nobody_is_shown_what_is_not_theirs(cast: Cast, balai: Balai, name: str) -> None:
    told = one_of_each_level(cast)
    run_all()
    balai("user", "organisations")  # sets the operator's organisation up
    viewer, acting = _who(cast, name)
    sees = {
        level: may_see(viewer, sharing_of("lesson", each.lesson).audience)
        for level, each in told.items()
    }
    assert sees[Level.CLEAR]
    for level, each in told.items():
        for arguments in READS["search"]:
            found = balai(*_filled(arguments, each), *acting).data
            titles = " ".join(hit["title"] + hit["passage"] for hit in found["hits"])
            assert (each.word in titles) == sees[level], (level, arguments)
            assert bool(found["total"]) == sees[level], (level, arguments)
        for arguments in READS["ask"]:
            answered = balai(*_filled(arguments, each), *acting).data
            told_of = str(answered["answer"]) + str(answered["nearest"])
            assert sees[level] or each.word not in told_of, (level, arguments)
        for arguments in READS["export"]:
            assert (each.word in balai(*arguments, *acting).out) == sees[level], level
        _one_or_as_absent(balai, OF_ONE["export"], each, acting, sees[level])
        _one_or_as_absent(balai, SOURCES["source show"], each, acting, sees[level])
        _one_or_as_absent(balai, LESSONS["lesson show"], each, acting, sees[level])
        if name not in ("amina", "budi"):
            for arguments in CHANGES.values():
                _one_or_as_absent(balai, arguments, each, acting, False)
        for arguments in IN_CHARGE.values():
            _one_or_as_absent(balai, arguments, each, acting, name in ("amina", "budi"))
        if name != "amina":
            for arguments in REVIEWERS.values():
                _one_or_as_absent(balai, arguments, each, acting, False)
    listed = balai("review", "list", "--json", *acting).data
    assert listed == []  # every candidate was decided on


def _one_or_as_absent(
    balai: Balai, arguments: list[str], told: Told, acting: list[str], may: bool
) -> None:
    answer = balai(*_filled(arguments, told), *acting)
    if may:
        assert answer.status == OK, arguments
        assert told.word in answer.out or answer.data == [], arguments  # nothing is proposed
        return
    absent = balai(*_filled(arguments, None), *acting)
    assert (answer.status, answer.out) == (REFUSED, absent.out), arguments
    assert answer.err == absent.err


def test_the_queue_is_for_reviewers_of_the_owner(cast: Cast, balai: Balai) -> None:
    from tests.factories.library import propose, read_source

    sentence = "Officers who walked the feldspar market were greeted by name."
    source = read_source(cast.viewer("budi"), cast.a, sentence, level=Level.CLEAR)
    propose(cast.viewer("amina"), source, sentence)
    for name in (*ROLES, "operator"):
        _, acting = _who(cast, name)
        rows = balai("review", "list", "--json", *acting).data
        assert [row["source"] for row in rows] == ([source] if name == "amina" else []), name
        rows = balai("review", "list", source, "--json", *acting).data
        assert bool(rows) == (name == "amina"), name
