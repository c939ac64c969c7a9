"""What every page knows: the node's name, the navigation, who is signed in."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from balai.foundation.node_settings import all_settings
from balai.foundation.registries import navigation
from balai.web import contexts


def site(request: HttpRequest) -> dict[str, Any]:
    """Return the context that the base template takes."""
    from balai.people.middleware import viewer_of

    viewer = viewer_of(request)
    settings = all_settings()
    items = [
        contexts.NavigationItem(str(item.label), reverse(item.route), _is_in(request, item.route))
        for _, item in navigation
        if item.shown_to(viewer)
    ]
    return {
        "node_name": settings["name"],
        "is_demo": settings["is_demo"],
        "navigation": items,
        "viewer": viewer,
        "signed_in": viewer.signed_in,
    }


def _is_in(request: HttpRequest, route: str) -> bool:
    """Say whether the page asked for is in a section of the navigation."""
    start = reverse(route)
    return request.path == start or (start != "/" and request.path.startswith(start))
