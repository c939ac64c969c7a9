"""Why something was found: a code with its values, phrased where it is shown.

The sentences here are the English ones, which `--json` prints; pages phrase the same codes in the
language of the reader.
"""

from __future__ import annotations

from typing import NamedTuple

ENGLISH = {
    "again": "the name stands elsewhere beside a title",
    "behind-name": "it stands behind a name",
    "beside": "a word for it stands near",
    "birth": "a word for birth stands before it",
    "box": "a post-office box",
    "called": "“called” or the like stands before it",
    "checked": "it is written like one, and its check digits or dates hold",
    "country-code": "it begins with the code of a country",
    "form": "it is written like one",
    "label": "a label such as “Name:” stands before it",
    "learned": "it was learned from examples",
    "like": "it could be one, though other things are written so too",
    "nationality": "somebody’s nationality stands before it",
    "one-person": "its sentence speaks of one person",
    "patronymic": "“{word}” stands in it",
    "postcode": "it is written like a postcode",
    "profile": "it leads to one person’s page",
    "register": "a word for a licence, a badge or a register stands near",
    "service": "the name of a messaging service stands before it",
    "street": "a house number and a street",
    "title": "a title or a rank stands before it",
    "unit": "a house number and a unit",
}
"""Every code, and its reason in English."""

COUNTRIES = {
    "AU": "Australia",
    "BE": "Belgium",
    "CA": "Canada",
    "ES": "Spain",
    "FR": "France",
    "GB": "United Kingdom",
    "ID": "Indonesia",
    "IN": "India",
    "LK": "Sri Lanka",
    "MA": "Morocco",
    "MY": "Malaysia",
    "NL": "Netherlands",
    "NZ": "New Zealand",
    "PH": "Philippines",
    "PK": "Pakistan",
    "SG": "Singapore",
    "TH": "Thailand",
    "US": "United States",
    "ZA": "South Africa",
}
"""The countries whose numbers have rules of their own (ISO 3166), in English."""


class Why(NamedTuple):
    """A code of ENGLISH, the country whose rule it is, if any, and the word that gave it away."""

    code: str
    country: str = ""
    word: str = ""

    def __str__(self) -> str:
        sentence = ENGLISH[self.code].format(word=self.word)
        return f"{sentence} ({COUNTRIES[self.country]})" if self.country else sentence
