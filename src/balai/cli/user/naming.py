"""Finding the account or the organisation that a command names."""

from __future__ import annotations

from balai.cli.node import viewer
from balai.core.errors import Invalid


def organisation_of(text: str) -> str:
    """Return the identifier of an organisation named by its identifier or its name."""
    from balai.people.queries import organisations as listed

    for each in listed():
        if text in (each.id, each.name) or text.casefold() == each.name.casefold():
            return each.id
    raise Invalid(
        f"There is no organisation “{text}” here.",
        "`balai user organisations` lists them.",
        kind="no-organisation",
    )


def account_of(address: str) -> str:
    """Return the identifier of the account of an address. Raises Invalid where there is none."""
    return viewer(address).account or ""
