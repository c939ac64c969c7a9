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
        from balai.knowledge.voice import policy as voice_policy
        from balai.knowledge.voice import tasks as voice_tasks
        from balai.knowledge.voice.actions import kinds as voice
        from balai.library import actions as library

        register_policy()
        self._register_navigation()
        voice_policy.register_policy()
        indexed.register("lesson", IndexedLessons())
        followers.register(library.READ, tasks.after_reading)
        followers.register(library.REPLACED, tasks.after_replacing)
        followers.register(library.WITHDRAWN, tasks.after_losing)
        followers.register(library.DELETED, tasks.after_losing)
        followers.register(library.DELETED, voice_tasks.after_deleting)
        followers.register(voice.CONTEST_MADE, voice_tasks.after_contest)
        followers.register(voice.LOOK_ASKED, voice_tasks.after_asking)

    def _register_navigation(self) -> None:
        """Give reviewers, convenors, stewards and oversight their way to what is said."""
        from django.utils.translation import gettext_lazy as _

        from balai.core.audience import Viewer
        from balai.foundation.registries import NavigationItem, navigation
        from balai.knowledge.voice.policy import takes_part

        def waiting(viewer: Viewer) -> int:
            from balai.knowledge.voice.queries.contests import count_waiting
            from balai.knowledge.voice.queries.looks import count_looks

            return count_waiting(viewer) + count_looks(viewer)

        item = NavigationItem(_("Community voice"), "voice", shown_to=takes_part, count=waiting)
        navigation.register("voice", item)
