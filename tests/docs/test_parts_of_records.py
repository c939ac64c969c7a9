"""Every part of a record that carries words or leads to a person is said to be somebody's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

PAGE = Path(__file__).resolve().parents[2] / "docs" / "explanation" / "sharing.md"
OWN = ("people", "sharing", "library", "knowledge", "search", "foundation")
OF_A_PERSON = re.compile(r".*_by|actor|account|contributor|reviewer|speaks_for")
"""Names of fields that keep somebody's identifier."""
CODES = {"IndexEntry.model", "IndexState.model"}
"""Long fields that hold no words of anybody: the encoder's name."""
SHORT = 70
"""Characters: what is shorter holds a code, an identifier or a hash."""


def carries_words(field: models.Field) -> bool:  # type: ignore[type-arg]
    if getattr(field, "choices", None):
        return False
    if isinstance(field, models.TextField | models.JSONField | models.BinaryField):
        return True
    return isinstance(field, models.CharField) and (field.max_length or 0) > SHORT


def parts() -> Iterator[str]:
    for label in OWN:
        for model in apps.get_app_config(label).get_models():
            for field in model._meta.get_fields():
                if not isinstance(field, models.Field) or field.is_relation:
                    continue
                is_id = isinstance(field, models.CharField) and OF_A_PERSON.fullmatch(field.name)
                if carries_words(field) or (is_id and field.max_length == 26):
                    yield f"{model.__name__}.{field.name}"


def told() -> list[str]:
    text = PAGE.read_text("utf-8")
    section = text.split("## Which part of a record is whose")[1].split("\n## ")[0]
    return re.findall(r"`(\w+\.\w+)`", section)


@pytest.mark.asvs("8.1.2")
def test_every_part_that_carries_words_or_a_person_is_said_to_be_somebodys() -> None:
    assert set(parts()) - CODES - set(told()) == set()


@pytest.mark.asvs("8.1.2")
def test_none_is_told_twice_or_of_a_part_there_is_not() -> None:
    known = {
        f"{model.__name__}.{field.name}"
        for label in OWN
        for model in apps.get_app_config(label).get_models()
        for field in model._meta.get_fields()
    }
    assert set(told()) <= known
    assert len(told()) == len(set(told()))
