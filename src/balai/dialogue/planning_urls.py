"""Addresses of series, dialogues and their agendas."""

from __future__ import annotations

from django.urls import path

from balai.dialogue import feeds, views
from balai.people.confirming import confirmed

urlpatterns = [
    path("dialogues/", views.dialogues, name="dialogues"),
    path("dialogues/calendar.ics", feeds.feed, name="dialogue-feed"),
    path("dialogues/plan/", views.plan, name="dialogue-plan"),
    path("dialogues/<str:dialogue_id>/", views.dialogue, name="dialogue"),
    path("dialogues/<str:dialogue_id>/agenda.ics", feeds.agenda, name="dialogue-agenda"),
    path("dialogues/<str:dialogue_id>/change/", views.change, name="dialogue-change"),
    path("dialogues/<str:dialogue_id>/cancel/", confirmed(views.cancel), name="dialogue-cancel"),
    path("dialogues/<str:dialogue_id>/sessions/", views.session_add, name="session-add"),
    path("dialogues/<str:dialogue_id>/expected/", views.expected, name="dialogue-expected"),
    path("dialogues/<str:dialogue_id>/materials/", views.material, name="dialogue-material"),
    path("dialogues/<str:dialogue_id>/needs/", views.need, name="dialogue-need"),
    path("materials/<str:material_id>/remove/", views.material_remove, name="material-remove"),
    path("sessions/<str:session_id>/change/", views.session_change, name="session-change"),
    path("sessions/<str:session_id>/remove/", views.session_remove, name="session-remove"),
    path("series/<str:series_id>/", views.series, name="series"),
]
