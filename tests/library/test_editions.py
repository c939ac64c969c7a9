"""A new edition withholds at once what its former one was asked to; only one edition is current."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from django.urls import reverse

from balai.core.errors import Conflict, Invalid
from balai.core.passages.document import Document
from balai.foundation.ports.files import files
from balai.library import actions
from balai.library.analysis import analyse
from balai.library.findings import FindingShown, findings_in
from balai.library.models import FindingAnswer, Passage, Source
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
    new = bring(cast, source)
    keep(new, *paragraphs)
    return new


def keep(source: str, *paragraphs: str) -> None:
    """Keep what was read in a source."""
    read: Document = document(*paragraphs)
    found = analyse(read)
    actions.keep_reading(
        source_id=source,
        document=read,
        passages=found.passages,
        signature=found.signature,
        findings=found.findings,
        seconds=0,
    )


def bring(cast: Cast, source: str, name: str = "new.txt") -> str:
    """Bring in a new edition, which nobody reads yet."""
    return actions.replace_source(
        viewer=cast.viewer("budi"), source_id=source, name=name, content=[name.encode()]
    )


def states(*sources: str) -> list[str]:
    return [Source.objects.get(pk=each).state for each in sources]


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


def test_two_editions_in_quick_succession_are_one_and_a_clear_conflict(cast: Cast) -> None:
    first = read_source(cast.viewer("budi"), cast.a, AGE)
    second = bring(cast, first)
    with pytest.raises(Conflict, match="newer edition"):
        bring(cast, first, "newer.txt")
    with pytest.raises(Conflict, match="still being read"):
        bring(cast, second, "newer.txt")
    keep(second, AGE)
    assert states(first, second) == ["replaced", "ready"]
    with pytest.raises(Conflict, match="newer edition"):
        bring(cast, first, "newer.txt")
    third = bring(cast, second, "newer.txt")
    keep(third, AGE)
    assert states(first, second, third) == ["replaced", "replaced", "ready"]
    assert [Source.objects.get(pk=each).edition for each in (second, third)] == [2, 3]


def test_of_two_that_come_at_the_same_moment_one_is_refused(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = read_source(cast.viewer("budi"), cast.a, AGE)
    store, came = files(), []

    class Meanwhile:
        """Somebody else's edition comes while the bytes of the first are kept."""

        def put(self, content: Iterable[bytes]) -> tuple[str, int]:
            monkeypatch.undo()
            came.append(bring(cast, first, "other.txt"))
            return store.put(content)

    monkeypatch.setattr("balai.library.actions.bringing.files", Meanwhile)
    with pytest.raises(Conflict, match="newer edition"):
        bring(cast, first)
    assert [row.pk for row in Source.objects.filter(replaces_id=first)] == came


@pytest.mark.parametrize("gives_up", ["refused", "withdrawn"])
def test_an_edition_that_was_never_read_is_in_nobodys_way(cast: Cast, gives_up: str) -> None:
    first = read_source(cast.viewer("budi"), cast.a, AGE)
    second = bring(cast, first)
    if gives_up == "refused":
        actions.refuse_reading(source_id=second, error=Invalid("It is empty.", kind="empty"))
        with pytest.raises(Conflict, match="former one still stands"):
            bring(cast, second)
    else:
        actions.withdraw_source(viewer=cast.viewer("budi"), source_id=second)
    keep(second, AGE)  # a reader that comes too late
    assert states(first, second) == ["ready", gives_up]
    third = bring(cast, first, "newer.txt")
    keep(third, AGE)
    assert states(first, second, third) == ["replaced", gives_up, "ready"]


def test_a_page_offers_a_new_edition_only_where_one_may_come(cast: Cast) -> None:
    budi = cast.client_for("budi")
    first = read_source(cast.viewer("budi"), cast.a, AGE)
    second = bring(cast, first)
    pages = [budi.get(reverse("source", args=[each])).content.decode() for each in (first, second)]
    assert ["Bring a new edition" in each for each in pages] == [True, False]
