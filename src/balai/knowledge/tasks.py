"""Proposing candidates from a source, and following what becomes of sources."""

from __future__ import annotations

from django_tasks import task

from balai.foundation.tasks.backend import queue
from balai.knowledge.actions.editions import follow_lost_source, follow_replaced_source
from balai.knowledge.actions.propose import keep_candidates
from balai.library.queries import document_of, edition_after


@task(priority=5)
def propose_candidates(*, source_id: str) -> None:
    """Propose candidates from a source that was read, and keep them."""
    document = document_of(source_id)
    if document is None:
        return
    from balai.knowledge.proposing import propose

    keep_candidates(source_id=source_id, proposals=propose(document))


@task(priority=6)
def anchor_anew(*, source_id: str) -> None:
    """Carry the lessons of a replaced source over to its new edition, and on to the newest.

    A later edition may have been read before this task, and its own may have found nothing yet.
    """
    while newer := edition_after(source_id):
        follow_replaced_source(old_id=source_id, new_id=newer)
        source_id = newer


@task(priority=6)
def send_to_review(*, source_id: str) -> None:
    """Send the lessons of a withdrawn or deleted source to review."""
    follow_lost_source(source_id=source_id)


def after_reading(source_id: str) -> None:
    """Queue the proposing of candidates, once for a source."""
    queue(propose_candidates, key=f"propose:{source_id}", source_id=source_id)


def after_replacing(source_id: str) -> None:
    """Queue the new anchoring of a replaced source's lessons."""
    queue(anchor_anew, key=f"anchor:{source_id}", source_id=source_id)


def after_losing(source_id: str) -> None:
    """Queue the review of a lost source's lessons."""
    queue(send_to_review, key=f"lost:{source_id}", source_id=source_id)
