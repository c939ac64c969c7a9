"""Dates as formats write them, to ISO 8601."""

from __future__ import annotations

import re

_PDF = re.compile(r"(?:D:)?(\d{4})(\d{2})?(\d{2})?")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")


def iso_date(text: str) -> str:
    """Return the day a PDF or ISO date names as YYYY-MM-DD, empty where it names none."""
    found = _ISO.search(text) or _PDF.match(text.strip())
    if not found:
        return ""
    year, month, day = (int(part or 1) for part in found.groups())
    if not (1900 <= year <= 2200 and 1 <= month <= 12 and 1 <= day <= 31):
        return ""
    return f"{year:04}-{month:02}-{day:02}"
