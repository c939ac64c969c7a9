"""From records found to hits shown: title, passage with its marks, place, time, level.

Everything shown is read again through the queries of the app that owns it, for this viewer;
what they do not give is not shown, whatever the index said.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.urls import reverse

from balai.core.audience import Viewer
from balai.core.retrieval import Query, analyse, highlight, snippet
from balai.knowledge.queries import EvidenceShown, LessonShown, lessons
from balai.knowledge.voice.queries.marks import marks
from balai.library.models import Passage
from balai.library.queries import SourceShown, sources
from balai.search.models import IndexEntry
from balai.search.results import Hit, Matched, Record


@dataclass(frozen=True)
class Chosen:
    """A record to show, the entry that matched, and why it is here."""

    record: Record
    entry: int | None
    score: float
    matched: tuple[Matched, ...]
    further: int


@dataclass(frozen=True)
class _Part:
    """The text of a record that is shown."""

    id: str
    text: str
    language: str
    page: int


def hits_for(
    viewer: Viewer,
    chosen: Sequence[Chosen],
    query: Query,
    likely: Mapping[str, float],
    languages: Sequence[str],
) -> list[Hit]:
    """Return the hits for records in their order, in a number of queries that does not grow.

    A record of which this viewer's queries show nothing is left out.
    """
    entries = IndexEntry.objects.defer("vector", "words").in_bulk(
        [each.entry for each in chosen if each.entry is not None]
    )
    source_ids = [each.record[1] for each in chosen if each.record[0] == "source"]
    lesson_ids = [each.record[1] for each in chosen if each.record[0] == "lesson"]
    found_lessons = {each.id: each for each in lessons(viewer, languages, ids=lesson_ids)}
    behind = {each.source_id for found in found_lessons.values() for each in found.evidence}
    wanted = sorted({*source_ids, *behind})
    found_sources = {each.id: each for each in sources(viewer, ids=wanted, limit=len(wanted) or 1)}
    contested = marks(viewer, "source", source_ids)
    passages = _passages(frozenset(source_ids) & found_sources.keys(), entries.values())
    hits: list[Hit] = []
    for each in chosen:
        kind, record_id = each.record
        entry = entries.get(each.entry) if each.entry is not None else None
        hit: Hit | None = None
        if kind == "source" and record_id in found_sources:
            part = _passage_of(record_id, entry, passages)
            hit = replace(
                _source_hit(found_sources[record_id], part, each, query, likely),
                contested=contested.get(record_id, ""),
            )
        elif kind == "lesson" and record_id in found_lessons:
            hit = _lesson_hit(found_lessons[record_id], entry, each, query, likely, found_sources)
        if hit is not None:
            hits.append(hit)
    return hits


def _passages(shown: Collection[str], entries: Iterable[IndexEntry]) -> dict[str, Passage]:
    """Return the passages to show by their identifiers, and the first ones by their source's."""
    wanted = [
        entry.part_id for entry in entries if entry.part == "passage" and entry.record_id in shown
    ]
    rows = Passage.objects.filter(source_id__in=list(shown))
    found = {row.pk: row for row in rows.filter(pk__in=wanted)}
    found |= {row.source_id: row for row in rows.filter(position=0)}
    return found


def _passage_of(source_id: str, entry: IndexEntry | None, passages: Mapping[str, Passage]) -> _Part:
    row = passages.get(entry.part_id) if entry is not None and entry.part_id else None
    row = row or passages.get(source_id)
    if row is None:
        return _Part("", "", "", 1)
    return _Part(row.pk, row.text, row.language, row.page)


def _marks(part: _Part, query: Query, likely: Mapping[str, float]) -> tuple[tuple[int, int], ...]:
    """Return what to mark: words of the query in any form, its phrases word for word."""
    said = [
        word
        for word in query.words
        if any(analyse(word, language) for language in (likely or {part.language: 1.0}))
    ]
    return highlight(
        part.text, analyse(" ".join(said), part.language), query.phrases, part.language
    )


def _source_hit(
    source: SourceShown, part: _Part, chosen: Chosen, query: Query, likely: Mapping[str, float]
) -> Hit:
    marks = _marks(part, query, likely)
    address = reverse("source-passage", args=[source.id, part.id]) if part.id else ""
    return Hit(
        rank=0,
        record="source",
        id=source.id,
        kind="",
        title=source.title,
        title_language=source.language,
        source=source.id,
        source_name=source.file_name,
        source_title=source.title,
        passage=part.id,
        page=part.page,
        language=part.language or source.language,
        countries=(source.country,) if source.country else (),
        date=source.date,
        sharing=source.sharing,
        score=max(0.0, round(chosen.score, 4)),
        matched=chosen.matched,
        words_found=_words_found(part.text, marks),
        snippet=snippet(part.text, marks),
        further=chosen.further,
        url=address or reverse("source", args=[source.id]),
    )


def _lesson_hit(
    lesson: LessonShown,
    entry: IndexEntry | None,
    chosen: Chosen,
    query: Query,
    likely: Mapping[str, float],
    found_sources: Mapping[str, SourceShown],
) -> Hit:
    quote = _quote_of(lesson, entry)
    part = _lesson_part(lesson, entry, quote)
    marks = _marks(part, query, likely)
    support = quote or (lesson.evidence[0] if lesson.evidence else None)
    source = found_sources.get(support.source_id) if support and support.opens else None
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
        date="/".join(dict.fromkeys(years)),
        sharing=lesson.sharing,
        score=max(0.0, round(chosen.score, 4)),
        matched=chosen.matched,
        words_found=_words_found(part.text, marks),
        snippet=snippet(part.text, marks),
        further=chosen.further,
        url=reverse("lesson", args=[lesson.id]),
        is_sentence=quote is None,
        contested=lesson.contested,
    )


def _quote_of(lesson: LessonShown, entry: IndexEntry | None) -> EvidenceShown | None:
    if entry is None or entry.part != "quote":
        return None
    return next((each for each in lesson.evidence if each.id == entry.part_id), None)


def _lesson_part(
    lesson: LessonShown, entry: IndexEntry | None, quote: EvidenceShown | None
) -> _Part:
    if quote is not None:
        return _Part(quote.id, quote.quote, quote.language, quote.page)
    said = next(
        (each for each in lesson.statements if entry is not None and each.id == entry.part_id),
        lesson.statement,
    )
    return _Part(said.id, said.text, said.language, 0)


def _words_found(text: str, marks: Sequence[tuple[int, int]]) -> tuple[str, ...]:
    found: dict[str, str] = {}
    for start, end in marks:
        found.setdefault(text[start:end].casefold(), text[start:end])
    return tuple(found.values())
