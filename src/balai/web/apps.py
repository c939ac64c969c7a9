"""Registers the templates, static files and template tags."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """The app that holds Balai's look."""

    name = "balai.web"
    label = "web"
