"""One's own saved searches: the list, what is new, and keeping them."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from balai.core.errors import Conflict, Invalid, NotAllowed
from balai.people.middleware import reading_languages, viewer_of
from balai.search.address import read
from balai.search.saved import actions, presenting
from balai.search.saved.forms import ChangeForm, SaveForm
from balai.web.said import said


@require_safe
def saved_list(request: HttpRequest) -> HttpResponse:
    """Show the reader's saved searches, with how much is new in each."""
    viewer = viewer_of(request)
    if viewer.account is None:
        raise NotAllowed()
    return render(request, "search/saved.html", {"saved": presenting.page(viewer)})


@require_POST
def save(request: HttpRequest) -> HttpResponse:
    """Keep a search."""
    form = SaveForm(request.POST)
    if not form.is_valid():
        messages.warning(request, _("This search was not saved: its name is too long."))
        return redirect("saved-searches")
    try:
        actions.save_search(
            viewer=viewer_of(request),
            name=form.cleaned_data["name"],
            asked=read(QueryDict(form.cleaned_data["search"])),
        )
    except (Conflict, Invalid) as error:
        messages.warning(request, said(error).message)
    else:
        messages.success(request, _("Saved. You will be told here of what is new."))
    return redirect("saved-searches")


@require_POST
def look(request: HttpRequest, saved_id: str) -> HttpResponse:
    """Note that the reader looks, and show what is new."""
    actions.look(viewer=viewer_of(request), saved_id=saved_id)
    return redirect("saved-news", saved_id)


@require_safe
def news(request: HttpRequest, saved_id: str) -> HttpResponse:
    """Show what was new when the reader last looked."""
    page = presenting.news(viewer_of(request), saved_id, reading_languages(request))
    return render(request, "search/saved_news.html", {"saved": page})


@require_POST
def change(request: HttpRequest, saved_id: str) -> HttpResponse:
    """Rename a saved search, or say whether it tells of news."""
    form = ChangeForm(request.POST)
    name = form.cleaned_data["name"] if form.is_valid() else None
    tells = bool(request.POST.get("tells"))
    actions.change_saved(viewer=viewer_of(request), saved_id=saved_id, name=name, tells=tells)
    return redirect("saved-searches")


@require_POST
def delete(request: HttpRequest, saved_id: str) -> HttpResponse:
    """Delete a saved search."""
    actions.delete_saved(viewer=viewer_of(request), saved_id=saved_id)
    messages.success(request, _("Deleted."))
    return redirect("saved-searches")
