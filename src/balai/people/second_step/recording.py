"""Puts on record what allauth did with somebody's second steps, told by its signals."""

from __future__ import annotations

from typing import Any

from balai.people.models import Account
from balai.people.queries import SECOND_STEPS


def note_added(*, user: Account, authenticator: Any, **named: Any) -> None:
    """Record a second step that its holder set up; recovery codes come with it, unmentioned."""
    _note(user, authenticator, is_added=True)


def note_ended(*, user: Account, authenticator: Any, **named: Any) -> None:
    """Record a second step that its holder gave up."""
    _note(user, authenticator, is_added=False)


def _note(user: Account, authenticator: Any, *, is_added: bool) -> None:
    from balai.people.actions.second_step import record_second_step

    if authenticator.type in SECOND_STEPS:
        record_second_step(account_id=user.pk, kind=authenticator.type, is_added=is_added)
