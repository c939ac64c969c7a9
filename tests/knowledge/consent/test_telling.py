"""Word by mail: to whoever is asked and may read the words, and without the words."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.conf import settings as node
from django.core.mail import EmailMessage

from balai.core.audience import Level
from balai.foundation.models import Task
from balai.foundation.tasks.worker import run_all
from balai.knowledge.consent import actions
from tests.knowledge.consent.shelf import NAME, WORDS, asked, lesson_at
from tests.personas import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def by_mail(settings: Any) -> None:
    settings.BALAI = replace(
        node.BALAI, mail="smtp://mail.example", public_url="https://balai.example"
    )


@pytest.mark.usefixtures("by_mail")
@pytest.mark.parametrize(
    ("level", "mark"), [(Level.CLEAR, "TLP:CLEAR"), (Level.GREEN, "TLP:GREEN")]
)
def test_who_is_asked_gets_word_without_the_words(
    cast: Cast, mailoutbox: list[EmailMessage], level: Level, mark: str
) -> None:
    _lesson, evidence = lesson_at(cast, level)
    asked(cast, evidence)
    run_all()
    (message,) = mailoutbox
    assert message.to == [cast.email("chen")]
    assert message.subject.startswith(f"{mark} · ")
    assert "https://balai.example/consent/" in str(message.body)
    for kept in (WORDS, NAME, "ochre", cast.email("amina")):
        assert kept not in f"{message.subject}\n{message.body}"


@pytest.mark.usefixtures("by_mail")
def test_a_stranger_who_may_not_read_it_or_has_answered_gets_none(
    cast: Cast, mailoutbox: list[EmailMessage]
) -> None:
    asked(cast, lesson_at(cast, Level.AMBER)[1])
    amina, evidence = cast.viewer("amina"), lesson_at(cast)[1]
    actions.ask(viewer=amina, evidence_id=evidence, address="nobody@example.net")
    question = asked(cast, lesson_at(cast)[1])
    actions.refuse(viewer=cast.viewer("chen"), attribution_id=question)
    run_all()
    assert mailoutbox == []


def test_without_a_mail_server_nothing_is_written_down(
    cast: Cast, mailoutbox: list[EmailMessage]
) -> None:
    asked(cast, lesson_at(cast)[1])
    assert not Task.objects.filter(name__endswith="tell_asked").exists()
    run_all()
    assert mailoutbox == []
