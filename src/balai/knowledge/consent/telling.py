"""Word by mail that somebody is asked to be named, without saying beside which words.

Nothing is written to the outbox of a node without a mail server: it would tell the steward who
was asked.
"""

from __future__ import annotations

from django.conf import settings
from django.core.mail import send_mail
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from balai.core.audience import Level
from balai.foundation.node_settings import in_words
from balai.knowledge.consent.queries import waiting_for
from balai.sharing import presenting as sharing


def tell(evidence_id: str) -> None:
    """Send word once the question still waits for an open account that may read the words.

    Raises what the mail server answers; the task is tried again.
    """
    waiting = waiting_for(evidence_id)
    if waiting is None or not settings.BALAI.mail:
        return
    to, level = waiting
    with translation.override(to.language or "en"):
        subject, text = _letter(level)
    send_mail(subject, text, None, [to.email])


def _letter(level: Level) -> tuple[str, str]:
    title = _("You are asked something on %(node)s") % {"node": in_words("name")}
    base = settings.BALAI.public_url.rstrip("/")
    text = _(
        "Somebody asks whether you want to be named beside a quotation. Sign in and open "
        "“Asked of you” to read it, and say yes or no. You are named nowhere unless you say yes."
    )
    where = f"{base}{reverse('consent')}" if base else ""
    subject = " ".join(f"TLP:{sharing.label(level)} · {title}".split())
    return subject, "\n\n".join(filter(None, (text, where))) + "\n"
