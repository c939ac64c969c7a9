"""How allauth's sign-in fits Balai: by invitation, unless a steward opens registration."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

from balai.foundation.node_settings import get_setting


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Balai's answers to allauth's questions."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Say whether anybody may register: only where a steward said so."""
        return bool(get_setting("registration_open"))
