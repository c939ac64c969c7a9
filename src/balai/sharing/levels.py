"""The five levels as they are chosen: each beside who that is on this node, in words.

TLP leaves "community" and "clients" to whoever uses it, so a level is never offered without the
words of the node for GREEN and those of the organisation for AMBER. A form takes `LevelField` and
says whose text it is about; there is no other way to offer a level.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from balai.core.audience import Level
from balai.core.errors import Invalid
from balai.foundation.node_settings import in_words
from balai.people.queries import OrganisationShown, organisations
from balai.people.stewardship.queries import clients_of
from balai.web.said import said


def meanings(organisation_ids: Iterable[str]) -> dict[Level, str]:
    """Return for each level whom it lets read the texts of these organisations."""
    owners = organisations(frozenset(organisation_ids))
    names = _listed(each.name for each in owners)
    return {
        Level.CLEAR: _("anyone, also in public"),
        Level.GREEN: _("the community of this exchange: %(community)s")
        % {"community": in_words("community")},
        Level.AMBER: " ".join(map(_with_clients, owners)),
        Level.AMBER_STRICT: _("%(organisation)s, nobody else") % {"organisation": names},
        Level.RED: _("only you and the people you name"),
    }


def _with_clients(owner: OrganisationShown) -> str:
    """Return an organisation and who its clients are: by name, and in its own words."""
    clients = _listed(clients_of(owner.id).values())
    if not clients and not owner.clients_described:
        return _("%(organisation)s, which names no clients yet.") % {"organisation": owner.name}
    words = _("%(organisation)s and its clients, where they need to know.") % {
        "organisation": owner.name
    }
    if clients:
        words += " " + _("Clients: %(clients)s.") % {"clients": clients}
    return f"{words} {owner.clients_described}".strip()


def _listed(names: Iterable[str]) -> str:
    return ", ".join(names)


class LevelField(forms.ChoiceField):
    """One of the levels, read as `Level.read` reads them; its value is the label.

    `explain` must be told whose text it is about before the form is shown. `unset` names the
    choice of no level, for a form that has one.
    """

    widget = forms.RadioSelect

    def __init__(
        self, *, levels: Sequence[Level] = tuple(Level), unset: Any = "", **kwargs: Any
    ) -> None:
        super().__init__(**kwargs)
        self.levels, self.unset = tuple(levels), unset
        self._offer(dict.fromkeys(levels, ""))

    def explain(
        self, organisation_ids: Iterable[str], *, levels: Sequence[Level] | None = None
    ) -> None:
        """Say beside each level, or those of `levels`, who may read then."""
        self.levels = tuple(levels or self.levels)
        self._offer(meanings(organisation_ids))

    def _offer(self, words: dict[Level, str]) -> None:
        known = [(level.label, f"TLP:{level.label} — {words[level]}") for level in self.levels]
        self.choices = [("", self.unset), *known] if self.unset else known

    def to_python(self, value: Any) -> str:
        """Return the label, also for WHITE and for a label written in another way."""
        if not value:
            return ""
        try:
            level = Level.read(str(value))
        except Invalid as error:
            raise forms.ValidationError(str(said(error))) from error
        if level not in self.levels:
            labels = _listed(each.label for each in self.levels)
            raise forms.ValidationError(
                _("TLP:%(level)s cannot be chosen here. Use one of %(labels)s.")
                % {"level": level.label, "labels": labels}
            )
        return level.label

    def bound_data(self, data: Any, initial: Any) -> Any:
        """Return what stands chosen when the form is shown again."""
        try:
            return Level.read(str(data)).label if data else data
        except Invalid:
            return data
