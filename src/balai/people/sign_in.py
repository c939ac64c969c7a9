"""The pages of allauth that Balai uses, with Balai's words and without its tables in templates.

Whatever else allauth offers is out of reach: `urls.py` answers it with "there is nothing here".
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from allauth.account import forms as account_forms
from allauth.account import views as account_views
from allauth.account.utils import perform_login
from allauth.mfa.base import forms as mfa_forms
from allauth.mfa.base import views as mfa_views
from allauth.mfa.totp import forms as totp_forms
from allauth.mfa.totp import views as totp_views
from allauth.usersessions import views as session_views
from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from balai.foundation.node_settings import get_setting
from balai.people import queries
from balai.people.squares import square


def sign_in(request: HttpRequest, account_id: str, then: str | None = None) -> HttpResponse:
    """Sign somebody in through allauth's steps, so that a second step is asked for as always."""
    account = queries.sign_in_account(account_id)
    response: HttpResponse = perform_login(request, account, redirect_url=then)
    return response


def _say(field: forms.Field, label: Any, help_text: Any = "") -> None:
    field.label, field.help_text = label, help_text
    field.widget.attrs.pop("placeholder", None)


class SignInForm(account_forms.LoginForm):  # type: ignore[misc]
    """Address and password."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        _say(self.fields["login"], _("E-mail address"))
        _say(self.fields["password"], _("Password"))


class SignIn(account_views.LoginView):  # type: ignore[misc]
    """Sign in by address and password."""

    form_class = SignInForm

    def get_context_data(self, **named: Any) -> dict[str, Any]:
        """Add whether the page offers registration."""
        found: dict[str, Any] = super().get_context_data(**named)
        return found | {"registration_open": bool(get_setting("registration_open"))}


class CodeForm(mfa_forms.AuthenticateForm):  # type: ignore[misc]
    """The code of the second step."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        _say(
            self.fields["code"],
            _("Code"),
            _("Six digits from your app, or one of your recovery codes."),
        )


class SecondStep(mfa_views.AuthenticateView):  # type: ignore[misc]
    """The second step of signing in."""

    form_class = CodeForm


class ConfirmCodeForm(mfa_forms.ReauthenticateForm):  # type: ignore[misc]
    """A code, asked for again before something that matters."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        _say(self.fields["code"], _("Code"), _("Six digits from your app."))


class ConfirmByCode(mfa_views.ReauthenticateView):  # type: ignore[misc]
    """Confirm with a code that it is still you."""

    form_class = ConfirmCodeForm


class ConfirmPasswordForm(account_forms.ReauthenticateForm):  # type: ignore[misc]
    """The password, asked for again before something that matters."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        _say(self.fields["password"], _("Password"))


class ConfirmByPassword(account_views.ReauthenticateView):  # type: ignore[misc]
    """Confirm with the password that it is still you."""

    form_class = ConfirmPasswordForm


class ChangePasswordForm(account_forms.ChangePasswordForm):  # type: ignore[misc]
    """The old password and a new one."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        _say(self.fields["oldpassword"], _("Password now"))
        _say(
            self.fields["password1"],
            _("New password"),
            _("At least 12 characters. Three or four words that do not belong together."),
        )
        _say(self.fields["password2"], _("New password, again"))


class ChangePassword(account_views.PasswordChangeView):  # type: ignore[misc]
    """Change the own password."""

    form_class = ChangePasswordForm


class SetUpCodeForm(totp_forms.ActivateTOTPForm):  # type: ignore[misc]
    """The first code of an authenticator app."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        _say(self.fields["code"], _("Code"), _("Six digits that the app shows now."))
        self.fields["code"].widget.attrs["inputmode"] = "numeric"


class SetUpCode(totp_views.ActivateTOTPView):  # type: ignore[misc]
    """Set up an authenticator app."""

    form_class = SetUpCodeForm

    def get_context_data(self, **named: Any) -> dict[str, Any]:
        """Draw the secret on a ground that a camera can read."""
        found: dict[str, Any] = super().get_context_data(**named)
        return found | {"totp_svg_data_uri": square(found["totp_url"])}


@dataclass(frozen=True)
class SecondStepShown:
    """How somebody's second step stands."""

    is_on: bool
    codes_left: int
    codes: int


class SecondStepPage(mfa_views.IndexView):  # type: ignore[misc]
    """What protects the account besides the password."""

    def get_context_data(self, **named: Any) -> dict[str, Any]:
        """Replace allauth's table rows by what the page says."""
        found = super().get_context_data(**named)
        held = found.pop("authenticators")
        codes = held.get("recovery_codes")
        found["step"] = SecondStepShown(
            is_on="totp" in held,
            codes_left=len(codes.get_unused_codes()) if codes else 0,
            codes=len(codes.generate_codes()) if codes else 0,
        )
        return found  # type: ignore[no-any-return]


@dataclass(frozen=True)
class SessionShown:
    """A browser in which somebody is signed in."""

    begun: datetime
    address: str
    browser: str
    is_current: bool


class Sessions(session_views.ListUserSessionsView):  # type: ignore[misc]
    """Where the account is signed in, and a way to end the others."""

    def get_context_data(self, **named: Any) -> dict[str, Any]:
        """Replace allauth's table rows by what the page shows."""
        found = super().get_context_data(**named)
        found["sessions"] = tuple(
            SessionShown(row.created_at, row.ip, row.user_agent, row.is_current())
            for row in found["sessions"]
        )
        return found  # type: ignore[no-any-return]
