"""Turning text into vectors: one port, and the adapters a node may choose from.

The encoder that Balai carries runs in a child process that starts at first need
(`CarriedEmbedder`); an OpenAI-compatible address or none at all are settings. Nothing heavy
is imported here, so every part may name an embedder without paying for one.
"""

from balai.foundation.embedding.carried import CarriedEmbedder
from balai.foundation.embedding.chosen import get_embedder
from balai.foundation.embedding.none import NoEmbedder
from balai.foundation.embedding.openai import OpenAICompatibleEmbedder
from balai.foundation.embedding.port import Embedder, Kind

__all__ = [
    "CarriedEmbedder",
    "Embedder",
    "Kind",
    "NoEmbedder",
    "OpenAICompatibleEmbedder",
    "get_embedder",
]
