"""Lessons as JSON-LD, CSV, RIS and BibTeX: what the viewer may see, marked with its level."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language

from balai.foundation.formats import (
    bibtex_entry,
    bibtex_file,
    csv_table,
    json_ld,
    ris_file,
    ris_record,
)
from balai.knowledge.labels import shown
from balai.knowledge.queries import EvidenceShown, LessonShown
from balai.sharing.marks import contested_in_words, label_of, mark_of
from balai.vocabulary import places


@dataclass(frozen=True)
class Format:
    """One way out: its file ending, media type and writer."""

    suffix: str
    media_type: str
    write: Callable[[Sequence[LessonShown], str], str]


def _mark(lessons: Sequence[LessonShown]) -> str:
    return label_of(held for each in lessons for held in each.held)


def _as_json(lesson: LessonShown, base: str) -> dict[str, Any]:
    return {
        "@type": ["CreativeWork", "balai:Lesson"],
        "@id": f"{base}/lessons/{lesson.id}/",
        "identifier": lesson.id,
        "additionalType": f"balai:{lesson.kind}",
        "balai:tlp": f"TLP:{lesson.sharing.level.label}",
        "balai:chathamHouseRule": lesson.sharing.chatham,
        "balai:isIllustration": lesson.is_illustration,
        "balai:contested": lesson.contested or None,
        "text": [{"@language": each.language, "@value": each.text} for each in lesson.statements],
        "publisher": {"@type": "Organization", "name": lesson.organisation},
        "datePublished": _published(lesson) or None,
        "spatialCoverage": [
            {"@type": "Country", "identifier": code, "name": places.country_name(code)}
            for code in lesson.codes("country")
        ],
        "contentLocation": lesson.place or None,
        "temporalCoverage": _span(lesson),
        "about": [f"balai:{code}" for scheme, code in lesson.labels if scheme != "country"],
        "balai:designOfEvidence": lesson.design,
        "citation": [
            {
                "@type": "Quotation",
                "text": {"@language": each.language, "@value": each.quote},
                "balai:tlp": f"TLP:{each.sharing.level.label}",
                "balai:chathamHouseRule": each.sharing.chatham,
                "author": {"@type": "Person", "name": each.said_by} if each.said_by else None,
                "isPartOf": each.source_title or None,
                "pagination": str(each.page),
            }
            for each in lesson.evidence
        ],
    }


def _span(lesson: LessonShown) -> str | None:
    if not lesson.year_from:
        return None
    return f"{lesson.year_from}/{lesson.year_to}" if lesson.year_to else str(lesson.year_from)


def _jsonld(lessons: Sequence[LessonShown], base: str) -> str:
    return json_ld([_as_json(each, base) for each in lessons], _mark(lessons))


COLUMNS = [
    "id",
    "tlp",
    "chatham",
    "kind",
    "statement",
    "language",
    "countries",
    "approaches",
    "outcomes",
    "place",
    "year_from",
    "year_to",
    "design",
    "sources",
    "quote",
    "quote_language",
    "quote_said_by",
    "source",
    "page",
    "organisation",
    "published",
    "url",
    "contested",
]


def _csv(lessons: Sequence[LessonShown], base: str) -> str:
    return csv_table(COLUMNS, (_row(each, base) for each in lessons))


def _row(each: LessonShown, base: str) -> tuple[object, ...]:
    first = each.evidence[0] if each.evidence else None
    return (
        each.id,
        label_of(each.held),
        "yes" if any(known.chatham for known in each.held) else "no",
        each.kind,
        each.statement.text,
        each.statement.language,
        " ".join(each.codes("country")),
        " ".join(each.codes("approach")),
        " ".join(each.codes("outcome")),
        each.place,
        each.year_from or "",
        each.year_to or "",
        each.design,
        each.sources,
        first.quote if first else "",
        first.language if first else "",
        first.said_by if first else "",
        first.source_title if first else "",
        first.page if first else "",
        each.organisation,
        _published(each),
        f"{base}/lessons/{each.id}/",
        each.contested,
    )


def _ris(lessons: Sequence[LessonShown], base: str) -> str:
    records = (ris_record(each.id, _ris_fields(each, base)) for each in lessons)
    return ris_file(records, _mark(lessons))


def _ris_fields(lesson: LessonShown, base: str) -> Iterator[tuple[str, str]]:
    """Yield what a reference manager takes: whose report it is, and apart who keeps the lesson."""
    source = _first_source(lesson)
    yield "TI", lesson.statement.text
    yield "LA", lesson.statement.language
    if source:
        yield "T2", source.source_title
        yield "PB", source.source_publisher
        yield "PY", source.source_date[:4]
    yield "DP", lesson.organisation
    for scheme, code in lesson.labels:
        yield "KW", shown(scheme, code, _page_language()).name
    for quote in lesson.evidence:
        yield "N1", _citation(quote)
    yield "N1", ", ".join(filter(None, (lesson.organisation, _published(lesson))))
    yield "N1", mark_of(*lesson.held)
    yield "N1", contested_in_words(lesson.contested)
    yield "UR", f"{base}/lessons/{lesson.id}/"


def _page_language() -> str:
    return (get_language() or "en").partition("-")[0]


def _first_source(lesson: LessonShown) -> EvidenceShown | None:
    """Return the quote whose source is credited: the first that this reader may open."""
    return next((each for each in lesson.evidence if each.opens), None)


def _published(lesson: LessonShown) -> str:
    return lesson.published.date().isoformat() if lesson.published else ""


def _citation(quote: EvidenceShown) -> str:
    said = (
        quote.said_by,
        quote.source_title,
        quote.source_publisher,
        quote.source_date,
        f"p. {quote.page}",
    )
    return f"“{quote.quote}” ({', '.join(filter(None, said))})"


def _bibtex(lessons: Sequence[LessonShown], base: str) -> str:
    entries = (
        bibtex_entry(each.id, each.statement.text, _bibtex_fields(each, base)) for each in lessons
    )
    return bibtex_file(entries, _mark(lessons))


def _bibtex_fields(lesson: LessonShown, base: str) -> dict[str, str]:
    source = _first_source(lesson)
    return {
        "series": source.source_title if source else "",
        "institution": source.source_publisher if source else "",
        "year": source.source_date[:4] if source else "",
        "library": lesson.organisation,
        "timestamp": _published(lesson),
        "language": lesson.statement.language,
        "note": "; ".join(_citation(quote) for quote in lesson.evidence),
        "annote": "; ".join(
            filter(None, (mark_of(*lesson.held), contested_in_words(lesson.contested)))
        ),
        "url": f"{base}/lessons/{lesson.id}/",
    }


FORMATS: dict[str, Format] = {
    each.suffix: each
    for each in (
        Format("jsonld", "application/ld+json", _jsonld),
        Format("csv", "text/csv", _csv),
        Format("ris", "application/x-research-info-systems", _ris),
        Format("bib", "application/x-bibtex", _bibtex),
    )
}


def export(lessons: Sequence[LessonShown], suffix: str, base: str) -> str:
    """Return lessons in a format. KeyError for one there is not; `base` is the node's address."""
    return FORMATS[suffix].write(lessons, base.rstrip("/"))
