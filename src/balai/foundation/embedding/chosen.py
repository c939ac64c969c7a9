"""The embedder a node chose: `BALAI_EMBEDDER` is carried, none, or openai:<address>|<model>."""

from __future__ import annotations

import threading
from pathlib import Path

from balai.core.errors import NotReady
from balai.foundation.embedding.carried import CarriedEmbedder
from balai.foundation.embedding.none import NoEmbedder
from balai.foundation.embedding.openai import OpenAICompatibleEmbedder
from balai.foundation.embedding.port import Embedder

_chosen: dict[tuple[str, str], Embedder] = {}
_lock = threading.Lock()


def get_embedder() -> Embedder:
    """Return the node's embedder, the same one for every caller in this process.

    Nothing is loaded or started before its first use. Raises NotReady for a choice that is
    not one of the three.
    """
    from django.conf import settings

    choice = str(getattr(settings, "BALAI_EMBEDDER", "carried"))
    home = str(getattr(settings, "BALAI_HOME", "") or "")
    with _lock:
        if (choice, home) not in _chosen:
            _chosen[choice, home] = choose(
                choice,
                home=Path(home) if home else None,
                threads=int(getattr(settings, "BALAI_EMBEDDER_THREADS", 2)),
                idle_seconds=float(getattr(settings, "BALAI_EMBEDDER_IDLE", 300)),
                key=str(getattr(settings, "BALAI_EMBEDDER_KEY", "")),
            )
        return _chosen[choice, home]


def choose(
    choice: str,
    *,
    home: Path | None = None,
    threads: int = 2,
    idle_seconds: float = 300.0,
    key: str = "",
) -> Embedder:
    """Return a new embedder for a choice as the setting writes it."""
    if choice == "carried":
        return CarriedEmbedder(home=home, threads=threads, idle_seconds=idle_seconds)
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
