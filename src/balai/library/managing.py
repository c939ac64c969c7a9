"""The pages on which those in charge of a source mend, replace, withdraw or delete it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from balai.core.audience import Viewer
from balai.core.errors import Conflict, Invalid
from balai.foundation.tasks.worker import wake
from balai.library import actions, queries
from balai.library.forms import ConfirmForm, EditionForm, SourceForm
from balai.library.limits import largest_upload
from balai.library.models import ORIGINAL, SourceState
from balai.library.policy import has_charge
from balai.library.presenting import language
from balai.library.queries import SourceShown
from balai.people.forms import posted
from balai.people.middleware import viewer_of
from balai.sharing.policy import require
from balai.sharing.presenting import label, out_in_words, release_in_words, sentence
from balai.sharing.queries import gone_out, releases_of
from balai.web import contexts
from balai.web.methods import both
from balai.web.said import refuse
from balai.web.trail import trail

_NO_EDITION_OF = (SourceState.REPLACED, SourceState.WAITING, SourceState.READING)


def links(viewer: Viewer, source: SourceShown) -> tuple[contexts.Link, ...]:
    """Return what this viewer may do with a source, for its page."""
    if not has_charge(viewer, source):
        return ()
    found = [
        contexts.Link(_("Mend what is said of it"), reverse("source-describe", args=[source.id])),
        contexts.Link(_("Change who may read it"), reverse("source-sharing", args=[source.id])),
        contexts.Link(_("Withdraw it"), reverse("source-withdraw", args=[source.id])),
        contexts.Link(_("Delete it"), reverse("source-delete", args=[source.id])),
    ]
    unread_edition = source.state == SourceState.REFUSED and source.edition > 1
    if unread_edition or source.state in _NO_EDITION_OF:
        return tuple(found)
    found.insert(
        2, contexts.Link(_("Bring a new edition"), reverse("source-replace", args=[source.id]))
    )
    if viewer.has("reviewer", source.organisation_id):
        mark = contexts.Link(_("Propose words of it"), reverse("source-mark", args=[source.id]))
        found.insert(0, mark)
    return tuple(found)


@both
def describe(request: HttpRequest, source_id: str) -> HttpResponse:
    """Mend what is known about a source."""
    source = _in_charge(request, "describe", source_id)
    initial = {name: getattr(source, name) for name in SourceForm.base_fields}
    form = SourceForm(posted(request), initial=initial, language=language())
    title, button = _("Mend what is said of it"), _("Keep")

    def act() -> str:
        actions.describe_source(
            viewer=viewer_of(request),
            source_id=source_id,
            details=form.details(is_illustration=source.is_illustration),
        )
        return _("Kept.")

    return _done_or_asked(request, source, form, act, title, button)


@both
def replace(request: HttpRequest, source_id: str) -> HttpResponse:
    """Bring a new edition; the old one stands until the new one has been read."""
    source = _in_charge(request, "replace", source_id)
    form = EditionForm(posted(request), request.FILES or None)
    form.fields["file"].help_text = _("It keeps its readers: TLP:%(level)s. %(sentence)s") % {
        "level": source.sharing.level.label,
        "sentence": sentence(source.sharing.audience),
    }

    def act() -> str:
        file = form.cleaned_data["file"]
        if file.size > largest_upload():
            raise Invalid(_("This file is larger than this node accepts."), fields={"file": ""})
        actions.replace_source(
            viewer=viewer_of(request), source_id=source_id, name=file.name, content=file.chunks()
        )
        wake()
        return _("Received. Its lessons are anchored in the new edition once it has been read.")

    return _done_or_asked(request, source, form, act, _("Bring a new edition"), _("Upload"))


@both
def withdraw(request: HttpRequest, source_id: str) -> HttpResponse:
    """Take a source out of sight."""
    source = _in_charge(request, "withdraw", source_id)

    def act() -> str:
        actions.withdraw_source(viewer=viewer_of(request), source_id=source_id)
        wake()
        for each in _on_record(source_id).gone_out:
            messages.warning(request, each)
        return _("Withdrawn. Lessons that rest on nothing else go back to review.")

    form = ConfirmForm(posted(request))
    title = _("Withdraw it? Nobody but those in charge will see it.")
    record = _on_record(source_id)
    return _done_or_asked(request, source, form, act, title, _("Withdraw it"), record=record)


@both
def delete(request: HttpRequest, source_id: str) -> HttpResponse:
    """Delete a source with its text and file."""
    source = _in_charge(request, "delete", source_id)

    def act() -> str:
        actions.delete_source(viewer=viewer_of(request), source_id=source_id)
        wake()
        return _("Deleted. Lessons that rest on nothing else go back to review.")

    form = ConfirmForm(posted(request))
    title = _("Delete it, with its text and its file? This cannot be undone.")
    record = _on_record(source_id)
    return _done_or_asked(
        request, source, form, act, title, _("Delete it"), gone=True, record=record
    )


def _on_record(source_id: str) -> contexts.OnRecord:
    found = releases_of(("source", source_id), (ORIGINAL, source_id))
    return contexts.OnRecord(
        tuple(map(out_in_words, gone_out("source", [source_id]))),
        tuple(map(release_in_words, found)),
    )


def _in_charge(request: HttpRequest, verb: str, source_id: str) -> SourceShown:
    viewer = viewer_of(request)
    source = queries.source(viewer, source_id)
    require(viewer, verb, "source", source)
    return source


def _done_or_asked(
    request: HttpRequest,
    source: SourceShown,
    form: Form,
    act: Callable[[], str],
    title: str,
    button: str,
    *,
    gone: bool = False,
    record: contexts.OnRecord | None = None,
) -> HttpResponse:
    """Carry out what was asked for, or show the form with what is wrong."""
    if request.method == "POST" and form.is_valid():
        try:
            done = act()
        except (Invalid, Conflict) as error:
            refuse(form, error)
        else:
            messages.success(request, done)
            back = "contributions" if gone else _asked_from(request)
            return redirect(back) if back else redirect("source", source.id)
    context: dict[str, Any] = {
        "form": form,
        "title": title,
        "lead": source.title,
        "level": label(source.sharing.level),
        "language": source.language,
        "button": button,
        "on_record": record,
        "breadcrumbs": trail(contexts.Link(source.title, reverse("source", args=[source.id]))),
    }
    status = 400 if form.errors else 200
    return render(request, "library/source_form.html", context, status=status)


def _asked_from(request: HttpRequest) -> str:
    """Return the page of this node that the link named to come back to, or nothing."""
    wanted = request.GET.get("next", "")
    is_ours = wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return wanted if is_ours else ""
