"""Passwords: checked by the node's rules and hashed before any transaction begins."""

from __future__ import annotations

from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from balai.core.errors import Invalid
from balai.people.models import Account

_LONGEST = 1000


def hashed(password: str, account: Account) -> str:
    """Return the hash to keep. Raises Invalid where the password is weak for this account."""
    if len(password) > _LONGEST:
        raise _refused([_("A password can have at most %(n)d characters.") % {"n": _LONGEST}])
    try:
        validate_password(password, account)
    except ValidationError as error:
        raise _refused(error.messages) from error
    return make_password(password)


def _refused(messages: list[str]) -> Invalid:
    words = " ".join(messages)
    return Invalid(
        words,
        _("Three or four words that do not belong together make a good password."),
        kind="weak-password",
        fields={"password": words},
    )
