"""Sources that have been read, without a file's trip through a child process."""

from __future__ import annotations

from dataclasses import dataclass

from balai.core.audience import Level, Viewer
from balai.core.passages.assemble import assemble
from balai.core.passages.document import BlockKind, Document, RawBlock
from balai.knowledge.actions.propose import mark_passage
from balai.knowledge.actions.review import Validated, accept
from balai.library.actions import Sharing, SourceDetails, add_source, keep_reading
from balai.library.analysis import analyse
from tests.personas import Cast


def document(*paragraphs: str, title: str = "A report", language: str = "en") -> Document:
    """Return a document of one page with a title and paragraphs."""
    blocks = [RawBlock(1, title, BlockKind.TITLE), *(RawBlock(1, each) for each in paragraphs)]
    return assemble(blocks, format="text", title=title, detect=lambda _text: language)


def read_source(
    viewer: Viewer,
    organisation: str,
    *paragraphs: str,
    level: Level = Level.CLEAR,
    chatham: bool = False,
    recipients: tuple[str, ...] = (),
    title: str = "A report",
    language: str = "en",
    link_only: bool = False,
    in_file: str = "",
) -> str:
    """Bring in a source and keep what was read in it; return its identifier.

    `in_file` stands in the file alone, as what a picture shows does.
    """
    source_id = add_source(
        viewer=viewer,
        organisation_id=organisation,
        name=f"{title}.txt",
        content=["\n\n".join((*paragraphs, in_file)).encode()],
        sharing_as=Sharing(level, recipients, chatham),
        details=SourceDetails(title=title, country="MY", language=language, link_only=link_only),
    )
    read = document(*paragraphs, title=title, language=language)
    found = analyse(read)
    keep_reading(
        source_id=source_id,
        document=read,
        passages=found.passages,
        signature=found.signature,
        findings=found.findings,
        seconds=0.0,
    )
    return source_id


def propose(viewer: Viewer, source_id: str, words: str, kind: str = "lesson") -> str:
    """Propose words of a source; return the candidate."""
    from balai.library.queries import find_words

    start, end = find_words(viewer, source_id, words)
    return mark_passage(viewer=viewer, source_id=source_id, start=start, end=end, kind=kind)


def validated(statement: str, **more: object) -> Validated:
    """Return what a reviewer confirms of an English lesson."""
    return Validated(
        **{
            "kind": "lesson",
            "statement": statement,
            "language": "en",
            "labels": (("approach", "A1"), ("country", "MY")),
            **more,
        }
    )


@dataclass(frozen=True)
class Told:
    """A source of one level with a lesson, and a word that nothing else has."""

    level: Level
    word: str
    source: str
    candidate: str
    lesson: str


WORDS = {
    Level.CLEAR: "quartzite",
    Level.GREEN: "malachite",
    Level.AMBER: "carnelian",
    Level.AMBER_STRICT: "obsidian",
    Level.RED: "cinnabar",
}


def one_of_each_level(cast: Cast) -> dict[Level, Told]:
    """Make, in organisation A, a source and a lesson of every level; RED is for Amina and Budi."""
    amina, budi = cast.viewer("amina"), cast.viewer("budi")
    told = {}
    for level, word in WORDS.items():
        sentence = f"Officers who walked the {word} market were greeted by name."
        source = read_source(
            budi,
            cast.a,
            sentence,
            "Other words of the report stand here.",
            level=level,
            recipients=(cast.account("amina"),),
            title=f"Report on the {word} market",
        )
        candidate = propose(amina, source, sentence)
        lesson = accept(
            viewer=amina,
            candidate_id=candidate,
            validated=validated(f"At the {word} market known officers were greeted."),
        )
        told[level] = Told(level, word, source, candidate, lesson)
    return told
