"""Addresses of dialogues and of their rooms."""

from __future__ import annotations

from balai.dialogue.live.urls import urlpatterns as live
from balai.dialogue.planning_urls import urlpatterns as planning

urlpatterns = [*planning, *live]
