"""Whom to ask."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

Choices = list[tuple[str, str]]


class AskForm(forms.Form):
    """A colleague, or somebody by e-mail address; the action says that it is one of them."""

    account = forms.ChoiceField(label=_("A colleague"), required=False)
    address = forms.EmailField(
        label=_("Or somebody else, by e-mail address"),
        help_text=_(
            "Balai does not say who has an account here. Whoever is invited later under the same "
            "address is asked then."
        ),
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"dir": "ltr", "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, colleagues: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if colleagues:
            field: Any = self.fields["account"]
            field.choices = [("", _("Nobody of these")), *colleagues]
        else:
            del self.fields["account"]
