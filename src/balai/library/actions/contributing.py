"""Beginning a contribution, and handing it to the reviewers."""

from __future__ import annotations

from balai.core.audience import Viewer
from balai.core.errors import NotAllowed
from balai.foundation.clock import now
from balai.foundation.journal.recording import recording
from balai.library.actions.kinds import SUBMITTED
from balai.library.models import Contribution
from balai.people.names import in_plain_words
from balai.sharing.policy import require


@in_plain_words
def begin_contribution(*, viewer: Viewer, organisation_id: str, note: str = "") -> str:
    """Begin a contribution for an organisation; return its identifier."""
    require(viewer, "add", "source", organisation_id)
    row = Contribution.objects.create(
        organisation_id=organisation_id, contributor=viewer.account or "", note=note
    )
    return row.pk


@in_plain_words
def submit_contribution(*, viewer: Viewer, contribution_id: str, note: str = "") -> None:
    """Hand a contribution to the reviewers; a second time changes nothing."""
    with recording(viewer) as journal:
        row = Contribution.objects.filter(pk=contribution_id, contributor=viewer.account).first()
        if row is None:
            raise NotAllowed()
        if row.submitted is None:
            row.submitted = now()
            row.note = note.strip()[:2000]
            row.save()
            journal.note(SUBMITTED, "contribution", contribution_id)
