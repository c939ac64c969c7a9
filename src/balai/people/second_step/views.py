"""Pages of the second step: set up, asked for at sign-in, and what an account has."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from allauth.mfa.base import forms as mfa_forms
from allauth.mfa.base import views as mfa_views
from allauth.mfa.totp import forms as totp_forms
from allauth.mfa.totp import views as totp_views
from django.utils.translation import gettext_lazy as _

from balai.people.middleware import standing_in
from balai.people.second_step.addresses import can_use_passkeys
from balai.people.second_step.passkeys import AnswerForm, question
from balai.people.sign_in import say
from balai.people.squares import square


class CodeForm(mfa_forms.AuthenticateForm):  # type: ignore[misc]
    """The code of the second step."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        say(
            self.fields["code"],
            _("Code"),
            _("Six digits from your app, or one of your recovery codes."),
        )


class SecondStep(mfa_views.AuthenticateView):  # type: ignore[misc]
    """The second step of signing in: a code, or a passkey where the account has one."""

    form_class = CodeForm
    webauthn_form_class = AnswerForm

    def get_context_data(self, **named: Any) -> dict[str, Any]:
        """Say what the account can answer with."""
        found: dict[str, Any] = super().get_context_data(**named)
        asked = found.pop("js_data", {})
        passkey_form = found.pop("webauthn_form", None)
        has_passkey = bool(
            asked.get("request_options", {}).get("publicKey", {}).get("allowCredentials")
        )
        return found | {
            "passkey_form": passkey_form,
            "question": question(asked) if has_passkey else "",
        }


class ConfirmCodeForm(mfa_forms.ReauthenticateForm):  # type: ignore[misc]
    """A code, asked for again before something that matters."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        say(self.fields["code"], _("Code"), _("Six digits from your app."))


class ConfirmByCode(mfa_views.ReauthenticateView):  # type: ignore[misc]
    """Confirm with a code that it is still you."""

    form_class = ConfirmCodeForm


class SetUpCodeForm(totp_forms.ActivateTOTPForm):  # type: ignore[misc]
    """The first code of an authenticator app."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        say(self.fields["code"], _("Code"), _("Six digits that the app shows now."))
        self.fields["code"].widget.attrs["inputmode"] = "numeric"


class SetUpCode(totp_views.ActivateTOTPView):  # type: ignore[misc]
    """Set up an authenticator app."""

    form_class = SetUpCodeForm

    def get_context_data(self, **named: Any) -> dict[str, Any]:
        """Draw the secret on a ground that a camera can read."""
        found: dict[str, Any] = super().get_context_data(**named)
        return found | {"totp_svg_data_uri": square(found["totp_url"])}


@dataclass(frozen=True)
class PasskeyShown:
    """A passkey of the account."""

    id: int
    name: str
    added: datetime
    last_used: datetime | None


@dataclass(frozen=True)
class SecondStepShown:
    """How somebody's second step stands."""

    has_app: bool
    passkeys: tuple[PasskeyShown, ...]
    codes_left: int
    codes: int
    is_needed: bool
    """Whether a role is withheld until there is one."""
    passkeys_work: bool
    """Whether a passkey can be made at the address in use."""

    @property
    def is_on(self) -> bool:
        """Say whether there is a second step."""
        return self.has_app or bool(self.passkeys)


class SecondStepPage(mfa_views.IndexView):  # type: ignore[misc]
    """What protects the account besides the password."""

    def get_context_data(self, **named: Any) -> dict[str, Any]:
        """Replace allauth's table rows by what the page says."""
        found = super().get_context_data(**named)
        held = found.pop("authenticators")
        codes = held.get("recovery_codes")
        found["step"] = SecondStepShown(
            has_app="totp" in held,
            passkeys=tuple(
                PasskeyShown(
                    each.instance.pk,
                    each.name,
                    each.instance.created_at,
                    each.instance.last_used_at,
                )
                for each in held.get("webauthn", ())
            ),
            codes_left=len(codes.get_unused_codes()) if codes else 0,
            codes=len(codes.generate_codes()) if codes else 0,
            is_needed=bool(standing_in(self.request).withheld),
            passkeys_work=can_use_passkeys(self.request),
        )
        return found  # type: ignore[no-any-return]
