from django.apps import AppConfig


class PagesConfig(AppConfig):
    """Pages over several apps."""

    name = "balai.pages"
    label = "pages"
