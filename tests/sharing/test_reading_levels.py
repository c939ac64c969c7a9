"""A level is read alike at every entrance, and one that does not exist is refused in words.

An entrance is told a spelling and returns the level that a record has then, or what was refused.
"""

from __future__ import annotations

from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from balai.cli.entry import OK, WRONG_USE
from balai.core.audience import Level
from balai.dialogue.models import Dialogue, Session
from balai.foundation.tasks.worker import run_all
from balai.knowledge.actions.review import accept
from balai.knowledge.models import Comment, Lesson
from balai.knowledge.voice.forms import CommentForm
from balai.library.models import Source
from balai.sharing.queries import sharing_of
from tests.cli.conftest import Balai, balai
from tests.dialogue.rooms import planned
from tests.factories.library import propose, read_source, validated
from tests.personas import Cast
from tests.sharing.test_levels import OPTIONS, PAGES

__all__ = ["balai"]

pytestmark = pytest.mark.django_db

SENTENCE = "Officers at the north market were greeted by name."
SPELLINGS = {
    "WHITE": Level.CLEAR,
    "TLP:WHITE": Level.CLEAR,
    "white": Level.CLEAR,
    "tlp:clear": Level.CLEAR,
    "AMBER+STRICT": Level.AMBER_STRICT,
    "amber strict": Level.AMBER_STRICT,
    "TLP:AMBER-STRICT": Level.AMBER_STRICT,
    "Amber + Strict": Level.AMBER_STRICT,
}
NO_LEVELS = ("PURPLE", "TLP:", "4", "amber\u202egreen", "x" * 100_000)

Found = Level | str


def told(answer: Any, kind: str, rows: Any) -> Found:
    """Return the level of the one record that a form made, or the page that refused it."""
    if answer.status_code == 400:
        return unescape(answer.content.decode())
    assert answer.status_code == 302, answer.status_code
    return sharing_of(kind, rows.latest("id").pk).level


def filled(client: Client, address: str, **changes: Any) -> dict[str, Any]:
    form = client.get(address).context["form"]
    values = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in (values | changes).items() if value not in (None, "")}


def clear_source(cast: Cast) -> str:
    return read_source(cast.viewer("budi"), cast.a, SENTENCE, level=Level.CLEAR)


def lesson(cast: Cast) -> str:
    amina = cast.viewer("amina")
    found = propose(amina, clear_source(cast), SENTENCE)
    return accept(viewer=amina, candidate_id=found, validated=validated(SENTENCE))


def upload(cast: Cast, balai: Balai, level: str, tmp: Path) -> Found:
    file = SimpleUploadedFile("market.txt", SENTENCE.encode())
    form = {"organisation": cast.a, "level": level, "files": file}
    return told(cast.client_for("budi").post(reverse("upload"), form), "source", Source.objects)


def told_case(cast: Cast, balai: Balai, level: str, tmp: Path) -> Found:
    client = cast.client_for("budi")
    steps: list[dict[str, Any]] = [
        {"tried": SENTENCE, "country": "MY"},
        {},
        {"happened": "Trust grew."},
        {"learned": "Stay."},
        {"organisation": cast.a, "level": level, "language": "en"},
    ]
    for number, form in enumerate(steps, start=1):
        answer = client.post(reverse("case-step", args=[number]), form)
    if answer.status_code == 400:
        return unescape(answer.content.decode())
    return told(client.post(reverse("case-check")), "source", Source.objects)


def address(cast: Cast, balai: Balai, level: str, tmp: Path) -> Found:
    form = {"organisation": cast.a, "level": level, "address": "https://example.org/report"}
    answer = cast.client_for("budi").post(reverse("contribute-address"), form)
    return told(answer, "source", Source.objects)


def share_source(cast: Cast, balai: Balai, level: str, tmp: Path) -> Found:
    client = cast.client_for("budi")
    page = reverse("source-sharing", args=[clear_source(cast)])
    return told(client.post(page, {"level": level}), "source", Source.objects)


def share_lesson(cast: Cast, balai: Balai, level: str, tmp: Path) -> Found:
    client = cast.client_for("amina")
    page = reverse("lesson-sharing", args=[lesson(cast)])
    return told(client.post(page, {"level": level}), "lesson", Lesson.objects)


def bench(cast: Cast, balai: Balai, level: str, tmp: Path) -> Found:
    client = cast.client_for("amina")
    found = propose(cast.viewer("amina"), clear_source(cast), SENTENCE)
    page = reverse("candidate", args=[found])
    form = filled(client, page, verdict="accept", level=level)
    return told(client.post(page, form), "lesson", Lesson.objects)


def comment(cast: Cast, balai: Balai, level: str, tmp: Path) -> Found:
    client = cast.client_for("budi")
    page = reverse("comment", args=["lesson", lesson(cast)])
    form = {"text": "It held here too.", "language": "en", "level": level}
    return told(client.post(page, form), "comment", Comment.objects)


def plan(cast: Cast, balai: Balai, level: str, tmp: Path) -> Found:
    form = {
        "organisation": cast.a,
        "title": "Fourth Straits Dialogue",
        "first_day": "2026-12-01",
        "last_day": "2026-12-02",
        "zone": "UTC",
        "level": level,
    }
    page = reverse("dialogue-plan")
    return told(cast.client_for("amina").post(page, form), "dialogue", Dialogue.objects)


def session(cast: Cast, balai: Balai, level: str, tmp: Path) -> Found:
    form = {
        "kind": "theme",
        "title": "The first hundred days",
        "day": "2026-12-01",
        "begins": "09:00",
        "ends": "10:00",
        "level": level,
    }
    page = reverse("session-add", args=[planned(cast, level=Level.CLEAR)])
    return told(cast.client_for("amina").post(page, form), "session", Session.objects)


FORMS = {
    "DialogueForm": plan,
    "SessionForm": session,
    "UploadForm": upload,
    "Share": told_case,
    "AddressForm": address,
    "AudienceForm": share_source,
    "AudienceForm, lesson": share_lesson,
    "CandidateForm": bench,
    "CommentForm": comment,
}


def typed(name: str) -> Callable[[Cast, Balai, str, Path], Found]:
    """Return the entrance of a command, as tests/sharing/test_levels.py calls it."""

    def enter(cast: Cast, balai: Balai, level: str, tmp: Path) -> Found:
        def call(*arguments: Any) -> Any:
            given = [level if each == "green" else each for each in arguments]
            return balai(*given)

        done = OPTIONS[name](cast, call, tmp)
        if done.status == WRONG_USE:
            return done.err
        assert done.status == OK, done.err
        said = done.out + done.err
        return Level.AMBER_STRICT if "AMBER+STRICT" in said else Level.CLEAR

    return enter


ENTRANCES = FORMS | {name: typed(name) for name in OPTIONS}


def test_every_form_and_option_is_an_entrance() -> None:
    assert {each.__name__ for each in PAGES} <= {name.partition(",")[0] for name in FORMS}
    assert CommentForm in PAGES
    assert set(OPTIONS) <= set(ENTRANCES)


@pytest.fixture(autouse=True)
def _outside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("balai.knowledge.contributing.views.allows_outside_requests", lambda: True)
    monkeypatch.setattr("balai.library.actions.bringing.allows_outside_requests", lambda: True)


@pytest.mark.parametrize("entrance", ENTRANCES)
def test_a_level_is_read_in_every_spelling(
    entrance: str, cast: Cast, balai: Balai, tmp_path: Path
) -> None:
    for text in ("TLP:WHITE", "amber strict") if entrance in OPTIONS else SPELLINGS:
        found = ENTRANCES[entrance](cast, balai, text, tmp_path)
        assert found is SPELLINGS[text], (text, found)


@pytest.mark.parametrize("entrance", ENTRANCES)
def test_a_level_that_does_not_exist_is_refused_with_those_that_do(
    entrance: str, cast: Cast, balai: Balai, tmp_path: Path
) -> None:
    for text in NO_LEVELS:
        found = ENTRANCES[entrance](cast, balai, text, tmp_path)
        assert isinstance(found, str), (text[:20], found)
        assert "is not a sharing level" in found
        assert "CLEAR, GREEN, AMBER, AMBER+STRICT, RED" in found
        assert len(found) < 90_000
    assert not Comment.objects.exists()


@pytest.mark.parametrize("typed", ["WHITE", "TLP:WHITE", "clear"])
def test_a_search_is_narrowed_by_the_level_as_it_is_written(
    typed: str, cast: Cast, balai: Balai
) -> None:
    clear_source(cast)
    read_source(cast.viewer("budi"), cast.a, SENTENCE, level=Level.GREEN, title="Another")
    run_all()
    client = cast.client_for("budi")
    page = client.get(reverse("search"), {"q": f'market level:"{typed}"'}).content.decode()
    assert "TLP:CLEAR</span>" in page
    assert "Another" not in page
    found = balai("search", f'market level:"{typed}"', "--json", "--as", cast.email("budi")).data
    assert {hit["level"] for hit in found["hits"]} == {"CLEAR"}


def test_a_search_says_that_there_is_no_such_level(cast: Cast, balai: Balai) -> None:
    clear_source(cast)
    run_all()
    words = "“purple” is not a sharing level. Use one of CLEAR, GREEN, AMBER, AMBER+STRICT, RED."
    page = cast.client_for("budi").get(reverse("search"), {"q": "market level:purple"})
    assert words in unescape(page.content.decode())
    assert words in balai("search", "market level:purple", "--as", cast.email("budi")).err
