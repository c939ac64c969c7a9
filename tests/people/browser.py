"""A browser for tests that looks at every context on the way: no table row may be in one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Manager, Model, QuerySet
from django.forms import BaseForm
from django.http import HttpResponse
from django.test import Client

_LINK = re.compile(r"http://testserver(/(?:invitation|recovery/password)/#[0-9A-Z-]+)")


def opened(browser: Client, link: str) -> Any:
    """Open a one-time link as the script of its page does; return the page it leads to."""
    path, _sign, code = link.partition("#")
    taken = browser.post(path, {"code": code})
    assert taken.status_code == 302, taken.status_code
    assert taken.headers["Location"] == path
    return browser.get(path)


def answered(browser: Client, link: str, fields: dict[str, str] | None = None) -> Any:
    """Open a one-time link and send the form of its page."""
    path, _sign, code = link.partition("#")
    browser.post(path, {"code": code})
    return browser.post(path, fields or {})


_SKIPPED = {"request", "view", "csrf_token", "perms", "messages"}


def rows_in(response: HttpResponse) -> list[str]:
    """Return the names of context entries that hold a model instance or a query."""
    found: set[str] = set()
    for layer in getattr(response, "context", None) or ():
        for mapping in layer if isinstance(layer, Iterable) else ():
            if isinstance(mapping, dict):
                found |= {
                    name
                    for name, value in mapping.items()
                    if name not in _SKIPPED and any(map(_is_row, _parts(value)))
                }
    return sorted(found)


def _is_row(value: Any) -> bool:
    return isinstance(value, Model | QuerySet | Manager)


def _parts(value: Any, depth: int = 0) -> Iterator[Any]:
    """Yield a value and what it holds, two levels deep; forms hold what they need to save."""
    yield value
    if depth > 2 or isinstance(value, str | bytes | BaseForm):
        return
    if isinstance(value, dict):
        for each in value.values():
            yield from _parts(each, depth + 1)
    elif isinstance(value, list | tuple | set | frozenset):
        for each in value:
            yield from _parts(each, depth + 1)
    elif hasattr(value, "__dataclass_fields__"):
        for name in value.__dataclass_fields__:
            yield from _parts(getattr(value, name), depth + 1)


def made_path(page: Any) -> str:
    found = _LINK.search(page.content.decode())
    assert found, page.content.decode()
    return found[1]
