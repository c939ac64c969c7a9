from django.apps import AppConfig


class DialogueConfig(AppConfig):
    """Planning of dialogues, and the room while people are in it."""

    name = "balai.dialogue"
    label = "dialogue"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make the rules known."""
        from balai.dialogue.policy import register_policy

        register_policy()
