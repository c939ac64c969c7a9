"""What every test may take: the cast (see `personas.py`)."""

import pytest
from django.core.cache import cache
from django.utils import translation

from tests.personas import cast, cast_with_client

__all__ = ["cast", "cast_with_client"]


@pytest.fixture(autouse=True)
def _english() -> None:
    """Begin each test in English, whatever language the last page of another one was in."""
    translation.deactivate()


@pytest.fixture(autouse=True)
def _nothing_counted_before() -> None:
    """Limits on how often something is asked for lie in the home: each test begins without."""
    cache.clear()
