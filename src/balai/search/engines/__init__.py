"""The engines behind search: one port, one adapter for each database."""

from __future__ import annotations

from typing import Any

from balai.search.engines.port import Engine

_engines: dict[str, Engine] = {}


def engine() -> Engine:
    """Return the engine for the node's database."""
    from django.db import connection

    if connection.vendor not in _engines:
        if connection.vendor == "postgresql":
            from balai.search.engines.postgres import PostgresEngine

            _engines[connection.vendor] = PostgresEngine()
        else:
            from balai.search.engines.sqlite import SqliteEngine

            _engines[connection.vendor] = SqliteEngine()
    return _engines[connection.vendor]


def prepare_after_migration(**_: Any) -> None:
    """Make the engine's tables once Django's are there."""
    engine().prepare()
