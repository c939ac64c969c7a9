"""What a room agrees on and who votes alike, from its votes: see `analyse`.

The names below are found when they are asked for: a page that only needs `routing` must not wait
for numpy.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from balai.core.opinions.analysing import ALGORITHM, analyse
    from balai.core.opinions.results import Opinions
    from balai.core.opinions.votes import Votes

__all__ = ["ALGORITHM", "Opinions", "Votes", "analyse"]

_WHERE = {"ALGORITHM": "analysing", "analyse": "analysing", "Opinions": "results", "Votes": "votes"}


def __getattr__(name: str) -> object:
    from importlib import import_module

    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_WHERE[name]}"), name)
