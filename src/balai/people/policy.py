"""Who may do what with accounts, organisations and the node itself.

The rules are plain functions of the viewer, registered for `balai.sharing.policy` at start-up;
this app stands below sharing and asks them here.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from balai.core.audience import Viewer
from balai.core.errors import NotAllowed
from balai.foundation.registries import policies

ORGANISATION_ROLES = ("reader", "contributor", "reviewer", "convenor")
NODE_ROLES = ("steward", "oversight")
SECOND_STEP_ROLES = frozenset({"reviewer", "convenor", "steward", "oversight"})
"""Roles that a stolen password alone must not open."""
LENT_ROLES = frozenset({"reader", "contributor"})
"""What an organisation's own convenor or reviewer may invite to, without a steward."""


def is_steward(viewer: Viewer, thing: Any = None) -> bool:
    """Say whether the viewer runs the node."""
    return viewer.has("steward")


def may_look_over(viewer: Viewer, thing: Any = None) -> bool:
    """Say whether the viewer may read the journal, which holds identifiers and no content."""
    return viewer.has("oversight") or viewer.has("steward")


def may_invite(viewer: Viewer, organisation: str, roles: Collection[str]) -> bool:
    """Say whether the viewer may invite into an organisation (empty: the node) with these roles."""
    if viewer.has("steward"):
        return True
    hosts = viewer.organisations_as("convenor") | viewer.organisations_as("reviewer")
    return organisation in hosts and set(roles) <= LENT_ROLES


def may_manage_role(viewer: Viewer, organisation: str, role: str) -> bool:
    """Say whether the viewer may give and take a role in an organisation (empty: the node).

    Stewards may all; a convenor may for readers and contributors of the own organisation.
    """
    if viewer.has("steward"):
        return True
    return organisation in viewer.organisations_as("convenor") and role in LENT_ROLES


def may_see_people(viewer: Viewer, organisation: str) -> bool:
    """Say whether the viewer may see who belongs to an organisation: its members and stewards."""
    return viewer.has("steward") or organisation in viewer.organisations


def may_name_clients(viewer: Viewer, organisation: str) -> bool:
    """Say whether the viewer may say whom an organisation shares AMBER with."""
    return viewer.has("steward") or organisation in viewer.organisations_as("convenor")


def may_close(viewer: Viewer, account: str) -> bool:
    """Say whether the viewer may close an account: one's own, or as a steward."""
    return viewer.account is not None and (viewer.account == account or viewer.has("steward"))


def require(allowed: bool) -> None:
    """Raise NotAllowed, in the words for an absent thing, unless `allowed`."""
    if not allowed:
        raise NotAllowed()


RULES: dict[str, dict[str, Any]] = {
    "node": {"steer": is_steward, "look-over": may_look_over},
    "account": {
        "list": is_steward,
        "recover": is_steward,
        "close": lambda viewer, account: may_close(viewer, account),
        "edit": lambda viewer, account: viewer.account is not None and viewer.account == account,
    },
    "organisation": {
        "make": is_steward,
        "see-people": lambda viewer, organisation: may_see_people(viewer, organisation),
        "name-clients": lambda viewer, organisation: may_name_clients(viewer, organisation),
        "invite": lambda viewer, organisation: may_invite(viewer, organisation, LENT_ROLES),
        "give-role": lambda viewer, organisation: may_manage_role(viewer, organisation, "reader"),
    },
}
"""Record kind -> verb -> rule(viewer, identifier)."""


def register_rules() -> None:
    """Make the rules known to the one policy, at start-up."""
    for kind, verbs in RULES.items():
        policies.register(kind, verbs)
