"""A database that is rolled back gives its numbers out again: memory must not remember them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from balai.search.mirrors import mirrors
from balai.search.queries.titles import forget_titles
from tests.search.shelf import ToyEmbedder


@pytest.fixture(autouse=True)
def _fresh_mirror() -> Iterator[None]:
    mirrors.forget()
    forget_titles()
    yield
    mirrors.forget()
    forget_titles()


@pytest.fixture(autouse=True, scope="session")
def _warm() -> None:
    """Load addresses, the model of languages and the toy's means once, outside any test's time."""
    from pathlib import Path

    from django.conf import settings
    from django.urls import reverse

    from balai.search.centres import seed_centres
    from balai.search.languages import likely_languages

    reverse("home")
    likely_languages("A sentence that is long enough to have a language.")
    seed_centres(ToyEmbedder(), Path(settings.BALAI.home))
