"""Making and using up one-time links: what invitations, recovery and sign-in links share.

A link works once and until it expires. Looking at it changes nothing, so that a scanner which
opens every address in a message does not use it up. These functions are called inside a
recording; the action around them writes the journal.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from balai.core.errors import Conflict
from balai.foundation.clock import now
from balai.people.models import LinkKind, OneTimeLink
from balai.people.tokens import hash_of, new_token

REMEMBERED = timedelta(days=90)
"""How long a link that has ended still says that it was used or has expired."""


@dataclass(frozen=True)
class LinkMade:
    """A link that was just made. The token exists here and on paper, nowhere else."""

    id: str
    token: str = field(repr=False)
    path: str = field(repr=False)
    """The address on the node, beginning with a slash; the token stands after #."""
    expires: datetime


def make_link(
    *, kind: LinkKind, route: str, lasts: timedelta, made_by: str, **about: Any
) -> LinkMade:
    """Keep the hash of a fresh token and return the link; `route` is the page that uses it.

    What ended long ago is forgotten on the way: an address that was invited is no record.
    """
    forget_ended_links()
    token = new_token()
    row = OneTimeLink.objects.create(
        kind=kind, token_hash=hash_of(token), made_by=made_by, expires=now() + lasts, **about
    )
    return LinkMade(row.pk, token, f"{reverse(route)}#{token}", row.expires)


def forget_ended_links() -> int:
    """Delete the links that ended long ago, with the addresses they were for; return how many."""
    return OneTimeLink.objects.filter(expires__lt=now() - REMEMBERED).delete()[0]


def use_up(kind: LinkKind, token: str) -> OneTimeLink:
    """Mark a link as used, exactly once, and return it as it was; inside a recording.

    The address it was made for is forgotten with it.
    Raises Conflict of kind link-unknown, link-used or link-expired; the words say what to do.
    """
    row = OneTimeLink.objects.filter(kind=kind, token_hash=hash_of(token)).first()
    if row is None:
        raise unknown_link()
    moment = now()
    if row.used is None and row.has_expired(moment):
        raise Conflict(_("This link has expired."), _("Ask for a new one."), kind="link-expired")
    if not OneTimeLink.objects.filter(pk=row.pk, used=None).update(used=moment, email=""):
        raise Conflict(
            _("This link has been used already."),
            _("Each link works once. If it was not you who used it, tell a steward."),
            kind="link-used",
        )
    return row


def unknown_link() -> Conflict:
    """Return the error for a token that was never given out, or for another purpose."""
    return Conflict(
        _("This link is not known here."),
        _("It may be copied incompletely. Type it again, or ask for a new one."),
        kind="link-unknown",
    )


def withdraw(kind: LinkKind, **about: Any) -> list[str]:
    """End the open links of a kind that match, and return their identifiers."""
    rows = OneTimeLink.objects.filter(kind=kind, used=None, **about)
    ids = list(rows.values_list("pk", flat=True))
    rows.update(used=now(), email="")
    return ids
