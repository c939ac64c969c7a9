"""What this node accepts."""

from __future__ import annotations

from django.conf import settings


def largest_upload() -> int:
    """Return the largest file this node accepts, in bytes."""
    return int(float(settings.BALAI.largest_upload) * 1_000_000)


def allows_outside_requests() -> bool:
    """Say whether the steward lets this node fetch pages from outside."""
    return settings.BALAI.outside_requests.strip().lower() in {"yes", "true", "1", "on"}
