"""Reads the terms. Pure apart from reading the package's own data once per scheme."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from balai.core.errors import Invalid
from balai.vocabulary.finding import PhraseIndex
from balai.vocabulary.terms import DEFAULT, NOTHING, Scheme, Source, Term, Words

DATA = "data"


@dataclass(frozen=True)
class Mention:
    """A term found in a text: `text[start:end]` are the words that stand for it."""

    term: Term
    start: int
    end: int


@cache
def scheme_names() -> tuple[str, ...]:
    """Return the name of every list of terms, in alphabetical order."""
    folder = files("balai.vocabulary").joinpath(DATA)
    return tuple(
        sorted(
            entry.name.removesuffix(".json")
            for entry in folder.iterdir()
            if entry.name.endswith(".json")
        )
    )


@cache
def scheme(name: str) -> Scheme:
    """Return a list of terms, such as `scheme("approaches")`.

    Raises Invalid with kind `unknown-scheme`.
    """
    if name not in scheme_names():
        raise Invalid(
            "There is no vocabulary named “%(name)s”.",
            "Use one of %(known)s.",
            kind="unknown-scheme",
            values={"name": name, "known": ", ".join(scheme_names())},
        )
    path = files("balai.vocabulary").joinpath(DATA, f"{name}.json")
    raw = json.loads(path.read_text(encoding="utf-8"))
    sources = {
        key: Source(source["citation"], source["confirmed"])
        for key, source in raw["sources"].items()
    }
    return Scheme(
        name=name,
        labels=_words(raw["labels"]),
        definitions=_words(raw["definitions"]),
        families=MappingProxyType(
            {family: _words(labels) for family, labels in raw.get("families", {}).items()}
        ),
        terms=tuple(_term(name, row, sources) for row in raw["terms"]),
    )


def terms(scheme_name: str) -> tuple[Term, ...]:
    """Return the terms of a list in the order in which they are shown."""
    return scheme(scheme_name).terms


def term(scheme_name: str, code: str) -> Term:
    """Return one term, also by another code that stands for it.

    Raises Invalid with kind `unknown-term`.
    """
    try:
        return _by_code(scheme_name)[code]
    except KeyError:
        raise Invalid(
            "“%(code)s” is not a term of %(name)s.",
            "Use one of %(known)s.",
            kind="unknown-term",
            values={
                "code": code,
                "name": scheme_name,
                "known": ", ".join(entry.code for entry in terms(scheme_name)),
            },
        ) from None


def is_term(scheme_name: str, code: str) -> bool:
    """Say whether a list has a term of that code."""
    return code in _by_code(scheme_name)


def label(scheme_name: str, code: str, language: str = DEFAULT) -> str:
    """Return the label of a term in a language, English where it has none in that language."""
    return term(scheme_name, code).label(language)


def choices(scheme_name: str, language: str = DEFAULT) -> list[tuple[str, str]]:
    """Return (code, label) pairs for a form, in the order of the list."""
    return [(entry.code, entry.label(language)) for entry in terms(scheme_name)]


def mentions(scheme_name: str, text: str) -> tuple[Mention, ...]:
    """Return every place where a label or other name of a term stands in a text.

    Whole words in any language of the vocabulary, whatever their case, accents or a plural -s;
    of two that overlap the longer stands. In the order of the text.
    """
    by_code = _by_code(scheme_name)
    return tuple(
        Mention(by_code[code], start, end)
        for code, start, end in _phrases(scheme_name).occurrences(text)
    )


def find(scheme_name: str, text: str) -> tuple[Term, ...]:
    """Return the terms a text names, the one named most often first.

    Of two named equally often the one named first comes first. A suggestion for a person to
    check, not a classification.
    """
    counts: dict[Term, int] = {}
    for mention in mentions(scheme_name, text):
        counts[mention.term] = counts.get(mention.term, 0) + 1
    return tuple(sorted(counts, key=lambda found: -counts[found]))


@cache
def _by_code(scheme_name: str) -> Mapping[str, Term]:
    entries = scheme(scheme_name).terms
    also = {code: entry for entry in entries for code in entry.also}
    return MappingProxyType({**also, **{entry.code: entry for entry in entries}})


@cache
def _phrases(scheme_name: str) -> PhraseIndex:
    index = PhraseIndex()
    for entry in scheme(scheme_name).terms:
        for words in entry.labels.values():
            index.add(words, entry.code)
        for names in entry.aliases.values():
            for name in names:
                index.add(name, entry.code)
    return index


def _term(scheme_name: str, row: dict[str, Any], sources: Mapping[str, Source]) -> Term:
    return Term(
        scheme=scheme_name,
        code=row["code"],
        labels=_words(row["labels"]),
        definitions=_words(row["definitions"]),
        source=sources[row["source"]],
        family=row.get("family", ""),
        tags=tuple(row.get("tags", ())),
        also=tuple(row.get("also", ())),
        aliases=MappingProxyType(
            {language: tuple(names) for language, names in row.get("aliases", {}).items()}
        ),
        warnings=_words(row["warnings"]) if "warnings" in row else NOTHING,
    )


def _words(raw: dict[str, str]) -> Words:
    return MappingProxyType(dict(raw))
