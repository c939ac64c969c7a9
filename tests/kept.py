"""Whatever Balai keeps as text: a new table or field is covered by being there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import models

TEXTS = (models.CharField, models.TextField, models.JSONField)


def texts() -> Iterator[tuple[str, str]]:
    """Yield every text of every row, with the field it is kept in."""
    for model in apps.get_models():
        if not model.__module__.startswith("balai."):
            continue
        rows = model._default_manager.order_by("pk")
        for each in model._meta.get_fields():
            if isinstance(each, TEXTS):
                for value in rows.values_list(each.name, flat=True):
                    for text in _within(value):
                        yield f"{model.__name__}.{each.name}", text


def _within(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        value = [*value, *value.values()]
    if isinstance(value, list):
        for each in value:
            yield from _within(each)
    else:
        yield str(value)
