"""What every test may take: the cast (see `personas.py`)."""

import pytest
from django.utils import translation

from tests.personas import cast, cast_with_client

__all__ = ["cast", "cast_with_client"]


@pytest.fixture(autouse=True)
def _english() -> None:
    """Begin each test in English, whatever language the last page of another one was in."""
    translation.deactivate()
