"""The pages on which those in charge of a source or a lesson change who may read it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from balai.core import audience as core
from balai.core.audience import Level
from balai.core.errors import Conflict, Invalid
from balai.knowledge import on_record, presenting, queries
from balai.knowledge.actions.audiences import Shared, share_lesson, share_source
from balai.knowledge.deciding import who_decides
from balai.knowledge.readers_forms import AudienceForm, offered
from balai.library import queries as library
from balai.people.actions.addressees import name_addressees
from balai.people.forms import posted
from balai.people.middleware import viewer_of
from balai.sharing.policy import require
from balai.sharing.presenting import label
from balai.sharing.queries import Sharing
from balai.web import contexts
from balai.web.methods import both
from balai.web.said import refuse
from balai.web.trail import trail


@both
def source(request: HttpRequest, source_id: str) -> HttpResponse:
    """Change who may read a source, and with it what was drawn from it."""
    viewer = viewer_of(request)
    shown = library.source(viewer, source_id)
    require(viewer, "narrow", "source", shown)
    form = _form(request, shown.sharing, shown.organisation_id, chatham=shown.sharing.chatham)

    def act(recipients: tuple[str, ...]) -> Shared:
        return share_source(
            viewer=viewer,
            source_id=source_id,
            level=Level.read(form.cleaned_data["level"]),
            recipients=recipients,
            chatham=bool(form.cleaned_data.get("chatham")),
            reason=form.cleaned_data["reason"],
            with_original=bool(form.cleaned_data.get("original")),
        )

    link = contexts.Link(_("Source"), f"/sources/{source_id}/")
    record = on_record.of_source(viewer, source_id)
    lead = (shown.title, shown.language)
    return _page(request, form, act, link, lead, shown.sharing.level, record)


@both
def lesson(request: HttpRequest, lesson_id: str) -> HttpResponse:
    """Change who may read a lesson."""
    viewer = viewer_of(request)
    shown = queries.lesson(viewer, lesson_id, (presenting.language(),))
    require(viewer, "share", "lesson", shown)
    form = _form(request, shown.sharing, shown.organisation_id, chatham=None)

    def act(recipients: tuple[str, ...]) -> Shared:
        return share_lesson(
            viewer=viewer,
            lesson_id=lesson_id,
            level=Level.read(form.cleaned_data["level"]),
            recipients=recipients,
            reason=form.cleaned_data["reason"],
        )

    link = contexts.Link(_("Lesson"), f"/lessons/{lesson_id}/")
    lead = (shown.statement.text, shown.statement.language)
    record = on_record.of_lesson(lesson_id)
    return _page(request, form, act, link, lead, shown.sharing.level, record)


def _form(
    request: HttpRequest, now: Sharing, organisation_id: str, *, chatham: bool | None
) -> AudienceForm:
    viewer = viewer_of(request)
    form = AudienceForm(
        posted(request),
        now=now.audience,
        chatham=chatham,
        owners=[organisation_id],
        colleagues=offered(viewer, core.recipients_of(now.audience)),
    )
    form.fields["level"].help_text = who_decides(viewer, now.audience, organisation_id)
    return form


def _page(
    request: HttpRequest,
    form: AudienceForm,
    act: Callable[[tuple[str, ...]], Shared],
    record: contexts.Link,
    lead: tuple[str, str],
    level: Level,
    record_of: contexts.OnRecord,
) -> HttpResponse:
    """Carry out what was asked for, or show the form with what is wrong."""
    if request.method == "POST" and form.is_valid():
        try:
            _tell(request, act(_recipients(request, form)), record_of)
        except (Invalid, Conflict) as error:
            refuse(form, error)
        else:
            return redirect(record.url)
    context: dict[str, Any] = {
        "form": form,
        "title": _("Change who may read it"),
        "lead": lead[0],
        "level": label(level),
        "language": lead[1],
        "button": _("Keep"),
        "on_record": record_of,
        "breadcrumbs": trail(record),
    }
    status = 400 if form.errors else 200
    return render(request, "knowledge/lesson_form.html", context, status=status)


def _recipients(request: HttpRequest, form: AudienceForm) -> tuple[str, ...]:
    if not form.is_red:
        return ()
    named = name_addressees(viewer=viewer_of(request), addresses=form.cleaned_data["others"])
    return (*form.cleaned_data.get("colleagues", ()), *named)


def _tell(request: HttpRequest, done: Shared, record_of: contexts.OnRecord) -> None:
    if done.narrowed:
        messages.success(request, _("Narrowed, from now on."))
        for each in record_of.gone_out:
            messages.warning(request, each)
    if done.named:
        messages.success(request, _("Those you named may read it now."))
    if done.asked:
        messages.success(request, _("Asked for. A second person decides on the wider audience."))
    if done.kept_open:
        words = ngettext(
            "%(count)d lesson was released wider before and stays so.",
            "%(count)d lessons were released wider before and stay so.",
            done.kept_open,
        )
        messages.warning(request, words % {"count": done.kept_open})
    if done == Shared():
        messages.success(request, _("It was so already."))
