"""A search as an address: words, filters and page, so that it can be shared and saved."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from balai.core.retrieval.query import FIELDS
from balai.search.queries.narrowing import read_values
from balai.search.results import Filters, Mode

LONGEST_QUERY = 1_000
_MOST_VALUES, _LONGEST_VALUE = 50, 100


@dataclass(frozen=True)
class Asking:
    """What an address asks for. `page` counts from 1."""

    words: str = ""
    filters: Filters = field(default_factory=Filters)
    mode: Mode = "hybrid"
    page: int = 1

    @property
    def is_empty(self) -> bool:
        """Say whether nothing is asked for."""
        return not self.words and self.filters.is_empty


def read(parameters: QueryDict) -> Asking:
    """Read an address. What is no value of its field is left out, and nothing raises."""
    words = parameters.get("q", "")[:LONGEST_QUERY].strip()
    pairs = [
        pair
        for name in FIELDS
        for value in parameters.getlist(name)[:_MOST_VALUES]
        if len(value) <= _LONGEST_VALUE
        for pair in read_values(name, value)
    ]
    mode: Mode = "words" if parameters.get("mode", "") == "words" else "hybrid"
    number = parameters.get("page", "")
    page = int(number) if number.isdecimal() and 0 < int(number[:4]) < 1_000 else 1
    return Asking(words, Filters(tuple(dict.fromkeys(pairs))), mode, page)


def pairs_of(filters: Filters) -> tuple[tuple[str, str], ...]:
    """Return filters as they stand in an address, each field's values together."""
    return tuple((name, value) for name in FIELDS for value in filters.values(name))


def query_string(asked: Asking) -> str:
    """Return what is asked for as the query string of an address."""
    pairs = [("q", asked.words)] if asked.words else []
    pairs += pairs_of(asked.filters)
    if asked.mode != "hybrid":
        pairs.append(("mode", asked.mode))
    if asked.page > 1:
        pairs.append(("page", str(asked.page)))
    return urlencode(pairs)


def address(
    words: str, filters: Filters | None = None, *, mode: Mode = "hybrid", page: int = 1
) -> str:
    """Return the address of a search."""
    asked = Asking(words, filters or Filters(), mode, page)
    return f"{reverse('search')}?{query_string(asked)}"


def ask_address(question: str, **more: str) -> str:
    """Return the address of an answer, so that it can be shared."""
    return f"{reverse('ask')}?{urlencode({'q': question, **more})}"
