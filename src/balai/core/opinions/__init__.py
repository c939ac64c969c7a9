"""What a room agrees on and who votes alike, from its votes: see `analyse`."""

from __future__ import annotations

from balai.core.opinions.analysing import ALGORITHM, analyse
from balai.core.opinions.results import Opinions
from balai.core.opinions.votes import Votes

__all__ = ["ALGORITHM", "Opinions", "Votes", "analyse"]
