"""Saying something about an entry: comments and contests, with or without an account."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from balai.core.audience import Level
from balai.core.errors import Conflict, Invalid, NotAllowed
from balai.knowledge.presenting import language
from balai.knowledge.voice import presenting
from balai.knowledge.voice.actions import comments, contests
from balai.knowledge.voice.entries import Entry, published_entry
from balai.knowledge.voice.forms import CommentForm, ContestForm, RemoveForm
from balai.knowledge.voice.queries import comments as comment_queries
from balai.knowledge.voice.queries import contests as contest_queries
from balai.people.forms import posted
from balai.people.middleware import reading_languages, viewer_of
from balai.people.queries import organisations
from balai.people.squares import square
from balai.sharing.presenting import label
from balai.web import contexts
from balai.web.contexts.voice import MadePage
from balai.web.methods import both
from balai.web.said import refuse, said
from balai.web.trail import trail

FORM = "knowledge/voice/form.html"


@both
def comment(request: HttpRequest, kind: str, record_id: str) -> HttpResponse:
    """Take a comment about an entry."""
    viewer = viewer_of(request)
    entry = published_entry(viewer, kind, record_id, reading_languages(request))
    if viewer.account is None:
        raise NotAllowed()
    form = CommentForm(
        posted(request),
        language=language(),
        organisations=[(each.id, each.name) for each in organisations(viewer.organisations)],
        keeper=entry.organisation_id,
        most=entry.sharing.level,
    )
    if form.is_valid():
        data = form.cleaned_data
        try:
            comments.comment(
                viewer=viewer,
                record_kind=kind,
                record_id=record_id,
                text=data["text"],
                level=Level.read(data["level"]),
                language=data["language"],
                organisation_id=data.get("organisation", ""),
                mask=data["mask"],
            )
        except Invalid as error:
            refuse(form, error)
        else:
            messages.success(request, _("Your comment stands beside the entry."))
            return redirect(f"{entry.url}#comments")
    return form_page(request, form, _("Comment on this"), _("Send"), entry, with_purpose=True)


@require_POST
def take_back(request: HttpRequest, comment_id: str) -> HttpResponse:
    """Take one's own comment back."""
    try:
        kind, record_id = comments.take_back_comment(
            viewer=viewer_of(request), comment_id=comment_id
        )
    except Conflict as error:
        messages.warning(request, said(error).message)
        return redirect("home")
    messages.success(request, _("Taken back. Its words are erased."))
    return redirect(f"/{kind}s/{record_id}/")


@both
def remove(request: HttpRequest, comment_id: str) -> HttpResponse:
    """Remove a comment as a reviewer of the entry."""
    viewer = viewer_of(request)
    shown = comment_queries.comment(viewer, comment_id)
    if not shown.may_remove:
        raise NotAllowed()
    entry = published_entry(viewer, shown.record_kind, shown.record_id, reading_languages(request))
    form = RemoveForm(posted(request))
    if form.is_valid():
        try:
            comments.remove_comment(
                viewer=viewer,
                comment_id=comment_id,
                reason=form.cleaned_data["reason"],
                language=language(),
            )
        except (Invalid, Conflict) as error:
            refuse(form, error)
        else:
            messages.success(request, _("Removed. The reason stands in its place."))
            return redirect(f"{entry.url}#comments")
    return form_page(
        request, form, _("Remove this comment?"), _("Remove it"), entry, words=shown.text
    )


@both
def contest(request: HttpRequest, kind: str, record_id: str) -> HttpResponse:
    """Take a contest; without an account it is held, and the page shows the link to come back."""
    viewer = viewer_of(request)
    entry = published_entry(viewer, kind, record_id, reading_languages(request))
    speaks = viewer.organisations_as("reviewer") | viewer.organisations_as("convenor")
    form = ContestForm(
        posted(request),
        language=language(),
        organisations=[(each.id, each.name) for each in organisations(speaks)] if speaks else [],
    )
    if form.is_valid():
        try:
            made = contests.contest(
                viewer=viewer, record_kind=kind, record_id=record_id, **form.cleaned_data
            )
        except Invalid as error:
            refuse(form, error)
        else:
            if made.token:
                return _made(request, entry, made)
            messages.success(
                request,
                _("The entry is marked as contested. It is answered by %(date)s.")
                % {"date": presenting.day(made.due)},
            )
            return redirect(entry.url)
    lead = "" if viewer.account else _without_account()
    return form_page(
        request, form, _("Contest this entry"), _("Send"), entry, lead=lead, with_purpose=True
    )


def _without_account() -> str:
    return _(
        "You need no account, and you are not asked for a name or an address. A person looks at "
        "it before anybody else sees it. You get a link to see what became of it."
    )


def _made(request: HttpRequest, entry: Entry, made: contests.ContestMade) -> HttpResponse:
    address = request.build_absolute_uri(made.path)
    page = MadePage(address, square(address), presenting.day(made.due), entry.url)
    context = {"made": page, "breadcrumbs": trail(contexts.Link(_("Contest this entry")))}
    response = render(request, "knowledge/voice/made.html", context)
    response.headers["Cache-Control"] = "no-store"
    return response


def contest_link(request: HttpRequest, token: str) -> HttpResponse:
    """Show what became of a contest to whoever holds its link, and let them take it back."""
    viewer = viewer_of(request)
    if request.method == "POST":
        try:
            contests.take_back_contest(viewer=viewer, token=token)
        except Conflict as error:
            messages.warning(request, said(error).message)
        else:
            messages.success(request, _("Taken back. Its words are erased."))
        return redirect("contest-link")
    found = contest_queries.contest_by_token(viewer, token, reading_languages(request))
    page = presenting.contest_page(
        found,
        title=_("What became of it"),
        take_back_url=request.path if found.state in contest_queries.WAITING else "",
    )
    context = {"contest": page, "breadcrumbs": trail(contexts.Link(page.title))}
    response = render(request, "knowledge/voice/contest.html", context)
    response.headers["Cache-Control"] = "no-store"
    return response


def form_page(
    request: HttpRequest,
    form: Any,
    title: str,
    button: str,
    entry: Entry | None,
    *,
    lead: str = "",
    words: str = "",
    with_purpose: bool = False,
) -> HttpResponse:
    """Show a form about an entry; `words` are those it is about."""
    context = {
        "form": form,
        "title": title,
        "button": button,
        "lead": lead,
        "words": words,
        "level": label(entry.sharing.level) if entry else "",
        "entry_title": entry.title if entry else "",
        "entry_language": entry.language if entry else "",
        "with_purpose": with_purpose,
        "breadcrumbs": trail(
            *([contexts.Link(_("Back to the entry"), entry.url)] if entry else []),
            contexts.Link(title),
        ),
    }
    return render(request, FORM, context, status=400 if form.errors else 200)
