"""How often something may be asked for: by account, by network address, and by what it is about.

Limits on signing in, codes and confirming are allauth's, set in `config/settings.py`; those of
everything else stand here. Both count in the same cache (`foundation/sqlite/cache.py`), which
holds over restarts and all processes of the node. The network address is the one that connects,
or, where the steward said that a proxy stands in front, the one the proxy names.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from balai.core.errors import Invalid, NotReady


class TooOften(NotReady):
    """Something was asked for more often than this node allows; answered with 429."""

    kind = "too-often"


@dataclass(frozen=True)
class Limit:
    """What is limited: the rates, as `amount/duration/by`, and in words what is counted."""

    rates: str
    meaning: str


LIMITS: Final[Mapping[str, Limit]] = {
    "contribution": Limit("120/h/user,240/h/ip", "Sources and cases brought in."),
    "comment": Limit("30/h/user,60/h/ip", "Comments, contests and answers to them."),
    "summary": Limit("30/h/user,60/h/ip", "Summaries of answers that a language model phrases."),
    "link": Limit("30/m/ip", "One-time links looked at or used."),
    "recovery": Limit("20/m/ip,5/h/key", "New passwords asked for; also by address asked for."),
    "registration": Limit("20/h/ip", "Accounts that people make themselves."),
    "suggestion": Limit("300/m/ip", "Completions of what is typed into the search box."),
    "code": Limit("60/m/ip", "Codes of rooms and of other devices tried."),
    "join": Limit("300/m/ip", "People who come into a room: a whole hall has one address."),
    "statement": Limit("300/m/ip", "Statements proposed from phones in a room."),
    "provider": Limit("30/m/ip", "Sign-ins begun at, or come back from, a provider."),
}
"""Every limit of ours by name; `by` is user (an account), ip (an address) or key."""
_RATE = re.compile(r"[1-9]\d*/\d*[smhd]/(user|ip|key)")


def limited(request: HttpRequest, what: str, key: str = "") -> None:
    """Count one use of `what`, one of LIMITS. Raises TooOften where it is one too many.

    Signed-out visitors are counted by address; an account by itself as well. A use that is
    refused is not counted.
    """
    if not is_within(request, what, key):
        raise TooOften(
            _("This was asked for too often just now."), _("Wait a little, then try again.")
        )


def counted(view: Callable[..., HttpResponse], what: str) -> Callable[..., HttpResponse]:
    """Return a view whose every POST counts as one use of `what`."""

    @wraps(view)
    def counting(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponse:
        if request.method == "POST":
            limited(request, what)
        return view(request, *arguments, **named)

    return counting


def is_within(request: HttpRequest, what: str, key: str = "") -> bool:
    """Count one use of `what` and say whether it is within the limits."""
    from allauth.core.internal import ratelimit

    rates = rates_of(what)
    if not request.user.is_authenticated:
        rates = ",".join(each for each in rates.split(",") if not each.endswith("/user"))
    used = ratelimit.consume(
        request,
        app="balai",
        action=what,
        config={what: rates},
        key=key.strip().lower() or None,
        limit_get=True,
    )
    return used is not None


def rates_of(what: str) -> str:
    """Return the rates of a limit: the steward's, or those that come with Balai."""
    chosen: Mapping[str, str] = getattr(settings, "BALAI_LIMITS", {})
    return chosen.get(what, LIMITS[what].rates)


def read_limits(text: str) -> dict[str, str]:
    """Return a steward's limits, written as `contribution=120/h/user,240/h/ip; comment=10/h/ip`.

    Raises Invalid for a limit there is not, or a rate that cannot be read.
    """
    found: dict[str, str] = {}
    for each in filter(None, map(str.strip, text.split(";"))):
        name, _equals, rates = (part.strip() for part in each.partition("="))
        written = [rate.strip() for rate in rates.split(",")]
        if name not in LIMITS or not all(map(_RATE.fullmatch, written)):
            raise Invalid(
                f"“{each}” is not a limit.",
                f"Write it like comment=30/h/user; known are {', '.join(LIMITS)}.",
                kind="unknown-limit",
            )
        found[name] = ",".join(written)
    return found
