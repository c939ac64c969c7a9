from django.apps import AppConfig


class PagesConfig(AppConfig):
    """Pages over several apps, and the site's navigation."""

    name = "balai.pages"
    label = "pages"

    def ready(self) -> None:
        """Put the sections into the navigation, in their order."""
        from django.utils.translation import gettext_lazy as _

        from balai.core.audience import Viewer
        from balai.foundation.registries import NavigationItem, navigation
        from balai.knowledge.consent.queries import count_asked
        from balai.knowledge.voice.policy import takes_part
        from balai.search.saved.queries import count_with_news

        def reviews(viewer: Viewer) -> bool:
            return bool(viewer.organisations_as("reviewer"))

        def waiting(viewer: Viewer) -> int:
            from balai.knowledge.voice.queries.contests import count_waiting
            from balai.knowledge.voice.queries.looks import count_looks

            return count_waiting(viewer) + count_looks(viewer)

        def contributes(viewer: Viewer) -> bool:
            return bool(viewer.organisations)

        def has_account(viewer: Viewer) -> bool:
            return viewer.account is not None

        navigation.register("search", NavigationItem(_("Search"), "search"))
        navigation.register(
            "saved",
            NavigationItem(_("Saved searches"), "saved-searches", has_account, count_with_news),
        )
        navigation.register("browse", NavigationItem(_("Browse"), "browse"))
        navigation.register("dialogues", NavigationItem(_("Dialogues"), "dialogues"))
        navigation.register(
            "contribute", NavigationItem(_("Contribute"), "contribute", contributes)
        )
        navigation.register("review", NavigationItem(_("Review"), "review", reviews))
        navigation.register(
            "voice", NavigationItem(_("Community voice"), "voice", takes_part, waiting)
        )
        navigation.register(
            "asked",
            NavigationItem(
                _("Asked of you"),
                "consent",
                lambda viewer: bool(count_asked(viewer)),
                count_asked,
            ),
        )
