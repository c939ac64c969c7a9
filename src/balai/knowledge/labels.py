"""The labels a lesson carries: short scheme names, their terms, and how they are shown."""

from __future__ import annotations

from dataclasses import dataclass

from balai.core.errors import Invalid
from balai.vocabulary import places, queries

SCHEMES = {
    "approach": "approaches",
    "driver": "drivers",
    "actor": "actors",
    "setting": "settings",
    "level": "target-levels",
    "outcome": "outcomes",
}
"""A lesson's scheme -> the vocabulary's list. Countries are not a list but CLDR's territories."""

_UNINTENDED = "unintended-outcomes"


@dataclass(frozen=True)
class LabelShown:
    """A label in the reader's language, with its definition."""

    scheme: str
    code: str
    name: str
    definition: str = ""
    warning: str = ""


def list_of(scheme: str, code: str) -> str:
    """Return the vocabulary's list that has a code; unintended outcomes are a list of their own."""
    if scheme == "outcome" and code.startswith("X"):
        return _UNINTENDED
    return SCHEMES[scheme]


def lists_of(scheme: str) -> tuple[str, ...]:
    """Return the vocabulary's lists whose codes labels of a scheme have."""
    return (SCHEMES[scheme], _UNINTENDED) if scheme == "outcome" else (SCHEMES[scheme],)


def field_of(scheme: str) -> str:
    """Return the field by which records are narrowed to a scheme's labels: `level` is TLP's."""
    return "target" if scheme == "level" else scheme


def is_harm(scheme: str, code: str) -> bool:
    """Say whether a label is the word of reviewers that something did harm."""
    return scheme == "outcome" and list_of(scheme, code) == _UNINTENDED


def is_label(scheme: str, code: str) -> bool:
    """Say whether a scheme has such a code."""
    if scheme == "country":
        return places.is_country(code)
    return scheme in SCHEMES and queries.is_term(list_of(scheme, code), code)


def require_labels(labels: tuple[tuple[str, str], ...]) -> None:
    """Raise Invalid where one of the labels is not a term of the vocabulary."""
    for scheme, code in labels:
        if not is_label(scheme, code):
            raise Invalid(
                "%(scheme)s “%(code)s” is not in the vocabulary.",
                "Choose one from the list.",
                values={"scheme": scheme, "code": code},
            )


def shown(scheme: str, code: str, language: str) -> LabelShown:
    """Return a label as a reader sees it."""
    if scheme == "country":
        return LabelShown(scheme, code, places.country_name(code, language))
    term = queries.term(list_of(scheme, code), code)
    return LabelShown(
        scheme, code, term.label(language), term.definition(language), term.warning(language)
    )


def choices(scheme: str, language: str) -> list[tuple[str, str]]:
    """Return the codes of a scheme with their labels, for a form."""
    if scheme == "country":
        return list(places.country_names(language).items())
    return [each for name in lists_of(scheme) for each in queries.choices(name, language)]
