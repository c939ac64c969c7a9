"""Mail without a mail server: each message becomes a file in the home's `outbox`.

The steward can print it or hand it over. With `BALAI_MAIL=smtp://…` Django's own SMTP backend
is used instead.
"""

from __future__ import annotations

from collections.abc import Sequence
from email.parser import BytesHeaderParser
from email.utils import getaddresses
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


def forget_messages(address: str) -> int:
    """Delete the messages to an address that wait in the outbox; return how many."""
    found = [
        path
        for path in (Path(settings.BALAI.home) / "outbox").glob("*.eml")
        if address in addresses_of(path)
    ]
    for path in found:
        path.unlink(missing_ok=True)
    return len(found)


def addresses_of(path: Path) -> frozenset[str]:
    """Return whom a message in the outbox is to, in small letters."""
    with path.open("rb") as message:
        head = BytesHeaderParser().parse(message)
    lines = [str(each) for name in ("to", "cc") for each in head.get_all(name, [])]
    return frozenset(address.lower() for _name, address in getaddresses(lines))
