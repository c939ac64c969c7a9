"""What readers, communities and those who answer them fill in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from balai.core.audience import Level
from balai.knowledge import labels
from balai.knowledge.term_select import TermSelect
from balai.knowledge.voice.actions.communities import LONGEST_WAIT, SCHEMES
from balai.knowledge.voice.words import LONGEST, LONGEST_REASON, Ground, Outcome, Wanted
from balai.library.forms import language_choices
from balai.sharing.levels import LevelField

NO_NAMES = _("Please name no one, and nothing by which somebody could be recognised.")
Choices = list[tuple[str, str]]


def _words(label: Any, *, longest: int = LONGEST, rows: int = 6, more: Any = NO_NAMES) -> Any:
    return forms.CharField(
        label=label,
        help_text=more,
        max_length=longest,
        widget=forms.Textarea(attrs={"rows": rows, "dir": "auto"}),
    )


class WordsForm(forms.Form):
    """Somebody's own words, the language they are in, and whether to mask them at once."""

    text = _words(_("Your words"))
    language = forms.ChoiceField(label=_("Language"))
    mask = forms.BooleanField(
        label=_("Mask by itself what could tell who somebody is"),
        help_text=_("Otherwise you are told what was found, and nothing is kept yet."),
        required=False,
    )

    def __init__(self, *args: Any, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["language"]
        field.choices = language_choices(language, language)[1:]
        field.initial = language


class CommentForm(WordsForm):
    """A comment and who may read it."""

    organisation = forms.ChoiceField(label=_("For which of your organisations"))
    level = LevelField(
        label=_("Who may read it"), help_text=_("Never more than may read the entry itself.")
    )
    field_order = ("text", "level", "organisation", "language", "mask")

    def __init__(
        self, *args: Any, organisations: Choices, keeper: str, most: Level, **kwargs: Any
    ) -> None:
        """`keeper` is the organisation that keeps the entry, `most` the entry's own level."""
        super().__init__(*args, **kwargs)
        own = [pk for pk, _name in organisations]
        offered = [Level.CLEAR, Level.GREEN, *([Level.AMBER, Level.AMBER_STRICT] if own else ())]
        # Where all of them are more open than the entry, the strictest is what it comes to.
        kept = [each for each in offered if each >= most] or [max(offered)]
        level: Any = self.fields["level"]
        level.explain([*own, keeper], levels=kept)
        level.initial = (Level.AMBER if Level.AMBER in kept else max(kept)).label
        if len(organisations) > 1:
            field: Any = self.fields["organisation"]
            field.choices = organisations
        else:
            del self.fields["organisation"]


class ContestForm(WordsForm):
    """Why an entry is contested, and what is asked for. It asks for no name and no address."""

    ground = forms.ChoiceField(
        label=_("What is the matter with it"), choices=Ground.choices, widget=forms.RadioSelect
    )
    wanted = forms.ChoiceField(
        label=_("What you ask for"),
        choices=Wanted.choices,
        initial=Wanted.ANSWER,
        widget=forms.RadioSelect,
    )
    speaks_for = forms.ChoiceField(label=_("For whom you speak"), required=False)
    text = _words(
        _("Say it in your words"),
        more=_(
            "Which words are wrong, and why. Please name no one: if somebody can be recognised, "
            "say where, without repeating the name."
        ),
    )
    field_order = ("ground", "text", "wanted", "speaks_for", "language", "mask")

    def __init__(self, *args: Any, organisations: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if organisations:
            field: Any = self.fields["speaks_for"]
            field.choices = [("", _("For myself")), *organisations]
        else:
            del self.fields["speaks_for"]


class ObjectionForm(WordsForm):
    """A community's objection to a lesson that is about to be published."""

    ground = forms.ChoiceField(
        label=_("What is the matter with it"), choices=Ground.choices, widget=forms.RadioSelect
    )
    text = _words(
        _("What you object to"),
        more=_("Its reviewers read this; it may stand beside the lesson. Please name no one."),
    )
    field_order = ("ground", "text", "language", "mask")


class RemoveForm(forms.Form):
    """Why a comment is removed."""

    reason = _words(
        _("Why it is removed"),
        longest=LONGEST_REASON,
        rows=3,
        more=_("This stands in its place. Please name no one."),
    )


class SetAsideForm(forms.Form):
    """Why a contest is set aside."""

    answer = _words(
        _("Why it is set aside"),
        longest=LONGEST_REASON,
        rows=3,
        more=_("Whoever made it reads this, and oversight does. Please name no one."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class AnswerForm(forms.Form):
    """The owner's answer and what was done."""

    outcome = forms.ChoiceField(
        label=_("What you did"), choices=Outcome.choices, widget=forms.RadioSelect
    )
    answer = _words(
        _("Your answer"),
        more=_("It stands beside the objection, for the same readers. Please name no one."),
    )
    mask = forms.BooleanField(
        label=_("Mask by itself what could tell who somebody is"), required=False
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class CommunityForm(forms.Form):
    """What an organisation speaks for."""

    country = forms.MultipleChoiceField(label=_("Country"), required=False, widget=TermSelect)
    actor = forms.MultipleChoiceField(
        label=_("Who was involved"), required=False, widget=TermSelect
    )
    setting = forms.MultipleChoiceField(label=_("Setting"), required=False, widget=TermSelect)
    driver = forms.MultipleChoiceField(
        label=_("Conditions it answers to"), required=False, widget=TermSelect
    )
    approach = forms.MultipleChoiceField(label=_("Approach"), required=False, widget=TermSelect)

    def __init__(self, *args: Any, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for scheme in SCHEMES:
            field: Any = self.fields[scheme]
            field.choices = labels.choices(scheme, language)

    def chosen(self) -> list[tuple[str, str]]:
        """Return the labels that were chosen."""
        return [(scheme, code) for scheme in SCHEMES for code in self.cleaned_data[scheme]]


class DaysForm(forms.Form):
    """How long answers and looks may take."""

    contest_days = forms.IntegerField(
        label=_("Days within which a contest is answered"),
        help_text=_("Oversight sees what was not answered by then."),
        min_value=1,
        max_value=LONGEST_WAIT,
    )
    look_days = forms.IntegerField(
        label=_("Days for which a lesson waits for a community"),
        help_text=_("When nobody objects, it is published then."),
        min_value=1,
        max_value=LONGEST_WAIT,
    )
