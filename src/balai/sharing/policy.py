"""What may be done with a record: each app registers the rules of its own kinds here.

`may(viewer, verb, kind, thing)` is the one question views, actions and the command line ask.
A verb nobody registered is refused.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from balai.core.audience import Viewer
from balai.core.errors import NotAllowed
from balai.foundation.registries import policies

Rule = Callable[[Viewer, Any], bool]


def register(record_kind: str, verbs: dict[str, Rule]) -> None:
    """Make known what may be done with a kind of record, at start-up."""
    policies.register(record_kind, verbs)


def may(viewer: Viewer, verb: str, record_kind: str, thing: Any = None) -> bool:
    """Say whether the viewer may do this; what is unknown is forbidden."""
    if record_kind not in policies:
        return False
    rule = policies[record_kind].get(verb)
    return bool(rule and rule(viewer, thing))


def require(viewer: Viewer, verb: str, record_kind: str, thing: Any = None) -> None:
    """Raise NotAllowed, in the words for an absent record, where the viewer may not do this."""
    if not may(viewer, verb, record_kind, thing):
        raise NotAllowed()


def registered() -> dict[str, tuple[str, ...]]:
    """Return every kind with its verbs, for the visibility matrix and the documentation."""
    return {kind: tuple(sorted(verbs)) for kind, verbs in sorted(policies)}
