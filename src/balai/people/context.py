"""Who is signed in, as the head of every page shows it."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from django.http import HttpRequest
from django.urls import reverse

from balai.people.middleware import standing_in
from balai.people.models import Account
from balai.web import contexts

_NOT_TO_COME_BACK_TO = ("/account/", "/welcome/", "/sign-in/", "/recovery/")


def account(request: HttpRequest) -> dict[str, Any]:
    """Give `account` where somebody is signed in, else `sign_in_url`; no query of its own."""
    user = getattr(request, "user", None)
    if isinstance(user, Account) or (user is not None and user.is_authenticated):
        label = user.name or user.email.partition("@")[0]
        return {
            "account": contexts.Account(label, reverse("me"), reverse("account_logout")),
            "second_step_url": _second_step_url(request),
        }
    here = request.get_full_path()
    comes_back = here != "/" and not here.startswith(_NOT_TO_COME_BACK_TO)
    then = f"?next={quote(here, safe='/')}" if comes_back else ""
    return {"sign_in_url": reverse("account_login") + then}


def _second_step_url(request: HttpRequest) -> str:
    """Return where to set up a second step, for whoever holds a role that waits for one."""
    there = reverse("mfa_index")
    waits = bool(standing_in(request).withheld)
    return there if waits and not request.path.startswith(there) else ""
