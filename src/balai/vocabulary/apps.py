from django.apps import AppConfig


class VocabularyConfig(AppConfig):
    """Terms and places; data, without tables."""

    name = "balai.vocabulary"
    label = "vocabulary"
