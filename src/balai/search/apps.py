from django.apps import AppConfig


class SearchConfig(AppConfig):
    """The index and what keeps it."""

    name = "balai.search"
    label = "search"
    default_auto_field = "django.db.models.BigAutoField"
