"""Mail without a mail server: each message becomes a file in the home's `outbox`.

The steward can print it or hand it over. With `BALAI_MAIL=smtp://…` Django's own SMTP backend
is used instead.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from balai.foundation.ids import new_id


class OutboxBackend(BaseEmailBackend):
    """Writes messages to `<home>/outbox/<id>.eml`, readable by the node's own user only."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Write the messages and return how many."""
        folder = Path(settings.BALAI.home) / "outbox"
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        for message in email_messages:
            path = folder / f"{new_id()}.eml"
            path.write_bytes(message.message().as_bytes())
            path.chmod(0o600)
        return len(email_messages)
