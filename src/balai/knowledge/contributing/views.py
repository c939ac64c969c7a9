"""The contributor's pages."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from balai.core.errors import BalaiError, Invalid, NotAllowed
from balai.foundation.tasks.worker import wake
from balai.knowledge.contributing import became, presenting
from balai.knowledge.contributing.case import send_case
from balai.knowledge.contributing.forms import STEPS, AddressForm, SharingFields, UploadForm
from balai.knowledge.presenting import language
from balai.knowledge.readers_forms import offered
from balai.library import actions, queries
from balai.library.limits import allows_outside_requests, largest_upload
from balai.library.policy import may_contribute
from balai.people.forms import posted
from balai.people.middleware import viewer_of
from balai.people.queries import organisations
from balai.sharing import presenting as sharing
from balai.sharing.queries import Sharing as SharingShown
from balai.web import contexts
from balai.web.methods import both
from balai.web.said import said

_KEPT = "case"


def _sharing_options(request: HttpRequest) -> dict[str, Any]:
    """Return what the questions on sharing offer this viewer."""
    return {"organisations": _choices(request), "colleagues": offered(viewer_of(request))}


def _choices(request: HttpRequest) -> list[tuple[str, str]]:
    """Return the organisations the viewer may contribute for; NotAllowed where there is none."""
    viewer = viewer_of(request)
    found = [
        (each.id, each.name)
        for each in organisations(viewer.organisations)
        if may_contribute(viewer, each.id)
    ]
    if not found:
        raise NotAllowed()
    return found


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Offer the two ways to contribute."""
    _choices(request)
    begun = [
        contexts.Link(each.sources[0].title, reverse("contribution-progress", args=[each.id]))
        for each in queries.contributions(viewer_of(request), limit=10)
        if each.submitted is None and each.sources
    ]
    if _KEPT in request.session:
        begun.append(contexts.Link(_("A case you began to tell"), reverse("case-step", args=[1])))
    page = contexts.ContributeStartPage(
        upload_url=reverse("upload"),
        case_url=reverse("case-step", args=[1]),
        address_url=reverse("contribute-address") if allows_outside_requests() else "",
        accepted=presenting.accepted(),
        begun=tuple(begun),
    )
    return render(request, "knowledge/contribute_start.html", {"start": page})


@both
def upload(request: HttpRequest) -> HttpResponse:
    """Take files: many at once from the plain form, one a request from the script."""
    options: dict[str, Any] = {**_sharing_options(request), "language": language()}
    if request.method != "POST":
        return _upload_page(request, UploadForm(**options))
    form = UploadForm(request.POST, request.FILES, **options)
    one_by_one = request.headers.get("Accept", "").startswith("application/json")
    if not form.is_valid():
        if one_by_one:
            words = " ".join(str(each) for errors in form.errors.values() for each in errors)
            files = [{"name": "", "state": "refused", "message": words, "hint": ""}]
            return JsonResponse({"files": files, "next": ""}, status=400)
        return _upload_page(request, form, status=400)
    contribution, shared = _contribution(request, form), form.sharing()
    files = form.cleaned_data["files"]
    taken = [_take(request, form, shared, contribution, each) for each in files]
    wake()
    address = reverse("contribution-progress", args=[contribution])
    if one_by_one:
        body = {"files": taken, "next": address, "contribution": contribution}
        return JsonResponse(body)
    return redirect(address)


def _contribution(request: HttpRequest, form: UploadForm) -> str:
    """Return the contribution the files belong to, begun where the form names none of one's own."""
    viewer = viewer_of(request)
    named = form.cleaned_data["contribution"]
    if named:
        return queries.contribution(viewer, named).id
    return actions.begin_contribution(
        viewer=viewer, organisation_id=form.cleaned_data["organisation"]
    )


def _take(
    request: HttpRequest, form: UploadForm, shared: actions.Sharing, contribution: str, file: Any
) -> dict[str, str]:
    """Keep one file; a file that is refused does not keep the others from being taken."""
    try:
        if file.size > largest_upload():
            raise Invalid(
                _("This file is larger than this node accepts."),
                presenting.limit(),
                kind="too-large",
            )
        actions.add_source(
            viewer=viewer_of(request),
            organisation_id=form.cleaned_data["organisation"],
            name=file.name,
            content=file.chunks(),
            sharing_as=shared,
            details=form.details(),
            contribution_id=contribution,
        )
    except BalaiError as error:
        return {
            "name": file.name,
            "state": "refused",
            "message": said(error).message,
            "hint": said(error).hint,
        }
    return {"name": file.name, "state": "received", "message": "", "hint": ""}


def _upload_page(request: HttpRequest, form: UploadForm, status: int = 200) -> HttpResponse:
    page = contexts.ContributeUploadPage(
        action=reverse("upload"),
        accepted=presenting.accepted(),
        limit=presenting.limit(),
        accept=presenting.ACCEPT,
    )
    context = {"upload": page, "form": form}
    return render(request, "knowledge/contribute_upload.html", context, status=status)


@both
def address(request: HttpRequest) -> HttpResponse:
    """Take the address of a web page, where the steward allows outside requests."""
    options = _sharing_options(request)
    if not allows_outside_requests():
        raise NotAllowed()
    form = AddressForm(posted(request), **options)
    if request.method == "POST" and form.is_valid():
        viewer, data = viewer_of(request), form.cleaned_data
        contribution = actions.begin_contribution(
            viewer=viewer, organisation_id=data["organisation"]
        )
        actions.add_address(
            viewer=viewer,
            organisation_id=data["organisation"],
            address=data["address"],
            sharing_as=form.sharing(),
            contribution_id=contribution,
        )
        wake()
        return redirect("contribution-progress", contribution)
    context = {
        "form": form,
        "title": _("A web page by its address"),
        "lead": _("Balai fetches it once, reads it, and keeps the address with it."),
        "language": language(),
        "button": _("Fetch it"),
    }
    status = 400 if form.errors else 200
    return render(request, "knowledge/lesson_form.html", context, status=status)


@require_safe
def progress(request: HttpRequest, contribution_id: str) -> HttpResponse:
    """Show how far the reading has come; the address can be opened again at any time."""
    return _progress(request, contribution_id, "knowledge/contribute_progress.html")


@require_safe
def progress_part(request: HttpRequest, contribution_id: str) -> HttpResponse:
    """Show the same as a fragment of the page."""
    return _progress(request, contribution_id, "knowledge/parts/contribute_progress.html")


def _progress(request: HttpRequest, contribution_id: str, template: str) -> HttpResponse:
    viewer = viewer_of(request)
    page = presenting.progress(viewer, queries.contribution(viewer, contribution_id))
    return render(request, template, {"progress": page})


@both
def check(request: HttpRequest, contribution_id: str) -> HttpResponse:
    """Show what is about to be sent, and send it."""
    viewer = viewer_of(request)
    contribution = queries.contribution(viewer, contribution_id)
    if not contribution.sources:
        raise NotAllowed()
    if contribution.submitted is not None:
        return redirect(f"{reverse('contributions')}?of={contribution_id}")
    if request.method == "POST":
        actions.submit_contribution(viewer=viewer, contribution_id=contribution_id)
        return redirect("contribution-done", contribution_id)
    page = presenting.check_files(contribution)
    return render(request, "knowledge/contribute_check.html", {"check": page})


@require_safe
def done(request: HttpRequest, contribution_id: str) -> HttpResponse:
    """Say that it was sent, and what happens next."""
    contribution = queries.contribution(viewer_of(request), contribution_id)
    return render(
        request, "knowledge/contribute_done.html", {"done": presenting.done(contribution)}
    )


@require_safe
def contributions(request: HttpRequest) -> HttpResponse:
    """Show what became of everything the viewer brought in; with `of`, of one contribution."""
    _choices(request)
    viewer = viewer_of(request)
    chosen = request.GET.get("of", "")
    given = (queries.contribution(viewer, chosen),) if chosen else queries.contributions(viewer)
    page = became.page(viewer, given, whole=bool(chosen))
    return render(request, "knowledge/contributions.html", {"contributions": page})


@both
def case_step(request: HttpRequest, step: int) -> HttpResponse:
    """Ask one step of a case; each step is kept as it is answered.

    With `change` in the address, a correction on the way to send it: it leads back there.
    """
    if not 1 <= step <= len(STEPS):
        raise NotAllowed()
    kept: dict[str, Any] = request.session.get(_KEPT, {})
    if step > _first_open(kept):
        _choices(request)
        return redirect("case-step", _first_open(kept))
    options: dict[str, Any] = {"language": language()}
    kind = STEPS[step - 1]
    if issubclass(kind, SharingFields):
        options |= _sharing_options(request)
    else:
        _choices(request)
    form = kind(posted(request), initial=kept, **options)
    changes = "change" in request.GET
    if request.method == "POST" and form.is_valid():
        request.session[_KEPT] = kept | form.cleaned_data
        is_last = changes or step == len(STEPS)
        return redirect("case-check") if is_last else redirect("case-step", step + 1)
    before = reverse("case-step", args=[step - 1]) if step > 1 else reverse("contribute")
    page = contexts.CasePage(
        action=reverse("case-step", args=[step]) + ("?change" if changes else ""),
        step=step,
        steps=len(STEPS),
        title=str(getattr(kind, "title", "")),
        back_url=reverse("case-check") if changes else before,
        save_url=reverse("contribute"),
    )
    context = {"case": page, "form": form}
    status = 400 if form.errors else 200
    return render(request, "knowledge/contribute_case.html", context, status=status)


def _first_open(kept: dict[str, Any]) -> int:
    """Return the first step that was not answered yet, one more than there are where all were."""
    answered = (set(kind.base_fields) <= set(kept) for kind in STEPS)
    return next(
        (number for number, is_there in enumerate(answered, 1) if not is_there), len(STEPS) + 1
    )


@both
def case_check(request: HttpRequest) -> HttpResponse:
    """Show a told case once more, and send it."""
    kept: dict[str, Any] = request.session.get(_KEPT, {})
    form = SharingFields(kept, **_sharing_options(request))
    if _first_open(kept) <= len(STEPS) or not form.is_valid():
        return redirect("case-step", min(_first_open(kept), len(STEPS)))
    if request.method == "POST":
        contribution, _source = send_case(
            viewer=viewer_of(request),
            organisation_id=kept["organisation"],
            answers=kept,
            sharing_as=form.sharing(),
        )
        wake()
        del request.session[_KEPT]
        return redirect("contribution-done", contribution)
    as_shared, own = form.sharing(), viewer_of(request).account or ""
    shown = sharing.shown(
        SharingShown(as_shared.audience(kept["organisation"], own), as_shared.chatham, 1),
        note=presenting.named_as_typed(form),
    )
    page = presenting.check_case(kept, shown)
    return render(request, "knowledge/contribute_check.html", {"check": page})
