"""What every test may take: the cast (see `personas.py`)."""

from tests.personas import cast, cast_with_client

__all__ = ["cast", "cast_with_client"]
