from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Accounts, organisations and roles."""

    name = "balai.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"
