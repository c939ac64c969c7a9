"""Sending JSON to an address that a steward declared, and to no other.

The answer may not lead elsewhere, for what was declared is one address; and it is read only up to
a limit, for whoever answers is not trusted with this machine's memory.
"""

from __future__ import annotations

import json
import urllib.request
from http.client import HTTPException
from typing import Any

LONGEST_REPLY = 64 * 2**20
"""Bytes of a reply that are read where nothing else is said."""


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any, **__: Any) -> None:
        return None


def post_json(
    address: str,
    body: Any,
    *,
    key: str = "",
    seconds: float,
    longest: int = LONGEST_REPLY,
    is_local: bool = False,
) -> Any:
    """Return the JSON with which an address of http or https answers.

    `key` is sent as a bearer's; an address that `is_local` is never asked through a proxy. Raises
    HTTPError where it refuses or leads elsewhere, OSError where nobody answers as a server of the
    web does within so many seconds, and ValueError for an address that is none, and for a reply
    that is too long or no JSON.
    """
    if not address.startswith(("http://", "https://")):
        raise ValueError(f"“{address}” is no address of http or https")
    headers = {"Content-Type": "application/json"}
    if key:
        headers["Authorization"] = f"Bearer {key}"
    request = urllib.request.Request(  # noqa: S310 - the scheme was checked above
        address, json.dumps(body).encode(), headers
    )
    around = [urllib.request.ProxyHandler({})] if is_local else []
    opener = urllib.request.build_opener(_NoRedirect, *around)
    try:
        with opener.open(request, timeout=seconds) as answer:
            read: bytes = answer.read(longest + 1)
    except HTTPException as error:
        raise OSError(f"the reply is none of the web’s: {error!r}") from None
    if len(read) > longest:
        raise ValueError(f"the reply is longer than {longest} bytes")
    try:
        return json.loads(read)
    except RecursionError:
        raise ValueError("the reply is nested too deeply") from None
