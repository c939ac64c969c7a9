"""What the build promises: one way to the tables, a light start, plain data in templates."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest
from django.db.models import Model, QuerySet
from django.urls import reverse

import balai
from tests.factories.library import one_of_each_level
from tests.personas import Cast

ROOT = Path(balai.__file__).parent
MAY_READ_TABLES = {
    "queries", "actions", "review", "outcomes", "findings", "indexing", "models", "foundation",
    "demo", "showing", "narrowing", "engines", "mirror", "node_settings", "backup", "doctor",
}  # fmt: skip
"""Modules and packages whose business the tables are: reads that take the viewer, writes, and
the index, whose texts carry their own audience. `demo`, `backup` and `doctor` act for the
operator of the machine."""


def modules() -> Iterator[Path]:
    yield from (each for each in ROOT.rglob("*.py") if "migrations" not in each.parts)


@pytest.mark.asvs("8.3.1")
def test_only_queries_and_actions_touch_the_tables() -> None:
    strangers = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in modules()
        if not {path.stem, *path.relative_to(ROOT).parts} & MAY_READ_TABLES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Attribute) and node.attr == "objects"
    ]
    assert strangers == []


def test_starting_is_light() -> None:
    heavy = "numpy onnxruntime onnx tokenizers lxml trafilatura docx pypdfium2 pythainlp py3langid"
    code = (
        "import sys, django; django.setup(); from django.urls import get_resolver; "
        "get_resolver().url_patterns; "
        f"print([name for name in {heavy.split()!r} if name in sys.modules])"
    )
    found = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT.parent.parent,
        env=environment(),
    )
    assert found.stdout.strip() == "[]"


def environment() -> dict[str, str]:
    import os

    return os.environ | {"DJANGO_SETTINGS_MODULE": "tests.settings"}


def unplain(value: Any, depth: int = 0) -> Iterator[str]:
    """Yield what of a template's context is a row or a query, however deep."""
    if isinstance(value, Model | QuerySet):
        yield type(value).__name__
    elif depth < 6:
        if is_dataclass(value) and not isinstance(value, type):
            for each in fields(value):
                yield from unplain(getattr(value, each.name), depth + 1)
        elif isinstance(value, dict):
            for each in value.values():
                yield from unplain(each, depth + 1)
        elif isinstance(value, list | tuple | set | frozenset):
            for each in value:
                yield from unplain(each, depth + 1)


FRAME = {"request", "user", "messages", "csrf_token", "view", "form", "forloop", "block"}
"""Names that Django or allauth puts into every context; no template of ours reads rows there."""


@pytest.mark.django_db
@pytest.mark.asvs("15.3.1")
def test_templates_get_plain_data(cast: Cast) -> None:
    told = one_of_each_level(cast)
    first = next(iter(told.values()))
    client = cast.client_for("amina")
    addresses = [
        reverse("home"),
        reverse("browse", args=["kind"]),
        reverse("browse-list", args=["kind", "lesson"]),
        reverse("search") + "?q=market",
        reverse("lesson", args=[first.lesson]),
        reverse("source", args=[first.source]),
        reverse("review"),
        reverse("candidate", args=[first.candidate]),
        reverse("releases"),
        reverse("contributions"),
        reverse("contribute"),
    ]
    for address in addresses:
        response = client.get(address)
        assert response.status_code == 200, address
        for context in response.context or ():
            for layer in context.dicts if hasattr(context, "dicts") else [context]:
                for name, value in layer.items():
                    if name not in FRAME:
                        assert list(unplain(value)) == [], (address, name)
