"""XML elements by their local names.

Word writes the same document in two namespaces (transitional and strict), and readers care for
neither.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any


def local(element: Any) -> str:
    """Return an element's name without its namespace, empty for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: Any, name: str) -> str:
    """Return an attribute by its local name, empty where it is absent."""
    for key, text in element.attrib.items():
        if key.rpartition("}")[2] == name:
            return str(text)
    return ""


def children(element: Any, name: str) -> Iterator[Any]:
    """Yield the children of a local name."""
    return (each for each in element if local(each) == name)


def child(element: Any, *path: str) -> Any | None:
    """Return the first descendant along a path of local names, None where there is none."""
    for name in path:
        if element is None:
            return None
        element = next(children(element, name), None)
    return element


def value(element: Any, *path: str) -> str:
    """Return the `val` attribute at the end of a path, empty where there is none."""
    found = child(element, *path)
    return attribute(found, "val") if found is not None else ""
