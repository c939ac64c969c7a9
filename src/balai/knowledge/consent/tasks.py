"""What follows where an account is closed."""

from __future__ import annotations

from django_tasks import task

from balai.foundation.tasks.backend import queue
from balai.knowledge.consent.actions import end_with_account


@task(priority=6)
def end_consents(*, account_id: str) -> None:
    """Take back what a closed account had agreed to."""
    end_with_account(account_id=account_id)


def after_closing(account_id: str) -> None:
    """Queue the end of an account's consents, once for the account."""
    queue(end_consents, key=f"consents:{account_id}", account_id=account_id)
