"""The calendar feed, as RFC 5545 writes it: what a phone's calendar subscribes to.

A feed is read by programs that do not sign in, so it holds what anybody may see and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

_WIDEST = 75
"""Octets of a line, without its end (RFC 5545, 3.1)."""


@dataclass(frozen=True)
class Event:
    """One entry: `begins` and `ends` are days, both included, or moments of a clock in `zone`."""

    uid: str
    title: str
    begins: date | datetime
    ends: date | datetime
    place: str = ""
    url: str = ""
    zone: str = "UTC"
    is_cancelled: bool = False


def at(day: date, clock: time) -> datetime:
    """Return a moment by a place's own clock."""
    return datetime.combine(day, clock)


def calendar(name: str, events: Iterable[Event], made: datetime) -> str:
    """Return a calendar; the same events give the same text."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Balai//Dialogues//EN",
        "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{_text(name)}",
    ]
    for each in events:
        lines += _event(each, made)
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line))


def _event(event: Event, made: datetime) -> list[str]:
    lines = ["BEGIN:VEVENT", f"UID:{event.uid}", f"DTSTAMP:{_moment(made)}"]
    if isinstance(event.begins, datetime) and isinstance(event.ends, datetime):
        zone = ZoneInfo(event.zone)
        lines += [
            f"DTSTART:{_moment(event.begins.replace(tzinfo=zone))}",
            f"DTEND:{_moment(event.ends.replace(tzinfo=zone))}",
        ]
    else:
        after = event.ends + timedelta(days=1)
        lines += [
            f"DTSTART;VALUE=DATE:{event.begins:%Y%m%d}",
            f"DTEND;VALUE=DATE:{after:%Y%m%d}",
        ]
    lines.append(f"SUMMARY:{_text(event.title)}")
    if event.place:
        lines.append(f"LOCATION:{_text(event.place)}")
    if event.url:
        lines.append(f"URL:{event.url}")
    if event.is_cancelled:
        lines.append("STATUS:CANCELLED")
    return [*lines, "END:VEVENT"]


def _moment(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _text(words: str) -> str:
    escaped = words.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return " ".join(escaped.split())


def _folded(line: str) -> Iterable[str]:
    """Yield a line in parts of 75 octets, no character cut in two."""
    part, width = "", 0
    for character in line:
        size = len(character.encode())
        if width + size > _WIDEST:
            yield part
            part, width = " ", 1
        part, width = part + character, width + size
    yield part
