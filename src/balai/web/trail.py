"""The way back to the front page, shown at the head of a page."""

from __future__ import annotations

from django.urls import reverse

from balai.web.contexts import Link


def trail(*links: Link) -> tuple[Link, ...]:
    """Return the front page followed by these; the last one is where the reader is."""
    return (Link("Balai", reverse("home")), *links)
