"""What an organisation speaks for, and how long answers and looks may take."""

from __future__ import annotations

from collections.abc import Iterable

from balai.core.audience import Viewer
from balai.core.errors import Invalid, NotAllowed
from balai.foundation.journal.recording import recording
from balai.foundation.node_settings import set_setting
from balai.knowledge.labels import require_labels
from balai.knowledge.models import Community
from balai.knowledge.voice.actions import kinds
from balai.knowledge.voice.policy import may_speak_for
from balai.people.queries import known_organisation

SCHEMES = ("country", "actor", "setting", "driver", "approach")
"""What a community can be told by: where it is, and who, where and what a lesson is about."""
LONGEST_WAIT = 90


def speak_for(
    *, viewer: Viewer, organisation_id: str, labels: Iterable[tuple[str, str]]
) -> tuple[tuple[str, str], ...]:
    """Say what an organisation speaks for, in place of what was said before; return it in order.

    Lessons with one of these labels are shown to its reviewers before they are published.
    """
    if not may_speak_for(viewer, organisation_id):
        raise NotAllowed()
    known_organisation(organisation_id)
    wanted = tuple(sorted(set(labels)))
    for scheme, code in wanted:
        if scheme not in SCHEMES:
            raise Invalid(
                "A community cannot be told by “%(scheme)s”.",
                "Use one of %(schemes)s.",
                values={"scheme": scheme, "schemes": ", ".join(SCHEMES)},
            )
        require_labels(((scheme, code),))
    with recording(viewer) as journal:
        Community.objects.filter(organisation_id=organisation_id).delete()
        Community.objects.bulk_create(
            Community(organisation_id=organisation_id, scheme=scheme, code=code)
            for scheme, code in wanted
        )
        journal.note(kinds.SPOKEN_FOR, "organisation", organisation_id, labels=len(wanted))
    return wanted


def set_days(*, viewer: Viewer, contest_days: int, look_days: int) -> None:
    """Set within how many days a contest is answered and a community looks; for a steward.

    It holds for what comes in from now on.
    """
    if not viewer.has("steward"):
        raise NotAllowed()
    days = {"contest_days": contest_days, "look_days": look_days}
    for name, value in days.items():
        if not 1 <= value <= LONGEST_WAIT:
            raise Invalid(
                "It must be between 1 and %(most)s days.",
                fields={name: ""},
                values={"most": LONGEST_WAIT},
            )
    with recording(viewer) as journal:
        for name, value in days.items():
            set_setting(name, value)
        journal.note(kinds.DAYS_SET, "node", "node", contest_days=contest_days, look_days=look_days)
