from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Accounts, organisations and roles."""

    name = "balai.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register who may do what, and the steward's place in the navigation."""
        from django.contrib.auth.signals import user_logged_in
        from django.utils.translation import gettext_lazy as _

        from balai.foundation.registries import NavigationItem, navigation, requirements, sweeps
        from balai.people.actions.one_time import forget_ended_links
        from balai.people.actions.sessions import clear_ended_sessions
        from balai.people.middleware import note_beginning
        from balai.people.policy import is_steward, may_look_over, register_rules
        from balai.people.queries import require_standing

        register_rules()
        requirements.register(require_standing)
        sweeps.register("sessions", clear_ended_sessions)
        sweeps.register("links", forget_ended_links)
        user_logged_in.connect(note_beginning, dispatch_uid="balai.people.beginning")
        _put_second_steps_on_record()
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


def _put_second_steps_on_record() -> None:
    from allauth.mfa.models import Authenticator
    from allauth.mfa.signals import authenticator_added, authenticator_removed

    from balai.people.second_step.recording import note_added, note_ended

    for signal, note in ((authenticator_added, note_added), (authenticator_removed, note_ended)):
        signal.connect(note, sender=Authenticator, dispatch_uid=note.__name__)
