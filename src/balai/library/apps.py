from django.apps import AppConfig


class LibraryConfig(AppConfig):
    """Sources, their files and their passages."""

    name = "balai.library"
    label = "library"
    default_auto_field = "django.db.models.BigAutoField"
