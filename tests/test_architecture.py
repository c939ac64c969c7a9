"""What the build promises: one way to the tables, a light start, plain data in templates."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from importlib import import_module
from itertools import product
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from django.db.models import Model, QuerySet
from django.urls import reverse

import balai
from tests.factories.library import one_of_each_level
from tests.personas import Cast
from tests.test_visibility_matrix import LISTS, OF_A_LESSON, OF_A_SOURCE, REVIEWERS_ONLY, address

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


ROUND = {"objects", "_default_manager", "_base_manager", "get_model", "get_models", "cursor"}
"""Names by which rows are reached from a model, an app or a connection."""
ROUND_IMPORTS = {"get_object_or_404", "get_list_or_404"}
MAY_NAME_A_ROW = {
    "people/adapter.py": {"Account"},
    "people/context.py": {"Account"},
    "people/middleware.py": {"Account"},
    "people/second_step/adapter.py": {"Account"},
    "people/second_step/recording.py": {"Account"},
}
"""Where sign-in hands over the account itself."""


def ways_round(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Yield what in a module reaches rows without the queries and actions: its line and name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in ROUND:
            yield node.lineno, node.attr
        elif isinstance(node, ast.Call) and ast.unparse(node.func) == "getattr":
            said = {getattr(each, "value", None) for each in node.args[1:2]}
            yield from ((node.lineno, name) for name in said & ROUND)
        elif isinstance(node, ast.ImportFrom):
            for each in node.names:
                if each.name in ROUND_IMPORTS or _is_row(node.module or "", each.name):
                    yield node.lineno, each.name
        elif isinstance(node, ast.Import):
            yield from ((node.lineno, each.name) for each in node.names if _is_models(each.name))


def _is_models(module: str) -> bool:
    return module.startswith("balai.") and "models" in module.split(".")


def _is_row(module: str, name: str) -> bool:
    """Say whether an import brings a table or a module of tables; choices are none."""
    if not module.startswith("balai"):
        return False
    if name == "models":
        return True
    if not _is_models(module):
        return False
    found = getattr(import_module(module), name)
    return isinstance(found, ModuleType) or (isinstance(found, type) and issubclass(found, Model))


@pytest.mark.asvs("8.3.1")
def test_only_queries_and_actions_touch_the_tables() -> None:
    strangers = []
    for path in modules():
        where = path.relative_to(ROOT)
        if {path.stem, *where.parts} & MAY_READ_TABLES:
            continue
        allowed = MAY_NAME_A_ROW.get(str(where), set())
        found = ways_round(ast.parse(path.read_text("utf-8")))
        strangers += [f"{where}:{line} {name}" for line, name in found if name not in allowed]
    assert strangers == []


@pytest.mark.asvs("8.3.1")
@pytest.mark.parametrize(
    "way",
    [
        "Source.objects.all()",
        "Source._default_manager.all()",
        "getattr(Source, 'objects').all()",
        "from balai.library.models import Source",
        "def f():\n    from balai.knowledge.models import Lesson",
        "from balai.library import models",
        "import balai.library.models as tables",
        "from django.shortcuts import get_object_or_404",
        "connection.cursor()",
        "apps.get_model('library.Source')",
    ],
)
def test_each_way_round_would_be_found(way: str) -> None:
    assert list(ways_round(ast.parse(way)))


def test_a_list_of_choices_is_no_table() -> None:
    assert not list(ways_round(ast.parse("from balai.people.models import Role")))


def who_acts(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Yield the writes of functions that were given a viewer, and for whom they open them."""
    for function in ast.walk(tree):
        if not isinstance(function, ast.FunctionDef):
            continue
        given = {each.arg for each in (*function.args.args, *function.args.kwonlyargs)}
        if "viewer" not in given:
            continue
        for node in ast.walk(function):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "recording":
                yield node.lineno, ast.unparse(node.args[0])


def test_whoever_was_given_a_viewer_writes_as_that_viewer() -> None:
    """The write path asks again what the viewer may: by a bare identifier it could not."""
    found = [
        (f"{path.relative_to(ROOT)}:{line}", by)
        for path in modules()
        for line, by in who_acts(ast.parse(path.read_text("utf-8")))
    ]
    assert len(found) > 60
    assert [each for each in found if each[1] != "viewer"] == []


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


@pytest.mark.thorough
@pytest.mark.django_db
@pytest.mark.asvs("15.3.1")
def test_templates_get_plain_data(cast: Cast) -> None:
    told = one_of_each_level(cast)
    first = next(iter(told.values()))
    cases = {**LISTS, **OF_A_SOURCE, **OF_A_LESSON, **REVIEWERS_ONLY}
    addresses = [address(route, given, first) for route, given in cases.items()]
    addresses += [reverse(each) for each in ("contribute", "upload", "me", "steward-node", "voice")]
    addresses += [f"/entries/lesson/{first.lesson}/{each}/" for each in ("comment", "contest")]
    seen = 0
    for who, where in product(("amina", "farid", "omar", "dina"), addresses):
        response = cast.client_for(who).get(where)
        seen += response.status_code == 200
        for context in response.context or ():
            for layer in context.dicts if hasattr(context, "dicts") else [context]:
                for name, value in layer.items():
                    if name not in FRAME:
                        assert list(unplain(value)) == [], (where, name)
    assert seen > 80
