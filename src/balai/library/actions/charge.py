"""Who may act on a source: asked by every action on one that is here already."""

from __future__ import annotations

from balai.core.audience import Viewer
from balai.core.errors import NotAllowed
from balai.library.models import Source
from balai.sharing.policy import require
from balai.sharing.queries import require_visible


def in_charge(viewer: Viewer, verb: str, source_id: str) -> Source:
    """Return a source for one who may do this with it. Raises NotAllowed, also where none is."""
    require_visible(viewer, "source", source_id)
    row = Source.objects.filter(pk=source_id).first()
    if row is None:
        raise NotAllowed()
    require(viewer, verb, "source", row)
    return row
