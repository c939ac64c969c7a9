"""Forms of a node's stewards, and of those who invite into their own organisation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from balai.foundation.journal.kinds import declared
from balai.people.forms import country_field, email_field
from balai.people.models import Role

NODE = "node"
"""The value that stands for the node itself where a form asks for an organisation."""


class InviteForm(forms.Form):
    """Whom to invite, where to, and as what."""

    email = email_field(_("E-mail address of the person you invite"))
    organisation = forms.ChoiceField(label=_("Organisation"))
    roles = forms.MultipleChoiceField(
        label=_("As"), choices=Role.choices, widget=forms.CheckboxSelectMultiple
    )
    by_mail = forms.BooleanField(
        label=_("Also send the link by mail"),
        help_text=_("You get the link to hand over in any case."),
        required=False,
    )

    def __init__(
        self,
        *arguments: Any,
        places: Iterable[tuple[str, str]],
        roles: Iterable[str],
        has_mail: bool,
        **named: Any,
    ) -> None:
        super().__init__(*arguments, **named)
        offered = list(places)
        self.fields["organisation"].choices = offered  # type: ignore[attr-defined]
        if len(offered) == 1:
            self.fields["organisation"].widget = forms.HiddenInput()
            self.fields["organisation"].initial = offered[0][0]
        wanted = set(roles)
        self.fields["roles"].choices = [  # type: ignore[attr-defined]
            (role.value, role.label) for role in Role if role.value in wanted
        ]
        if not has_mail:
            del self.fields["by_mail"]


class OrganisationForm(forms.Form):
    """An organisation's name and country."""

    name = forms.CharField(
        label=_("Name of the organisation"),
        max_length=200,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    country = country_field()


class ClientsForm(forms.Form):
    """Whom an organisation shares AMBER with."""

    clients = forms.MultipleChoiceField(
        label=_("Organisations that read what this one shares as AMBER"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    described = forms.CharField(
        label=_("The same in words"),
        help_text=_("So that whoever shares a text knows whom AMBER reaches."),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )

    def __init__(
        self, *arguments: Any, organisations: Iterable[tuple[str, str]], **named: Any
    ) -> None:
        super().__init__(*arguments, **named)
        self.fields["clients"].choices = list(organisations)  # type: ignore[attr-defined]


class NodeForm(forms.Form):
    """The words in which a node speaks of itself."""

    name = forms.CharField(
        label=_("Name of this node"),
        max_length=80,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    community = forms.CharField(
        label=_("Who the community is"),
        help_text=_("Shown wherever TLP:GREEN is: these people read what is shared as GREEN."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )
    purpose = forms.CharField(
        label=_("What this node is for"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )
    contact_name = forms.CharField(
        label=_("Whom to ask for corrections"),
        help_text=_("A desk or an office rather than a person, such as “The editors”."),
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    contact = email_field(_("The address for corrections"))

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        contact = self.fields["contact"]
        contact.required = False
        contact.help_text = _("Shown to everybody. Left empty, the page says whom to ask instead.")
        contact.widget.attrs["autocomplete"] = "off"


class NodeWordsForm(NodeForm):
    """The same words for the pages in one more language; whatever is left empty is as elsewhere."""

    contact = None  # type: ignore[assignment]  # an address is the same in every language

    def __init__(self, *arguments: Any, otherwise: Mapping[str, str], **named: Any) -> None:
        forms.Form.__init__(self, *arguments, **named)
        for key, field in self.fields.items():
            field.required = False
            shown = otherwise[key]
            field.help_text = _("Left empty: “%(words)s”") % {"words": shown} if shown else ""


class RoleForm(forms.Form):
    """One role in one place, given or taken with a button."""

    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)
    organisation = forms.CharField(label=_("Organisation"), max_length=26)

    def place(self) -> str:
        """Return the organisation's identifier, empty for the node."""
        where: str = self.cleaned_data["organisation"]
        return "" if where == NODE else where


def _meanings() -> list[tuple[str, str]]:
    return [(kind, gettext(meaning)) for kind, meaning in declared().items()]


class JournalForm(forms.Form):
    """Which entries of the journal to show: of one kind, of some days."""

    kind = forms.ChoiceField(
        label=_("What happened"),
        required=False,
        choices=lambda: [("", _("Everything")), *_meanings()],
    )
    since = forms.DateField(
        label=_("From"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    until = forms.DateField(
        label=_("To"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )

    def chosen(self) -> dict[str, Any]:
        """Return what was asked for and can be read; what cannot narrows nothing."""
        self.full_clean()
        return {name: value for name, value in self.cleaned_data.items() if value}
