from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Accounts, organisations and roles."""

    name = "balai.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register who may do what, and the steward's place in the navigation."""
        from django.utils.translation import gettext_lazy as _

        from balai.foundation.registries import NavigationItem, navigation
        from balai.people.policy import is_steward, may_look_over, register_rules

        register_rules()
        navigation.register(
            "steward", NavigationItem(_("Stewardship"), "steward", shown_to=is_steward)
        )
        navigation.register(
            "journal",
            NavigationItem(
                _("Journal"),
                "journal",
                shown_to=lambda viewer: may_look_over(viewer) and not is_steward(viewer),
            ),
        )
