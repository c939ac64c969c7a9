"""Sources as JSON-LD, CSV, RIS and BibTeX: what is known about them, never their text."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from balai.foundation.formats import (
    bibtex_entry,
    bibtex_file,
    csv_table,
    json_ld,
    ris_file,
    ris_record,
)
from balai.library.queries import SourceShown
from balai.sharing.marks import contested_in_words, label_of, mark_of

COLUMNS = (
    "id",
    "tlp",
    "chatham",
    "title",
    "publisher",
    "date",
    "address",
    "country",
    "language",
    "licence",
    "link_only",
    "illustration",
    "format",
    "file_name",
    "pages",
    "edition",
    "organisation",
    "url",
    "contested",
)


Contested = Mapping[str, str]
"""What is said of contested sources, by identifier: `contested` or `answered`."""


def export_sources(
    sources: Sequence[SourceShown], suffix: str, base: str, contested: Contested | None = None
) -> str:
    """Return sources in a format. KeyError for one there is not; `base` is the node's address."""
    return _WRITERS[suffix](sources, base, contested or {})


def _mark(sources: Sequence[SourceShown]) -> str:
    return label_of(each.sharing for each in sources)


def _url(source: SourceShown, base: str) -> str:
    return f"{base}/sources/{source.id}/"


def _as_json(source: SourceShown, base: str, contested: Contested) -> dict[str, Any]:
    return {
        "@type": ["Report", "balai:Source"],
        "@id": _url(source, base),
        "identifier": source.id,
        "balai:tlp": f"TLP:{source.sharing.level.label}",
        "balai:chathamHouseRule": source.sharing.chatham,
        "balai:isIllustration": source.is_illustration,
        "balai:linkOnly": source.link_only,
        "balai:contested": contested.get(source.id),
        "name": {"@language": source.language, "@value": source.title},
        "inLanguage": source.language or None,
        "publisher": {"@type": "Organization", "name": source.publisher}
        if source.publisher
        else None,
        "datePublished": source.date or None,
        "url": source.address or None,
        "spatialCoverage": {"@type": "Country", "identifier": source.country}
        if source.country
        else None,
        "license": source.licence or None,
        "numberOfPages": source.pages,
        "version": source.edition,
        "provider": {"@type": "Organization", "name": source.organisation},
    }


def _jsonld(sources: Sequence[SourceShown], base: str, contested: Contested) -> str:
    return json_ld([_as_json(each, base, contested) for each in sources], _mark(sources))


def _csv(sources: Sequence[SourceShown], base: str, contested: Contested) -> str:
    return csv_table(COLUMNS, (_row(each, base, contested) for each in sources))


def _row(each: SourceShown, base: str, contested: Contested) -> list[object]:
    own = {
        "tlp": f"TLP:{each.sharing.level.label}",
        "chatham": "yes" if each.sharing.chatham else "no",
        "link_only": "yes" if each.link_only else "no",
        "illustration": "yes" if each.is_illustration else "no",
        "url": _url(each, base),
        "contested": contested.get(each.id, ""),
    }
    return [own.get(name) or getattr(each, name, "") for name in COLUMNS]


def _ris(sources: Sequence[SourceShown], base: str, contested: Contested) -> str:
    records = (ris_record(each.id, _ris_fields(each, base, contested)) for each in sources)
    return ris_file(records, _mark(sources))


def _ris_fields(each: SourceShown, base: str, contested: Contested) -> tuple[tuple[str, str], ...]:
    year, _, rest = each.date.partition("-")
    return (
        ("TI", each.title),
        ("PB", each.publisher),
        ("PY", year),
        ("DA", f"{year}/{rest.replace('-', '/')}" if rest else ""),
        ("LA", each.language),
        ("CY", each.country),
        ("N1", mark_of(each.sharing)),
        ("N1", contested_in_words(contested.get(each.id, ""))),
        ("UR", each.address or _url(each, base)),
    )


def _bibtex(sources: Sequence[SourceShown], base: str, contested: Contested) -> str:
    entries = (
        bibtex_entry(
            each.id,
            each.title,
            {
                "institution": each.publisher or each.organisation,
                "year": each.date[:4],
                "language": each.language,
                "annote": "; ".join(
                    filter(
                        None,
                        (mark_of(each.sharing), contested_in_words(contested.get(each.id, ""))),
                    )
                ),
                "url": each.address or _url(each, base),
            },
        )
        for each in sources
    )
    return bibtex_file(entries, _mark(sources))


_WRITERS: dict[str, Callable[[Sequence[SourceShown], str, Contested], str]] = {
    "jsonld": _jsonld,
    "csv": _csv,
    "ris": _ris,
    "bib": _bibtex,
}
