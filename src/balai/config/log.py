"""What is written to the log: as Django writes it, without the tokens of one-time links.

Django names the path of every request that ends in an error. The token of a link stands behind the
sign # and is not sent (`people.links`); whoever types the address without it sends the key itself,
and whoever can read a log is not who was given it.
"""

from __future__ import annotations

import logging
import re

CARRY_TOKENS = ("welcome", "invitation", "recovery", "sign-in", "contest")
"""The first parts of the paths that a token follows, where the sign # was left out."""

_TOKEN = re.compile(rf"(/(?:{'|'.join(CARRY_TOKENS)})/)[^\n\"'<>]+")


class WithoutTokens(logging.Formatter):
    """Writes a record, its traceback included, with a sign for whatever follows such a part."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the lines of a record."""
        return _TOKEN.sub(r"\1…", super().format(record))
