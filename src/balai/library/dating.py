"""Dates of sources as people read them: whole, or a month or year where no more is stated."""

from __future__ import annotations

from datetime import date

from django.utils.formats import date_format


def date_in_words(stated: str) -> str:
    """Return a date as in ISO 8601 in the language of the page: "4 March 2024", "March 2024".

    A year stays as it is, and so does what is no date.
    """
    whole = len(stated) == len("2024-03-04")
    if not whole and len(stated) != len("2024-03"):
        return stated
    try:
        day = date.fromisoformat(stated if whole else f"{stated}-01")
    except ValueError:
        return stated
    return date_format(day, "DATE_FORMAT" if whole else "YEAR_MONTH_FORMAT")
