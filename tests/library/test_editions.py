"""A new edition withholds at once what its former edition was asked to withhold."""

from __future__ import annotations

import pytest

from balai.core.passages.document import Document
from balai.library import actions
from balai.library.analysis import analyse
from balai.library.findings import FindingShown, findings_in
from balai.library.models import FindingAnswer, Passage
from tests.factories.library import document, read_source
from tests.personas import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

AGE = "A man, 47 years old, came to the hall every week."
PHONE = "Traders rang +60 12-345 6789 when they knew who answered."
MAIL = "They wrote to somebody.invented@example.org about the market."
NEW = "They wrote to somebody.else@example.org about the harbour."


def answer(cast: Cast, source: str, text: str, decision: str) -> FindingShown:
    (found,) = findings_in(source, text, "en")
    actions.answer_finding(
        viewer=cast.viewer("amina"),
        source_id=source,
        digest=found.digest,
        type_=found.type,
        decision=decision,
        replacement="an elderly man",
        reason="An office.",
    )
    return found


def edition(cast: Cast, source: str, *paragraphs: str) -> str:
    new = actions.replace_source(
        viewer=cast.viewer("budi"), source_id=source, name="new.txt", content=[b"new"]
    )
    read: Document = document(*paragraphs)
    found = analyse(read)
    actions.keep_reading(
        source_id=new,
        document=read,
        passages=found.passages,
        signature=found.signature,
        findings=found.findings,
        seconds=0,
    )
    return new


def shown(source: str) -> str:
    return "\n".join(Passage.objects.filter(source_id=source).values_list("text", flat=True))


def test_what_was_masked_is_masked_in_the_new_edition(cast: Cast) -> None:
    first = read_source(cast.viewer("budi"), cast.a, AGE, PHONE, MAIL)
    assert "47" in shown(first), "an age is shown until somebody says otherwise"
    answer(cast, first, AGE, "mask")
    answer(cast, first, PHONE, "generalise")
    answer(cast, first, MAIL, "keep")
    assert "somebody.invented" in shown(first)
    second = edition(cast, first, "A new opening.", AGE, PHONE, MAIL, NEW)
    text = shown(second)
    assert "47" not in text
    assert "345 6789" not in text
    assert "somebody.invented" not in text, "what was kept is asked again"
    decisions = FindingAnswer.objects.filter(source_id=second).values_list(
        "decision", "answered_by"
    )
    amina = cast.account("amina")
    assert set(decisions) == {("mask", amina), ("generalise", amina)}
    (phone,) = findings_in(second, PHONE, "en")
    assert (phone.decision, phone.replacement) == ("generalise", "an elderly man")


def test_answers_to_what_is_gone_are_not_carried(cast: Cast) -> None:
    first = read_source(cast.viewer("budi"), cast.a, AGE, PHONE)
    answer(cast, first, PHONE, "mask")
    second = edition(cast, first, AGE)
    assert not FindingAnswer.objects.filter(source_id=second).exists()
