"""What an action refuses, put where its form shows it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from balai.core.errors import Invalid
from balai.web.said import said


def put_into(form: Any, error: Invalid, names: Mapping[str, str] | None = None) -> None:
    """Put an action's refusal where the form shows it; `names` are fields the form calls else."""
    form.is_valid()
    fields = {(names or {}).get(name, name): words for name, words in error.fields.items()}
    placed = {name: words for name, words in fields.items() if name in form.fields}
    for name, words in placed.items():
        form.add_error(name, _(words) if words else str(said(error)))
    if not placed:
        form.add_error(None, str(said(error)))
