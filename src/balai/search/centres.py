"""The mean query and the mean passage of each language, from seed texts written for Balai.

They are computed once for a model and kept in the node's home; see `core.retrieval.centring`
for what they are taken away for. The library's own passages join the mean of passages later.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from balai.core.retrieval import Centres, general_mean
from balai.foundation.embedding import Embedder, Kind

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True)
class SeedCentres:
    """What queries share, and what passages share, by language."""

    queries: Centres
    passages: Centres


_KINDS: dict[str, Kind] = {"queries": "query", "passages": "passage"}


_known: dict[str, SeedCentres] = {}


def seed_centres(embedder: Embedder, home: Path) -> SeedCentres:
    """Return the means for a model, computing and keeping them where that was not done yet.

    Raises NotReady where the encoder cannot answer.
    """
    key = _key(embedder.name)
    if key not in _known:
        path = home / "cache" / f"centres-{key}.npz"
        means = _read(path) or _keep(_compute(embedder, json.loads(_seeds())), path)
        _known[key] = SeedCentres(**{kind: _centres(means, f"{kind}.") for kind in _KINDS})
    return _known[key]


@cache
def _seeds() -> str:
    return files("balai.search").joinpath("seeds.json").read_text(encoding="utf-8")


@cache
def _key(model: str) -> str:
    return hashlib.sha256(f"{model}\n{_seeds()}".encode()).hexdigest()[:16]


def _compute(
    embedder: Embedder, seeds: dict[str, dict[str, list[str]]]
) -> dict[str, NDArray[np.float32]]:
    return {
        f"{name}.{language}": embedder.embed(texts, kind).mean(axis=0)
        for name, kind in _KINDS.items()
        for language, texts in seeds[name].items()
    }


def _centres(means: dict[str, NDArray[np.float32]], prefix: str) -> Centres:
    own = {key.removeprefix(prefix): mean for key, mean in means.items() if key.startswith(prefix)}
    return Centres(own, general_mean(list(own.values())))


def _read(path: Path) -> dict[str, NDArray[np.float32]] | None:
    import numpy as np

    if not path.is_file():
        return None
    try:
        with np.load(path, allow_pickle=False) as kept:
            return {key: kept[key] for key in kept.files}
    except (OSError, ValueError):  # half written by a machine that lost power: made again
        return None


def _keep(means: dict[str, NDArray[np.float32]], path: Path) -> dict[str, NDArray[np.float32]]:
    """Write the means for the next start; a home that cannot be written costs only time."""
    import numpy as np

    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, partial = tempfile.mkstemp(dir=path.parent, prefix=".centres-")
        with os.fdopen(handle, "wb") as file:
            np.savez(file, **means)  # type: ignore[arg-type]
        Path(partial).replace(path)
    except OSError:
        return means
    return means
