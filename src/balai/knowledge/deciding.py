"""What follows of changing who may read something, said before it takes effect."""

from __future__ import annotations

from django.utils.translation import gettext as _

from balai.core import audience as core
from balai.core.audience import Viewer
from balai.people.queries import organisation, reviewers_but


def who_decides(viewer: Viewer, now: core.Audience, organisation_id: str) -> str:
    """Say what takes effect at once, and whether anybody could decide on the rest."""
    words = _("Narrower takes effect at once, also for what was drawn from it.")
    if now == core.audience(core.Level.RED, recipients=[viewer.account or "-"]):
        return f"{words} {_('You alone read it: whom you name reads it at once.')}"
    owner = organisation(organisation_id)
    name = owner.name if owner else ""
    if any(core.may_see(each, now) for each in reviewers_but(viewer, organisation_id)):
        more = _("Wider waits for a second reviewer of %(organisation)s.") % {"organisation": name}
    else:
        more = _(
            "Wider needs a second reviewer of %(organisation)s who may read it; there is none yet."
        ) % {"organisation": name}
    return f"{words} {more}"
