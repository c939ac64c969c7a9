"""Addresses of comments, contests, looks and communities."""

from __future__ import annotations

from django.urls import path

from balai.foundation.limits import counted
from balai.knowledge.voice import desk, views
from balai.people.confirming import confirmed
from balai.people.links import by_link

urlpatterns = [
    path(
        "entries/<str:kind>/<str:record_id>/comment/",
        counted(views.comment, "comment"),
        name="comment",
    ),
    path("comments/<str:comment_id>/take-back/", views.take_back, name="comment-take-back"),
    path("comments/<str:comment_id>/remove/", views.remove, name="comment-remove"),
    path(
        "entries/<str:kind>/<str:record_id>/contest/",
        counted(views.contest, "comment"),
        name="contest-entry",
    ),
    path("contest/", by_link(views.contest_link), name="contest-link"),
    path("voice/", desk.voice, name="voice"),
    path("voice/contests/<str:contest_id>/", counted(desk.contest, "comment"), name="contest"),
    path("voice/looks/<str:look_id>/", counted(desk.look, "comment"), name="look"),
    path("voice/looks/<str:look_id>/agree/", desk.look_agree, name="look-agree"),
    path("voice/lessons/<str:lesson_id>/", desk.look_held, name="look-held"),
    path(
        "voice/lessons/<str:lesson_id>/publish/",
        confirmed(desk.look_publish),
        name="look-publish",
    ),
    path("voice/communities/", desk.community_list, name="communities"),
    path("voice/communities/<str:organisation_id>/", desk.community, name="community"),
]
