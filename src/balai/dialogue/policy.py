"""Who plans and runs dialogues: the convenors of the organisation that convenes."""

from __future__ import annotations

from typing import Protocol

from balai.core.audience import Viewer
from balai.sharing.policy import register


class Owned(Protocol):
    """What the rules need to know of a series or a dialogue."""

    @property
    def organisation_id(self) -> str:
        """Return the identifier."""
        ...


def may_convene(viewer: Viewer, thing: Owned) -> bool:
    """Say whether the viewer convenes for the organisation in charge of the thing."""
    return viewer.has("convenor", thing.organisation_id)


def convenes_anywhere(viewer: Viewer, _: object = None) -> bool:
    """Say whether the viewer convenes for any organisation."""
    return bool(viewer.organisations_as("convenor"))


def register_policy() -> None:
    """Make the rules known at start-up."""
    register("series", {"plan": may_convene})
    register("dialogue", {"plan": convenes_anywhere, "convene": may_convene})
    register("session", {"convene": may_convene})
