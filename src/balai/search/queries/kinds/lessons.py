"""Lessons that were found: by a sentence of their own, or by a quote."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.urls import reverse

from balai.core.audience import Viewer
from balai.core.retrieval import snippet
from balai.knowledge.models import Evidence, Statement
from balai.knowledge.queries import EvidenceShown, LessonShown, lessons
from balai.library.queries import SourceShown, sources
from balai.search.models import IndexEntry
from balai.search.queries.kinds.parts import Chosen, Part, Wanted, marks_of, texts_in, words_marked
from balai.search.results import Hit


class Lessons:
    """How lessons are shown. The source behind a quote is named to those who may open it."""

    def hits(
        self,
        viewer: Viewer,
        chosen: Sequence[Chosen],
        entries: Mapping[int, IndexEntry],
        wanted: Wanted,
    ) -> list[Hit | None]:
        """Return lessons as hits; see the protocol."""
        ids = [each.record[1] for each in chosen]
        found = {each.id: each for each in lessons(viewer, wanted.languages, ids=ids)}
        behind = sorted({each.source_id for one in found.values() for each in one.evidence})
        shown = {each.id: each for each in sources(viewer, ids=behind, limit=len(behind) or 1)}
        hits: list[Hit | None] = []
        for each in chosen:
            lesson = found.get(each.record[1])
            entry = entries.get(each.entry) if each.entry is not None else None
            hits.append(_hit(lesson, entry, each, wanted, shown) if lesson else None)
        return hits

    def texts_of(self, entries: Sequence[IndexEntry]) -> dict[int, str]:
        """Return the texts of entries; see the protocol."""
        lie = {
            "statement": (Statement.objects.all(), "text"),
            "quote": (Evidence.objects.all(), "quote"),
        }
        return texts_in(entries, lie)


def _hit(
    lesson: LessonShown,
    entry: IndexEntry | None,
    chosen: Chosen,
    wanted: Wanted,
    shown: Mapping[str, SourceShown],
) -> Hit:
    quote = _quote_of(lesson, entry)
    part = _part_of(lesson, entry, quote)
    places = marks_of(part, wanted)
    support = quote or (lesson.evidence[0] if lesson.evidence else None)
    source = shown.get(support.source_id) if support and support.opens else None
    years = [str(year) for year in (lesson.year_from, lesson.year_to) if year]
    return Hit(
        rank=0,
        record="lesson",
        id=lesson.id,
        kind=lesson.kind,
        title=lesson.statement.text,
        title_language=lesson.statement.language,
        source=source.id if source else "",
        source_name=source.file_name if source else "",
        source_title=source.title if source else "",
        passage=part.id,
        page=support.page if support else 0,
        language=part.language,
        countries=lesson.codes("country"),
        labels=tuple(each for each in lesson.labels if each[0] != "country"),
        date="/".join(dict.fromkeys(years)),
        sharing=lesson.sharing,
        score=chosen.shown_score,
        matched=chosen.matched,
        words_found=words_marked(part.text, places),
        snippet=snippet(part.text, places),
        further=chosen.further,
        url=reverse("lesson", args=[lesson.id]),
        is_sentence=quote is None,
        contested=lesson.contested,
    )


def _quote_of(lesson: LessonShown, entry: IndexEntry | None) -> EvidenceShown | None:
    if entry is None or entry.part != "quote":
        return None
    return next((each for each in lesson.evidence if each.id == entry.part_id), None)


def _part_of(lesson: LessonShown, entry: IndexEntry | None, quote: EvidenceShown | None) -> Part:
    if quote is not None:
        return Part(quote.id, quote.quote, quote.language, quote.page)
    said = next(
        (each for each in lesson.statements if entry is not None and each.id == entry.part_id),
        lesson.statement,
    )
    return Part(said.id, said.text, said.language, 0)
