"""What is written to the log: as Django writes it, without the tokens of one-time links.

Behind a request that was refused stands why, as a code, and by whose account it was asked, as its
identifier: never a name or an address. Behind a fault stands neither, for the path of a page that
broke says what somebody was reading.

Django names the path of every request that ends in an error. The token of a link stands behind the
sign # and is not sent (`people.links`); whoever types the address without it sends the key itself,
and whoever can read a log is not who was given it.
"""

from __future__ import annotations

import logging
import re

CARRY_TOKENS = ("welcome", "invitation", "recovery", "sign-in", "contest")
"""The first parts of the paths that a token follows, where the sign # was left out."""

REFUSED = "_balai_refused"
"""Where a request keeps the kind of the error it was refused with."""
_TOKEN = re.compile(rf"(/(?:{'|'.join(CARRY_TOKENS)})/)[^\n\"'<>]+")


class WithoutTokens(logging.Formatter):
    """Writes a record, its traceback included, with a sign for whatever follows such a part."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the lines of a record, with the reason and the account behind a refusal."""
        return _TOKEN.sub(r"\1…", super().format(record)) + _refusal(record)


def _refusal(record: logging.LogRecord) -> str:
    request = getattr(record, "request", None)
    if request is None or not 400 <= getattr(record, "status_code", 0) < 500:
        return ""
    # What the request had looked up: to write a line asks the database nothing.
    account = getattr(getattr(request, "_cached_user", None), "pk", None)
    why = [getattr(request, REFUSED, ""), f"account {account}" if account else "no account"]
    return f" ({', '.join(filter(None, why))})"
