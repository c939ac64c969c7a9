from django.apps import AppConfig


class KnowledgeConfig(AppConfig):
    """Candidates, lessons, evidence and review."""

    name = "balai.knowledge"
    label = "knowledge"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make rules, followers and index texts known."""
        from balai.foundation.registries import followers, indexed, questions
        from balai.knowledge import tasks
        from balai.knowledge.consent import kinds as consent
        from balai.knowledge.consent import tasks as consent_tasks
        from balai.knowledge.consent.queries import waits_for
        from balai.knowledge.indexing import IndexedLessons
        from balai.knowledge.policy import register_policy
        from balai.knowledge.voice import policy as voice_policy
        from balai.knowledge.voice import tasks as voice_tasks
        from balai.knowledge.voice.actions import kinds as voice
        from balai.library import actions as library
        from balai.people.actions.accounts import ACCOUNT_CLOSED

        register_policy()
        voice_policy.register_policy()
        indexed.register("lesson", IndexedLessons())
        questions.register("consent", waits_for)
        followers.register(library.READ, tasks.after_reading)
        followers.register(library.REPLACED, tasks.after_replacing)
        followers.register(library.WITHDRAWN, tasks.after_losing)
        followers.register(library.DELETED, tasks.after_losing)
        followers.register(library.DELETED, voice_tasks.after_deleting)
        followers.register(voice.CONTEST_MADE, voice_tasks.after_contest)
        followers.register(voice.LOOK_ASKED, voice_tasks.after_asking)
        followers.register(consent.ASKED, consent_tasks.after_asking)
        followers.register(ACCOUNT_CLOSED, consent_tasks.after_closing)
