"""Who may review, publish and mend what was learned."""

from __future__ import annotations

from typing import Protocol

from balai.core.audience import Viewer
from balai.sharing.policy import register


class Owned(Protocol):
    """What the rules need to know of a lesson or of a candidate's source."""

    @property
    def organisation_id(self) -> str:
        """Return the identifier."""
        ...


def may_review(viewer: Viewer, thing: Owned) -> bool:
    """Say whether the viewer reviews for the organisation that owns the thing."""
    return viewer.has("reviewer", thing.organisation_id)


def reviews_anywhere(viewer: Viewer, _: object = None) -> bool:
    """Say whether the viewer reviews for any organisation."""
    return bool(viewer.organisations_as("reviewer"))


def register_policy() -> None:
    """Make the rules known at start-up."""
    register("candidate", {"review": may_review, "list": reviews_anywhere})
    register(
        "lesson",
        {
            "amend": may_review,
            "share": may_review,
            "translate": may_review,
            "withdraw": may_review,
        },
    )
