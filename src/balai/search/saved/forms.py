"""What is asked of a saved search: a name, and whether to tell of news."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from balai.search.saved.actions import LONGEST_NAME


class SaveForm(forms.Form):
    """Keep the search of an address."""

    name = forms.CharField(label=_("Name of the search"), max_length=LONGEST_NAME, required=False)
    search = forms.CharField(widget=forms.HiddenInput, max_length=8_000)


class ChangeForm(forms.Form):
    """Give a saved search another name, or silence it."""

    name = forms.CharField(label=_("Name of the search"), max_length=LONGEST_NAME)
    tells = forms.BooleanField(label=_("Tell me of what is new"), required=False)
