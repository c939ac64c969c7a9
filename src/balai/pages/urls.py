"""Addresses of home, browsing, and the page of a source."""

from __future__ import annotations

from django.urls import path

from balai.pages import views

urlpatterns = [
    path("", views.home, name="home"),
    path("browse/", views.browse, name="browse"),
    path("browse/<str:axis>/", views.browse, name="browse"),
    path("browse/<str:axis>/<str:code>/", views.browse_list, name="browse-list"),
    path(
        "browse/<str:axis>/<str:code>/export.<str:suffix>",
        views.browse_export,
        name="browse-export",
    ),
    path("about/<str:topic>/", views.about, name="about"),
    path("sources/<str:source_id>/", views.source, name="source"),
]
