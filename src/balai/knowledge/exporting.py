"""Lessons as JSON-LD, CSV, RIS and BibTeX: what the viewer may see, marked with its level."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from balai.foundation.formats import bibtex_entry, csv_table, json_ld, ris_record
from balai.knowledge.queries import EvidenceShown, LessonShown
from balai.sharing.marks import mark_of
from balai.vocabulary import places


@dataclass(frozen=True)
class Format:
    """One way out: its file ending, media type and writer."""

    suffix: str
    media_type: str
    write: Callable[[Sequence[LessonShown], str], str]


def _as_json(lesson: LessonShown, base: str) -> dict[str, Any]:
    return {
        "@type": ["CreativeWork", "balai:Lesson"],
        "@id": f"{base}/lessons/{lesson.id}/",
        "identifier": lesson.id,
        "additionalType": f"balai:{lesson.kind}",
        "balai:tlp": f"TLP:{lesson.sharing.level.label}",
        "balai:chathamHouseRule": lesson.sharing.chatham,
        "balai:isIllustration": lesson.is_illustration,
        "text": [{"@language": each.language, "@value": each.text} for each in lesson.statements],
        "publisher": {"@type": "Organization", "name": lesson.organisation},
        "datePublished": lesson.published.date().isoformat() if lesson.published else None,
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
    return json_ld([_as_json(each, base) for each in lessons])


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
    "source",
    "page",
    "organisation",
    "published",
    "url",
]


def _csv(lessons: Sequence[LessonShown], base: str) -> str:
    return csv_table(COLUMNS, (_row(each, base) for each in lessons))


def _row(each: LessonShown, base: str) -> tuple[object, ...]:
    first = each.evidence[0] if each.evidence else None
    return (
        each.id,
        f"TLP:{each.sharing.level.label}",
        "yes" if each.sharing.chatham else "no",
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
        first.source_title if first else "",
        first.page if first else "",
        each.organisation,
        each.published.date().isoformat() if each.published else "",
        f"{base}/lessons/{each.id}/",
    )


def _ris(lessons: Sequence[LessonShown], base: str) -> str:
    return "\r\n".join(
        ris_record(
            each.id,
            (
                ("TI", each.statement.text),
                ("LA", each.statement.language),
                ("PB", each.organisation),
                ("PY", str(each.published.year) if each.published else ""),
                ("DA", f"{each.published:%Y/%m/%d}" if each.published else ""),
                *(("KW", code) for _, code in each.labels),
                *(("N1", _citation(quote)) for quote in each.evidence),
                ("N1", mark_of(each.sharing)),
                ("UR", f"{base}/lessons/{each.id}/"),
            ),
        )
        for each in lessons
    )


def _citation(quote: EvidenceShown) -> str:
    return f"“{quote.quote}” ({quote.source_title}, p. {quote.page})"


def _bibtex(lessons: Sequence[LessonShown], base: str) -> str:
    return "\n".join(
        bibtex_entry(
            each.id,
            each.statement.text,
            {
                "institution": each.organisation,
                "year": str(each.published.year) if each.published else "",
                "language": each.statement.language,
                "note": "; ".join(_citation(quote) for quote in each.evidence),
                "annote": mark_of(each.sharing),
                "url": f"{base}/lessons/{each.id}/",
            },
        )
        for each in lessons
    )


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
