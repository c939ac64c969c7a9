"""An authenticator's code counts once, also where clocks are apart.

A code is taken half a minute early or late, so it stands for a minute and a half; allauth
remembers that it was used for half a minute only, and could be given the same one again.
"""

from __future__ import annotations

from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms
from allauth.mfa.models import Authenticator
from django.core.cache import cache

REMEMBERED = 24 * 3600
"""Seconds; far longer than a code stands, for a clock that is set back meanwhile."""


class _Once(forms.BaseAuthenticateForm):  # type: ignore[misc]
    """Refuses a code that was used before, in the words for a wrong one."""

    def clean_code(self) -> str:
        """Return a right code that nobody has used."""
        code: str = super().clean_code()
        if self.authenticator.type == Authenticator.Type.TOTP:
            used = f"balai.code-used/{self.user.pk}/{normalize_user_code(code)}"
            if not cache.add(used, True, timeout=REMEMBERED):
                raise get_adapter().validation_error("incorrect_code")
        return code


class AuthenticateForm(_Once, forms.AuthenticateForm):  # type: ignore[misc]
    """The second step of signing in."""


class ReauthenticateForm(_Once, forms.ReauthenticateForm):  # type: ignore[misc]
    """The second step of confirming that it is still you."""
