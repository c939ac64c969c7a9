"""Forms of planning; actions have the last word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.utils.translation import gettext_lazy as _

from balai.core.audience import Level
from balai.dialogue.actions.planning import LEVELS, LONGEST_TITLE, Item, Plan
from balai.dialogue.models import BodyRole, SessionKind
from balai.people.languages import READING
from balai.sharing.levels import LevelField
from balai.vocabulary import places
from balai.vocabulary.queries import choices

_RECORD = re.compile(r"/(sources|lessons)/([0-9A-Z]{26})(?:[/?#]|$)")


def _words(
    label: Any, longest: int, *, help_text: Any = "", required: bool = True
) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=longest,
        required=required,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )


def _lines(label: Any, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )


def _day(label: Any) -> forms.DateField:
    return forms.DateField(
        label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


def _clock(label: Any) -> forms.TimeField:
    return forms.TimeField(
        label=label, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )


def names_nobody_field() -> forms.BooleanField:
    """Return the tick with which somebody says that they have looked for names."""
    return forms.BooleanField(
        label=_("Nobody is named: I have looked"),
        help_text=_("Only needed where Balai takes a word for a name."),
        required=False,
    )


class DialogueForm(forms.Form):
    """What is said of a dialogue."""

    organisation = forms.ChoiceField(label=_("Who convenes it here"))
    title = _words(_("Title"), LONGEST_TITLE, help_text=_("Name no one."))
    about = forms.CharField(
        label=_("What it is for"),
        help_text=_("Two or three sentences. Name no one."),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
    )
    first_day = _day(_("First day"))
    last_day = _day(_("Last day"))
    place = _words(_("Place"), 200, help_text=_("House and town"), required=False)
    country = forms.ChoiceField(label=_("Country"), required=False)
    zone = forms.ChoiceField(
        label=_("Time zone"),
        choices=lambda: [(each, each) for each in sorted(available_timezones())],
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages spoken"), required=False, widget=forms.SelectMultiple(attrs={"size": 6})
    )
    convening = _lines(_("Convened by"), _("One organisation a line."))
    hosting = _lines(_("Hosted by"))
    funding = _lines(_("Funded by"))
    series = forms.ChoiceField(label=_("Series"), required=False)
    new_series = _words(
        _("Or a new series"), LONGEST_TITLE, help_text=_("Name no one."), required=False
    )
    level = LevelField(label=_("Who may read the plan"), levels=LEVELS)
    takes_up = forms.MultipleChoiceField(
        label=_("Needs of earlier dialogues to take up as themes"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        organisations: Sequence[tuple[str, str]],
        series: Iterable[tuple[str, str]] = (),
        needs: Iterable[tuple[str, str]] = (),
        language: str,
        is_new: bool = True,
        **named: Any,
    ) -> None:
        super().__init__(*args, **named)
        fields: Any = self.fields
        fields["organisation"].choices = list(organisations)
        fields["country"].choices = [("", "—"), *places.country_names(language).items()]
        fields["languages"].choices = list(READING.items())
        fields["series"].choices = [("", _("None")), *series]
        fields["takes_up"].choices = list(needs)
        fields["level"].explain([each for each, _name in organisations])
        if len(organisations) == 1:
            fields["organisation"].widget = forms.HiddenInput()
            fields["organisation"].initial = organisations[0][0]
        if not is_new:
            for name in ("organisation", "series", "new_series", "takes_up"):
                del self.fields[name]
        elif not fields["takes_up"].choices:
            del self.fields["takes_up"]

    def plan(self) -> Plan:
        """Return what was filled in."""
        data = self.cleaned_data
        bodies = tuple(
            (role.value, name.strip())
            for role in BodyRole
            for name in data[role.value].splitlines()
            if name.strip()
        )
        return Plan(
            title=data["title"],
            first_day=data["first_day"],
            last_day=data["last_day"],
            about=data["about"],
            place=data["place"],
            country=data["country"],
            zone=data["zone"],
            languages=tuple(data["languages"]),
            bodies=bodies,
        )

    def level_chosen(self) -> Level:
        """Return the level."""
        return Level.read(self.cleaned_data["level"])


class SessionForm(forms.Form):
    """What is said of one session."""

    kind = forms.ChoiceField(label=_("Kind"), choices=SessionKind.choices)
    title = _words(_("Title"), LONGEST_TITLE, help_text=_("Name no one."))
    about = _lines(_("What it is about"), _("Name no one."))
    country = forms.ChoiceField(label=_("Country"), help_text=_("Of a case study."), required=False)
    day = _day(_("Day"))
    begins = _clock(_("Begins"))
    ends = _clock(_("Ends"))
    place = _words(_("Place"), 120, required=False)
    level = LevelField(label=_("Who may read what is kept of it"), levels=LEVELS)
    chatham = forms.BooleanField(
        label=_("The Chatham House Rule holds"),
        help_text=_("What was said may be used; who said it is not told. It is never taken off."),
        required=False,
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, organisation_id: str, language: str, **named: Any) -> None:
        super().__init__(*args, **named)
        fields: Any = self.fields
        fields["country"].choices = [("", "—"), *places.country_names(language).items()]
        fields["level"].explain([organisation_id])

    def item(self) -> Item:
        """Return what was filled in."""
        data = self.cleaned_data
        names = ("kind", "title", "day", "begins", "ends", "about", "country", "place")
        return Item(**{name: data[name] for name in names})

    def level_chosen(self) -> Level:
        """Return the level."""
        return Level.read(self.cleaned_data["level"])


class ExpectedForm(forms.Form):
    """One sector of one country that is expected."""

    sector = forms.ChoiceField(label=_("Sector"))
    country = forms.ChoiceField(label=_("Country"), required=False)
    number = forms.IntegerField(label=_("How many"), min_value=0, max_value=10_000)

    def __init__(self, *args: Any, language: str, **named: Any) -> None:
        super().__init__(*args, **named)
        fields: Any = self.fields
        fields["sector"].choices = choices("actors", language)
        fields["country"].choices = [("", "—"), *places.country_names(language).items()]


class MaterialForm(forms.Form):
    """Something of the library to read."""

    address = forms.CharField(
        label=_("Address of the page here"),
        help_text=_("Open the lesson or the source, and copy its address."),
        max_length=1000,
    )
    session = forms.ChoiceField(label=_("For"), required=False)

    def __init__(self, *args: Any, sessions: Iterable[tuple[str, str]], **named: Any) -> None:
        super().__init__(*args, **named)
        field: Any = self.fields["session"]
        field.choices = [("", _("The whole dialogue")), *sessions]

    def record(self) -> tuple[str, str]:
        """Return the kind and identifier that the address names."""
        found = _RECORD.search(self.cleaned_data["address"])
        return (found[1].removesuffix("s"), found[2]) if found else ("", "")

    def clean_address(self) -> str:
        """Refuse an address of something else."""
        address = str(self.cleaned_data["address"])
        if not _RECORD.search(address):
            raise forms.ValidationError(_("This is not the address of a lesson or a source here."))
        return address


class NeedForm(forms.Form):
    """What is needed next."""

    text = forms.CharField(
        label=_("What is needed"),
        help_text=_("One sentence; name no one. Whoever may read the dialogue reads it."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )
    language = forms.ChoiceField(label=_("Language"), choices=list(READING.items()), initial="en")
    names_nobody = names_nobody_field()
