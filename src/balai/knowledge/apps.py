from django.apps import AppConfig


class KnowledgeConfig(AppConfig):
    """Candidates, lessons, evidence and review."""

    name = "balai.knowledge"
    label = "knowledge"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make rules, followers and index texts known."""
        from balai.foundation.registries import followers, indexed
        from balai.knowledge import tasks
        from balai.knowledge.indexing import IndexedLessons
        from balai.knowledge.policy import register_policy
        from balai.library import actions as library

        register_policy()
        indexed.register("lesson", IndexedLessons())
        followers.register(library.READ, tasks.after_reading)
        followers.register(library.REPLACED, tasks.after_replacing)
        followers.register(library.WITHDRAWN, tasks.after_losing)
        followers.register(library.DELETED, tasks.after_losing)
