"""A database that is rolled back gives its numbers out again: the mirror must not remember them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from balai.search.mirror import mirrors


@pytest.fixture(autouse=True)
def _fresh_mirror() -> Iterator[None]:
    mirrors.forget()
    yield
    mirrors.forget()
