"""E-mail (RFC 5322): the subject and what was written, without who wrote to whom."""

from __future__ import annotations

from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from typing import cast

from balai.core.passages.boilerplate import without_boilerplate
from balai.core.passages.document import BlockKind, RawBlock

from .cautions import caution
from .encodings import decode
from .found import Allowance, Found, Progress
from .html import page
from .kinds import safe_name
from .refusals import refusal
from .text import text_blocks

_SIGNATURE = "\n-- \n"


def read_mail(data: bytes, allowance: Allowance, progress: Progress) -> Found:
    """Return the subject and body of a message; attachments are named in a warning, not read."""
    message = message_from_bytes(data, policy=policy.default)
    subject = _header(message, "subject")
    blocks = [RawBlock(1, subject, BlockKind.TITLE)] if subject else []
    body = message.get_body(("plain", "html"))
    if body is not None:
        text = _text(cast("EmailMessage", body))
        if len(text) > allowance.characters:
            raise refusal("too-much-text")
        if body.get_content_type() == "text/html":
            blocks += page(text).blocks
        else:
            blocks += without_boilerplate(text_blocks(_own_words(text)))
    found = Found(format="email", blocks=blocks, title=subject)
    if date := _date(message):
        found.metadata.append(("date", date))
    names = [safe_name(each.get_filename() or "") for each in message.iter_attachments()]
    if names:
        found.warnings.append(caution("attachments", names=", ".join(names)))
    progress(1, 1)
    return found


def _header(message: EmailMessage, name: str) -> str:
    try:
        return str(message.get(name) or "")
    except (ValueError, IndexError, AttributeError):  # headers the parser cannot make sense of
        return ""


def _text(part: EmailMessage) -> str:
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes):
        raise refusal("broken")
    return decode(payload, part.get_content_charset() or "")[0]


def _own_words(text: str) -> str:
    """Return a body without its signature and with quotation marks of lines taken off."""
    text = text.replace("\r\n", "\n").split(_SIGNATURE)[0]
    return "\n".join(
        line.lstrip("> ") if line.startswith(">") else line for line in text.split("\n")
    )


def _date(message: EmailMessage) -> str:
    try:
        return parsedate_to_datetime(_header(message, "date")).date().isoformat()
    except (ValueError, TypeError):
        return ""
