"""The addresses of a node; each app has its own list."""

from __future__ import annotations

from importlib.util import find_spec

from django.urls import include, path

urlpatterns = [
    path("", include("django.conf.urls.i18n")),
]

for _app in ("pages", "people", "library", "knowledge", "dialogue", "search"):
    if find_spec(f"balai.{_app}.urls"):
        urlpatterns.append(path("", include(f"balai.{_app}.urls")))
urlpatterns.append(path("account/", include("allauth.urls")))

handler400 = "balai.config.hardening.bad_request"
