"""Forms of the room: few fields, for thumbs."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from balai.dialogue.actions.rooms import LONGEST_QUESTION, LONGEST_TIMER, Terms
from balai.dialogue.actions.statements import LONGEST, LONGEST_REASON
from balai.dialogue.forms import names_nobody_field
from balai.people.languages import READING
from balai.vocabulary import places
from balai.vocabulary.queries import choices


def _language_field(label: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=list(READING.items()), initial="en")


class CodeForm(forms.Form):
    """The code on the screen."""

    code = forms.CharField(
        label=_("Code"),
        help_text=_("The figures on the screen in the room."),
        max_length=12,
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "off", "spellcheck": "false"}
        ),
    )


class CarryForm(forms.Form):
    """The code that the other device shows."""

    carry = forms.CharField(
        label=_("Code of the other device"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )


class JoinForm(forms.Form):
    """What a room asks of whoever comes in; nothing, mostly."""

    sector = forms.ChoiceField(label=_("Where you work"), required=False)
    country = forms.ChoiceField(label=_("Country"), required=False)

    def __init__(
        self, *args: Any, asks_sector: bool, asks_country: bool, language: str, **named: Any
    ) -> None:
        super().__init__(*args, **named)
        sector: Any = self.fields["sector"]
        country: Any = self.fields["country"]
        sector.choices = [("", _("I would rather not say")), *choices("actors", language)]
        country.choices = [
            ("", _("I would rather not say")),
            *places.country_names(language).items(),
        ]
        if not asks_sector:
            del self.fields["sector"]
        if not asks_country:
            del self.fields["country"]


class SayForm(forms.Form):
    """A statement in one's own words."""

    text = forms.CharField(
        label=_("Your statement"),
        help_text=_(
            "One thing, in one sentence, that others can agree or disagree with. Name no one."
        ),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
    )
    language = _language_field(_("Language"))


class TermsForm(forms.Form):
    """How a room works."""

    question = forms.CharField(
        label=_("The question to the room"),
        help_text=_(
            "It stands on the screen: “What should the first hundred days look like?” Name no one."
        ),
        max_length=LONGEST_QUESTION,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    language = _language_field(_("Language of the question"))
    takes_statements = forms.BooleanField(
        label=_("People may add statements of their own"), required=False, initial=True
    )
    moderates_first = forms.BooleanField(
        label=_("I look at each statement before others see it"), required=False, initial=True
    )
    rules = forms.CharField(
        label=_("What is held back, and why"),
        help_text=_(
            "Everybody reads this before they write; name no one. Leave it empty for Balai’s own "
            "words."
        ),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
    )
    needs_account = forms.BooleanField(
        label=_("Only people with an account here come in"), required=False
    )
    asks_sector = forms.BooleanField(
        label=_("Ask where people work"),
        help_text=_("Only if the result needs it. Groups under five are never shown."),
        required=False,
    )
    asks_country = forms.BooleanField(label=_("Ask for the country"), required=False)

    def terms(self) -> Terms:
        """Return what was filled in."""
        return Terms(**self.cleaned_data)


class OpenForm(forms.Form):
    """How long a round lasts."""

    minutes = forms.IntegerField(
        label=_("Minutes"),
        help_text=_("Leave it empty for no timer."),
        required=False,
        min_value=1,
        max_value=LONGEST_TIMER,
    )


class SeedForm(forms.Form):
    """Statements of the convenor, one a line."""

    texts = forms.CharField(
        label=_("Statements to begin with, one a line"),
        help_text=_("Name no one."),
        max_length=30_000,
        widget=forms.Textarea(attrs={"rows": 6, "dir": "auto"}),
    )
    language = _language_field(_("Language"))
    names_nobody = names_nobody_field()

    def lines(self) -> list[str]:
        """Return the statements."""
        return [each.strip() for each in self.cleaned_data["texts"].splitlines() if each.strip()]


class HoldBackForm(forms.Form):
    """Why a statement is held back."""

    reason = forms.CharField(
        label=_("Why it is held back"),
        help_text=_("Whoever wrote it reads this. Name no one."),
        max_length=LONGEST_REASON,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )


class ReplaceForm(forms.Form):
    """Better words for a statement: one line rewords it, several split it."""

    texts = forms.CharField(
        label=_("The new words; one statement a line"),
        help_text=_("One line rewords it, several lines split it. Votes start anew. Name no one."),
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
    )
    also = forms.CharField(
        label=_("Numbers of other statements that are merged into it"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    reason = forms.CharField(
        label=_("Why"),
        help_text=_("Whoever wrote it reads this. Name no one."),
        max_length=LONGEST_REASON,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )

    names_nobody = names_nobody_field()

    def lines(self) -> list[str]:
        """Return the new statements."""
        return [each.strip() for each in self.cleaned_data["texts"].splitlines() if each.strip()]

    def numbers(self) -> list[int]:
        """Return the numbers of statements that are merged in."""
        return [
            int(each)
            for each in self.cleaned_data["also"].replace(",", " ").split()
            if each.isdecimal()
        ]


class BallotsForm(forms.Form):
    """Paper ballots as a table."""

    file = forms.FileField(
        label=_("Table of ballots (CSV)"),
        help_text=_(
            "The columns participant, statement and vote: any number for each ballot, the "
            "statement’s number on the desk, and 1 (agree), 0 (pass) or -1 (disagree)."
        ),
    )


class RenderForm(forms.Form):
    """A statement in a further language."""

    text = forms.CharField(
        label=_("The statement in this language"),
        help_text=_("Name no one."),
        max_length=LONGEST + 100,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )
    language = _language_field(_("Language"))
    is_checked = forms.BooleanField(
        label=_("Somebody who speaks both languages has checked it"), required=False
    )
    names_nobody = names_nobody_field()
