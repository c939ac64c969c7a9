"""The embedder a node chose: `BALAI_EMBEDDER` is carried, none, or openai:<address>|<model>."""

from __future__ import annotations

import threading
from pathlib import Path

from balai.core.errors import NotReady
from balai.foundation.embedding.carried import CarriedEmbedder
from balai.foundation.embedding.none import NoEmbedder
from balai.foundation.embedding.openai import OpenAICompatibleEmbedder
from balai.foundation.embedding.port import Embedder

_chosen: dict[tuple[str, str, str], Embedder] = {}
_lock = threading.Lock()


def get_embedder() -> Embedder:
    """Return the node's embedder, the same one for every caller in this process.

    Nothing is loaded or started before its first use. Raises NotReady for a choice that is
    not one of the three.
    """
    from django.conf import settings

    node = settings.BALAI
    key = (str(node.embedder), str(node.models), str(node.home))
    with _lock:
        if key not in _chosen:
            _chosen[key] = choose(
                key[0],
                models=Path(key[1]) if key[1] else None,
                home=Path(key[2]) if key[2] else None,
                key=str(getattr(node, "embedder_key", "")),
            )
        return _chosen[key]


def choose(
    choice: str,
    *,
    models: Path | None = None,
    home: Path | None = None,
    threads: int = 2,
    idle_seconds: float = 300.0,
    key: str = "",
) -> Embedder:
    """Return a new embedder for a choice as the setting writes it."""
    if choice == "carried":
        return CarriedEmbedder(models=models, home=home, threads=threads, idle_seconds=idle_seconds)
    if choice == "none":
        return NoEmbedder()
    if choice.startswith("openai:"):
        url, _, model = choice.removeprefix("openai:").rpartition("|")
        return OpenAICompatibleEmbedder(url, model, key=key)
    raise NotReady(
        f"“{choice}” is not an encoder that Balai knows.",
        "BALAI_EMBEDDER is carried, none, or openai:<address>|<model>.",
        kind="no-embedder",
    )
