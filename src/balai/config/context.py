"""What every page knows: the node's name, the navigation, who is signed in."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from balai.foundation.node_settings import get_setting, in_words
from balai.foundation.registries import navigation
from balai.web import contexts


def site(request: HttpRequest) -> dict[str, Any]:
    """Return the context that the base template takes."""
    from balai.people.middleware import viewer_of

    viewer = viewer_of(request)
    items = [
        contexts.NavigationItem(
            str(item.label),
            reverse(item.route),
            _is_in(request, item.route),
            item.count(viewer),
        )
        for _name, item in navigation
        if item.shown_to(viewer)
    ]
    return {
        "node_name": in_words("name"),
        "purpose": in_words("purpose"),
        "is_demo": get_setting("is_demo"),
        "navigation": items,
        "footer_links": _footer_links(),
        "viewer": viewer,
        "signed_in": viewer.signed_in,
    }


def _footer_links() -> tuple[contexts.Link, ...]:
    """Return what stands at the foot of every page: how this node works, and whom to ask."""
    names = {
        "sharing": _("How sharing works"),
        "evidence": _("How evidence is described"),
        "privacy": _("Privacy"),
        "corrections": _("Corrections"),
        "accessibility": _("Accessibility"),
    }
    return tuple(
        contexts.Link(name, reverse("about", args=[topic])) for topic, name in names.items()
    )


def _is_in(request: HttpRequest, route: str) -> bool:
    """Say whether the page asked for is in a section of the navigation."""
    start = reverse(route)
    return request.path == start or (start != "/" and request.path.startswith(start))
