"""Ending sessions: inside the actions that change who somebody is, and by the worker's sweep."""

from __future__ import annotations

import json
from importlib import import_module
from urllib.parse import unquote_plus

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import transaction

from balai.foundation.clock import now
from balai.people import waiting


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


def clear_ended_sessions() -> int:
    """Delete sessions whose time is over, with the addresses they came from; return how many.

    Nobody can use them any more, yet their rows would stay where nobody signs out.
    """
    with transaction.atomic():
        count, _each = Session.objects.filter(expire_date__lte=now()).delete()
        UserSession.objects.exclude(session_key__in=Session.objects.values("pk")).delete()
    return count


def forget_in_sessions(account_id: str, email: str) -> None:
    """End sign-ins of an account that were begun and not finished, and forms that name it.

    Somebody who typed address and password, and no code, has a session that the account does
    not know of; a form that waits to be confirmed lies in its sender's.
    """
    store = import_module(settings.SESSION_ENGINE).SessionStore
    for row in Session.objects.all().iterator():
        kept = row.get_decoded()
        names = (account_id, email)
        if not _names(f"{json.dumps(kept)} {waiting.words_in(kept)}", names):
            continue
        waiting.let_go(kept)
        if _names(json.dumps(kept), names):
            row.delete()
        else:
            row.session_data = store().encode(kept)
            row.save(update_fields=["session_data"])


def _names(text: str, names: tuple[str, str]) -> bool:
    plain = unquote_plus(text).lower()
    return any(each.lower() in plain for each in names)
