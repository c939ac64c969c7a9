"""What a web page states about itself: who published it, and when.

Pages say it in the vocabularies of Open Graph, Dublin Core, Google Scholar and schema.org (as
JSON-LD). What is stated for machines is preferred to what is guessed from the text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from balai.core.passages.normalise import normalise

from .dates import iso_date

_PUBLISHERS = (
    "dc.publisher", "dcterms.publisher", "dc.terms.publisher", "citation_publisher",
    "og:site_name", "application-name",
)  # fmt: skip
_DATES = (
    "citation_publication_date", "dcterms.issued", "dc.date.issued", "article:published_time",
    "og:published_time", "dcterms.date", "dc.date", "dcterms.created", "dc.date.created",
    "datepublished", "pubdate", "date",
)  # fmt: skip
_FULL = re.compile(r"\d{4}[-/]?\d{2}[-/]?\d{2}")
_LONGEST_JSON = 200_000
_DEEPEST = 6


def stated_facts(tree: Any) -> dict[str, str]:
    """Return `publisher` and `date` (as in ISO 8601) where a page states them."""
    named = _named(tree)
    linked = list(_linked_data(tree))
    publishers = [
        *(_name(each.get("publisher")) for each in linked),
        *(named.get(name, "") for name in _PUBLISHERS),
    ]
    dates = [
        *(str(each.get("datePublished") or "") for each in linked),
        *(named.get(name, "") for name in _DATES),
    ]
    facts = {
        "publisher": next(filter(None, map(normalise, publishers)), ""),
        "date": next(filter(None, map(_day, dates)), ""),
    }
    return {name: value for name, value in facts.items() if value}


def _day(stated: str) -> str:
    """Return a day that is stated in full; a year alone is none."""
    return iso_date(stated.replace("/", "-")) if _FULL.match(stated.strip()) else ""


def _named(tree: Any) -> dict[str, str]:
    """Return the contents of a page's meta elements by name, the first of each."""
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("name") or element.get("property") or element.get("itemprop") or ""
        found.setdefault(name.strip().lower(), element.get("content") or "")
    return found


def _linked_data(tree: Any) -> Iterator[dict[str, Any]]:
    """Yield the objects of a page's JSON-LD; what cannot be read is no statement."""
    for script in tree.iter("script"):
        if (script.get("type") or "").strip().lower() != "application/ld+json":
            continue
        text = script.text or ""
        if len(text) > _LONGEST_JSON:
            continue
        try:
            data = json.loads(text)
        except (ValueError, RecursionError):
            continue
        yield from _objects(data, _DEEPEST)


def _objects(data: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth == 0:
        return
    if isinstance(data, list):
        for each in data:
            yield from _objects(each, depth - 1)
    elif isinstance(data, dict):
        yield data
        yield from _objects(data.get("@graph"), depth - 1)


def _name(thing: Any) -> str:
    """Return the name of an organisation, which is given as a text, an object or several."""
    if isinstance(thing, list):
        return next(filter(None, map(_name, thing)), "")
    if isinstance(thing, dict):
        return _name(thing.get("name"))
    return thing if isinstance(thing, str) else ""
