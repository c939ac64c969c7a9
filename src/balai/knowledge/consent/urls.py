"""Addresses of consent to be named."""

from __future__ import annotations

from django.urls import path

from balai.foundation.limits import counted
from balai.knowledge.consent import views

urlpatterns = [
    path("quotations/<str:evidence_id>/ask/", counted(views.ask, "comment"), name="consent-ask"),
    path("consent/", views.asked, name="consent"),
    path("consent/<str:attribution_id>/", views.decide, name="consent-decide"),
]
