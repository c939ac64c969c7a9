"""What a contributor fills in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from balai.core.audience import Level
from balai.knowledge import labels
from balai.knowledge.readers_forms import ReadersForm
from balai.library.actions import Sharing, SourceDetails
from balai.library.forms import OFFERED, language_choices
from balai.vocabulary import places

NO_NAMES = _("Please name no one. “A community leader in a northern district” says enough.")


class ManyFiles(forms.ClearableFileInput):
    """A file field in which several files can be chosen."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files in one field."""

    widget = ManyFiles

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """Return the chosen files, each of them checked."""
        files = data if isinstance(data, list | tuple) else [data]
        return [super(FilesField, self).clean(each, initial) for each in files]


class SharingFields(ReadersForm):
    """Whose it is and who may read it; the same for files and for cases."""

    organisation = forms.ChoiceField(label=_("For which organisation"))
    chatham = forms.BooleanField(
        label=_("It was said under the Chatham House Rule"),
        help_text=_("What was said may be used; who said it, and from where, is never shown."),
        required=False,
    )

    field_order = ["organisation", "level", "colleagues", "others", "chatham"]

    def __init__(self, *args: Any, organisations: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, owners=[pk for pk, _name in organisations], **kwargs)
        field: Any = self.fields["organisation"]
        field.choices = organisations
        if len(organisations) == 1:
            field.widget = forms.HiddenInput()
            field.initial = organisations[0][0]

    def sharing(self) -> Sharing:
        """Return how it is to be shared, for RED with colleagues and the addresses typed."""
        data = self.cleaned_data
        colleagues, others = (
            (tuple(data.get("colleagues", ())), tuple(data["others"])) if self.is_red else ((), ())
        )
        return Sharing(Level.read(data["level"]), colleagues, data["chatham"], others)


class UploadForm(SharingFields):
    """Files, and what holds for all of them."""

    contribution = forms.CharField(widget=forms.HiddenInput, required=False, max_length=26)
    # An empty file is refused in words of our own.
    files = FilesField(  # type: ignore[assignment]  # the stubs take it for a form's own `files`
        label=_("Files"), max_length=255, allow_empty_file=True
    )
    country = forms.ChoiceField(
        label=_("Country they are about"), required=False, help_text=_("Where all share one.")
    )
    language = forms.ChoiceField(
        label=_("Language"), required=False, help_text=_("Left open, Balai finds out by itself.")
    )
    licence = forms.CharField(
        label=_("Licence"),
        max_length=200,
        required=False,
        help_text=_("For instance CC BY 4.0, or © with a name of the publisher."),
    )
    link_only = forms.BooleanField(
        label=_("Its licence lets others link to it, not copy it"),
        help_text=_("Then Balai keeps short quotes and the link; no digest, no translation."),
        required=False,
    )

    field_order = [
        "files", *SharingFields.field_order, "country", "language", "licence", "link_only"
    ]  # fmt: skip

    def __init__(self, *args: Any, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _fill(self, language)

    def details(self) -> SourceDetails:
        """Return what is said of the files."""
        data = self.cleaned_data
        return SourceDetails(
            country=data["country"],
            language=data["language"],
            licence=data["licence"],
            link_only=data["link_only"],
        )


def _fill(form: forms.Form, language: str) -> None:
    countries: Any = form.fields["country"]
    countries.choices = [("", "—"), *places.country_names(language).items()]
    tongues: Any = form.fields["language"]
    tongues.choices = language_choices(language)


class Step(forms.Form):
    """One step of a case; its choices are named in `language`."""

    def __init__(self, *args: Any, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)


class Where(Step):
    """Step 1: what was tried, and where."""

    title = _("What was tried, and where?")
    tried = forms.CharField(
        label=_("What was tried"),
        help_text=NO_NAMES,
        max_length=1500,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    place = forms.CharField(
        label=_("Town or district"), help_text=NO_NAMES, max_length=200, required=False
    )
    country = forms.ChoiceField(label=_("Country"))
    year = forms.IntegerField(label=_("Year"), min_value=1950, max_value=2100, required=False)

    def __init__(self, *args: Any, language: str, **kwargs: Any) -> None:
        super().__init__(*args, language=language, **kwargs)
        field: Any = self.fields["country"]
        field.choices = [("", "—"), *places.country_names(language).items()]


class With(Step):
    """Step 2: with whom, and how."""

    title = _("With whom?")
    actors = forms.MultipleChoiceField(
        label=_("Who took part, as roles"), required=False, widget=forms.CheckboxSelectMultiple
    )
    approach = forms.ChoiceField(label=_("The nearest approach"), required=False)

    def __init__(self, *args: Any, language: str, **kwargs: Any) -> None:
        super().__init__(*args, language=language, **kwargs)
        actors: Any = self.fields["actors"]
        actors.choices = labels.choices("actor", language)
        approach: Any = self.fields["approach"]
        approach.choices = [("", "—"), *labels.choices("approach", language)]


class Happened(Step):
    """Step 3: what happened."""

    title = _("What happened?")
    happened = forms.CharField(
        label=_("What happened, and how do you know"),
        help_text=NO_NAMES,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 8}),
    )


class Failed(Step):
    """Step 4: what failed, and what others should know."""

    title = _("What failed, and what would you do differently?")
    failed = forms.CharField(
        label=_("What failed, or nearly did"),
        help_text=_("What failed is as welcome as what worked. Please name no one."),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    learned = forms.CharField(
        label=_("What others should know before they try"),
        help_text=NO_NAMES,
        max_length=1500,
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class Share(SharingFields):
    """Step 5: who may read it."""

    title = _("Who may read it?")
    language = forms.ChoiceField(label=_("The language you wrote in"))

    def __init__(self, *args: Any, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["language"]
        field.choices = list(places.language_names(OFFERED, language).items())
        field.initial = language


CASE_STEPS: tuple[type[Step], ...] = (Where, With, Happened, Failed)
"""What a case says; who may read it is asked after them."""
STEPS: tuple[type[forms.Form], ...] = (*CASE_STEPS, Share)


class AddressForm(SharingFields):
    """The address of a web page, where the steward allows outside requests."""

    address = forms.URLField(label=_("Address of the page"), max_length=1000, assume_scheme="https")
    field_order = ["address", *SharingFields.field_order]
