"""What a person typed into the search box, read as words, phrases, exclusions and filters.

    young people "community policing" -drugs country:NZ kind:challenge

Reading never fails: a quotation mark without its partner, an operator on its own or a field
nobody knows is taken as the words it was typed as, for people paste sentences.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

FIELDS = (
    "record",
    "kind",
    "approach",
    "driver",
    "outcome",
    "setting",
    "actor",
    "target",
    "country",
    "region",
    "language",
    "year",
    "organisation",
    "level",
)
"""What a search is narrowed by, in the order in which it is shown."""
LONGEST = 20_000
"""Characters of a query that are read."""
MOST_WORDS = 128
"""Words of a query that are looked up; its meaning is taken from all that is read."""

_ASKING = frozenset("?!؟？！…")
_OPENING = '"“”„‟«»＂'
_TOKEN = re.compile(
    rf"""
    (?P<minus>(?<!\S)[-\u2212](?=\S))?                  # only at the start of a word
    (?:(?P<field>[a-z]+):(?=\S))?
    (?:[{_OPENING}](?P<quoted>[^{_OPENING}]*)[{_OPENING}]|(?P<bare>[^\s{_OPENING}]+))
    """,
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(frozen=True)
class FieldFilter:
    """`field:value`, or `-field:value` where it is excluded."""

    field: str
    value: str
    excluded: bool = False


@dataclass(frozen=True)
class Query:
    """A query as it was understood.

    `text` is what is searched by meaning: words and phrases in the order typed, without
    operators, exclusions and filters. `words` are those outside phrases, at most MOST_WORDS.
    """

    text: str
    words: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    excluded_words: tuple[str, ...] = ()
    excluded_phrases: tuple[str, ...] = ()
    filters: tuple[FieldFilter, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Say whether nothing is left to look for (there may be filters)."""
        return not self.text


def parse_query(text: str, fields: Collection[str] = FIELDS) -> Query:
    """Read a query. Never raises."""
    text = text[:LONGEST].replace("\x00", " ")
    wanted: list[str] = []
    words: list[str] = []
    phrases: list[str] = []
    excluded_words: list[str] = []
    excluded_phrases: list[str] = []
    filters: list[FieldFilter] = []
    for token in _TOKEN.finditer(text):
        quoted, bare = token["quoted"], token["bare"]
        value = " ".join((bare if quoted is None else quoted).split())
        field = (token["field"] or "").lower()
        excluded = token["minus"] is not None
        if not _says_something(value):
            if wanted and set(token[0]) <= _ASKING:  # "Que faire ?" is no question without it
                wanted.append(token[0])
            continue
        if field in fields:
            filters.append(FieldFilter(field, value, excluded))
            continue
        if field:
            value = f"{field} {value}"
        if excluded:
            (excluded_words if quoted is None else excluded_phrases).append(value)
            continue
        wanted.append(value)
        if quoted is not None and " " in value:
            phrases.append(value)
        else:
            words.extend(value.split())
    return Query(
        text=" ".join(wanted),
        words=tuple(dict.fromkeys(words))[:MOST_WORDS],
        phrases=tuple(dict.fromkeys(phrases))[:MOST_WORDS],
        excluded_words=tuple(dict.fromkeys(excluded_words))[:MOST_WORDS],
        excluded_phrases=tuple(dict.fromkeys(excluded_phrases))[:MOST_WORDS],
        filters=tuple(dict.fromkeys(filters)),
    )


def unquoted(text: str) -> str:
    """Return a query with the words of its phrases as words like any."""
    return " ".join(re.sub(f"[{_OPENING}]", " ", text).split())


def _says_something(value: str) -> bool:
    return any(map(str.isalnum, value))
