"""Addresses of files and passages; the page of a source is in `pages`."""

from __future__ import annotations

from django.urls import path

from balai.library import managing, views
from balai.people.confirming import confirmed

urlpatterns = [
    path("sources/<str:source_id>/describe/", managing.describe, name="source-describe"),
    path("sources/<str:source_id>/replace/", managing.replace, name="source-replace"),
    path("sources/<str:source_id>/withdraw/", confirmed(managing.withdraw), name="source-withdraw"),
    path("sources/<str:source_id>/delete/", confirmed(managing.delete), name="source-delete"),
    path("sources/<str:source_id>/original", views.source_original, name="source-original"),
    path(
        "sources/<str:source_id>/passages/<str:passage_id>/",
        views.source_passage,
        name="source-passage",
    ),
]
