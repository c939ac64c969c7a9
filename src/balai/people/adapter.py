"""How allauth's sign-in fits Balai: by invitation, unless a steward opens registration."""

from __future__ import annotations

import logging
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from balai.foundation.node_settings import get_setting
from balai.people.actions.accounts import record_password
from balai.people.confirming import is_confirmed
from balai.people.languages import remember_language
from balai.people.middleware import standing_in
from balai.people.models import Account
from balai.people.providers.queries import met_by

logger = logging.getLogger(__name__)


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Balai's answers to allauth's questions."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Say whether anybody may register: only where a steward said so."""
        return bool(get_setting("registration_open"))

    def set_password(self, user: Account, password: str) -> None:
        """Keep a password that its holder changed, on record."""
        user.set_password(password)
        record_password(account_id=user.pk, kept=user.password)

    def post_login(self, request: HttpRequest, user: Account, **named: Any) -> HttpResponse:
        """Lead to the second step whoever needs one; greet a new browser in the own language."""
        response: HttpResponse = super().post_login(request, user, **named)
        if standing_in(request).withheld:
            response = redirect("mfa_index")
        if settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
            remember_language(response, user.language)
        return response

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Log that a sign-in was refused, so that guessing is seen, and not for whom.

        What was typed may be somebody's password in the wrong field, or the address of somebody
        who has no account here.
        """
        logger.warning("a sign-in was refused")
        super().authentication_failed(request, **credentials)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Lead back to the own account."""
        return reverse("me")

    def is_reauthentication_required(self, *, app: str = "") -> bool:
        """Say whether allauth asks again before second steps change: not just after sign-in."""
        return not is_confirmed(self.request)

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """Return the ways to confirm that it is still you, in Balai's words."""
        words = {
            "reauthenticate": _("Confirm with your password"),
            "mfa_reauthenticate:webauthn": _("Confirm with a passkey"),
            "mfa_reauthenticate": _("Confirm with a code"),
        }
        found = {each["id"]: each for each in super().get_reauthentication_methods(user)}
        ways = [found[id] | {"description": words[id]} for id in words if id in found]
        for each in met_by(user.pk) if user.is_authenticated else ():
            words_of = _("Confirm through %(organisation)s") % {"organisation": each.name}
            ways.append({"id": "provider", "description": words_of, "url": each.url})
        return ways
