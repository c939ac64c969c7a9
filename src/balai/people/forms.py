"""Forms of accounts and one-time links: input in, clean text out; actions have the last word."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpRequest, QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from balai.people.languages import reading_choices
from balai.people.territories import country_choices

EMAIL_LONGEST = 254


def page_language() -> str:
    """Return the language of the page, as the country and language names need it."""
    return get_language() or "en"


def posted(request: HttpRequest) -> QueryDict | None:
    """Return what was sent, also where it is nothing; None for a page that is only looked at."""
    return request.POST if request.method == "POST" else None


def email_field(label: Any = None) -> forms.EmailField:
    """Return the field of an address."""
    return forms.EmailField(
        label=label or _("E-mail address"),
        max_length=EMAIL_LONGEST,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
    )


def new_password_field() -> forms.CharField:
    """Return the field of a password that is being chosen."""
    return forms.CharField(
        label=_("Password"),
        help_text=_("At least 12 characters. Three or four words that do not belong together."),
        strip=False,
        max_length=1000,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )


def name_field() -> forms.CharField:
    """Return the field of somebody's own name."""
    return forms.CharField(
        label=_("Your name"),
        help_text=_("As colleagues know you. It is shown to signed-in people only."),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name", "dir": "auto"}),
    )


def country_field() -> forms.ChoiceField:
    """Return the field of a country, with its choices in the language of the page."""
    return forms.ChoiceField(
        label=_("Country"),
        required=False,
        choices=lambda: [("", "—"), *country_choices(page_language())],
    )


class JoinForm(forms.Form):
    """A name and a password, for somebody who was invited."""

    name = name_field()
    password = new_password_field()


class RegisterForm(JoinForm):
    """An address, a name and a password, where registration is open."""

    email = email_field()
    field_order = ["email", "name", "password"]


class WelcomeForm(RegisterForm):
    """What an empty node asks of its first steward."""

    organisation_name = forms.CharField(
        label=_("Your organisation"),
        help_text=_("The service, ministry, centre or association that runs this node."),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "organization", "dir": "auto"}),
    )
    country = country_field()
    works_with_content = forms.BooleanField(
        label=_("I also contribute and review for this organisation"),
        help_text=_("Leave it unticked if you only look after the machine."),
        required=False,
        initial=True,
    )
    field_order = ["name", "email", "password", "organisation_name", "country"]


class NewPasswordForm(forms.Form):
    """A new password, by a recovery link."""

    password = new_password_field()


class CodeForm(forms.Form):
    """What stands in a one-time link after the sign #."""

    code = forms.CharField(
        label=_("Code"),
        help_text=_("Letters and figures in groups of four; large or small does not matter."),
        max_length=200,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "off", "spellcheck": "false"}
        ),
    )


class AskRecoveryForm(forms.Form):
    """Whose password is wanted anew."""

    email = email_field()


class ProfileForm(forms.Form):
    """What somebody chooses about the own account."""

    name = name_field()
    language = forms.ChoiceField(
        label=_("Language of the pages"), choices=lambda: list(settings.LANGUAGES)
    )
    reading_languages = forms.MultipleChoiceField(
        label=_("Languages you read"),
        help_text=_("Lessons are shown in one of these where there is one."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    review_keys = forms.BooleanField(
        label=_("Single keys work on the review bench"),
        help_text=_("Untick this if you dictate, or if keys are pressed by accident."),
        required=False,
    )

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        first = {code for code, _label in settings.LANGUAGES}
        first |= set(self.initial.get("reading_languages", ()))
        self.shown_at_once = len(first)
        field: Any = self.fields["reading_languages"]
        field.choices = reading_choices(page_language(), first)


class CloseForm(forms.Form):
    """The one thing to say before an account is closed."""

    sure = forms.BooleanField(label=_("Close my account; it cannot be opened again"))
