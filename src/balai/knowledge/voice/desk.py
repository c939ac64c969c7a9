"""The desk: what waits for reviewers, communities and oversight, and what they decide."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from balai.core.errors import Conflict, Invalid, NotAllowed
from balai.foundation.node_settings import get_setting
from balai.knowledge.models import ContestState
from balai.knowledge.presenting import language
from balai.knowledge.voice import presenting
from balai.knowledge.voice.actions import communities, contests, looks
from balai.knowledge.voice.forms import (
    AnswerForm,
    CommunityForm,
    DaysForm,
    ObjectionForm,
    SetAsideForm,
)
from balai.knowledge.voice.policy import oversees
from balai.knowledge.voice.queries import contests as contest_queries
from balai.knowledge.voice.queries import looks as look_queries
from balai.knowledge.voice.queries.contests import ContestShown
from balai.people.forms import posted
from balai.people.middleware import reading_languages, viewer_of
from balai.people.queries import known_organisation
from balai.sharing.policy import require
from balai.web import contexts
from balai.web.methods import both
from balai.web.said import refuse, said
from balai.web.trail import trail


@require_safe
def voice(request: HttpRequest) -> HttpResponse:
    """Show what waits: contests, what oversight looks at, lessons before publication."""
    viewer, languages = viewer_of(request), reading_languages(request)
    require(viewer, "list", "community")
    shown = request.GET.get("show") or ("oversight" if oversees(viewer) else "contests")
    if shown == "looks":
        page = presenting.looks_page(viewer)
    elif shown == "oversight" and oversees(viewer):
        late = contest_queries.unanswered(viewer, languages)
        known = {each.id for each in late}
        held = [e for e in contest_queries.held(viewer, languages) if e.id not in known]
        page = presenting.contests_page(viewer, "oversight", (*late, *held))
    else:
        waiting = contest_queries.waiting_contests(viewer, languages)
        page = presenting.contests_page(viewer, "contests", waiting)
    return render(request, "knowledge/voice/list.html", {"voice": page})


@both
def contest(request: HttpRequest, contest_id: str) -> HttpResponse:
    """Show a contest to its maker, a reviewer or oversight, and take what they decide."""
    viewer = viewer_of(request)
    found = contest_queries.contest(viewer, contest_id, reading_languages(request))
    form = _form_for(request, found)
    if request.method == "POST":
        done = _decided(request, found, form)
        if done is not None:
            return done
    may_open = _may_open(request, found)
    page = presenting.contest_page(
        found,
        title=_("A contest"),
        open_url=request.path if may_open else "",
        take_back_url=request.path
        if found.is_mine and found.state in contest_queries.WAITING
        else "",
    )
    context = {"contest": page, "form": form, "breadcrumbs": _way(contexts.Link(page.title))}
    status = 400 if form is not None and form.errors else 200
    return render(request, "knowledge/voice/contest.html", context, status=status)


def _form_for(request: HttpRequest, found: ContestShown) -> Any:
    """Return the form that this viewer fills in for a contest as it stands now, or None."""
    given = posted(request) if request.POST.get("do") == "decide" else None
    initial = {"version": found.version}
    if found.state == ContestState.HELD and found.may_look:
        return SetAsideForm(given, initial=initial)
    if found.state == ContestState.OPEN and found.may_answer:
        return AnswerForm(given, initial=initial)
    return None


def _may_open(request: HttpRequest, found: ContestShown) -> bool:
    is_aside = found.state == ContestState.SET_ASIDE and oversees(viewer_of(request))
    return found.may_look and (found.state == ContestState.HELD or is_aside)


def _decided(request: HttpRequest, found: ContestShown, form: Any) -> HttpResponse | None:
    """Carry out what was decided; None where the form has errors."""
    viewer, what = viewer_of(request), request.POST.get("do", "")
    try:
        if what == "open":
            contests.open_contest(viewer=viewer, contest_id=found.id)
            messages.success(request, _("Opened: the entry is marked as contested."))
        elif what == "take-back":
            contests.take_back_contest(viewer=viewer, contest_id=found.id)
            messages.success(request, _("Taken back. Its words are erased."))
        elif form is None:
            raise Conflict("This contest was decided on already.", "See what became of it.")
        elif not form.is_valid():
            return None
        elif isinstance(form, AnswerForm):
            contests.answer_contest(
                viewer=viewer, contest_id=found.id, language=language(), **form.cleaned_data
            )
            messages.success(request, _("Answered. Your answer stands beside the objection."))
        else:
            data = form.cleaned_data
            contests.set_aside(
                viewer=viewer,
                contest_id=found.id,
                reason=data["answer"],
                version=data["version"],
                language=language(),
            )
            messages.success(request, _("Set aside. Whoever made it reads why."))
    except Conflict as error:
        if form is not None and form.is_bound:
            refuse(form, error)
            return None
        messages.warning(request, str(said(error)))
        return redirect("contest", found.id)
    except Invalid as error:
        refuse(form, error)
        return None
    return redirect("contest", found.id)


@both
def look(request: HttpRequest, look_id: str) -> HttpResponse:
    """Show a lesson to a community before publication, and take its objection."""
    viewer = viewer_of(request)
    shown = look_queries.look(viewer, look_id)
    form = ObjectionForm(posted(request), language=language())
    if form.is_valid():
        try:
            looks.object_to(viewer=viewer, look_id=look_id, **form.cleaned_data)
        except (Invalid, Conflict) as error:
            refuse(form, error)
        else:
            messages.success(request, _("Your objection goes to the reviewers of the lesson."))
            return _to_looks()
    page = presenting.look_page(shown)
    title = contexts.Link(_("Before publication"))
    context = {"look": page, "form": form, "breadcrumbs": _way(title)}
    status = 400 if form.errors else 200
    return render(request, "knowledge/voice/look.html", context, status=status)


@require_POST
def look_agree(request: HttpRequest, look_id: str) -> HttpResponse:
    """Agree that a lesson is published."""
    return _done(
        request,
        lambda: looks.agree(viewer=viewer_of(request), look_id=look_id),
        _("Agreed. It is published once nobody else looks at it."),
    )


@require_safe
def look_held(request: HttpRequest, lesson_id: str) -> HttpResponse:
    """Show a lesson of one's own with what communities said of it."""
    found = look_queries.held_lessons(viewer_of(request), lesson_id)
    if not found:
        raise NotAllowed()
    title = contexts.Link(_("Before publication"))
    context = {"held": presenting.held_page(found[0]), "breadcrumbs": _way(title)}
    return render(request, "knowledge/voice/held.html", context)


@require_POST
def look_publish(request: HttpRequest, lesson_id: str) -> HttpResponse:
    """Publish a lesson with the objection beside it."""
    version = request.POST.get("version", "")
    return _done(
        request,
        lambda: looks.publish_with_objections(
            viewer=viewer_of(request),
            lesson_id=lesson_id,
            version=int(version) if version.isdecimal() and len(version) < 9 else None,
        ),
        _("Published. The objection stands beside it and waits for your answer."),
    )


@both
def community_list(request: HttpRequest) -> HttpResponse:
    """Show what organisations speak for; a steward sets how long answers and looks may take."""
    viewer = viewer_of(request)
    require(viewer, "list", "community")
    if request.method == "POST" and not viewer.has("steward"):
        raise NotAllowed()
    now = {name: get_setting(name) for name in DaysForm.base_fields}
    form = DaysForm(posted(request), initial=now)
    if form.is_valid():
        communities.set_days(viewer=viewer, **form.cleaned_data)
        messages.success(request, _("Kept."))
        return redirect("communities")
    context = {"communities": presenting.communities_page(viewer), "form": form}
    status = 400 if form.errors else 200
    return render(request, "knowledge/voice/communities.html", context, status=status)


@both
def community(request: HttpRequest, organisation_id: str) -> HttpResponse:
    """Say what an organisation speaks for."""
    viewer = viewer_of(request)
    require(viewer, "speak", "community", organisation_id)
    organisation = known_organisation(organisation_id)
    initial: dict[str, list[str]] = {}
    for scheme, code in look_queries.spoken_for([organisation_id]).get(organisation_id, ()):
        initial.setdefault(scheme, []).append(code)
    form = CommunityForm(posted(request), initial=initial, language=language())
    if form.is_valid():
        communities.speak_for(viewer=viewer, organisation_id=organisation_id, labels=form.chosen())
        messages.success(request, _("Kept. It holds for lessons that are published from now on."))
        return redirect("communities")
    context = {
        "form": form,
        "title": _("What %(organisation)s speaks for") % {"organisation": organisation.name},
        "button": _("Keep"),
        "lead": _(
            "A lesson with one of these labels that its people would read is shown to its "
            "reviewers before it is published."
        ),
        "breadcrumbs": _way(contexts.Link(_("Communities"), reverse("communities"))),
    }
    return render(request, "knowledge/voice/form.html", context, status=400 if form.errors else 200)


def _done(request: HttpRequest, act: Callable[[], None], words: str) -> HttpResponse:
    try:
        act()
    except Conflict as error:
        messages.warning(request, str(said(error)))
    else:
        messages.success(request, words)
    return _to_looks()


def _to_looks() -> HttpResponse:
    return redirect(f"{reverse('voice')}?show=looks")


def _way(*links: contexts.Link) -> tuple[contexts.Link, ...]:
    return trail(contexts.Link(_("Community voice"), reverse("voice")), *links)
