"""A name is planted in a source, and nobody without charge of it meets it by any way out.

The source and its lessons are open to everybody, so that it is the masking alone that is tried.
An original is served at its own level (see docs/explanation/sharing.md) and is no way out here.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core import mail
from django.db import connection

from balai.core.audience import Level, Viewer
from balai.core.errors import Invalid
from balai.core.passages.assemble import assemble
from balai.core.passages.document import BlockKind, RawBlock
from balai.foundation.models import JournalDetail
from balai.foundation.tasks.worker import run_all
from balai.knowledge import review
from balai.knowledge.actions import answering
from balai.knowledge.actions.editions import follow_replaced_source
from balai.knowledge.actions.lessons import add_statement, amend_lesson
from balai.knowledge.actions.masking import settle_candidate
from balai.knowledge.actions.review import accept, merge
from balai.library import actions as library
from balai.library.analysis import analyse
from balai.library.models import Passage, Source
from balai.search.actions import index_record
from balai.search.models import IndexEntry
from tests.cli.conftest import Balai
from tests.cli.conftest import balai as balai  # the fixture
from tests.factories.library import propose, read_source, validated
from tests.leaks import ways_out
from tests.personas import Cast
from tests.search.shelf import ToyEmbedder

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]

NAME = "Velimirovich"
FULL = f"Inspector Zoran {NAME}"
SAID = f"{FULL} kept the same beat for two years, and traders rang him first."
OTHER = f"Two years later {FULL} handed the beat over, and nobody rang."
PLAIN = "Traders rang the beat officer first once they had met him every week."
HEADING = f"What {FULL} did"
OUTSIDERS = ("dina", "chen", "esther", "farid", "omar")
"""Everybody without charge of what organisation A brings in."""

Lessons = dict[str, str]


def keep(source_id: str, *blocks: RawBlock) -> None:
    document = assemble(blocks, format="text", title=HEADING, detect=lambda _text: "en")
    found = analyse(document)
    library.keep_reading(
        source_id=source_id,
        document=document,
        passages=found.passages,
        signature=found.signature,
        findings=found.findings,
        seconds=0.0,
    )


def blocks(*sentences: str) -> tuple[RawBlock, ...]:
    heading = RawBlock(1, HEADING, BlockKind.HEADING, 1)
    return heading, *(RawBlock(1, each) for each in sentences)


def brought(cast: Cast, *sentences: str) -> str:
    """Bring in a report with the name in its title, its heading, and its sentences."""
    source = library.add_source(
        viewer=cast.viewer("budi"),
        organisation_id=cast.a,
        name="report.txt",
        content=[b"words"],
        sharing_as=library.Sharing(Level.CLEAR, (), False),
    )
    keep(source, *blocks(*sentences))
    return source


def published(cast: Cast, source: str, words: str, **answer: str) -> str:
    """Answer what was found in a sentence, and publish it."""
    amina = cast.viewer("amina")
    chosen = propose(amina, source, words)
    if answer:
        give(cast, chosen, **answer)
    settle_candidate(viewer=amina, candidate_id=chosen)
    return accept(viewer=amina, candidate_id=chosen, validated=validated(words))


def give(cast: Cast, chosen: str, **answer: str) -> None:
    amina = cast.viewer("amina")
    for each in review.candidate(amina, chosen).findings:
        if NAME in each.text:
            source = review.candidate(amina, chosen).source.id
            answering.answer(
                viewer=amina, source_id=source, digest=each.digest, type_=each.type, **answer
            )


def reopened(cast: Cast, chosen: str) -> None:
    amina = cast.viewer("amina")
    for each in review.candidate(amina, chosen).findings:
        source = review.candidate(amina, chosen).source.id
        answering.reopen(viewer=amina, source_id=source, digest=each.digest)


KEPT = {"decision": "keep", "reason": "A public office-holder acting in office."}


def masked(cast: Cast) -> tuple[str, str]:
    source = brought(cast, SAID)
    return source, published(cast, source, SAID)


def generalised(cast: Cast) -> tuple[str, str]:
    source = brought(cast, SAID)
    words = {"decision": "generalise", "replacement": "a neighbourhood officer"}
    return source, published(cast, source, SAID, **words)


def kept_then_reopened(cast: Cast) -> tuple[str, str]:
    source = brought(cast, SAID)
    lesson = published(cast, source, SAID, **KEPT)
    run_all()
    reopened(cast, propose(cast.viewer("amina"), source, SAID))
    return source, lesson


def kept_then_masked(cast: Cast) -> tuple[str, str]:
    source = brought(cast, SAID)
    lesson = published(cast, source, SAID, **KEPT)
    run_all()
    give(cast, propose(cast.viewer("amina"), source, SAID), decision="mask")
    return source, lesson


def new_edition(cast: Cast) -> tuple[str, str]:
    source, lesson = masked(cast)
    newer = library.replace_source(
        viewer=cast.viewer("budi"), source_id=source, name="second.txt", content=[b"more words"]
    )
    keep(newer, *blocks(PLAIN, SAID, OTHER))
    follow_replaced_source(old_id=source, new_id=newer)
    return newer, lesson


def translated(cast: Cast) -> tuple[str, str]:
    source, lesson = masked(cast)
    words = f"{FULL} tetap di pasar yang sama selama dua tahun."
    add_statement(viewer=cast.viewer("amina"), lesson_id=lesson, language="ms", text=words)
    return source, lesson


def amended(cast: Cast) -> tuple[str, str]:
    source, lesson = masked(cast)
    changed = validated(f"Traders rang {FULL} first, after two years on one beat.")
    amend_lesson(viewer=cast.viewer("amina"), lesson_id=lesson, validated=changed)
    return source, lesson


def merged(cast: Cast) -> tuple[str, str]:
    _, lesson = masked(cast)
    second = brought(cast, OTHER, PLAIN)
    chosen = propose(cast.viewer("amina"), second, OTHER)
    settle_candidate(viewer=cast.viewer("amina"), candidate_id=chosen)
    merge(viewer=cast.viewer("amina"), candidate_id=chosen, lesson_id=lesson)
    return second, lesson


def waiting(cast: Cast) -> tuple[str, str]:
    """Nothing is answered in this source yet; the lesson is another's."""
    source = brought(cast, SAID, PLAIN)
    propose(cast.viewer("amina"), source, SAID)
    return source, published(cast, source, PLAIN)


WAYS = (
    masked,
    generalised,
    kept_then_reopened,
    kept_then_masked,
    new_edition,
    translated,
    amended,
    merged,
    waiting,
)


def told(cast: Cast, who: str, source: str, lesson: str, balai: Balai) -> dict[str, str]:
    """Return all that somebody is told, by the way it came out."""
    viewer, client = cast.viewer(who), cast.client_for(who)
    out = {"lists": ways_out.told_by_queries(viewer)}
    for route, arguments in ways_out.PAGES:
        out[route, str(arguments)] = ways_out.told_by_page(client, route, arguments)
    for kind, record in (("source", source), ("lesson", lesson)):
        for route, more in ways_out.OF_A_RECORD[kind]:
            if route != "source-original":
                where = {f"{kind}_id": record} | more
                out[route] = ways_out.told_by_page(client, route, where)
    for suffix in ("csv", "bib", "jsonld", "ris"):
        address = {"lesson_id": lesson, "suffix": suffix}
        out[f"lesson.{suffix}"] = ways_out.told_by_page(client, "lesson-export", address)
    for word in (NAME, NAME[:6], "Zoran", "beat"):
        out[f"search {word}"] = told_by_search(viewer, word)
    out |= told_by_commands(who, source, lesson, balai)
    return out


def told_by_search(viewer: Viewer, word: str) -> str:
    return ways_out.told_by_search(viewer, word)[0]


def told_by_commands(who: str, source: str, lesson: str, balai: Balai) -> dict[str, str]:
    if who == "dina":
        return {}
    as_them = ("--as", f"{who}@example.org", "--json")
    commands = (
        ("search", "beat"),
        ("export", "lessons"),
        ("export", "sources"),
        ("export", lesson),
        ("source", "show", source),
    )
    answers = {" ".join(each): balai(*each, *as_them) for each in commands}
    return {said: answer.out + answer.err for said, answer in answers.items()}


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_who_has_no_charge_never_meets_the_name(
    cast: Cast, balai: Balai, way: Callable[[Cast], tuple[str, str]]
) -> None:
    source, lesson = way(cast)
    run_all()
    for who in OUTSIDERS:
        for by, words in told(cast, who, source, lesson, balai).items():
            assert NAME.casefold() not in words.casefold(), f"{who} met the name by {by}"


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_neither_index_nor_journal_nor_mail_holds_the_name(
    cast: Cast, way: Callable[[Cast], tuple[str, str]]
) -> None:
    way(cast)
    run_all()
    stem = NAME.casefold()[:8]
    assert [row.words for row in IndexEntry.objects.filter(words__icontains=stem)] == []
    assert IndexEntry.objects.exists()
    passages = list(Passage.objects.exclude(source__state="replaced"))
    assert passages
    for passage in passages:
        assert stem not in f"{passage.text} {passage.headings}".casefold()
    assert not any(
        stem in title.casefold() for title in Source.objects.values_list("title", flat=True)
    )
    details = repr(list(JournalDetail.objects.values_list("data", flat=True)))
    assert stem not in details.casefold()
    for message in mail.outbox:
        assert stem not in f"{message.subject} {message.body}".casefold()
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM search_terms WHERE term LIKE %s", [f"{stem}%"])
            assert cursor.fetchone() == (0,)


@pytest.mark.parametrize("is_kept", [False, True])
def test_no_vector_is_made_of_a_name_that_was_masked(cast: Cast, is_kept: bool) -> None:
    """A vector leads back to its words; of a kept name one is made, so that this looks there."""
    source = brought(cast, SAID)
    lesson = published(cast, source, SAID, **(KEPT if is_kept else {}))
    run_all()
    encoder = ToyEmbedder("for-names")
    for kind, record in (("source", source), ("lesson", lesson)):
        index_record(record_kind=kind, record_id=record, embedder=encoder)
    assert len(encoder.asked) >= 3
    assert any(NAME.casefold() in each.casefold() for each in encoder.asked) is is_kept


def test_a_kept_name_is_shown_to_everybody(cast: Cast) -> None:
    """The other tests would see it: this one shows that they look where it stands."""
    source = brought(cast, SAID)
    lesson = published(cast, source, SAID, **KEPT)
    run_all()
    page = ways_out.told_by_page(cast.client_for("dina"), "lesson", {"lesson_id": lesson})
    assert NAME in page
    assert NAME in told_by_search(cast.viewer("dina"), "beat")
    assert IndexEntry.objects.filter(words__icontains=NAME.casefold()[:8]).exists()


def test_the_contributor_sees_what_became_masked_in_what_was_published(cast: Cast) -> None:
    source, lesson = masked(cast)
    run_all()
    page = ways_out.told_by_page(cast.client_for("budi"), "lesson", {"lesson_id": lesson})
    assert NAME not in page
    assert "[name withheld]" in page
    assert source


@pytest.mark.parametrize(
    "replacement", [f"Inspector {NAME} Zoran", "the officer at somebody.else@example.org"]
)
def test_a_more_general_wording_names_nobody(cast: Cast, replacement: str) -> None:
    source = brought(cast, SAID)
    chosen = propose(cast.viewer("amina"), source, SAID)
    with pytest.raises(Invalid, match="names somebody"):
        give(cast, chosen, decision="generalise", replacement=replacement)


def test_the_place_of_a_lesson_names_nobody(cast: Cast) -> None:
    source = read_source(cast.viewer("budi"), cast.a, PLAIN)
    chosen = propose(cast.viewer("amina"), source, PLAIN)
    with pytest.raises(Invalid, match="place"):
        accept(
            viewer=cast.viewer("amina"),
            candidate_id=chosen,
            validated=validated(PLAIN, place=f"The house of {FULL}"),
        )
