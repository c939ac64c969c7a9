from django.apps import AppConfig


class SearchConfig(AppConfig):
    """The index and what keeps it."""

    name = "balai.search"
    label = "search"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Follow what changes records, and let the engine make its tables after migrations."""
        from django.db.models.signals import post_migrate

        from balai.search.engines import prepare_after_migration
        from balai.search.following import follow_everything

        follow_everything()
        post_migrate.connect(prepare_after_migration, sender=self)
