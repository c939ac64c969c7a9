"""Names in running text: looked for in sources and sentences, and never silently skipped."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from balai.core.errors import NotReady
from balai.core.passages.assemble import assemble
from balai.core.passages.chunk import chunk
from balai.core.passages.document import Document, RawBlock
from balai.core.privacy import FindingType, Mark, MarkType
from balai.foundation.embedding.none import NoEmbedder
from balai.library import marking
from balai.library.analysis import analyse
from balai.library.findings import findings_in, shown_text
from balai.library.marking import Looked, document_marks, names_in, sentence_marks
from balai.library.measured import how_many_names, how_much_is_found

NAME = "Wanjiru Odhiambo"


class Finder(NoEmbedder):
    """Knows one name, and counts how often it is asked."""

    finds_names = True

    def __init__(self, *, answers: bool = True) -> None:
        self.answers, self.asked = answers, 0

    def marks(self, texts: Sequence[str], *, patience: float | None = None) -> list[list[Mark]]:
        self.asked += 1
        if not self.answers:
            raise NotReady("busy")
        places = [text.find(NAME) for text in texts]
        return [[Mark(at, at + len(NAME), MarkType.NAME, 0.9)] if at >= 0 else [] for at in places]

    def embed_and_mark(self, texts: Sequence[str]):
        return np.zeros((len(texts), 2), np.float32), self.marks(texts)


@pytest.fixture
def finder(monkeypatch: pytest.MonkeyPatch) -> Finder:
    return use(monkeypatch, Finder())


def use(monkeypatch: pytest.MonkeyPatch, finder: Finder) -> Finder:
    monkeypatch.setattr(marking, "get_embedder", lambda: finder)
    monkeypatch.setattr(marking._rest, "until", 0.0)
    return finder


def document(*words: str) -> Document:
    return assemble([RawBlock(1, each) for each in words], format="text", detect=lambda _: "en")


def test_a_source_is_marked_where_its_passages_stand(finder: Finder) -> None:
    read = document("Nobody spoke. " * 90, f"Then {NAME} spoke.", "The end was quiet.")
    marks = document_marks(read.text, chunk(read))
    assert marks is not None
    assert [read.text[each.start : each.end] for each in marks] == [NAME]


def test_what_no_passage_holds_is_read_too(finder: Finder) -> None:
    text = f"Then {NAME} spoke. Nobody else did."
    marks = document_marks(text, [])
    assert marks is not None
    assert [text[each.start : each.end] for each in marks] == [NAME]


def test_names_of_a_source_are_findings(finder: Finder) -> None:
    found = analyse(document(f"Then {NAME} spoke."))
    assert found.looked
    assert [(each.text, each.type) for each in found.findings] == [(NAME, FindingType.NAME)]


def test_a_source_is_read_though_the_encoder_is_busy(monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, Finder(answers=False))
    found = analyse(document(f"Then {NAME} wrote to a.b@example.org."))
    assert not found.looked
    assert [each.type for each in found.findings] == [FindingType.EMAIL]


def test_a_node_that_cannot_look_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(marking, "get_embedder", NoEmbedder)
    assert names_in(NAME) is Looked.NEVER
    assert sentence_marks(NAME) == ()
    assert analyse(document(NAME)).looked


def test_a_sentence_is_asked_about_once(finder: Finder) -> None:
    for _ in range(3):
        assert sentence_marks(f"Then {NAME} left at once.") != ()
    assert finder.asked == 1


def test_a_busy_encoder_is_left_in_peace_for_a_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    busy = use(monkeypatch, Finder(answers=False))
    for words in ("One.", "Two.", "Three."):
        assert names_in(words) is Looked.NOT_NOW
    assert busy.asked == 1


@pytest.mark.django_db
def test_what_is_published_is_masked_and_what_was_not_looked_for_is_not_published(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    words = f"Then {NAME} asked the officers to stay."
    use(monkeypatch, Finder())
    (found,) = findings_in("s", words, "en")
    assert (found.text, found.type, found.class_) == (NAME, "name", "direct")
    assert shown_text(words, [found], "en") == "Then [name withheld] asked the officers to stay."
    use(monkeypatch, Finder(answers=False))
    with pytest.raises(NotReady) as refused:
        findings_in("s", words, "en")
    assert refused.value.kind == "names-not-looked-for"
    assert findings_in("s", words, "en", must_look=False) == ()


def test_how_many_names_are_found_is_said_by_language() -> None:
    assert "Thai" in how_many_names("th")
    assert "news" in how_many_names("th")
    assert "was not measured" in how_many_names("sw")
    assert "Swahili" in how_many_names("sw")
    assert how_many_names("").endswith("Read the text yourself.")


def test_who_is_told_without_a_name_is_said_by_language() -> None:
    assert how_much_is_found("nl").startswith("Of 100 phrases that tell who")
    assert "often missed" in how_much_is_found("th")
    assert how_much_is_found("nl").endswith(how_many_names("nl"))
