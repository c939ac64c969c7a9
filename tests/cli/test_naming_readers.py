"""Whom RED names is said, with what follows, before it takes effect; releases are shown."""

from __future__ import annotations

import pytest

from balai.cli.entry import FAULT, OK, REFUSED
from balai.core.audience import Level
from balai.knowledge.actions.audiences import share_lesson
from balai.knowledge.actions.review import accept
from balai.people.models import Addressee
from balai.sharing.queries import sharing_of
from tests.cli.conftest import Balai
from tests.factories.library import propose, read_source, validated
from tests.personas import Cast

pytestmark = pytest.mark.django_db

SENTENCE = "Officers at the north market were greeted by name."
TYPED = "nobody@example.net"


def made(cast: Cast, level: Level) -> tuple[str, str]:
    """Return a source and a lesson of it."""
    amina = cast.viewer("amina")
    source = read_source(cast.viewer("budi"), cast.a, SENTENCE, level=level)
    found = propose(amina, source, SENTENCE)
    return source, accept(viewer=amina, candidate_id=found, validated=validated(SENTENCE))


@pytest.mark.parametrize("kind", ["source", "lesson"])
def test_readers_are_named_before_it_takes_effect(cast: Cast, balai: Balai, kind: str) -> None:
    record = dict(zip(("source", "lesson"), made(cast, Level.AMBER), strict=True))[kind]
    share = (kind, "share", record, "--level", "red", "--recipient", TYPED)
    who = ("--reason", "They ask.", "--as", cast.email("amina"), "--json")
    before = sharing_of(kind, record).audience
    stopped = balai(*share, *who, stdin="n\n")
    assert stopped.status == FAULT
    assert TYPED in stopped.err
    assert "may read it too" in stopped.err
    assert "Narrower takes effect at once" in stopped.err
    assert sharing_of(kind, record).audience == before
    assert not Addressee.objects.exists()
    told = balai(*share, *who, stdin="y\n")
    assert told.status == OK
    assert TYPED in told.err
    assert sharing_of(kind, record).level is Level.RED
    assert balai(*share, "--yes", *who).status == OK


def test_nobody_is_asked_where_nobody_is_named(cast: Cast, balai: Balai) -> None:
    source, _lesson = made(cast, Level.GREEN)
    done = balai("source", "share", source, "--level", "amber", "--as", cast.email("budi"))
    assert done.status == OK


def test_who_has_no_charge_is_refused_before_anything_is_said(cast: Cast, balai: Balai) -> None:
    source, lesson = made(cast, Level.CLEAR)
    for kind, record in (("source", source), ("lesson", lesson)):
        share = (kind, "share", record, "--level", "red", "--recipient", TYPED)
        answer = balai(*share, "--as", cast.email("chen"), stdin="y\n")
        assert answer.status == REFUSED
        assert TYPED not in answer.err


def test_a_lesson_is_shown_with_its_releases_to_those_in_charge(cast: Cast, balai: Balai) -> None:
    _source, lesson = made(cast, Level.GREEN)
    share_lesson(
        viewer=cast.viewer("amina"), lesson_id=lesson, level=Level.CLEAR, reason="Others ask."
    )
    balai("export", lesson, "--format", "ris", "--as", cast.email("chen"))
    for name, charge in (("amina", True), ("chen", False)):
        who = ("--as", cast.email(name))
        row = balai("lesson", "show", lesson, "--json", *who).data
        assert (row["statement"], row["level"]) == (SENTENCE, "GREEN")
        assert [each["reason"] for each in row["releases"]] == ["Others ask."] * charge
        assert [each["way"] for each in row["gone_out"]] == ["ris"] * charge
        lines = balai("lesson", "show", lesson, *who).out.splitlines()
        assert (lines[0], lines[-1]) == ("TLP:GREEN", "TLP:GREEN")
        assert any("Others ask." in line for line in lines) is charge
