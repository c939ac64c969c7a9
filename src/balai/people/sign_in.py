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
from allauth.usersessions import views as session_views
from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from balai.foundation.node_settings import get_setting
from balai.people import queries
from balai.people.confirming import note_sign_in
from balai.people.providers.queries import ProviderOffered, offered
from balai.people.second_step.addresses import can_use_passkeys


def sign_in(
    request: HttpRequest, account_id: str, then: str | None = None, *, by: str = "password"
) -> HttpResponse:
    """Sign somebody in through allauth's steps, so that a second step is asked for as always.

    `by` is how they proved who they are.
    """
    account = queries.sign_in_account(account_id)
    note_sign_in(request, account, by)
    response: HttpResponse = perform_login(request, account, redirect_url=then)
    return response


def say(field: forms.Field, label: Any, help_text: Any = "") -> None:
    """Give a field of allauth's Balai's words."""
    field.label, field.help_text = label, help_text
    field.widget.attrs.pop("placeholder", None)


class SignInForm(account_forms.LoginForm):  # type: ignore[misc]
    """Address and password."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        say(self.fields["login"], _("E-mail address"))
        say(self.fields["password"], _("Password"))


class SignIn(account_views.LoginView):  # type: ignore[misc]
    """Sign in by address and password."""

    form_class = SignInForm

    def get_context_data(self, **named: Any) -> dict[str, Any]:
        """Add what else the page offers: passkeys, providers, registration."""
        found: dict[str, Any] = super().get_context_data(**named)
        return found | {
            "registration_open": bool(get_setting("registration_open")),
            "passkeys_work": can_use_passkeys(self.request),
            "providers": self._providers(),
        }

    def _providers(self) -> tuple[ProviderOffered, ...]:
        return offered(then=self.request.GET.get("next", ""))


class ConfirmPasswordForm(account_forms.ReauthenticateForm):  # type: ignore[misc]
    """The password, asked for again before something that matters."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        say(self.fields["password"], _("Password"))


class ConfirmByPassword(account_views.ReauthenticateView):  # type: ignore[misc]
    """Confirm with the password that it is still you."""

    form_class = ConfirmPasswordForm


class ChangePasswordForm(account_forms.ChangePasswordForm):  # type: ignore[misc]
    """The old password and a new one."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        say(self.fields["oldpassword"], _("Password now"))
        say(
            self.fields["password1"],
            _("New password"),
            _("At least 12 characters. Three or four words that do not belong together."),
        )
        say(self.fields["password2"], _("New password, again"))


class ChangePassword(account_views.PasswordChangeView):  # type: ignore[misc]
    """Change the own password."""

    form_class = ChangePasswordForm


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
