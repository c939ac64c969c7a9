"""Whatever Balai keeps as text: a new table or field is covered by being there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import models

TEXTS = (models.CharField, models.TextField, models.JSONField)


def texts() -> Iterator[tuple[str, str]]:
    """Yield every text of every row, with the field it is kept in."""
    for model, name in columns(TEXTS):
        for value in model._default_manager.order_by("pk").values_list(name, flat=True):
            for text in _within(value):
                yield f"{model.__name__}.{name}", text


def columns(
    kinds: tuple[type[models.Field[Any, Any]], ...],
) -> Iterator[tuple[type[models.Model], str]]:
    """Yield the columns of these kinds in the tables of Balai."""
    for model in apps.get_models():
        for each in model._meta.get_fields() if model.__module__.startswith("balai.") else ():
            if isinstance(each, kinds):
                yield model, each.name


def _within(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        value = [*value, *value.values()]
    if isinstance(value, list):
        for each in value:
            yield from _within(each)
    else:
        yield str(value)
