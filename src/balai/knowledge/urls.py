"""Addresses of lessons and of the review."""

from __future__ import annotations

from django.urls import path

from balai.knowledge import review_views, views

urlpatterns = [
    path("lessons/<str:lesson_id>/", views.lesson, name="lesson"),
    path("lessons/<str:lesson_id>/print/", views.lesson_print, name="lesson-print"),
    path("lessons/<str:lesson_id>/export.<str:suffix>", views.lesson_export, name="lesson-export"),
    path("lessons/<str:lesson_id>/amend/", review_views.lesson_amend, name="lesson-amend"),
    path(
        "lessons/<str:lesson_id>/translate/", review_views.lesson_translate, name="lesson-translate"
    ),
    path("review/", review_views.queue, name="review"),
    path("review/<str:candidate_id>/", review_views.candidate, name="candidate"),
    path(
        "review/<str:candidate_id>/findings/<str:digest>/",
        review_views.candidate_finding,
        name="candidate-finding",
    ),
    path("releases/", review_views.releases, name="releases"),
    path("releases/<str:release_id>/", review_views.release, name="release"),
    path("sources/<str:source_id>/propose/", review_views.source_mark, name="source-mark"),
]
