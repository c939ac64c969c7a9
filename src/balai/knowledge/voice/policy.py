"""Who may remove, look, answer and speak for a community; who reads is the audience's business."""

from __future__ import annotations

from balai.core.audience import Viewer
from balai.knowledge.policy import Owned, may_review
from balai.sharing.policy import register


def may_look(viewer: Viewer, contest: Owned) -> bool:
    """Say whether the viewer looks at what came without an account: the owner's, or oversight."""
    return may_review(viewer, contest) or oversees(viewer)


def oversees(viewer: Viewer, _: object = None) -> bool:
    """Say whether the viewer sees what was not answered in time."""
    return viewer.has("oversight")


def may_speak_for(viewer: Viewer, organisation_id: str) -> bool:
    """Say whether the viewer says what an organisation speaks for."""
    return viewer.has("steward") or viewer.has("convenor", organisation_id)


def may_decide(viewer: Viewer, look: Owned) -> bool:
    """Say whether the viewer agrees or objects for a community."""
    return viewer.has("reviewer", look.organisation_id)


def takes_part(viewer: Viewer, _: object = None) -> bool:
    """Say whether anything of this could wait for the viewer."""
    decides = bool(viewer.organisations_as("reviewer") | viewer.organisations_as("convenor"))
    return decides or oversees(viewer) or viewer.has("steward")


def register_policy() -> None:
    """Make the rules known at start-up."""
    register("comment", {"remove": may_review})
    register("contest", {"look": may_look, "answer": may_review, "oversee": oversees})
    register("community", {"list": takes_part, "speak": may_speak_for})
    register("look", {"decide": may_decide})
