"""Lessons as JSON-LD, CSV, RIS and BibTeX: what the viewer may see, marked with its level."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from balai.knowledge.queries import LessonShown
from balai.vocabulary import places

CONTEXT = {
    "@vocab": "https://schema.org/",
    "balai": "https://balai.example/terms#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
}
_FORMULA = re.compile(r"^[=+\-@\t\r]")


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
    graph = [_as_json(each, base) for each in lessons]
    return json.dumps({"@context": CONTEXT, "@graph": graph}, ensure_ascii=False, indent=1)


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
    target = io.StringIO()
    writer = csv.writer(target)
    writer.writerow(COLUMNS)
    for each in lessons:
        first = each.evidence[0] if each.evidence else None
        writer.writerow(
            _safe(value)
            for value in (
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
        )
    return target.getvalue()


def _safe(value: object) -> str:
    """Keep a spreadsheet from reading text as a formula (OWASP, CSV injection)."""
    text = str(value)
    return f"'{text}" if _FORMULA.match(text) else text


def _ris(lessons: Sequence[LessonShown], base: str) -> str:
    lines: list[str] = []
    for each in lessons:
        lines += ["TY  - RPRT", f"ID  - {each.id}", f"TI  - {_line(each.statement.text)}"]
        lines += [f"LA  - {each.statement.language}", f"PB  - {_line(each.organisation)}"]
        if each.published:
            lines += [f"PY  - {each.published.year}", f"DA  - {each.published:%Y/%m/%d}"]
        lines += [f"KW  - {code}" for _, code in each.labels]
        lines += [
            f"N1  - {_line(f'“{quote.quote}” ({quote.source_title}, p. {quote.page})')}"
            for quote in each.evidence
        ]
        lines += [f"N1  - TLP:{each.sharing.level.label}", f"UR  - {base}/lessons/{each.id}/"]
        lines += ["ER  - ", ""]
    return "\r\n".join(lines)


def _bibtex(lessons: Sequence[LessonShown], base: str) -> str:
    entries = []
    for each in lessons:
        fields = {
            "title": "{" + _tex(each.statement.text) + "}",
            "institution": _tex(each.organisation),
            "year": str(each.published.year) if each.published else "",
            "language": each.statement.language,
            "note": _tex(
                "; ".join(f"“{q.quote}” ({q.source_title}, p. {q.page})" for q in each.evidence)
            ),
            "annote": f"TLP:{each.sharing.level.label}",
            "url": f"{base}/lessons/{each.id}/",
        }
        body = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items() if value)
        entries.append(f"@techreport{{balai-{each.id},\n{body}\n}}\n")
    return "\n".join(entries)


def _line(text: str) -> str:
    return " ".join(text.split())


def _tex(text: str) -> str:
    """Escape what BibTeX reads as a command; text stays UTF-8."""
    return re.sub(r"([#$%&_{}])", r"\\\1", _line(text).replace("\\", "/"))


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
