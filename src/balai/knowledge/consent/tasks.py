"""What follows where somebody is asked, and where an account is closed."""

from __future__ import annotations

from django.conf import settings
from django_tasks import task

from balai.foundation.tasks.backend import queue, queue_unless_waiting
from balai.knowledge.consent.actions import end_with_account


@task(priority=6)
def end_consents(*, account_id: str) -> None:
    """Take back what a closed account had agreed to."""
    end_with_account(account_id=account_id)


def after_closing(account_id: str) -> None:
    """Queue the end of an account's consents, once for the account."""
    queue(end_consents, key=f"consents:{account_id}", account_id=account_id)


@task(priority=2)
def tell_asked(*, evidence_id: str) -> None:
    """Send word to whoever is asked, where a mail server is set and the question still waits."""
    from balai.knowledge.consent.telling import tell

    tell(evidence_id)


def after_asking(evidence_id: str) -> None:
    """Queue word to whoever is asked; without a mail server the pages tell it."""
    if settings.BALAI.mail:
        subject = f"consent.tell:{evidence_id}"
        queue_unless_waiting(tell_asked, subject=subject, evidence_id=evidence_id)
