"""Addresses of files and passages; the page of a source is in `pages`."""

from __future__ import annotations

from django.urls import path

from balai.library import views

urlpatterns = [
    path("sources/<str:source_id>/original", views.source_original, name="source-original"),
    path(
        "sources/<str:source_id>/passages/<str:passage_id>/",
        views.source_passage,
        name="source-passage",
    ),
]
