"""What is said of a source, and a new edition of it."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from balai.library.actions import SourceDetails
from balai.vocabulary import places

OFFERED = ("en", "ms", "fr", "nl", "id", "th", "ar", "es", "de", "pt")
"""Languages a person may say a source is in; Balai may have recognised others."""
_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")


def language_choices(spoken: str, known: str = "") -> list[tuple[str, str]]:
    """Return the languages a source may be said to be in, named in `spoken`.

    `known`, what it is in by now, is among them.
    """
    codes = dict.fromkeys((*OFFERED, known) if known else OFFERED)
    return [("", "—"), *places.language_names(tuple(codes), spoken).items()]


class SourceForm(forms.Form):
    """What a person knows about a source."""

    title = forms.CharField(
        label=_("Title"), help_text=_("As it is published. Please name no one."), max_length=500
    )
    publisher = forms.CharField(
        label=_("Publisher"),
        max_length=300,
        required=False,
        help_text=_("The organisation; the author of a public publication may stand here too."),
    )
    date = forms.CharField(
        label=_("Date"), max_length=10, required=False, help_text=_("2025, 2025-06 or 2025-06-20")
    )
    address = forms.URLField(
        label=_("Address"), max_length=1000, required=False, assume_scheme="https"
    )
    country = forms.ChoiceField(label=_("Country"), required=False)
    language = forms.ChoiceField(label=_("Language"), required=False)
    licence = forms.CharField(label=_("Licence"), max_length=200, required=False)
    link_only = forms.BooleanField(
        label=_("Its licence lets others link to it, not copy it"), required=False
    )

    def __init__(self, *args: Any, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["country"]
        field.choices = [("", "—"), *places.country_names(language).items()]
        tongues: Any = self.fields["language"]
        tongues.choices = language_choices(language, str(self.initial.get("language", "")))

    def clean_date(self) -> str:
        """Accept a year, a month or a day, as ISO 8601 writes them."""
        value: str = self.cleaned_data["date"].strip()
        if value and not _DATE.fullmatch(value):
            raise forms.ValidationError(_("Write it like 2025, 2025-06 or 2025-06-20."))
        return value

    def details(self, *, is_illustration: bool) -> SourceDetails:
        """Return what was said."""
        return SourceDetails(**self.cleaned_data, is_illustration=is_illustration)


class EditionForm(forms.Form):
    """The file of a new edition."""

    file = forms.FileField(label=_("The new edition"), max_length=255)


class ConfirmForm(forms.Form):
    """Nothing but a button."""
