"""Addresses of the room: `/join/` is what stands on the projector."""

from __future__ import annotations

from django.urls import path

from balai.dialogue.live import desk, phone

urlpatterns = [
    path("join/", phone.start_counted, name="join"),
    path("join/<str:code>/", phone.join_counted, name="join-room"),
    path("rooms/<str:room_id>/", phone.phone, name="phone"),
    path("rooms/<str:room_id>/vote/", phone.cast, name="phone-vote"),
    path("rooms/<str:room_id>/votes/", phone.votes, name="phone-votes"),
    path("rooms/<str:room_id>/say/", phone.say_counted, name="phone-say"),
    path("rooms/<str:room_id>/mine/", phone.mine, name="phone-mine"),
    path("rooms/<str:room_id>/carry/", phone.carry, name="phone-carry"),
    path("rooms/<str:room_id>/results/", phone.results, name="phone-results"),
    path("sessions/<str:session_id>/room/", desk.prepare, name="room-prepare"),
    path("sessions/<str:session_id>/desk/", desk.desk, name="desk"),
    path("sessions/<str:session_id>/desk/open/", desk.open_, name="room-open"),
    path("sessions/<str:session_id>/desk/close/", desk.close, name="room-close"),
    path("sessions/<str:session_id>/desk/seed/", desk.seed, name="room-seed"),
    path(
        "sessions/<str:session_id>/statements/<str:statement_id>/show/",
        desk.show,
        name="statement-show",
    ),
    path(
        "sessions/<str:session_id>/statements/<str:statement_id>/hold-back/",
        desk.hold_back,
        name="statement-hold-back",
    ),
    path(
        "sessions/<str:session_id>/statements/<str:statement_id>/replace/",
        desk.replace,
        name="statement-replace",
    ),
    path(
        "sessions/<str:session_id>/statements/<str:statement_id>/translate/",
        desk.translate,
        name="statement-translate",
    ),
    path("sessions/<str:session_id>/wall/", desk.wall, name="wall"),
    path("sessions/<str:session_id>/paper/", desk.paper, name="room-paper"),
    path("sessions/<str:session_id>/votes.csv", desk.votes, name="room-votes"),
    path("sessions/<str:session_id>/statements.csv", desk.statements_file, name="room-statements"),
    path("sessions/<str:session_id>/rounds/<int:number>/", desk.round_, name="round"),
]
