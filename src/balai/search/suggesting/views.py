"""What the search box offers while somebody types."""

from __future__ import annotations

from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from balai.foundation.limits import limited
from balai.people.middleware import reading_languages, viewer_of
from balai.search.suggesting.completing import Suggestion, suggestions


@require_safe
def suggest(request: HttpRequest) -> JsonResponse:
    """Return suggestions for `?q=…`: their words, the language of those, and what they are."""
    limited(request, "suggestion")
    found = suggestions(viewer_of(request), request.GET.get("q", ""), reading_languages(request))
    return JsonResponse({"suggestions": [_told(each) for each in found]})


def _told(each: Suggestion) -> dict[str, str]:
    kinds = {"title": _("Source"), "term": _("Term"), "place": _("Country")}
    return {"text": each.text, "language": each.language, "note": each.meaning or kinds[each.kind]}
