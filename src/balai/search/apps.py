from django.apps import AppConfig


class SearchConfig(AppConfig):
    """The index and what keeps it."""

    name = "balai.search"
    label = "search"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register what can be found and saved, follow what changes it, prepare the engine."""
        from django.db.models.signals import post_migrate

        from balai.foundation.registries import followers, sweeps
        from balai.people.actions.accounts import ACCOUNT_CLOSED
        from balai.search.engines import prepare_after_migration
        from balai.search.following import follow_everything
        from balai.search.queries.kinds import register_kinds
        from balai.search.saved.actions import ask_again, forget_account

        register_kinds()
        follow_everything()
        followers.register(ACCOUNT_CLOSED, forget_account)
        sweeps.register("saved searches", ask_again)
        post_migrate.connect(prepare_after_migration, sender=self)
