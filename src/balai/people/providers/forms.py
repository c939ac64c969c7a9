"""The form of an organisation's provider."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class ProviderForm(forms.Form):
    """What a provider gives to each service that signs people in through it."""

    issuer = forms.CharField(
        label=_("Issuer"),
        help_text=_("An address such as https://login.example.org/realms/police."),
        max_length=500,
        widget=forms.URLInput(attrs={"dir": "ltr", "spellcheck": "false", "autocomplete": "off"}),
    )
    client_id = forms.CharField(
        label=_("Client identifier"),
        max_length=300,
        widget=forms.TextInput(attrs={"dir": "ltr", "spellcheck": "false", "autocomplete": "off"}),
    )
    secret = forms.CharField(
        label=_("Client secret"),
        max_length=1000,
        strip=True,
        widget=forms.PasswordInput(attrs={"dir": "ltr", "autocomplete": "off"}),
    )

    def __init__(self, *arguments: Any, has_secret: bool, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["secret"].required = not has_secret
        if has_secret:
            self.fields["secret"].help_text = _("Leave it empty to keep the one that is here.")
