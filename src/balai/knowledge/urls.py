"""Addresses of lessons."""

from __future__ import annotations

from django.urls import path

from balai.knowledge import views

urlpatterns = [
    path("lessons/<str:lesson_id>/", views.lesson, name="lesson"),
    path("lessons/<str:lesson_id>/print/", views.lesson_print, name="lesson-print"),
    path("lessons/<str:lesson_id>/export.<str:suffix>", views.lesson_export, name="lesson-export"),
]
