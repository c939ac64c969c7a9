"""Calendars: a feed of public dialogues, and the agenda of one."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from balai.core.audience import PUBLIC
from balai.dialogue.calendar import Event, at, calendar
from balai.dialogue.queries import planning as queries
from balai.foundation.clock import now
from balai.people.middleware import viewer_of


@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """Hand out the calendar of dialogues that anybody may see."""
    events = [
        Event(
            uid=f"{each.id}@{request.get_host()}",
            title=each.title,
            begins=each.first_day,
            ends=each.last_day,
            place=each.place,
            url=request.build_absolute_uri(reverse("dialogue", args=[each.id])),
            is_cancelled=each.is_cancelled,
        )
        for each in (*queries.dialogues(PUBLIC), *queries.dialogues(PUBLIC, past=True))
    ]
    return _calendar(_("Dialogues"), events, "dialogues")


@require_safe
def agenda(request: HttpRequest, dialogue_id: str) -> HttpResponse:
    """Hand out the sessions of a dialogue that the viewer may see, for a calendar."""
    shown = queries.dialogue(viewer_of(request), dialogue_id)
    address = request.build_absolute_uri(reverse("dialogue", args=[dialogue_id]))
    events = [
        Event(
            uid=f"{each.id}@{request.get_host()}",
            title=each.title,
            begins=at(each.day, each.begins),
            ends=at(each.day, each.ends),
            place=", ".join(filter(None, (each.place, shown.place))),
            url=address,
            zone=shown.zone,
            is_cancelled=shown.is_cancelled,
        )
        for each in shown.sessions
    ]
    return _calendar(shown.title, events, "agenda")


def _calendar(name: str, events: list[Event], file: str) -> HttpResponse:
    return HttpResponse(
        calendar(name, events, now()),
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{file}.ics"'},
    )
