from django.apps import AppConfig


class LibraryConfig(AppConfig):
    """Sources, their files and their passages."""

    name = "balai.library"
    label = "library"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make rules and index texts known."""
        from balai.foundation.registries import indexed, sweeps
        from balai.library.indexing import IndexedSources
        from balai.library.policy import register_policy
        from balai.library.tasks import queue_older

        register_policy()
        sweeps.register("findings", queue_older)
        indexed.register("source", IndexedSources())
