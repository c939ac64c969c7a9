"""How allauth's sign-in fits Balai: by invitation, unless a steward opens registration."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from balai.foundation.node_settings import get_setting
from balai.people.actions.accounts import record_password
from balai.people.languages import remember_language
from balai.people.models import Account


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
        """Greet a browser that has not chosen a language in the account's own."""
        response: HttpResponse = super().post_login(request, user, **named)
        if settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
            remember_language(response, user.language)
        return response

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Lead back to the own account."""
        return reverse("me")
