"""The values behind a chart in Word, as a table: the picture itself says nothing in words."""

from __future__ import annotations

import posixpath
from typing import Any

from balai.core.passages.document import BlockKind, RawBlock

from .archive import Archive
from .xml import attribute, child, children, local


def charts_of(archive: Archive, part: str) -> dict[str, RawBlock]:
    """Return the charts a part refers to, by the identifier of the relation."""
    folder, name = posixpath.split(part)
    relations = archive.xml_if_any(f"{folder}/_rels/{name}.rels")
    charts = {}
    for relation in children(relations, "Relationship") if relations is not None else ():
        if attribute(relation, "Type").endswith("/chart"):
            target = posixpath.normpath(posixpath.join(folder, attribute(relation, "Target")))
            root = archive.xml_if_any(target)
            if root is not None:
                charts[attribute(relation, "Id")] = _table(root)
    return charts


def _table(root: Any) -> RawBlock:
    series = [each for each in root.iter() if local(each) == "ser"]
    names = [" ".join(_values(child(each, "tx"))) for each in series]
    categories = _values(child(series[0], "cat")) if series else []
    columns = [_values(child(each, "val")) for each in series]
    rows = [" | ".join(["", *names]).strip()]
    for index, category in enumerate(categories):
        cells = [column[index] if index < len(column) else "" for column in columns]
        rows.append(" | ".join([category, *cells]))
    title = "".join(each.text or "" for each in _runs(child(root, "chart", "title")))
    return RawBlock(1, "\n".join([title, *rows]).strip(), BlockKind.TABLE)


def _values(element: Any | None) -> list[str]:
    """Return the cached texts of a reference in their order."""
    return [each.text or "" for each in _runs(element, "v")]


def _runs(element: Any | None, name: str = "t") -> list[Any]:
    return [each for each in element.iter() if local(each) == name] if element is not None else []
