"""Planning: the list, a series, a dialogue with its agenda, and the calendar feed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from balai.core.audience import Viewer
from balai.core.errors import Conflict, Invalid, NotAllowed
from balai.dialogue import presenting
from balai.dialogue.actions import needs, planning
from balai.dialogue.forms import DialogueForm, ExpectedForm, MaterialForm, NeedForm, SessionForm
from balai.dialogue.queries import planning as queries
from balai.dialogue.queries.planning import DialogueShown
from balai.dialogue.queries.readable import titles_of
from balai.people.forms import page_language, posted
from balai.people.middleware import reading_languages, viewer_of
from balai.people.queries import organisations
from balai.sharing.policy import may, require
from balai.sharing.presenting import label
from balai.web import contexts
from balai.web.methods import both
from balai.web.said import refuse, said, status_of
from balai.web.trail import trail

FORM = "dialogue/form.html"


@require_safe
def dialogues(request: HttpRequest) -> HttpResponse:
    """List dialogues to come and past ones."""
    viewer = viewer_of(request)
    coming = [presenting.row(each) for each in queries.dialogues(viewer)]
    past = [presenting.row(each) for each in queries.dialogues(viewer, past=True)]
    context = {
        "coming": coming,
        "past": past,
        "empty": None if coming or past else presenting.empty(viewer),
        "may_plan": may(viewer, "plan", "dialogue"),
        "breadcrumbs": trail(contexts.Link(_("Dialogues"))),
    }
    return render(request, "dialogue/dialogues.html", context)


@require_safe
def series(request: HttpRequest, series_id: str) -> HttpResponse:
    """Show a series with its dialogues."""
    shown = queries.series(viewer_of(request), series_id)
    context = {
        "title": shown.title,
        "about": shown.about,
        "rows": [presenting.row(each) for each in shown.dialogues],
        "breadcrumbs": _trail(contexts.Link(shown.title)),
    }
    return render(request, "dialogue/series.html", context)


@require_safe
def dialogue(request: HttpRequest, dialogue_id: str) -> HttpResponse:
    """Show a dialogue."""
    return _page(request, queries.dialogue(viewer_of(request), dialogue_id))


def _page(request: HttpRequest, shown: DialogueShown, **forms: Any) -> HttpResponse:
    viewer = viewer_of(request)
    titles = titles_of(viewer, shown.materials, reading_languages(request))
    language = page_language()
    context: dict[str, Any] = {
        "dialogue": presenting.page(shown, titles),
        "breadcrumbs": _trail(contexts.Link(shown.title)),
    }
    if shown.may_convene:
        sessions = [(each.id, each.title) for each in shown.sessions]
        context |= {
            "expected_form": ExpectedForm(language=language, auto_id="expected_%s"),
            "material_form": MaterialForm(sessions=sessions, auto_id="material_%s"),
            "need_form": NeedForm(initial={"language": language}, auto_id="need_%s"),
        }
    status = max(map(status_of, forms.values()), default=200)
    return render(request, "dialogue/dialogue.html", context | forms, status=status)


def _trail(*links: contexts.Link) -> tuple[contexts.Link, ...]:
    return trail(contexts.Link(_("Dialogues"), reverse("dialogues")), *links)


@both
def plan(request: HttpRequest) -> HttpResponse:
    """Plan a dialogue."""
    viewer = viewer_of(request)
    require(viewer, "plan", "dialogue")
    form = DialogueForm(
        posted(request),
        organisations=_convened(viewer),
        series=queries.series_convened(viewer),
        needs=presenting.need_choices(queries.open_needs(viewer)),
        language=page_language(),
        initial={"zone": "UTC", "languages": [page_language()], "level": "GREEN"},
    )
    if form.is_valid():
        try:
            made = _planned(viewer, form)
        except Invalid as error:
            refuse(form, error)
        else:
            return redirect("dialogue", made)
    return _form(request, form, _("Plan a dialogue"), _("Plan it"))


def _planned(viewer: Viewer, form: DialogueForm) -> str:
    data = form.cleaned_data
    series_id = data["series"]
    if data["new_series"]:
        series_id = planning.make_series(
            viewer=viewer, organisation_id=data["organisation"], title=data["new_series"]
        )
    return needs.plan_next(
        viewer=viewer,
        organisation_id=data["organisation"],
        plan=form.plan(),
        level=form.level_chosen(),
        series_id=series_id,
        takes_up=data.get("takes_up", ()),
    )


def _convened(viewer: Viewer) -> list[tuple[str, str]]:
    return [(each.id, each.name) for each in organisations(viewer.organisations_as("convenor"))]


@both
def change(request: HttpRequest, dialogue_id: str) -> HttpResponse:
    """Change what is said of a dialogue."""
    viewer = viewer_of(request)
    shown = _in_charge(viewer, dialogue_id)
    form = DialogueForm(
        posted(request),
        organisations=[(shown.organisation_id, "")],
        language=page_language(),
        is_new=False,
        initial=_values(shown),
    )
    if form.is_valid():
        try:
            planning.change_dialogue(
                viewer=viewer,
                dialogue_id=dialogue_id,
                plan=form.plan(),
                level=form.level_chosen(),
                version=form.cleaned_data["version"],
            )
        except Conflict as error:
            messages.warning(request, str(said(error)))
            return redirect("dialogue-change", dialogue_id)
        except Invalid as error:
            refuse(form, error)
        else:
            return redirect("dialogue", dialogue_id)
    return _form(request, form, _("Change this dialogue"), _("Keep"), shown)


def _values(shown: DialogueShown) -> dict[str, Any]:
    names = ("title", "about", "place", "country", "first_day", "last_day", "zone", "version")
    values: dict[str, Any] = {name: getattr(shown, name) for name in names}
    values |= {"languages": list(shown.languages), "level": label(shown.sharing.level)}
    for role in ("convening", "hosting", "funding"):
        values[role] = "\n".join(name for held, name in shown.bodies if held == role)
    return values


@require_POST
def cancel(request: HttpRequest, dialogue_id: str) -> HttpResponse:
    """Say that a dialogue will not be."""
    try:
        planning.cancel_dialogue(viewer=viewer_of(request), dialogue_id=dialogue_id)
    except Conflict as error:
        messages.warning(request, str(said(error)))
    return redirect("dialogue", dialogue_id)


@both
def session_add(request: HttpRequest, dialogue_id: str) -> HttpResponse:
    """Put a session on the agenda."""
    viewer = viewer_of(request)
    shown = _in_charge(viewer, dialogue_id)
    last = shown.sessions[-1] if shown.sessions else None
    form = SessionForm(
        posted(request),
        organisation_id=shown.organisation_id,
        language=page_language(),
        initial={
            "day": last.day if last else shown.first_day,
            "begins": last.ends if last else None,
            "level": label(shown.sharing.level),
            "kind": "theme" if last else "opening",
        },
    )
    if form.is_valid():
        try:
            planning.add_session(
                viewer=viewer,
                dialogue_id=dialogue_id,
                item=form.item(),
                level=form.level_chosen(),
                chatham=form.cleaned_data["chatham"],
            )
        except Invalid as error:
            refuse(form, error)
        else:
            return redirect("dialogue", dialogue_id)
    return _form(request, form, _("Add a session"), _("Add it"), shown)


@both
def session_change(request: HttpRequest, session_id: str) -> HttpResponse:
    """Change a session."""
    viewer = viewer_of(request)
    shown, known = queries.session(viewer, session_id)
    if not shown.may_convene:
        raise NotAllowed()
    names = ("kind", "title", "about", "country", "day", "begins", "ends", "place", "version")
    form = SessionForm(
        posted(request),
        organisation_id=shown.organisation_id,
        language=page_language(),
        initial={name: getattr(known, name) for name in names}
        | {"level": label(known.sharing.level), "chatham": known.sharing.chatham},
    )
    if form.is_valid():
        try:
            planning.change_session(
                viewer=viewer,
                session_id=session_id,
                item=form.item(),
                level=form.level_chosen(),
                chatham=form.cleaned_data["chatham"],
                version=form.cleaned_data["version"],
            )
        except Conflict as error:
            messages.warning(request, str(said(error)))
            return redirect("session-change", session_id)
        except Invalid as error:
            refuse(form, error)
        else:
            return redirect("dialogue", shown.id)
    return _form(request, form, _("Change this session"), _("Keep"), shown)


@require_POST
def session_remove(request: HttpRequest, session_id: str) -> HttpResponse:
    """Take a session off the agenda."""
    viewer = viewer_of(request)
    shown, _known = queries.session(viewer, session_id)
    try:
        planning.remove_session(viewer=viewer, session_id=session_id)
    except Conflict as error:
        messages.warning(request, str(said(error)))
    return redirect("dialogue", shown.id)


@require_POST
def expected(request: HttpRequest, dialogue_id: str) -> HttpResponse:
    """Say of one sector of one country how many are expected; none takes it off the list."""
    viewer = viewer_of(request)
    shown = _in_charge(viewer, dialogue_id)
    form = ExpectedForm(request.POST, language=page_language(), auto_id="expected_%s")
    if form.is_valid():
        data = form.cleaned_data
        known = {(sector, country): number for sector, country, number in shown.expected}
        known[data["sector"], data["country"]] = data["number"]
        needs.expect(
            viewer=viewer,
            dialogue_id=dialogue_id,
            expected=[(*key, number) for key, number in known.items() if number],
        )
        return redirect("dialogue", dialogue_id)
    return _page(request, shown, expected_form=form)


@require_POST
def material(request: HttpRequest, dialogue_id: str) -> HttpResponse:
    """Add something to read."""
    viewer = viewer_of(request)
    shown = _in_charge(viewer, dialogue_id)
    sessions = [(each.id, each.title) for each in shown.sessions]
    form = MaterialForm(request.POST, sessions=sessions, auto_id="material_%s")
    if form.is_valid():
        kind, record_id = form.record()
        try:
            needs.add_material(
                viewer=viewer,
                dialogue_id=dialogue_id,
                record_kind=kind,
                record_id=record_id,
                session_id=form.cleaned_data["session"],
            )
        except NotAllowed as error:
            form.add_error("address", str(said(error)))
        else:
            return redirect("dialogue", dialogue_id)
    return _page(request, shown, material_form=form)


@require_POST
def material_remove(request: HttpRequest, material_id: str) -> HttpResponse:
    """Take away something to read."""
    dialogue_id = needs.remove_material(viewer=viewer_of(request), material_id=material_id)
    return redirect("dialogue", dialogue_id)


@require_POST
def need(request: HttpRequest, dialogue_id: str) -> HttpResponse:
    """Note what is needed next."""
    viewer = viewer_of(request)
    shown = _in_charge(viewer, dialogue_id)
    form = NeedForm(request.POST, auto_id="need_%s")
    if form.is_valid():
        try:
            needs.raise_need(viewer=viewer, dialogue_id=dialogue_id, **form.cleaned_data)
        except Invalid as error:
            refuse(form, error)
        else:
            return redirect("dialogue", dialogue_id)
    return _page(request, shown, need_form=form)


def _in_charge(viewer: Viewer, dialogue_id: str) -> DialogueShown:
    shown = queries.dialogue(viewer, dialogue_id)
    require(viewer, "convene", "dialogue", shown)
    return shown


def _form(
    request: HttpRequest,
    form: Any,
    title: str,
    button: str,
    shown: DialogueShown | None = None,
) -> HttpResponse:
    links = [contexts.Link(shown.title, reverse("dialogue", args=[shown.id]))] if shown else []
    context = {
        "form": form,
        "title": title,
        "button": button,
        "breadcrumbs": _trail(*links, contexts.Link(title)),
    }
    return render(request, FORM, context, status=status_of(form))
