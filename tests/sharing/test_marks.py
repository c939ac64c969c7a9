"""The mark of TLP 2.0 stands on every page that shows a record, and at both ends of every file."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest
from django.urls import reverse

import balai as balai_package
from balai.cli.entry import OK
from balai.core.audience import Level
from balai.foundation.tasks.worker import run_all
from balai.knowledge.exporting import FORMATS
from balai.sharing.models import Audience
from tests.cli.conftest import Balai, balai
from tests.factories.library import WORDS, one_of_each_level
from tests.personas import Cast
from tests.test_visibility_matrix import (
    LISTS,
    OF_A_LESSON,
    OF_A_SOURCE,
    REVIEWERS_ONLY,
    address,
    body_of,
)

__all__ = ["balai"]

pytestmark = pytest.mark.django_db

LABELS = {level: f"TLP:{level.label}" for level in Level}


def shown(level: Level) -> str:
    """Return the mark as a page draws it: the label by itself, not a choice of a form."""
    return f">{LABELS[level]}</span>"


@pytest.mark.thorough
def test_every_page_that_shows_a_record_shows_its_mark(cast: Cast) -> None:
    told = one_of_each_level(cast)
    run_all()
    client = cast.client_for("amina")
    seen, without = set(), set()
    for route, arguments in (OF_A_SOURCE | OF_A_LESSON | REVIEWERS_ONLY).items():
        for level, each in told.items():
            response = client.get(address(route, arguments, each))
            if response.headers["Content-Type"].startswith("text/html"):
                seen.add(route)
                if shown(level) not in body_of(response).decode():
                    without.add((route, level))
    for route, arguments in LISTS.items():
        for query in [f"?q={word}" for word in WORDS.values()] if route == "search" else [""]:
            text = body_of(client.get(address(route, arguments, None) + query)).decode()
            for level, word in WORDS.items():
                if f"the {word} market" in text:
                    seen.add(route)
                    if not (shown(level) in text or f"{LABELS[level]}," in text):
                        without.add((route, level))
    assert without == set()
    assert {"source", "lesson", "lesson-print", "lesson-withdraw", "source-replace"} <= seen
    assert {"browse-list", "browse-export", "search"} <= seen


def _whole(cast: Cast, suffix: str) -> tuple[str, str]:
    response = cast.client_for("amina").get(
        reverse("browse-export", args=["kind", "lesson", suffix])
    )
    return response.content.decode(), response.headers["Content-Disposition"]


def _ends(text: str, suffix: str) -> tuple[str, str]:
    """Return what a file of this format says of its level at its head and at its foot."""
    lines = [line for line in text.splitlines() if line.strip()]
    if suffix == "jsonld":
        return (json.loads(text)["balai:tlp"],) * 2
    sign = "% " if suffix == "bib" else ""
    return lines[0].removeprefix(sign), lines[-1].removeprefix(sign)


@pytest.mark.parametrize("suffix", sorted(set(FORMATS) - {"csv"}))
@pytest.mark.parametrize("highest", [Level.AMBER, Level.AMBER_STRICT, Level.RED])
def test_a_file_of_several_carries_the_highest_at_both_ends(
    cast: Cast, suffix: str, highest: Level
) -> None:
    told = one_of_each_level(cast)
    for level, each in told.items():
        if level > highest:
            Audience.objects.filter(record_kind="lesson", record_id=each.lesson).delete()
    text, disposition = _whole(cast, suffix)
    assert _ends(text, suffix) == (LABELS[highest],) * 2
    assert LABELS[highest].replace(":", "-") + f'.{suffix}"' in disposition


def test_csv_is_marked_row_by_row_and_in_its_name(cast: Cast) -> None:
    """A line of its own at either end would be a row to whatever reads a table."""
    one_of_each_level(cast)
    text, disposition = _whole(cast, "csv")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert {row["tlp"] for row in rows} == set(LABELS.values())
    assert disposition == 'attachment; filename="lessons-kind-lesson-TLP-RED.csv"'


def _quoting_a_closed_report(cast: Cast) -> str:
    """Return a lesson that everybody reads, with a quotation for one organisation alone."""
    from balai.knowledge.models import Evidence

    told = one_of_each_level(cast)
    lesson = told[Level.CLEAR].lesson
    row = Evidence.objects.get(lesson_id=told[Level.AMBER_STRICT].lesson)
    Evidence.objects.filter(pk=row.pk).update(lesson_id=lesson)
    return lesson


@pytest.mark.parametrize("suffix", sorted(FORMATS))
def test_a_quotation_counts_for_whoever_is_given_it(cast: Cast, suffix: str) -> None:
    lesson = _quoting_a_closed_report(cast)
    for name, level in (("amina", Level.AMBER_STRICT), ("dina", Level.CLEAR)):
        response = cast.client_for(name).get(reverse("lesson-export", args=[lesson, suffix]))
        text = response.content.decode()
        if suffix == "csv":
            (row,) = csv.DictReader(io.StringIO(text))
            assert row["tlp"] == LABELS[level]
        else:
            assert _ends(text, suffix) == (LABELS[level],) * 2
        if suffix in ("ris", "bib"):
            assert text.count(LABELS[level]) == 3
        paper = cast.client_for(name).get(reverse("lesson-print", args=[lesson]))
        head, _body, foot = paper.content.decode().partition("<main")
        end = foot.partition("<footer")[2]
        assert shown(level) in head
        assert shown(level) in end


def test_an_original_is_marked_in_its_name(cast: Cast) -> None:
    told = one_of_each_level(cast)
    client = cast.client_for("amina")
    for level, each in told.items():
        answer = client.get(reverse("source-original", args=[each.source]))
        assert f"market-TLP-{level.label}.txt" in answer.headers["Content-Disposition"]


@pytest.mark.parametrize("suffix", ["ris", "bib", "jsonld"])
def test_the_command_line_marks_what_it_writes(cast: Cast, balai: Balai, suffix: str) -> None:
    one_of_each_level(cast)
    who = ("--as", cast.email("amina"))
    for what in ("lessons", "sources"):
        done = balai("export", what, "--format", suffix, *who)
        assert done.status == OK
        assert _ends(done.out, suffix) == ("TLP:RED", "TLP:RED")
        assert "TLP:RED" in done.err


def test_a_source_is_shown_between_its_marks(cast: Cast, balai: Balai) -> None:
    told = one_of_each_level(cast)
    for level, each in told.items():
        lines = balai("source", "show", each.source, "--as", cast.email("amina")).out.splitlines()
        assert (lines[0], lines[-1]) == (LABELS[level], LABELS[level])


def test_one_mail_alone_is_about_a_record() -> None:
    """Mails are about accounts; the one about a quotation carries its mark in the subject.

    That is held by tests/knowledge/consent/test_telling.py; whoever adds another does the same.
    """
    root = Path(balai_package.__file__).parent
    sending = re.compile(r"django\.core\.mail|\bsend_mail\b|EmailMessage\(")
    found = {
        path.relative_to(root).as_posix()
        for path in root.rglob("*.py")
        if sending.search(path.read_text(encoding="utf-8"))
    }
    about_accounts = ("foundation/", "people/", "config/")
    assert {each for each in found if not each.startswith(about_accounts)} == {
        "knowledge/consent/telling.py"
    }
