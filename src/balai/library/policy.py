"""Who may do what with a source; who may read one is the audience's business."""

from __future__ import annotations

from typing import Protocol

from balai.core.audience import Viewer
from balai.sharing.policy import register

CONTRIBUTING_ROLES = ("contributor", "reviewer", "convenor")


class Owned(Protocol):
    """What the rules need to know of a source."""

    @property
    def organisation_id(self) -> str:
        """Return the identifier."""
        ...

    @property
    def contributor(self) -> str:
        """Return the identifier."""
        ...


def may_contribute(viewer: Viewer, organisation_id: str) -> bool:
    """Say whether the viewer may bring in sources for an organisation."""
    return any(viewer.has(role, organisation_id) for role in CONTRIBUTING_ROLES)


def has_charge(viewer: Viewer, source: Owned) -> bool:
    """Say whether a source is the viewer's to mend: it was brought by them, or they review it."""
    brought = viewer.account is not None and viewer.account == source.contributor
    is_member = source.organisation_id in viewer.organisations
    return (brought and is_member) or viewer.has("reviewer", source.organisation_id)


def reviews(viewer: Viewer, source: Owned) -> bool:
    """Say whether the viewer reviews for the organisation that owns a source."""
    return viewer.has("reviewer", source.organisation_id)


def register_policy() -> None:
    """Make the rules known at start-up."""
    register(
        "source",
        {
            "add": may_contribute,
            "describe": has_charge,
            "narrow": has_charge,
            "replace": has_charge,
            "withdraw": has_charge,
            "delete": has_charge,
            "answer": reviews,
        },
    )
