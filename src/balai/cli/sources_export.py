"""Sources as JSON-LD, CSV, RIS and BibTeX: what is known about them, never their text."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Sequence
from typing import Any

from balai.knowledge.exporting import CONTEXT, _line, _safe, _tex
from balai.library.queries import SourceShown

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
)


def export_sources(sources: Sequence[SourceShown], suffix: str, base: str) -> str:
    """Return sources in a format. KeyError for one there is not; `base` is the node's address."""
    return _WRITERS[suffix](sources, base)


def _url(source: SourceShown, base: str) -> str:
    return f"{base}/sources/{source.id}/"


def _as_json(source: SourceShown, base: str) -> dict[str, Any]:
    return {
        "@type": ["Report", "balai:Source"],
        "@id": _url(source, base),
        "identifier": source.id,
        "balai:tlp": f"TLP:{source.sharing.level.label}",
        "balai:chathamHouseRule": source.sharing.chatham,
        "balai:isIllustration": source.is_illustration,
        "balai:linkOnly": source.link_only,
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


def _jsonld(sources: Sequence[SourceShown], base: str) -> str:
    graph = [_as_json(each, base) for each in sources]
    return json.dumps({"@context": CONTEXT, "@graph": graph}, ensure_ascii=False, indent=1)


def _csv(sources: Sequence[SourceShown], base: str) -> str:
    target = io.StringIO()
    writer = csv.writer(target)
    writer.writerow(COLUMNS)
    for each in sources:
        own = {
            "tlp": f"TLP:{each.sharing.level.label}",
            "chatham": "yes" if each.sharing.chatham else "no",
            "link_only": "yes" if each.link_only else "no",
            "illustration": "yes" if each.is_illustration else "no",
            "url": _url(each, base),
        }
        writer.writerow(_safe(own.get(name) or getattr(each, name, "")) for name in COLUMNS)
    return target.getvalue()


def _ris(sources: Sequence[SourceShown], base: str) -> str:
    lines: list[str] = []
    for each in sources:
        year, _, rest = each.date.partition("-")
        stated = {
            "TI": each.title,
            "PB": each.publisher,
            "PY": year,
            "DA": f"{year}/{rest.replace('-', '/')}" if rest else "",
            "LA": each.language,
            "CY": each.country,
            "N1": f"TLP:{each.sharing.level.label}",
            "UR": each.address or _url(each, base),
        }
        lines += ["TY  - RPRT", f"ID  - {each.id}"]
        lines += [f"{tag}  - {_line(value)}" for tag, value in stated.items() if value]
        lines += ["ER  - ", ""]
    return "\r\n".join(lines)


def _bibtex(sources: Sequence[SourceShown], base: str) -> str:
    entries = []
    for each in sources:
        fields = {
            "title": "{" + _tex(each.title) + "}",
            "institution": _tex(each.publisher or each.organisation),
            "year": each.date[:4],
            "language": each.language,
            "annote": f"TLP:{each.sharing.level.label}",
            "url": each.address or _url(each, base),
        }
        body = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items() if value)
        entries.append(f"@techreport{{balai-{each.id},\n{body}\n}}\n")
    return "\n".join(entries)


_WRITERS: dict[str, Callable[[Sequence[SourceShown], str], str]] = {
    "jsonld": _jsonld,
    "csv": _csv,
    "ris": _ris,
    "bib": _bibtex,
}
