from django.apps import AppConfig


class KnowledgeConfig(AppConfig):
    """Candidates, lessons, evidence and review."""

    name = "balai.knowledge"
    label = "knowledge"
    default_auto_field = "django.db.models.BigAutoField"
