from django.apps import AppConfig


class SharingConfig(AppConfig):
    """Gates, audiences and releases."""

    name = "balai.sharing"
    label = "sharing"
    default_auto_field = "django.db.models.BigAutoField"
