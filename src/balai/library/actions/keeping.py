"""Describing, withdrawing and deleting a source."""

from __future__ import annotations

from dataclasses import asdict, replace

from balai.core.audience import Viewer
from balai.core.errors import Conflict, Invalid
from balai.foundation.journal.recording import recording
from balai.foundation.ports.files import files
from balai.library.actions.charge import in_charge
from balai.library.actions.details import SourceDetails
from balai.library.actions.kinds import DELETED, DESCRIBED, WITHDRAWN
from balai.library.actions.originals import is_orphaned
from balai.library.models import ORIGINAL, SourceState
from balai.library.naming import is_untitled, title_from
from balai.people.names import in_plain_words
from balai.sharing import actions as sharing


@in_plain_words
def describe_source(*, viewer: Viewer, source_id: str, details: SourceDetails) -> None:
    """Change what is known about a source."""
    with recording(viewer) as journal:
        row = in_charge(viewer, "describe", source_id)
        if not details.title.strip():
            raise Invalid("A source needs a title.", fields={"title": "Give the source a title."})
        if is_untitled(row.title, row.file_name) and details.title == title_from(row.file_name):
            details = replace(details, title="")  # what was shown for one is none
        for name, value in asdict(details).items():
            setattr(row, name, value)
        row.save()
        journal.note(DESCRIBED, "source", source_id)


def withdraw_source(*, viewer: Viewer, source_id: str) -> None:
    """Take a source out of sight; it stays for those in charge, and its lessons go to review."""
    with recording(viewer) as journal:
        row = in_charge(viewer, "withdraw", source_id)
        if row.state == SourceState.WITHDRAWN:
            raise Conflict("This source has been withdrawn already.")
        row.state = SourceState.WITHDRAWN
        row.save()
        journal.note(WITHDRAWN, "source", source_id)


def delete_source(*, viewer: Viewer, source_id: str) -> None:
    """Delete a source, its text and, where no other source has it, its file."""
    with recording(viewer) as journal:
        row = in_charge(viewer, "delete", source_id)
        digest = row.file_id
        journal.note(DELETED, "source", source_id)
        row.delete()
        for kind in ("source", ORIGINAL):
            sharing.forget(actor=journal.actor, record_kind=kind, record_id=source_id)
        orphaned = is_orphaned(digest)
    if orphaned and digest:
        files().delete(digest)
