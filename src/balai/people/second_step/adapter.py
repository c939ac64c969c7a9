"""How allauth's second steps fit Balai: their secrets are sealed, passkeys name the node."""

from __future__ import annotations

from allauth.mfa.adapter import DefaultMFAAdapter
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from balai.foundation.clock import now
from balai.foundation.node_settings import get_setting
from balai.foundation.sealing import seal, unseal
from balai.people.models import Account

PURPOSE = "second-step"


class SecondStepAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Balai's answers to allauth's questions about second steps."""

    def encrypt(self, text: str) -> str:
        """Seal a secret before it is kept."""
        return seal(text, PURPOSE)

    def decrypt(self, encrypted_text: str) -> str:
        """Open a secret. Raises NotReady where the home's keys do not open it."""
        return unseal(encrypted_text, PURPOSE)

    def _get_site_name(self) -> str:
        return str(get_setting("name"))

    def get_public_key_credential_user_entity(self, user: Account) -> dict[str, object]:
        """Return how the account is named where the passkey lies: on its holder's device."""
        found: dict[str, object] = super().get_public_key_credential_user_entity(user)
        return found | {"display_name": user.name or user.email}

    def generate_authenticator_name(self, user: Account, type: str) -> str:
        """Return a name for a passkey that got none."""
        return _("Passkey of %(day)s") % {"day": date_format(now(), "j F Y")}
