from django.apps import AppConfig


class FoundationConfig(AppConfig):
    """The tables of journal, tasks and settings."""

    name = "balai.foundation"
    label = "foundation"
    default_auto_field = "django.db.models.BigAutoField"
