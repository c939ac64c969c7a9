"""The reviewer's pages: queue, bench, findings, second person."""

from __future__ import annotations

import re
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from balai.core.audience import Viewer
from balai.core.errors import Conflict, Invalid
from balai.knowledge import bench, presenting, queries, queueing, review
from balai.knowledge.actions import answering
from balai.knowledge.actions import lessons as lesson_actions
from balai.knowledge.actions import propose as propose_actions
from balai.knowledge.actions import review as review_actions
from balai.knowledge.forms import REASONS, CandidateForm, MarkForm, ReleaseForm
from balai.knowledge.models import LessonState
from balai.knowledge.voice.queries.looks import held_lessons
from balai.library import queries as library
from balai.people.forms import posted
from balai.people.middleware import reading_languages, viewer_of
from balai.people.queries import profile_of
from balai.sharing.policy import require
from balai.sharing.presenting import label
from balai.web import contexts
from balai.web.methods import both
from balai.web.said import refuse, said
from balai.web.trail import trail

_LESSON_ID = re.compile(r"[0-9A-HJKMNP-TV-Z]{26}")


@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """Show the sources whose candidates wait."""
    viewer = viewer_of(request)
    require(viewer, "list", "candidate")
    page = queueing.queue_page(
        viewer,
        review.queue(viewer),
        review.waiting_releases(viewer),
        queries.lessons_to_mend(viewer, reading_languages(request)),
        queries.lessons_to_look_at(viewer, reading_languages(request)),
    )
    return render(request, "knowledge/review_queue.html", {"queue": page})


@both
def candidate(request: HttpRequest, candidate_id: str) -> HttpResponse:
    """Show a candidate beside its page, and take the reviewer's verdict."""
    viewer = viewer_of(request)
    drafts = request.session.get("drafts", {})
    draft = request.POST.get("statement", "") or drafts.get(candidate_id, "")
    shown = review.candidate(viewer, candidate_id, draft)
    alike = [(each.id, each.statement) for each in shown.similar]
    options: dict[str, Any] = {
        "language": presenting.language(),
        "alike": alike,
        "owner": shown.source.organisation_id,
    }
    if request.method != "POST":
        values = bench.initial(shown) | ({"statement": draft} if draft else {})
        form = CandidateForm(initial=values, **options)
        return _bench(request, shown, form)
    form = CandidateForm(request.POST, **options)
    verdict = request.POST.get("verdict", "accept")
    try:
        if _decided(request, shown, form, verdict):
            return _at("candidate", shown.next_id) if shown.next_id else _at("review")
    except Conflict as error:
        messages.warning(request, said(error).message)
        return _at("candidate", shown.id)
    except Invalid as error:
        refuse(form, error, {"reason": "why"} if verdict == "accept" else {})
    request.session["drafts"] = {candidate_id: draft}
    return _bench(request, shown, form, status=400)


def _at(route: str, *arguments: str, part: str = "main") -> HttpResponse:
    """Lead to a part of a page, so that the keyboard goes on there and not at the page's head."""
    return redirect(f"{reverse(route, args=arguments)}#{part}")


def _decided(
    request: HttpRequest, shown: review.CandidateShown, form: CandidateForm, verdict: str
) -> bool:
    """Carry out a verdict; False where the form has errors."""
    viewer = viewer_of(request)
    version = request.POST.get("version", "")
    seen = int(version) if version.isdecimal() else None
    if verdict == "reject":
        reasons = dict(REASONS)
        chosen = str(reasons.get(request.POST.get("reason", ""), ""))
        words = " · ".join(filter(None, (chosen, request.POST.get("note", "").strip())))
        review_actions.reject(viewer=viewer, candidate_id=shown.id, reason=words, version=seen)
        messages.success(request, _("Rejected. The contributor sees why."))
        return True
    if verdict == "merge":
        found = _LESSON_ID.search(request.POST.get("merge_into", ""))
        if not found:
            raise Invalid(
                _("Say which lesson it belongs to."), fields={"merge_into": _("Choose a lesson.")}
            )
        review_actions.merge(viewer=viewer, candidate_id=shown.id, lesson_id=found[0], version=seen)
        messages.success(request, _("Merged: the lesson has one more quotation."))
        return True
    if not form.is_valid():
        return False
    lesson_id = review_actions.accept(
        viewer=viewer,
        candidate_id=shown.id,
        validated=form.decision(shown.language or "en", shown.source.organisation_id),
        version=seen,
    )
    messages.success(request, _became(viewer, lesson_id))
    return True


def _became(viewer: Viewer, lesson_id: str) -> str:
    if queries.lesson(viewer, lesson_id).state == LessonState.PUBLISHED:
        return _("Published.")
    if held_lessons(viewer, lesson_id):
        return _("Kept. A community it is about looks at it before it is published.")
    return _("Kept. A second person decides on sharing.")


def _bench(
    request: HttpRequest, shown: review.CandidateShown, form: CandidateForm, status: int = 200
) -> HttpResponse:
    viewer = viewer_of(request)
    document = review.page_text(viewer, shown.id)
    page = bench.page(shown, document, form, keys=profile_of(viewer).review_keys)
    context = {"bench": page, "form": form}
    return render(request, "knowledge/review_bench.html", context, status=status)


@require_POST
def candidate_finding(
    request: HttpRequest, candidate_id: str, type_: str, digest: str
) -> HttpResponse:
    """Take the answer to a finding; without a decision, the finding is open again."""
    viewer = viewer_of(request)
    shown = review.candidate(viewer, candidate_id)
    decision, seen = request.POST.get("decision", ""), request.POST.get("seen")
    try:
        if decision:
            answering.answer(
                viewer=viewer,
                source_id=shown.source.id,
                digest=digest,
                type_=type_,
                decision=decision,
                replacement=request.POST.get("replacement", ""),
                reason=request.POST.get("reason", ""),
                seen=seen,
            )
        else:
            answering.reopen(viewer=viewer, source_id=shown.source.id, digest=digest, seen=seen)
    except (Invalid, Conflict) as error:
        messages.error(request, str(said(error)))
        return _at("candidate", candidate_id)
    left = any(not each.decision for each in review.candidate(viewer, candidate_id).findings)
    return _at("candidate", candidate_id, part="findings" if left else "candidate")


@require_safe
def releases(request: HttpRequest) -> HttpResponse:
    """Show the lessons and sources that wait for a second person."""
    viewer = viewer_of(request)
    require(viewer, "list", "candidate")
    waiting = review.waiting_releases(viewer)
    page = contexts.ReleasesPage(
        tabs=queueing.tabs("releases", sum(r.waiting for r in review.queue(viewer)), len(waiting)),
        rows=tuple(queueing.release_row(each) for each in waiting),
        empty=None if waiting else contexts.Empty(says=_("Nothing waits for a second person.")),
    )
    return render(request, "knowledge/releases.html", {"releases": page, "form": ReleaseForm()})


@require_POST
def release(request: HttpRequest, release_id: str) -> HttpResponse:
    """Take a second person's decision."""
    try:
        lesson_actions.decide_release(
            viewer=viewer_of(request),
            release_id=release_id,
            grant=request.POST.get("verdict") == "grant",
            answer=request.POST.get("answer", "")[:500],
        )
        messages.success(request, _("Decided."))
    except (Invalid, Conflict) as error:
        messages.error(request, str(said(error)))
    return _at("releases")


@both
def source_mark(request: HttpRequest, source_id: str) -> HttpResponse:
    """Let a reviewer propose words that Balai did not find."""
    viewer = viewer_of(request)
    source = library.source(viewer, source_id)
    require(viewer, "review", "candidate", source)
    form = MarkForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            start, end = library.find_words(viewer, source_id, form.cleaned_data["quote"])
            marked = propose_actions.mark_passage(
                viewer=viewer,
                source_id=source_id,
                start=start,
                end=end,
                kind=form.cleaned_data["kind"],
            )
            return redirect("candidate", marked)
        except Invalid as error:
            refuse(form, error)
    context = {
        "form": form,
        "title": _("Propose words of this source"),
        "lead": source.title,
        "level": label(source.sharing.level),
        "language": source.language,
        "button": _("Take it to the bench"),
        "breadcrumbs": trail(contexts.Link(_("Source"), f"/sources/{source_id}/")),
    }
    return render(
        request, "knowledge/lesson_form.html", context, status=400 if form.errors else 200
    )
