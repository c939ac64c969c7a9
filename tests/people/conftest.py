"""What the tests of people share."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def _no_rate_limit_from_before() -> Iterator[None]:
    """Rate limits live in the process's cache: each test begins without any."""
    cache.clear()
    yield
    cache.clear()
