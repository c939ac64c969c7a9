"""What commands share: opening the node's home, who acts, and how results are printed."""

from __future__ import annotations

import json
from typing import Any, TypeVar

import click

from balai.core.audience import Viewer
from balai.core.errors import Invalid

Function = TypeVar("Function")

as_option = click.option("--as", "email", metavar="EMAIL", help="Act as this account.")
json_option = click.option(
    "--json", "as_json", is_flag=True, help="Print one JSON document on standard output."
)


def open_node() -> None:
    """Start Django on the node's home, setting the home up on its first use."""
    import django

    django.setup()
    from balai.config.startup import prepare

    prepare()


def viewer(email: str | None) -> Viewer:
    """Return who acts: an account by its address, or the local operator."""
    from balai.people.queries import operator, viewer_by_email

    if not email:
        return operator()
    found = viewer_by_email(email)
    if found is None:
        raise Invalid(
            f"There is no account for {email}.", "See `balai user list`.", kind="no-account"
        )
    return found


def print_json(value: Any) -> None:
    """Print exactly one JSON document."""
    click.echo(json.dumps(value, ensure_ascii=False))
