"""A list of terms in a form, drawn from options that are kept ready for each language.

The bench asks for nine lists, one of them with every country; drawn by a template an option at a
time they took half of the page's time. It stays a plain `select` for keyboard and for browsers
without scripts.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe


class TermSelect(forms.SelectMultiple):
    """Several terms of one list."""

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        """Return the list with the chosen terms marked."""
        chosen = {str(each) for each in value or ()}
        known = _options(tuple((str(code), str(label)) for code, label in self.choices))
        options = "".join(marked if code in chosen else plain for code, plain, marked in known)
        about = self.build_attrs(self.attrs, {**(attrs or {}), "name": name, "multiple": True})
        return mark_safe(f"<select{flatatt(about)}>{options}</select>")  # noqa: S308 - escaped below


@lru_cache(maxsize=64)
def _options(choices: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str, str], ...]:
    """Return code, plain option and chosen option; terms are the same for every viewer."""
    return tuple(
        (
            code,
            format_html('<option value="{}">{}</option>', code, label),
            format_html('<option value="{}" selected>{}</option>', code, label),
        )
        for code, label in choices
    )
