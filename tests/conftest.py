"""What every test may take: the cast (see `personas.py`)."""

import pytest
from django.core.cache import cache
from django.utils import translation
from hypothesis import settings

from tests.personas import cast, cast_with_client

__all__ = ["cast", "cast_with_client"]

# How long an example takes says which test ran first (patterns are compiled at first use) and how
# busy the machine is; what has to be quick has tests of its own.
settings.register_profile("balai", deadline=None)
settings.load_profile("balai")


@pytest.fixture(autouse=True)
def _english() -> None:
    """Begin each test in English, whatever language the last page of another one was in."""
    translation.deactivate()


@pytest.fixture(autouse=True)
def _nothing_counted_before() -> None:
    """Limits on how often something is asked for lie in the home: each test begins without."""
    cache.clear()
