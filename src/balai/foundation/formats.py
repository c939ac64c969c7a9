"""Formats that records leave in: JSON-LD, CSV, RIS and BibTeX, each with its escaping.

Whoever exports says which fields a record has; how they are written safely is said here once.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from balai.core.passages.normalise import normalise

CONTEXT = {
    "@vocab": "https://schema.org/",
    "balai": "https://balai.example/terms#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
}
_FORMULA = re.compile(r"^[=+\-@\t\r]")


def json_ld(graph: Sequence[Mapping[str, Any]], mark: str) -> str:
    """Return records as one JSON-LD document whose graph, as a whole, carries a mark."""
    document = {"@context": CONTEXT, "balai:tlp": mark, "@graph": _visible(graph)}
    return json.dumps(document, ensure_ascii=False, indent=1)


def _visible(value: Any) -> Any:
    """Return values with every text on one line, free of controls and direction overrides."""
    if isinstance(value, str):
        return normalise(value)
    if isinstance(value, Mapping):
        return {name: _visible(each) for name, each in value.items()}
    return [_visible(each) for each in value] if isinstance(value, list | tuple) else value


def csv_table(columns: Sequence[str], rows: Iterable[Iterable[object]]) -> str:
    """Return a table with its heading; no cell is read as a formula by a spreadsheet."""
    target = io.StringIO()
    writer = csv.writer(target)
    writer.writerow(columns)
    for row in rows:
        writer.writerow(_cell(value) for value in row)
    return target.getvalue()


def _cell(value: object) -> str:
    """Keep a spreadsheet from reading text as a formula (OWASP, CSV injection)."""
    text = normalise(str(value))
    return f"'{text}" if _FORMULA.match(text) else text


def ris_file(records: Iterable[str], mark: str) -> str:
    """Return records of RIS between two lines with the mark.

    RIS has no comments; readers begin at the first `TY` and pass over what stands between records.
    """
    return "\r\n".join([f"{mark}\r\n", *records, f"{mark}\r\n"])


def ris_record(identifier: str, fields: Iterable[tuple[str, str]]) -> str:
    """Return a report as a record of RIS; empty fields are left out, line breaks closed up."""
    stated = [f"{tag}  - {normalise(value)}" for tag, value in fields if value]
    return "\r\n".join(["TY  - RPRT", f"ID  - {identifier}", *stated, "ER  - ", ""])


def bibtex_file(entries: Iterable[str], mark: str) -> str:
    """Return entries of BibTeX between two comments with the mark."""
    comment = f"% {mark}\n"
    return "\n".join([comment, *entries, comment])


def bibtex_entry(identifier: str, title: str, fields: Mapping[str, str]) -> str:
    """Return a report as an entry of BibTeX; empty fields are left out.

    The title keeps its capitals. What BibTeX reads as a command is escaped, except in `url`.
    """
    stated = {"title": "{" + _tex(title) + "}"}
    stated |= {
        name: value if name == "url" else _tex(value) for name, value in fields.items() if value
    }
    body = ",\n".join(f"  {name} = {{{value}}}" for name, value in stated.items())
    return f"@techreport{{balai-{identifier},\n{body}\n}}\n"


def _tex(text: str) -> str:
    """Escape what BibTeX reads as a command; text stays UTF-8."""
    return re.sub(r"([#$%&_{}])", r"\\\1", normalise(text).replace("\\", "/"))
