"""Where passkeys work at all: browsers decide it by the address of the page."""

from __future__ import annotations

from django.http import HttpRequest


def can_use_passkeys(request: HttpRequest) -> bool:
    """Say whether browsers let a page at this address use passkeys.

    They do over HTTPS under a name, and on localhost; not over plain http, and not for a host
    that is a bare number.
    """
    host = request.get_host().rpartition(":")[0] or request.get_host()
    host = host.strip("[]")
    if host == "localhost" or host.endswith(".localhost"):
        return True
    is_number = ":" in host or host.replace(".", "").isdecimal()
    return request.is_secure() and not is_number
