"""Who may read something, as it is asked: the level and, for RED, the people by name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.validators import EmailValidator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from balai.core.audience import Audience, Level, Viewer, recipients_of
from balai.people.actions.addressees import MOST
from balai.people.queries import addresses_named, colleagues, names_of
from balai.sharing.levels import LevelField

LISTED = 60
"""So many colleagues are offered to be ticked; in a larger organisation they are typed."""
_BETWEEN = re.compile(r"[\s,;]+")
_is_address = EmailValidator()

Choices = list[tuple[str, str]]


class AddressesField(forms.CharField):
    """E-mail addresses, one a line or with commas between them."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> Any:
        """Return the addresses in small letters, each once; also from a list that was kept."""
        text = "\n".join(value) if isinstance(value, list | tuple) else str(value or "")
        return list(dict.fromkeys(each.lower() for each in _BETWEEN.split(text) if each))

    def prepare_value(self, value: Any) -> str:
        """Return the addresses one a line."""
        return "\n".join(value) if isinstance(value, list | tuple) else str(value or "")

    def run_validators(self, value: Any) -> None:
        """Refuse what is no address, and name it."""
        if len(value) > MOST:
            raise forms.ValidationError(
                gettext("At most %(most)d people can be named at once.") % {"most": MOST}
            )
        for each in value:
            try:
                _is_address(each)
            except forms.ValidationError as error:
                words = gettext("“%(address)s” is not an e-mail address.") % {"address": each[:80]}
                raise forms.ValidationError(words) from error


class ReadersForm(forms.Form):
    """A level, and the people whom RED names."""

    level = LevelField(label=_("Who may read it"), initial=Level.AMBER.label)
    colleagues = forms.MultipleChoiceField(
        label=_("Colleagues who may read it"),
        help_text=_("For TLP:RED only. Without a reviewer among them, no lesson comes of it."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    others = AddressesField(
        label=_("Others who may read it, by e-mail address"),
        help_text=_(
            "For TLP:RED only. One address a line. Balai does not say who has an account here; "
            "whoever is invited later under the same address may read it too."
        ),
        required=False,
        widget=forms.Textarea(
            attrs={"rows": 3, "placeholder": " ", "dir": "ltr", "spellcheck": "false"}
        ),
    )

    def __init__(
        self, *args: Any, owners: Iterable[str], colleagues: Choices, **kwargs: Any
    ) -> None:
        """`owners` are the organisations whose text it is, or may be."""
        super().__init__(*args, **kwargs)
        level: Any = self.fields["level"]
        level.explain(owners)
        if colleagues:
            field: Any = self.fields["colleagues"]
            field.choices = colleagues
        else:
            del self.fields["colleagues"]

    def clean(self) -> dict[str, Any]:
        """See that people are named for RED only: another level would open it to more."""
        data = super().clean() or {}
        is_other = data.get("level", Level.RED.label) != Level.RED.label
        if is_other and (data.get("colleagues") or data.get("others")):
            self.add_error(
                "level", _("You named people: choose TLP:RED for them alone, or name nobody.")
            )
        return data

    @property
    def is_red(self) -> bool:
        """Say whether recipients were asked for."""
        return self.cleaned_data.get("level") == Level.RED.label


def offered(viewer: Viewer, already: Iterable[str] = ()) -> Choices:
    """Return the colleagues whom the viewer can tick; `already` named accounts among them."""
    found = colleagues(viewer)
    kept = found if len(found) <= LISTED else ()
    listed = {
        each.account_id: gettext("%(name)s (reviewer)") % {"name": each.name}
        if each.reviews
        else each.name
        for each in kept
    }
    more = names_of(already)
    more.pop(viewer.account or "", None)
    return list((more | listed).items())


class AudienceForm(ReadersForm):
    """Another audience for something that is here already."""

    chatham = forms.BooleanField(
        label=_("It was said under the Chatham House Rule"),
        help_text=_("It holds for good, and for what was drawn from it."),
        required=False,
    )
    original = forms.BooleanField(
        label=_("The original file too, with its pictures"),
        help_text=_(
            "Wider readers get the text with what is withheld masked. The file itself stays with "
            "its present readers, unless you tick this."
        ),
        required=False,
    )
    reason = forms.CharField(
        label=_("Why wider readers should have it"),
        help_text=_(
            "Only where it opens wider; a second person decides and reads this. Please name no one."
        ),
        max_length=500,
        required=False,
    )

    def __init__(self, *args: Any, now: Audience, chatham: bool | None, **kwargs: Any) -> None:
        """`chatham` says whether the rule holds by now; None for a lesson, that has no file."""
        recipients = recipients_of(now)
        kwargs["initial"] = {
            "level": now.level.label,
            "colleagues": list(recipients),
            "others": sorted(addresses_named(recipients).values()),
        }
        super().__init__(*args, **kwargs)
        if chatham is not False:
            del self.fields["chatham"]
            del self.fields["original"]
