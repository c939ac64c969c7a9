"""What the pages of consent to be named are given; the rules are those of `contexts`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from balai.web.contexts.parts import Empty, Level


@dataclass(frozen=True)
class AskPage:
    """`ask` of knowledge/consent/ask.html. `state` is what came of asking before, or ""."""

    quote: str
    language: str
    state: str
    may_ask: bool


@dataclass(frozen=True)
class AskedRow:
    """A quotation beside which somebody is asked to be named, or agreed to be.

    `quote` is "" where they may not read it now. `url` takes decision: give, refuse, take-back.
    """

    url: str
    quote: str
    language: str
    lesson_url: str
    level: Level | Literal[""]
    chatham: bool
    may_give: bool
    may_refuse: bool
    may_take_back: bool
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class ConsentPage:
    """`consent` of knowledge/consent/asked.html. `name` is how the account is named, or ""."""

    name: str
    rows: tuple[AskedRow, ...]
    empty: Empty | None = None
