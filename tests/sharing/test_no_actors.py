"""No history tells who did something to a reader outside, nor to anybody under the rule.

Every page, file and command that shows a record is looked through for the names, addresses and
identifiers of those who acted.
"""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from django.urls import reverse

from balai.core.audience import Level
from balai.foundation.tasks.worker import run_all
from balai.knowledge.actions.audiences import share_source
from balai.knowledge.actions.lessons import (
    add_statement,
    amend_lesson,
    check_statement,
    decide_release,
)
from balai.knowledge.actions.review import accept
from balai.knowledge.models import Statement
from balai.people.models import Membership
from balai.sharing.models import Release
from tests.cli.conftest import Balai, balai
from tests.factories.library import propose, read_source, validated
from tests.personas import Cast, give_second_step
from tests.test_visibility_matrix import (
    LISTS,
    OF_A_LESSON,
    OF_A_SOURCE,
    REVIEWERS_ONLY,
    address,
    body_of,
)

__all__ = ["balai"]

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]

SENTENCE = "Officers at the north market were greeted by name."
ACTED = ("amina", "budi")
SHOWS_PEOPLE = {"source-sharing", "lesson-sharing", "upload"}
"""Pages on which readers are chosen among colleagues; no history."""
COMMANDS = (
    ("source", "show", "{source}"),
    ("source", "show", "{source}", "--json"),
    ("export", "lessons"),
    *(("export", "sources", "--format", each) for each in ("csv", "ris", "bib")),
    *(("export", "{lesson}", "--format", each) for each in ("jsonld", "csv", "ris", "bib")),
    ("review", "releases"),
    ("review", "releases", "--json"),
    ("review", "show", "{candidate}", "--json"),
    ("comment", "list", "lesson", "{lesson}", "--json"),
    ("search", "market", "--json"),
)


@dataclass(frozen=True)
class Record:
    source: str
    candidate: str
    lesson: str


def busy(cast: Cast, *, chatham: bool) -> Record:
    """Return a record with all that a history tells: proposed, changed, said again, opened."""
    amina, budi = cast.viewer("amina"), cast.viewer("budi")
    Membership.objects.create(
        account_id=cast.account("budi"), role="reviewer", organisation_id=cast.a
    )
    give_second_step(cast.account("budi"))
    source = read_source(budi, cast.a, SENTENCE, level=Level.AMBER, chatham=chatham)
    candidate = propose(amina, source, SENTENCE)
    lesson = accept(viewer=amina, candidate_id=candidate, validated=validated(SENTENCE))
    amend_lesson(viewer=amina, lesson_id=lesson, validated=validated(f"{SENTENCE} Each week."))
    add_statement(viewer=amina, lesson_id=lesson, language="ms", text="Pegawai disapa.")
    said = Statement.objects.get(lesson_id=lesson, language="ms").pk
    check_statement(viewer=cast.viewer("budi"), statement_id=said)
    asked = share_source(viewer=amina, source_id=source, level=Level.GREEN, reason="Others ask.")
    decide_release(viewer=cast.viewer("budi"), release_id=asked.asked, grant=True, answer="Yes.")
    share_source(viewer=amina, source_id=source, level=Level.CLEAR, reason="All may read.")
    assert Release.objects.count() == 2
    run_all()
    return Record(source, candidate, lesson)


def traces(cast: Cast, who: str) -> list[str]:
    """Return all by which somebody else who acted could be recognised."""
    others = [each for each in ACTED if each != who]
    return [
        word
        for each in others
        for word in (each.capitalize(), cast.email(each), cast.account(each))
    ]


def told(cast: Cast, balai: Balai, who: str, record: Record) -> dict[str, str]:
    """Return everything that somebody is shown of a record, by where it is shown."""
    client = cast.client_for(who)
    found = {}
    for route, arguments in (LISTS | OF_A_SOURCE | OF_A_LESSON | REVIEWERS_ONLY).items():
        if route in SHOWS_PEOPLE:
            continue
        for language in ("en", "ms"):
            answer = client.get(
                address(route, arguments, record),
                headers={"accept-language": language},
            )
            found[f"{route} {language}"] = body_of(answer).decode(errors="replace")
    for suffix in ("jsonld", "csv", "ris", "bib"):
        page = reverse("lesson-export", args=[record.lesson, suffix])
        found[f"file {suffix}"] = client.get(page).content.decode()
    for command in COMMANDS if who != "dina" else ():
        words = [each.format(**vars(record)) for each in command]
        answer = balai(*words, "--as", cast.email(who))
        found[" ".join(command)] = answer.out + answer.err
    return found


@pytest.mark.parametrize("chatham", [False, True], ids=["open", "chatham"])
@pytest.mark.parametrize("who", ["chen", "esther", "farid", "omar", "dina"])
def test_nobody_outside_is_told_who_acted(
    cast: Cast, balai: Balai, who: str, chatham: bool
) -> None:
    record = busy(cast, chatham=chatham)
    for where, text in told(cast, balai, who, record).items():
        assert [each for each in traces(cast, who) if each in text] == [], where


@pytest.mark.parametrize("who", ACTED)
def test_under_the_rule_nobody_at_all_is_told(cast: Cast, balai: Balai, who: str) -> None:
    record = busy(cast, chatham=True)
    for where, text in told(cast, balai, who, record).items():
        assert [each for each in traces(cast, who) if each in text] == [], where


def test_its_own_organisation_sees_who_did_what(cast: Cast, balai: Balai) -> None:
    """What the two tests above look for is there: for those inside, without the rule."""
    shown = told(cast, balai, "budi", busy(cast, chatham=False))
    assert "Amina" in shown["lesson en"]
    assert "Amina" in shown["releases en"]
    assert "Amina" in shown["review releases"]
