from __future__ import annotations

from dataclasses import replace

import pytest
from django.utils import translation

from balai.core.audience import Level, audience
from balai.core.errors import Conflict, Invalid, NotAllowed
from balai.foundation.journal.queries import entries_about
from balai.foundation.models import Task
from balai.foundation.ports.files import files
from balai.library import actions, queries
from balai.library.models import File, Passage, Reading, Source
from balai.library.readers.cautions import caution, in_words
from balai.library.readers.refusals import refusal
from balai.sharing.queries import sharing_of
from tests.factories.library import document, read_source
from tests.personas import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def add(cast: Cast, name: str = "budi", content: bytes = b"words", **more: object) -> str:
    return actions.add_source(
        viewer=cast.viewer(name),
        organisation_id=cast.a,
        name="r.txt",
        content=[content],
        sharing_as=more.pop("sharing_as", actions.Sharing()),
        **more,
    )


def test_a_source_is_kept_with_its_audience_its_task_and_its_journal(cast: Cast) -> None:
    source_id = add(cast)
    assert sharing_of("source", source_id).audience == audience(Level.AMBER, owners=[cast.a])
    assert [entry.kind for entry in entries_about("source", source_id)] == [
        "sharing.shared",
        "library.source-added",
    ]
    assert Task.objects.filter(key__startswith=f"read:{source_id}:").count() == 1
    assert queries.source(cast.viewer("budi"), source_id).state == "waiting"
    with pytest.raises(NotAllowed):
        queries.source(cast.viewer("omar"), source_id)


@pytest.mark.parametrize("name", ["chen", "dina", "farid", "omar"])
def test_only_members_contribute_for_an_organisation(cast: Cast, name: str) -> None:
    with pytest.raises(NotAllowed):
        add(cast, name)
    assert not Source.objects.exists()
    assert not File.objects.exists()


def test_equal_bytes_are_stored_once_and_two_uploaders_have_two_sources(cast: Cast) -> None:
    first = add(cast, content=b"the same")
    second = actions.add_source(
        viewer=cast.viewer("chen"),
        organisation_id=cast.b,
        name="other.txt",
        content=[b"the ", b"same"],
        sharing_as=actions.Sharing(Level.AMBER_STRICT),
    )
    assert File.objects.count() == 1
    assert first != second
    assert queries.duplicates_of(cast.viewer("budi"), first) == ()
    actions.delete_source(viewer=cast.viewer("budi"), source_id=first)
    digest = Source.objects.values_list("file_id", flat=True).get(pk=second)
    assert files().exists(str(digest))
    actions.delete_source(viewer=cast.viewer("chen"), source_id=second)
    assert not files().exists(str(digest))


def test_red_is_for_its_uploader_and_those_named(cast: Cast) -> None:
    source_id = add(cast, sharing_as=actions.Sharing(Level.RED, (cast.account("chen"),)))
    assert sharing_of("source", source_id).audience.recipients == {
        cast.account("budi"),
        cast.account("chen"),
    }


def test_a_reading_is_kept_whole_and_once(cast: Cast) -> None:
    source_id = read_source(cast.viewer("budi"), cast.a, "One sentence.", "Another sentence.")
    reading = Reading.objects.get(pk=source_id)
    for passage in Passage.objects.filter(source_id=source_id):
        assert passage.text == reading.text[passage.start : passage.end]
    before = Passage.objects.count()
    actions.keep_reading(
        source_id=source_id,
        document=document("Entirely different."),
        passages=(),
        signature=b"",
        findings=(),
        seconds=0,
    )
    assert Passage.objects.count() == before
    assert Reading.objects.get(pk=source_id).text == reading.text


def test_what_may_say_who_somebody_is_never_reaches_a_passage(cast: Cast) -> None:
    words = "Write to somebody.invented@example.org about the market."
    source_id = read_source(cast.viewer("budi"), cast.a, words, level=Level.CLEAR)
    shown = " ".join(each.text for each in queries.passages(cast.viewer("dina"), source_id))
    assert "invented@example.org" not in shown
    assert "withheld" in shown
    digest = Reading.objects.get(pk=source_id).findings[0][4]
    actions.answer_finding(
        viewer=cast.viewer("amina"),
        source_id=source_id,
        digest=digest,
        type_="email",
        decision="keep",
        reason="The office's own address.",
    )
    shown = " ".join(each.text for each in queries.passages(cast.viewer("dina"), source_id))
    assert "invented@example.org" in shown
    actions.reopen_finding(viewer=cast.viewer("amina"), source_id=source_id, digest=digest)
    shown = " ".join(each.text for each in queries.passages(cast.viewer("dina"), source_id))
    assert "invented@example.org" not in shown


def test_a_refusal_is_told_to_the_one_who_brought_it(cast: Cast) -> None:
    source_id = add(cast, sharing_as=actions.Sharing(Level.CLEAR))
    error = Invalid("The file is empty.", "Choose another.", kind="empty")
    actions.refuse_reading(source_id=source_id, error=error)
    assert queries.source(cast.viewer("budi"), source_id).error_message == "The file is empty."
    with pytest.raises(NotAllowed):
        queries.source(cast.viewer("dina"), source_id)


def test_of_a_file_that_was_refused_nothing_is_kept_but_why(cast: Cast) -> None:
    """Files on people would else lie on the disk; one that another source has stays with it."""
    error = Invalid("This is a list of persons.", kind="list-of-persons")
    first, second = (add(cast, sharing_as=actions.Sharing(Level.GREEN)) for _ in range(2))
    digest = Source.objects.get(pk=first).file_id
    assert Source.objects.get(pk=second).file_id == digest
    actions.refuse_reading(source_id=first, error=error)
    assert File.objects.filter(pk=digest).exists()
    with files().open_path(str(digest)) as kept:
        assert kept.read_bytes()
    actions.refuse_reading(source_id=second, error=error)
    assert not File.objects.exists()
    with files().open_path(str(digest)) as kept:
        assert not kept.exists()
    told = queries.source(cast.viewer("budi"), second)
    assert told.error_message == error.message
    assert not queries.original_of(cast.viewer("budi"), told).is_open


def test_a_new_edition_replaces_the_old_one_when_it_was_read(cast: Cast) -> None:
    old = read_source(cast.viewer("budi"), cast.a, "Old words.", level=Level.GREEN)
    new = actions.replace_source(
        viewer=cast.viewer("budi"), source_id=old, name="n.txt", content=[b"New words."]
    )
    assert queries.source(cast.viewer("chen"), old).state == "ready"
    actions.keep_reading(
        source_id=new,
        document=document("New words."),
        passages=(),
        signature=b"",
        findings=(),
        seconds=0,
    )
    assert sharing_of("source", new).audience == sharing_of("source", old).audience
    with pytest.raises(NotAllowed):
        queries.source(cast.viewer("chen"), old)
    assert queries.source(cast.viewer("chen"), new).edition == 2
    with pytest.raises(Conflict):
        actions.replace_source(
            viewer=cast.viewer("budi"), source_id=old, name="n.txt", content=[b"Newer."]
        )


def test_a_withdrawn_source_stays_with_those_in_charge(cast: Cast) -> None:
    source_id = read_source(cast.viewer("budi"), cast.a, "Some words.", level=Level.CLEAR)
    with pytest.raises(NotAllowed):
        actions.withdraw_source(viewer=cast.viewer("chen"), source_id=source_id)
    actions.withdraw_source(viewer=cast.viewer("budi"), source_id=source_id)
    with pytest.raises(NotAllowed):
        queries.source(cast.viewer("dina"), source_id)
    assert queries.source(cast.viewer("amina"), source_id).state == "withdrawn"


@pytest.mark.parametrize("count", [1, 3])
def test_lists_take_the_same_number_of_queries(
    cast: Cast, count: int, django_assert_max_num_queries: object
) -> None:
    for number in range(count):
        read_source(cast.viewer("budi"), cast.a, f"Words {number}.", title=f"Report {number}")
    viewer = cast.viewer("dina")
    with django_assert_max_num_queries(4):
        assert len(queries.sources(viewer)) == count


def test_link_only_originals_are_not_handed_out(cast: Cast) -> None:
    source_id = read_source(cast.viewer("budi"), cast.a, "Words.", link_only=True)
    with pytest.raises(NotAllowed), queries.original(cast.viewer("budi"), source_id):
        pass


def test_words_copied_from_a_page_are_found_once_or_refused(cast: Cast) -> None:
    source_id = read_source(cast.viewer("budi"), cast.a, "Twice said. Once told.", "Twice said.")
    start, end = queries.find_words(cast.viewer("dina"), source_id, "Once\n told.")
    assert queries.document(cast.viewer("dina"), source_id).text[start:end] == "Once told."
    for words in ("Twice said.", "Never said.", "  "):
        with pytest.raises(Invalid):
            queries.find_words(cast.viewer("dina"), source_id, words)


def test_cautions_are_kept_as_data_and_those_kept_as_sentences_still_show(cast: Cast) -> None:
    viewer = cast.viewer("budi")
    source_id = add(cast)
    read = replace(document("Words."), warnings=(caution("pages-unread", pages="3"),))
    actions.keep_reading(
        source_id=source_id, document=read, passages=(), signature=b"", findings=(), seconds=0
    )
    kept = Reading.objects.get(pk=source_id)
    assert kept.warnings == [{"kind": "pages-unread", "values": [["pages", "3"]]}]
    kept.warnings = ["An old sentence.", *kept.warnings]
    kept.save()
    sentences = ("An old sentence.", "Pages that could not be read: 3.")
    assert queries.reading_notes(viewer, source_id)[0] == sentences
    assert tuple(map(in_words, queries.opened(viewer, source_id).warnings)) == sentences


def test_a_refusal_is_shown_in_the_language_of_the_page(cast: Cast) -> None:
    source_id = add(cast)
    actions.refuse_reading(source_id=source_id, error=refusal("too-many-pages", "(2500 > 2000)"))
    english = queries.source(cast.viewer("budi"), source_id)
    assert english.error_message == "The file has too many pages. (2500 > 2000)"
    with translation.override("ms"):
        malay = queries.source(cast.viewer("budi"), source_id)
    assert malay.error_message.endswith(" (2500 > 2000)")
    assert not malay.error_message.startswith("The file")
    assert malay.error_hint != english.error_hint


@pytest.mark.parametrize(
    ("made", "words", "date"),
    [
        ("2024-03-01", "Report of the market walks, 2024", "2024"),
        ("2013-12-23", "Report of the market walks, 2024", ""),
        ("", "Report of the market walks, 2024", ""),
    ],
)
def test_a_file_s_own_date_counts_only_where_the_text_begins_with_its_year(
    cast: Cast, made: str, words: str, date: str
) -> None:
    source = actions.add_source(
        viewer=cast.viewer("budi"),
        organisation_id=cast.a,
        name="report.docx",
        content=[b"words"],
        sharing_as=actions.Sharing(Level.CLEAR),
    )
    read = replace(document(words), metadata=(("made", made),) if made else ())
    actions.keep_reading(
        source_id=source, document=read, passages=(), signature=b"", findings=(), seconds=0.0
    )
    assert Source.objects.get(pk=source).date == date
