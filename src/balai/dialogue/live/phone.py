"""The phone: one statement, three large buttons; without a script it is a plain form."""

from __future__ import annotations

import json
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from balai.core.errors import Conflict, Invalid, NotAllowed
from balai.core.opinions.routing import in_turn
from balai.dialogue.actions import joining, statements, voting
from balai.dialogue.actions.voting import Cast
from balai.dialogue.live import presenting
from balai.dialogue.live.board import Board, board_of
from balai.dialogue.live.device import remember, token_of
from balai.dialogue.live.drawn import unless_known
from balai.dialogue.live.forms import CarryForm, CodeForm, JoinForm, SayForm
from balai.dialogue.queries import rooms
from balai.dialogue.queries.rooms import RoomShown
from balai.foundation.limits import counted, limited
from balai.people.forms import page_language, posted
from balai.people.middleware import reading_languages, viewer_of
from balai.sharing.presenting import shown
from balai.web.methods import both
from balai.web.said import refuse, said, status_of

AHEAD = 10
"""Statements that a phone knows ahead, to go on through a lost connection."""


@both
def start(request: HttpRequest) -> HttpResponse:
    """Ask for the code on the screen, or for the one of another device."""
    form, carry = CodeForm(posted(request)), CarryForm()
    if request.method == "POST" and "carry" in request.POST:
        return _carried(request)
    if form.is_valid():
        try:
            found = rooms.room_by_code(form.cleaned_data["code"])
        except NotAllowed as error:
            form.add_error("code", str(said(error)))
        else:
            return redirect("join-room", found.code)
    context = {"form": form, "carry": carry}
    return render(request, "dialogue/live/start.html", context, status=status_of(form))


def _carried(request: HttpRequest) -> HttpResponse:
    form, carry = CodeForm(), CarryForm(request.POST)
    if carry.is_valid():
        try:
            room_id, token = joining.carry_on(code=carry.cleaned_data["carry"])
        except NotAllowed as error:
            carry.add_error("carry", str(said(error)))
        else:
            response = redirect("phone", room_id)
            remember(request, response, room_id, token)
            return response
    context = {"form": form, "carry": carry}
    return render(request, "dialogue/live/start.html", context, status=status_of(carry))


@both
def join(request: HttpRequest, code: str) -> HttpResponse:
    """Say what the room is about and how it works, and let somebody in."""
    try:
        room = rooms.room_by_code(code)
    except NotAllowed as error:
        limited(request, "code")
        again = CodeForm({"code": code})
        again.is_valid()
        again.add_error("code", str(said(error)))
        return render(
            request,
            "dialogue/live/start.html",
            {"form": again, "carry": CarryForm()},
            status=404,
        )
    form = JoinForm(
        posted(request),
        asks_sector=room.asks_sector,
        asks_country=room.asks_country,
        language=page_language(),
    )
    if form.is_valid():
        try:
            room_id, token = joining.join(
                code=code, has_account=viewer_of(request).account is not None, **form.cleaned_data
            )
        except (Conflict, NotAllowed, Invalid) as error:
            refuse(form, error)
        else:
            response = redirect("phone", room_id)
            remember(request, response, room_id, token)
            return response
    context = {"form": form, "room": room, "sharing": shown(room.sharing)}
    return render(request, "dialogue/live/join.html", context, status=status_of(form))


@require_safe
def phone(request: HttpRequest, room_id: str) -> HttpResponse:
    """Show the next statement, or the one that is asked for by its number."""
    participant, room = rooms.room_for(token_of(request), room_id)
    context = _next(request, participant, room)
    return render(request, "dialogue/live/phone.html", context)


def _next(request: HttpRequest, participant: int, room: RoomShown) -> dict[str, Any]:
    board = board_of(room.id)
    own = rooms.votes_of(participant)
    there = {each.id: each for each in board.counts.statements}
    left = {key: each.tally for key, each in there.items() if key not in own}
    turn = list(in_turn(str(participant), left))
    asked = request.GET.get("statement", "")
    turn[:0] = [each.id for each in there.values() if str(each.number) == asked]
    ahead = list(dict.fromkeys(turn))[: AHEAD + 1]
    languages = reading_languages(request)
    in_mine = rooms.rendered(ahead, languages)
    statements_ahead = [
        presenting.on_phone(there[each], own.get(each), in_mine.get(each), languages)
        for each in ahead
    ]
    voted = len(there) - len(left)
    return {
        "room": room,
        "statement": statements_ahead[0] if statements_ahead else None,
        "coming": [
            {"statement": each, "voted": voted + at}
            for at, each in enumerate(statements_ahead[1:], start=1)
        ],
        "voted": voted,
        "whole": len(there),
    }


@require_POST
def cast(request: HttpRequest, room_id: str) -> HttpResponse:
    """Take one vote from the plain form, and show the next statement."""
    try:
        kept = voting.vote(
            token=token_of(request),
            room_id=room_id,
            casts=[
                Cast(
                    statement_id=request.POST.get("statement", ""),
                    value=_value(request.POST.get("value", "")),
                    is_important=request.POST.get("important") == "1",
                )
            ],
        )
    except (Conflict, Invalid) as error:
        messages.warning(request, str(said(error)))
    else:
        if not kept:
            messages.warning(request, _("This statement is not voted on any more."))
    return redirect("phone", room_id)


@require_POST
def votes(request: HttpRequest, room_id: str) -> JsonResponse:
    """Take the votes a phone has kept, as JSON; say which are on record."""
    try:
        sent = json.loads(request.body)
        casts = [
            Cast(
                statement_id=str(each["statement"]),
                value=_value(each["value"]),
                is_important=bool(each.get("important")),
                device=str(each.get("device", "")),
                turn=int(each.get("turn", 0)),
            )
            for each in sent["votes"]
        ]
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise Invalid("These votes cannot be read.", kind="unreadable") from error
    kept = voting.vote(token=token_of(request), room_id=room_id, casts=casts)
    return JsonResponse({"kept": kept})


def _value(text: object) -> int:
    """Return a vote; 2, which no vote is, for anything else."""
    return {"1": 1, "0": 0, "-1": -1}.get(str(text), 2)


@both
def say(request: HttpRequest, room_id: str) -> HttpResponse:
    """Take a statement in one's own words."""
    token = token_of(request)
    _participant, room = rooms.room_for(token, room_id)
    form = SayForm(posted(request), initial={"language": page_language()})
    if form.is_valid():
        try:
            statements.propose_statement(token=token, room_id=room_id, **form.cleaned_data)
        except (Conflict, Invalid) as error:
            refuse(form, error)
        else:
            messages.success(
                request,
                _("It waits to be looked at; here you see what becomes of it.")
                if room.moderates_first
                else _("Others vote on it now; here you see what becomes of it."),
            )
            return redirect("phone-mine", room_id)
    context = {"form": form, "room": room}
    return render(request, "dialogue/live/say.html", context, status=status_of(form))


@require_safe
def mine(request: HttpRequest, room_id: str) -> HttpResponse:
    """Show what became of one's own statements, and one's votes, to be changed."""
    participant, room = rooms.room_for(token_of(request), room_id)
    said_here, own = board_of(room_id).counts.statements, rooms.votes_of(participant)
    context = {
        "room": room,
        "statements": [presenting.own(each) for each in rooms.own_statements(participant)],
        "votes": [presenting.own_vote(each, *own[each.id]) for each in said_here if each.id in own],
    }
    return render(request, "dialogue/live/mine.html", context)


@both
def carry(request: HttpRequest, room_id: str) -> HttpResponse:
    """Show, once it is asked for, the code with which to carry on on another device."""
    token = token_of(request)
    _participant, room = rooms.room_for(token, room_id)
    code = joining.offer_carrying(token=token) if request.method == "POST" else ""
    context = {
        "room": room,
        "code": code,
        "address": request.build_absolute_uri(reverse("join")),
    }
    return render(request, "dialogue/live/carry.html", context)


@require_safe
def results(request: HttpRequest, room_id: str) -> HttpResponse:
    """Show what the room says by now; sentences and a table."""
    rooms.require_in_room(token_of(request), room_id)
    board = board_of(room_id, with_groups=True)
    if "HX-Request" in request.headers:
        return unless_known(request, board, "result", lambda: _result_part(board))
    _participant, room = rooms.room_for(token_of(request), room_id)
    page = {"room": room, "result": presenting.result(board.data)}
    return render(request, "dialogue/live/results.html", page)


def _result_part(board: Board) -> str:
    return render_to_string(
        "dialogue/live/parts/result.html", {"result": presenting.result(board.data)}
    )


start_counted = counted(start, "code")
join_counted = counted(join, "join")
say_counted = counted(say, "statement")
