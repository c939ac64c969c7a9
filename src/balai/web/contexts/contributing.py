"""Bringing in files or telling a case, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from balai.web.contexts.parts import Empty, Level, Link, Pagination, PartState, Sharing, Step

# knowledge/contribute_*.html and knowledge/contributions.html


@dataclass(frozen=True)
class ContributeStartPage:
    """`start` of knowledge/contribute_start.html."""

    upload_url: str
    case_url: str
    accepted: str
    address_url: str = ""
    begun: tuple[Link, ...] = ()


@dataclass(frozen=True)
class ContributeUploadPage:
    """`upload` of knowledge/contribute_upload.html, beside `form`.

    The form has `files` and the fields of the sources (title is read from each file). A hidden
    field `contribution` names the contribution, so that many requests fill one.
    """

    action: str
    accepted: str
    limit: str
    accept: str = ""


@dataclass(frozen=True)
class FileProgress:
    """One file on its way."""

    name: str
    state: Literal["waiting", "working", "done", "partly", "failed", "refused", "stopped"]
    step: str = ""
    done: int = 0
    whole: int = 0
    message: str = ""
    hint: str = ""
    found: str = ""
    url: str = ""
    stop_url: str = ""


@dataclass(frozen=True)
class Progress:
    """`progress` of knowledge/parts/contribute_progress.html and of the page around it."""

    url: str
    finished: bool
    said: str
    done: int
    whole: int
    files: tuple[FileProgress, ...]
    stop_url: str = ""
    next_url: str = ""
    next_label: str = ""
    title: str = ""


@dataclass(frozen=True)
class CasePage:
    """`case` of knowledge/contribute_case.html, beside `form`: one step, one or two questions."""

    action: str
    step: int
    steps: int
    title: str
    back_url: str = ""
    save_url: str = ""


@dataclass(frozen=True)
class Answer:
    """One line of check answers."""

    label: str
    values: tuple[str, ...]
    url: str = ""
    language: str = ""
    level: Level | Literal[""] = ""


@dataclass(frozen=True)
class CheckPage:
    """`check` of knowledge/contribute_check.html, beside `form` (may have no visible field)."""

    action: str
    parts: tuple[tuple[str, tuple[Answer, ...]], ...]
    sharing: Sharing
    back_url: str = ""
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True)
class DonePage:
    """`done` of knowledge/contribute_done.html."""

    number: str
    what_next: tuple[Step, ...]
    contributions_url: str
    again_url: str


@dataclass(frozen=True)
class ContributionPart:
    """What became of one part of a contribution.

    `title` is what was proposed, `became` what a reviewer made of it where that differs, `url`
    where it stands for those who may read it, `place` where the words stand in the source.
    """

    title: str
    state: PartState
    state_label: str
    language: str
    url: str = ""
    reason: str = ""
    became: str = ""
    became_language: str = ""
    when: str = ""
    place: Link | None = None


@dataclass(frozen=True)
class Contribution:
    """A contribution and its parts; `more` leads to all of them where some are left out."""

    number: str
    title: str
    when: str
    level: Level
    summary: str
    parts: tuple[ContributionPart, ...]
    url: str = ""
    progress_url: str = ""
    more: Link | None = None


@dataclass(frozen=True)
class ContributionsPage:
    """`contributions` of knowledge/contributions.html."""

    items: tuple[Contribution, ...]
    start_url: str
    pages: Pagination | None = None
    told: str = ""
    empty: Empty | None = None
