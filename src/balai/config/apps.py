from django.apps import AppConfig


class NodeConfig(AppConfig):
    """The node as a whole: settings, addresses, start-up checks."""

    name = "balai.config"
    label = "node"
