"""What an error says, in the language of the page.

The core's messages are English constants, extracted with all others; they are translated, and
their values put in, where they are shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.forms import BaseForm
from django.utils.translation import gettext

from balai.core.errors import BalaiError, Invalid


@dataclass(frozen=True)
class Said:
    """An error's words, translated."""

    kind: str
    message: str
    hint: str

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()


def said(error: BalaiError) -> Said:
    """Return what an error says; empty words stay empty (in a catalogue they are its head)."""
    return Said(error.kind, *error.told(gettext))


def refuse(form: BaseForm, error: BalaiError, names: Mapping[str, str] | None = None) -> None:
    """Show what an action refused beside the fields it refused, or else above the form.

    `names` are fields that the form calls otherwise than the action.
    """
    form.is_valid()  # what the form itself finds wrong stands beside it
    fields = error.fields if isinstance(error, Invalid) else {}
    renamed = {(names or {}).get(name, name): words for name, words in fields.items()}
    placed = {name: words for name, words in renamed.items() if name in form.fields}
    for name, words in placed.items():
        own = f"{gettext(words)} {said(error).hint}".strip() if words else str(said(error))
        form.add_error(name, own)
    if not placed:
        form.add_error(None, str(said(error)))


def status_of(form: BaseForm) -> int:
    """Return the HTTP status of a page with a form: 400 where it was refused."""
    return 400 if form.is_bound and form.errors else 200
