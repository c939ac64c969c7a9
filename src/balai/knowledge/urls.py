"""Addresses of lessons and of the review."""

from __future__ import annotations

from django.urls import include, path

from balai.foundation.limits import counted
from balai.knowledge import managing, review_views, sharing_views, views
from balai.knowledge.contributing import views as contributing
from balai.people.confirming import confirmed

urlpatterns = [
    path("lessons/<str:lesson_id>/", views.lesson, name="lesson"),
    path("lessons/<str:lesson_id>/print/", views.lesson_print, name="lesson-print"),
    path("lessons/<str:lesson_id>/export.<str:suffix>", views.lesson_export, name="lesson-export"),
    path("lessons/<str:lesson_id>/amend/", managing.amend, name="lesson-amend"),
    path("lessons/<str:lesson_id>/translate/", managing.translate, name="lesson-translate"),
    path(
        "lessons/<str:lesson_id>/sentences/<str:statement_id>/check/",
        managing.check,
        name="lesson-check",
    ),
    path("lessons/<str:lesson_id>/withdraw/", confirmed(managing.withdraw), name="lesson-withdraw"),
    path("review/", review_views.queue, name="review"),
    path("review/<str:candidate_id>/", review_views.candidate, name="candidate"),
    path(
        "review/<str:candidate_id>/findings/<str:type_>/<str:digest>/",
        review_views.candidate_finding,
        name="candidate-finding",
    ),
    path("releases/", review_views.releases, name="releases"),
    path("releases/<str:release_id>/", confirmed(review_views.release), name="release"),
    path("sources/<str:source_id>/propose/", review_views.source_mark, name="source-mark"),
    path(
        "sources/<str:source_id>/sharing/", confirmed(sharing_views.source), name="source-sharing"
    ),
    path(
        "lessons/<str:lesson_id>/sharing/", confirmed(sharing_views.lesson), name="lesson-sharing"
    ),
    path("contribute/", contributing.start, name="contribute"),
    path("contribute/upload/", counted(contributing.upload, "contribution"), name="upload"),
    path(
        "contribute/address/",
        counted(contributing.address, "contribution"),
        name="contribute-address",
    ),
    path("contribute/case/<int:step>/", contributing.case_step, name="case-step"),
    path(
        "contribute/case/check/",
        counted(contributing.case_check, "contribution"),
        name="case-check",
    ),
    path("contributions/", contributing.contributions, name="contributions"),
    path(
        "contributions/<str:contribution_id>/",
        contributing.progress,
        name="contribution-progress",
    ),
    path(
        "contributions/<str:contribution_id>/part/",
        contributing.progress_part,
        name="contribution-progress-part",
    ),
    path(
        "contributions/<str:contribution_id>/check/", contributing.check, name="contribution-check"
    ),
    path("contributions/<str:contribution_id>/done/", contributing.done, name="contribution-done"),
    path("", include("balai.knowledge.voice.urls")),
    path("", include("balai.knowledge.consent.urls")),
]
