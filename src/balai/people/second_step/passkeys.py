"""Passkeys: added, named, removed, used alone or as the second step (WebAuthn, level 2).

The browser's part is `web/static/balai/js/passkeys.js`. It takes the question from the page and
puts the answer into a hidden field; nothing else passes between them.
"""

from __future__ import annotations

import json
import struct
from typing import Any

from allauth.mfa.webauthn import forms as passkey_forms
from allauth.mfa.webauthn import views as passkey_views
from allauth.mfa.webauthn.internal import auth
from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from balai.core.errors import Invalid
from balai.people.names import clean_name
from balai.people.second_step.addresses import can_use_passkeys
from balai.people.sign_in import say

REFUSED = _("The passkey was not accepted. Try again, or sign in another way.")
LONGEST, NESTED = 50_000, 100
_FAULTS = (TypeError, ValueError, KeyError, AttributeError, struct.error)
"""What the library raises for an answer that is none, besides its own refusals."""


def question(asked: dict[str, Any]) -> str:
    """Return what the browser is asked, as JSON for an attribute of the page."""
    options = asked.get("request_options") or asked.get("creation_options") or {}
    return json.dumps(options, default=_plain)


def _plain(value: Any) -> Any:
    """Return bytes and mappings of the library as JSON has them (base64url without padding)."""
    if isinstance(value, bytes):
        from fido2.utils import websafe_encode

        return websafe_encode(value)
    return dict(value)


class CredentialField(forms.JSONField):
    """What a browser answered: JSON of modest size, of the form that WebAuthn gives it."""

    widget = forms.HiddenInput

    def to_python(self, value: Any) -> Any:
        """Return the answer. Raises ValidationError for anything that cannot be one."""
        if isinstance(value, str) and (len(value) > LONGEST or value.count("[") > NESTED):
            raise forms.ValidationError(REFUSED)
        found = super().to_python(value)
        if not isinstance(found, dict) or not isinstance(found.get("response"), dict):
            raise forms.ValidationError(REFUSED)
        return found


class _Answering:
    """A form that takes a browser's answer and refuses what the library stumbles over."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["credential"] = CredentialField()  # type: ignore[attr-defined]

    def clean_credential(self) -> Any:
        """Return the passkey that answered. Raises ValidationError for every fault of it."""
        try:
            return super().clean_credential()  # type: ignore[misc]
        except _FAULTS as error:
            raise forms.ValidationError(REFUSED) from error


class AnswerForm(_Answering, passkey_forms.AuthenticateWebAuthnForm):  # type: ignore[misc]
    """A passkey as the second step."""


class SignInForm(_Answering, passkey_forms.LoginWebAuthnForm):  # type: ignore[misc]
    """A passkey alone."""


class ConfirmForm(_Answering, passkey_forms.ReauthenticateWebAuthnForm):  # type: ignore[misc]
    """A passkey, asked for again before something that matters."""


class AddPasskeyForm(passkey_forms.AddWebAuthnForm):  # type: ignore[misc]
    """A name for the passkey, and what the browser made."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields.pop("passwordless", None)
        self.fields["credential"] = CredentialField()
        say(
            self.fields["name"],
            _("Name of this passkey"),
            _("So that you know it among others, such as “work phone”."),
        )
        self.fields["name"].widget.attrs.update(maxlength=120, dir="auto")

    def clean(self) -> dict[str, Any]:
        """Return name and answer. Raises ValidationError for every fault of the answer."""
        try:
            found: dict[str, Any] = super().clean()
        except _FAULTS as error:
            raise forms.ValidationError(REFUSED) from error
        return found

    def clean_name(self) -> str:
        """Return a name fit to be shown, or another: the key itself exists already."""
        try:
            return clean_name(self.cleaned_data["name"])
        except Invalid:
            self.cleaned_data["name"] = ""
            return str(super().clean_name())


class AddPasskey(passkey_views.AddWebAuthnView):  # type: ignore[misc]
    """Add a passkey, which serves alone as well as after the password."""

    form_class = AddPasskeyForm

    def dispatch(self, request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponse:
        """Lead back with a word where the address does not allow passkeys."""
        if not can_use_passkeys(request):
            messages.error(request, _("Passkeys work over https only, under a name."))
            return redirect("mfa_index")
        answer: HttpResponse = super().dispatch(request, *arguments, **named)
        return answer

    def get_context_data(self, **named: Any) -> dict[str, Any]:
        """Ask for a key that its holder unlocks, and that can be found without an address."""
        found: dict[str, Any] = super().get_context_data(**named)
        del found["js_data"]
        asked = auth.begin_registration(self.request.user, True)
        return found | {"question": question({"creation_options": asked})}


class RemovePasskey(passkey_views.RemoveWebAuthnView):  # type: ignore[misc]
    """Remove a passkey of the own account."""

    def get_success_url(self) -> str:
        """Lead back to the second step."""
        return reverse("mfa_index")

    def get_context_data(self, **named: Any) -> dict[str, Any]:
        """Give the page the name only."""
        found: dict[str, Any] = super().get_context_data(**named)
        row = found.pop("object")
        found.pop("authenticator", None)
        return found | {"name": row.wrap().name}


class SignInByPasskey(passkey_views.LoginWebAuthnView):  # type: ignore[misc]
    """Sign in by a passkey alone: GET gives the question as JSON, POST takes the answer."""

    form_class = SignInForm

    def form_invalid(self, form: Any) -> HttpResponse:
        """Lead back to the sign-in with a word."""
        messages.error(self.request, REFUSED)
        return redirect("account_login")


class ConfirmByPasskey(passkey_views.ReauthenticateWebAuthnView):  # type: ignore[misc]
    """Confirm with a passkey that it is still you."""

    form_class = ConfirmForm

    def form_invalid(self, form: Any) -> HttpResponse:
        """Ask again, with a word."""
        messages.error(self.request, REFUSED)
        return self.render_to_response(self.get_context_data(form=form))  # type: ignore[no-any-return]

    def get_context_data(self, **named: Any) -> dict[str, Any]:
        """Put the question where the script finds it."""
        found: dict[str, Any] = super().get_context_data(**named)
        return found | {"question": question(found.pop("js_data"))}
