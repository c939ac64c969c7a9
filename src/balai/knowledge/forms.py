"""What a reviewer fills in: the candidate's form, amendments, further languages, releases."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from balai.core.audience import Level, audience
from balai.knowledge import labels
from balai.knowledge.actions.masking import Settled
from balai.knowledge.actions.review import LONGEST_STATEMENT, Validated
from balai.knowledge.models import Kind
from balai.knowledge.term_select import TermSelect
from balai.sharing.levels import LevelField
from balai.vocabulary import queries as vocabulary

LANGUAGES = ("en", "ms", "fr", "nl", "id", "th", "ar", "es")
"""Languages in which a reviewer may write a lesson's sentence; data, extended at will."""

REASONS = (
    ("", ""),
    ("no-lesson", _("It teaches nothing that others could use")),
    ("unclear", _("It cannot be understood without its surroundings")),
    ("known", _("It is here already")),
    ("names-somebody", _("It is about a person")),
    ("other", _("Another reason")),
)
MULTIPLE = ("country", "approach", "driver", "actor", "setting", "outcome")


class LessonForm(forms.Form):
    """The fields of a lesson that a reviewer confirms."""

    statement = forms.CharField(
        label=_("The lesson in one sentence"),
        help_text=_("What was done, where, and what was seen. Please name no one."),
        max_length=LONGEST_STATEMENT,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=Kind.choices)
    country = forms.MultipleChoiceField(label=_("Country"), required=False, widget=TermSelect)
    approach = forms.MultipleChoiceField(label=_("Approach"), required=False, widget=TermSelect)
    driver = forms.MultipleChoiceField(
        label=_("Conditions it answers to"), required=False, widget=TermSelect
    )
    actor = forms.MultipleChoiceField(
        label=_("Who was involved"), required=False, widget=TermSelect
    )
    setting = forms.MultipleChoiceField(label=_("Setting"), required=False, widget=TermSelect)
    target = forms.ChoiceField(label=_("Level of prevention"), required=False)
    outcome = forms.MultipleChoiceField(label=_("Outcome"), required=False, widget=TermSelect)
    place = forms.CharField(
        label=_("Place"),
        help_text=_("A town or a district is enough. Please name no one."),
        max_length=200,
        required=False,
    )
    year_from = forms.IntegerField(
        label=_("From year"), min_value=1900, max_value=2100, required=False
    )
    year_to = forms.IntegerField(label=_("To year"), min_value=1900, max_value=2100, required=False)
    cycle = forms.ChoiceField(label=_("Where it stands"))
    design = forms.TypedChoiceField(label=_("Design of the evidence"), coerce=int)

    def __init__(self, *args: Any, language: str = "en", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for scheme in MULTIPLE:
            self._field(scheme).choices = labels.choices(scheme, language)
        self._field("target").choices = [("", "—"), *labels.choices("level", language)]
        self._field("cycle").choices = vocabulary.choices("life-cycle", language)
        self._field("design").choices = vocabulary.choices("study-designs", language)

    def _field(self, name: str) -> Any:
        return self.fields[name]

    def clean(self) -> dict[str, Any]:
        """See that a span of years runs forward."""
        data = super().clean() or {}
        first, last = data.get("year_from"), data.get("year_to")
        if first and last and last < first:
            self.add_error("year_to", _("This is before the first year."))
        return data

    def validated(self, language: str, **more: Any) -> Validated:
        """Return what the reviewer confirmed."""
        data = self.cleaned_data
        found = [(scheme, code) for scheme in MULTIPLE for code in data[scheme]]
        if data["target"]:
            found.append(("level", data["target"]))
        return Validated(
            kind=data["kind"],
            statement=data["statement"],
            language=language,
            labels=tuple(found),
            place=data["place"],
            year_from=data["year_from"],
            year_to=data["year_to"],
            cycle=data["cycle"],
            design=data["design"],
            **more,
        )


class SettlingForm(forms.Form):
    """What shall be done with personal data that the check finds in a sentence."""

    found = forms.ChoiceField(
        label=_("If somebody could be recognised by it"),
        choices=[
            ("", _("Tell me first; nothing is kept yet")),
            ("mask", _("Mask these words")),
            ("keep", _("Keep them: they name nobody, or somebody acting in public office")),
        ],
        required=False,
    )
    found_reason = forms.CharField(
        label=_("Why they may be kept"),
        help_text=_("Please name no one."),
        max_length=500,
        required=False,
    )

    def settled(self) -> Settled | None:
        """Return the answer for all that is found; None where it is to be told first."""
        decision = self.cleaned_data["found"]
        return Settled(decision, self.cleaned_data["found_reason"]) if decision else None


class AmendForm(SettlingForm, LessonForm):
    """A lesson's fields, and the version they were read at."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    field_order = (*LessonForm.base_fields, "found", "found_reason")


class CandidateForm(LessonForm):
    """The bench: a lesson's fields, who shall read it, and the other verdicts."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    status = forms.ChoiceField(label=_("Status in the room"), required=False)
    level = LevelField(
        label=_("Sharing"),
        levels=[each for each in Level if each is not Level.RED],
        unset=_("As its source"),
        required=False,
    )
    why = forms.CharField(
        label=_("Why wider readers should have it"),
        help_text=_(
            "Only where you open it wider than its source; a second person decides. "
            "Please name no one."
        ),
        max_length=500,
        required=False,
    )
    merge_into = forms.CharField(
        label=_("The lesson it belongs to"),
        help_text=_("Choose one that looks alike, or paste the address of a lesson."),
        required=False,
        max_length=300,
    )
    reason = forms.ChoiceField(label=_("Reason"), choices=REASONS, required=False)
    note = forms.CharField(
        label=_("A word to the contributor"),
        help_text=_("Please name no one."),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(
        self, *args: Any, owner: str, alike: list[tuple[str, str]] | None = None, **kwargs: Any
    ) -> None:
        """`owner` is the organisation whose text it is."""
        language = kwargs.get("language", "en")
        super().__init__(*args, **kwargs)
        self._field("status").choices = [
            ("", "—"),
            *vocabulary.choices("point-statuses", language),
        ]
        self._field("level").explain([owner])
        if alike:
            self.fields["merge_into"] = forms.ChoiceField(
                label=_("The lesson it belongs to"), choices=[("", "—"), *alike], required=False
            )

    def decision(self, language: str, organisation_id: str) -> Validated:
        """Return what the reviewer confirmed, with the audience asked for."""
        data = self.cleaned_data
        wanted = None
        if data["level"]:
            wanted = audience(Level.read(data["level"]), owners=(organisation_id,))
        return self.validated(language, status=data["status"], audience=wanted, reason=data["why"])


class StatementForm(SettlingForm):
    """A lesson's sentence in a further language."""

    field_order = ("language", "text", "is_checked", "found", "found_reason")

    language = forms.ChoiceField(label=_("Language"))
    text = forms.CharField(
        label=_("The sentence in that language"),
        help_text=_("Please name no one."),
        max_length=LONGEST_STATEMENT,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    is_checked = forms.BooleanField(
        label=_("I speak this language well and have checked it against the original"),
        required=False,
    )

    def __init__(self, *args: Any, names: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["language"]
        field.choices = names


class ReleaseForm(forms.Form):
    """A second person's word on a wider audience."""

    answer = forms.CharField(
        label=_("A word on your decision"),
        help_text=_("Please name no one."),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class MarkForm(forms.Form):
    """Words of a source that the reviewer proposes."""

    quote = forms.CharField(
        label=_("The words, copied from the page"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=Kind.choices)
