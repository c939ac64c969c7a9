"""Ending sessions: called inside the actions that change who somebody is."""

from __future__ import annotations

from importlib import import_module

from allauth.usersessions.models import UserSession
from django.conf import settings


def end_sessions(account_id: str) -> None:
    """End every session of an account that the node knows of.

    A session it does not know ends as well once the password changed or the account closed:
    Django compares the session's hash with the account's at each request.
    """
    store = import_module(settings.SESSION_ENGINE).SessionStore
    rows = UserSession.objects.filter(user_id=account_id)
    for key in rows.values_list("session_key", flat=True):
        store().delete(key)
    rows.delete()
