"""The convenor's desk: preparing the room, looking at statements, opening and closing rounds."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from balai.core.errors import Conflict, Invalid, NotAllowed
from balai.dialogue.actions import rooms as room_actions
from balai.dialogue.actions import statements
from balai.dialogue.actions.ballots import count_in_ballots
from balai.dialogue.live import presenting
from balai.dialogue.live.board import board_of, count_anew
from balai.dialogue.live.drawn import unless_known
from balai.dialogue.live.exports import statements_table, votes_table
from balai.dialogue.live.forms import (
    BallotsForm,
    HoldBackForm,
    OpenForm,
    RenderForm,
    ReplaceForm,
    SeedForm,
    TermsForm,
)
from balai.dialogue.live.reaching import join_address
from balai.dialogue.queries import rooms
from balai.dialogue.queries.rooms import OnDesk, RoomShown
from balai.people.forms import page_language, posted
from balai.people.middleware import viewer_of
from balai.people.squares import square
from balai.sharing.actions import note_gone_out
from balai.sharing.presenting import shown
from balai.web.methods import both
from balai.web.said import refuse, said, status_of


@both
def prepare(request: HttpRequest, session_id: str) -> HttpResponse:
    """Say what the room is asked and how it works."""
    viewer = viewer_of(request)
    dialogue_id, title = rooms.session_convened(viewer, session_id)
    initial: dict[str, Any] = {"question": title, "language": page_language()}
    if rooms.has_room([session_id]):
        known = rooms.room_convened(viewer, session_id)
        initial = {each.name: getattr(known, each.name) for each in fields(room_actions.Terms)}
    form = TermsForm(posted(request), initial=initial)
    if form.is_valid():
        try:
            room_actions.prepare_room(viewer=viewer, session_id=session_id, terms=form.terms())
        except (Conflict, Invalid) as error:
            refuse(form, error)
        else:
            return redirect("desk", session_id)
    context = {"form": form, "title": title, "dialogue_id": dialogue_id}
    return render(request, "dialogue/live/prepare.html", context, status=status_of(form))


@require_safe
def desk(request: HttpRequest, session_id: str) -> HttpResponse:
    """Show how the room goes and what waits for the convenor."""
    room = rooms.room_convened(viewer_of(request), session_id)
    context = _desk(room) | {
        "open_form": OpenForm(),
        "seed_form": SeedForm(initial={"language": room.language}),
    }
    wants_part = "HX-Request" in request.headers
    template = "dialogue/live/parts/desk.html" if wants_part else "dialogue/live/desk.html"
    return render(request, template, context)


def _desk(room: RoomShown) -> dict[str, Any]:
    board = board_of(room.id)
    tallies = {each.id: each.tally for each in board.counts.statements}
    found = rooms.on_desk(room.id, tallies)
    return {
        "room": room,
        "sharing": shown(room.sharing),
        "counts": board.counts,
        "waiting": [_row(each) for each in found if each.state == "waiting"],
        "voted_on": [_row(each) for each in found if each.state == "shown"],
        "aside": [_row(each) for each in found if each.state in ("held-back", "replaced")],
        "rounds": [
            {
                "number": each.number,
                "closed": date_format(localtime(each.closed), "DATETIME_FORMAT"),
                "hash": each.votes_hash,
            }
            for each in rooms.rounds_of(room.id)
        ],
    }


def _row(each: OnDesk) -> dict[str, Any]:
    total = each.tally.total
    return {
        "id": each.id,
        "number": each.number,
        "text": each.text,
        "language": each.language,
        "origin": {
            "participant": _("A participant"),
            "convenor": _("The convenor"),
            "lesson": _("A lesson"),
        }[each.origin],
        "state": presenting.STATES[each.state],
        "reason": each.reason,
        "version": each.version,
        "may_name": each.may_name,
        "votes": ngettext("%(number)d vote", "%(number)d votes", total) % {"number": total},
        "became": each.became,
        "came_from": each.came_from,
        "renderings": each.renderings,
    }


@require_POST
def open_(request: HttpRequest, session_id: str) -> HttpResponse:
    """Open the room, or set its timer anew."""
    viewer = viewer_of(request)
    room = rooms.room_convened(viewer, session_id)
    form = OpenForm(request.POST)
    if form.is_valid():
        room_actions.open_room(viewer=viewer, room_id=room.id, minutes=form.cleaned_data["minutes"])
        count_anew(room.id)
    else:
        messages.warning(request, " ".join(map(str, form.errors.get("minutes", []))))
    return redirect("desk", session_id)


@require_POST
def close(request: HttpRequest, session_id: str) -> HttpResponse:
    """Close the round and keep its result."""
    viewer = viewer_of(request)
    room = rooms.room_convened(viewer, session_id)
    try:
        room_actions.close_round(viewer=viewer, room_id=room.id)
    except Conflict as error:
        messages.warning(request, str(said(error)))
    else:
        messages.success(request, _("The round is closed and its result kept."))
    count_anew(room.id)
    return redirect("desk", session_id)


@require_POST
def seed(request: HttpRequest, session_id: str) -> HttpResponse:
    """Add the convenor's own statements."""
    viewer = viewer_of(request)
    room = rooms.room_convened(viewer, session_id)
    form = SeedForm(request.POST)
    if form.is_valid():
        try:
            statements.seed_statements(
                viewer=viewer,
                room_id=room.id,
                texts=form.lines(),
                language=form.cleaned_data["language"],
                names_nobody=form.cleaned_data["names_nobody"],
            )
        except Invalid as error:
            refuse(form, error, {"text": "texts"})
        else:
            count_anew(room.id)
            return redirect("desk", session_id)
    context = _desk(room) | {"open_form": OpenForm(), "seed_form": form}
    return render(request, "dialogue/live/desk.html", context, status=status_of(form))


@require_POST
def show(request: HttpRequest, session_id: str, statement_id: str) -> HttpResponse:
    """Let a statement be voted on."""
    viewer = viewer_of(request)
    room = rooms.room_convened(viewer, session_id)
    try:
        statements.decide_statement(
            viewer=viewer, statement_id=statement_id, show=True, version=_version(request)
        )
    except Conflict as error:
        messages.warning(request, str(said(error)))
    count_anew(room.id)
    return redirect("desk", session_id)


@both
def hold_back(request: HttpRequest, session_id: str, statement_id: str) -> HttpResponse:
    """Hold a statement back, and say why."""
    viewer = viewer_of(request)

    def act(form: Any) -> None:
        statements.decide_statement(
            viewer=viewer,
            statement_id=statement_id,
            show=False,
            reason=form.cleaned_data["reason"],
            version=_version(request),
        )

    form = HoldBackForm(posted(request))
    return _about(request, session_id, statement_id, form, act, _("Hold this statement back"))


@both
def replace(request: HttpRequest, session_id: str, statement_id: str) -> HttpResponse:
    """Reword, split or merge statements."""
    viewer = viewer_of(request)
    room = rooms.room_convened(viewer, session_id)
    by_number = {each.number: each.id for each in rooms.on_desk(room.id, {})}

    def act(form: Any) -> None:
        also = [by_number[each] for each in form.numbers() if each in by_number]
        statements.replace_statements(
            viewer=viewer,
            statement_ids=[statement_id, *also],
            texts=form.lines(),
            language=_statement(room, statement_id).language,
            reason=form.cleaned_data["reason"],
            names_nobody=form.cleaned_data["names_nobody"],
        )

    form = ReplaceForm(posted(request), initial={"texts": _statement(room, statement_id).text})
    return _about(request, session_id, statement_id, form, act, _("Say it in other words"))


@both
def translate(request: HttpRequest, session_id: str, statement_id: str) -> HttpResponse:
    """Say a statement in a further language."""
    viewer = viewer_of(request)

    def act(form: Any) -> None:
        statements.render_statement(viewer=viewer, statement_id=statement_id, **form.cleaned_data)

    form = RenderForm(posted(request))
    return _about(request, session_id, statement_id, form, act, _("Say it in another language"))


def _about(
    request: HttpRequest, session_id: str, statement_id: str, form: Any, act: Any, title: str
) -> HttpResponse:
    """Show a form about one statement, or do what it says."""
    room = rooms.room_convened(viewer_of(request), session_id)
    statement = _statement(room, statement_id)
    if form.is_valid():
        try:
            act(form)
        except (Conflict, Invalid) as error:
            refuse(form, error, {"text": "texts"})
        else:
            count_anew(room.id)
            return redirect("desk", session_id)
    context = {
        "form": form,
        "title": title,
        "statement": _row(statement),
        "session_id": session_id,
    }
    return render(request, "dialogue/live/statement.html", context, status=status_of(form))


def _statement(room: RoomShown, statement_id: str) -> OnDesk:
    found = next((each for each in rooms.on_desk(room.id, {}) if each.id == statement_id), None)
    if found is None:
        raise NotAllowed()
    return found


def _version(request: HttpRequest) -> int | None:
    text = request.POST.get("version", "")
    return int(text) if text.isdecimal() and len(text) < 10 else None


@require_safe
def wall(request: HttpRequest, session_id: str) -> HttpResponse:
    """Show the room to the room: on the projector, no names, large type."""
    room = rooms.room_convened(viewer_of(request), session_id)
    board = board_of(room.id, with_groups=True)

    def drawn() -> str:
        page = {"room": room, "result": presenting.result(board.data)}
        return render_to_string("dialogue/live/parts/wall.html", page)

    if "HX-Request" in request.headers:
        return unless_known(request, board, f"wall-{room.changed}", drawn)
    reached = join_address(request, room.code)
    page = {
        "room": room,
        "result": presenting.result(board.data),
        "sharing": shown(room.sharing),
        "address": reached.shown,
        "square": square(reached.url),
        "is_local": reached.is_local,
    }
    return render(request, "dialogue/live/wall.html", page)


@require_safe
def round_(request: HttpRequest, session_id: str, number: int) -> HttpResponse:
    """Show the result of a closed round as it was kept, to whoever may read the session."""
    viewer = viewer_of(request)
    room = rooms.room_visible(viewer, session_id)
    found = next((each for each in rooms.rounds_of(room.id) if each.number == number), None)
    if found is None:
        raise NotAllowed()
    context = {
        "room": room,
        "sharing": shown(room.sharing),
        "number": number,
        "closed": date_format(localtime(found.closed), "DATETIME_FORMAT"),
        "hash": found.votes_hash,
        "result": presenting.result(found.result),
    }
    return render(request, "dialogue/live/round.html", context)


@require_safe
def votes(request: HttpRequest, session_id: str) -> HttpResponse:
    """Hand the rows of votes to the convenor."""
    room = rooms.room_convened(viewer_of(request), session_id)
    return _file(request, session_id, "votes", "AMBER+STRICT", votes_table(rooms.rows_of(room.id)))


@require_safe
def statements_file(request: HttpRequest, session_id: str) -> HttpResponse:
    """Hand out the counts of a closed room, as open as its session."""
    room = rooms.room_visible(viewer_of(request), session_id)
    if room.state != "closed":
        raise NotAllowed()
    board = board_of(room.id)
    tallies = {each.id: each.tally for each in board.counts.statements}
    level = room.sharing.level.label
    table = statements_table(rooms.on_desk(room.id, tallies), level, chatham=room.sharing.chatham)
    return _file(request, session_id, "statements", level, table)


def _file(request: HttpRequest, session_id: str, name: str, level: str, table: str) -> HttpResponse:
    if request.method == "GET":
        note_gone_out(record_kind="session", record_ids=[session_id], way=name)
    return HttpResponse(
        table,
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}-TLP-{level}.csv"'},
    )


@both
def paper(request: HttpRequest, session_id: str) -> HttpResponse:
    """Count paper ballots in."""
    viewer = viewer_of(request)
    room = rooms.room_convened(viewer, session_id)
    form = BallotsForm(request.POST, request.FILES) if request.method == "POST" else BallotsForm()
    if form.is_valid():
        try:
            ballots, found = count_in_ballots(
                viewer=viewer, room_id=room.id, data=form.cleaned_data["file"].read()
            )
        except (Conflict, Invalid) as error:
            refuse(form, error)
        else:
            words = _("Counted in: %(ballots)d ballots with %(votes)d votes.")
            messages.success(request, words % {"ballots": ballots, "votes": found})
            count_anew(room.id)
            return redirect("desk", session_id)
    context = {"form": form, "session_id": session_id}
    return render(request, "dialogue/live/paper.html", context, status=status_of(form))
