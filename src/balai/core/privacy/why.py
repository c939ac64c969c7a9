"""Why something was found: a code with its values, phrased where it is shown.

The sentences here are the English ones, which `--json` prints; pages phrase the same codes in the
language of the reader.
"""

from __future__ import annotations

from typing import NamedTuple


def _(text: str) -> str:
    """Mark a text for translation; it is translated where it is shown."""
    return text


ENGLISH: dict[str, str] = {
    "again": _("the name stands elsewhere beside a title"),
    "behind-name": _("it stands behind a name"),
    "beside": _("a word for it stands near"),
    "birth": _("a word for birth stands before it"),
    "box": _("a post-office box"),
    "called": _("“called” or the like stands before it"),
    "checked": _("it is written like one, and its check digits or dates hold"),
    "country-code": _("it begins with the code of a country"),
    "form": _("it is written like one"),
    "given": _("it is a given name"),
    "label": _("a label such as “Name:” stands before it"),
    "like": _("it could be one, though other things are written so too"),
    "nationality": _("somebody’s nationality stands before it"),
    "one-person": _("its sentence speaks of one person"),
    "only-one": _("the text says that there is no other such person"),
    "patronymic": _("“%(word)s” stands in it"),
    "postcode": _("it is written like a postcode"),
    "profile": _("it leads to one person’s page"),
    "reads-address": _("it reads like an address"),
    "reads-date": _("it reads like a date"),
    "reads-name": _("it reads like a person’s name"),
    "reads-number": _("it reads like a number of a case, a file or a telephone"),
    "reads-organisation": _("it reads like the name of an organisation"),
    "reads-place": _("it reads like the name of a place"),
    "reads-quantity": _("it reads like a count or an amount"),
    "reads-trait": _("it reads like a nationality, a belief or an occupation"),
    "register": _("a word for a licence, a badge or a register stands near"),
    "role-and-origin": _("a role and where from: in a room there may be one such person only"),
    "service": _("the name of a messaging service stands before it"),
    "street": _("a house number and a street"),
    "together": _("its parts describe one person, and together they may single them out"),
    "title": _("a title or a rank stands before it"),
    "unit": _("a house number and a unit"),
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
        sentence = ENGLISH[self.code] % {"word": self.word}
        return f"{sentence} ({COUNTRIES[self.country]})" if self.country else sentence
