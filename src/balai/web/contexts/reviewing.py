"""The review queue, its bench, what is on record, releases."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from balai.web.contexts.parts import Empty, Leaf, Level, Link, Pagination, Tab, Way

# knowledge/review_queue.html and knowledge/review_bench.html


@dataclass(frozen=True)
class QueueRow:
    """A candidate that waits."""

    number: str
    statement: str
    language: str
    url: str
    kind_label: str
    source_title: str
    page: str
    confidence: str
    level: Level
    chatham: bool = False
    findings: int = 0
    waiting: str = ""
    second_person: bool = False


@dataclass(frozen=True)
class ReviewQueuePage:
    """`queue` of knowledge/review_queue.html. `told` is for an organisation without a reviewer."""

    title: str
    lead: str
    tabs: tuple[Tab, ...]
    rows: tuple[QueueRow, ...]
    done: int
    whole: int
    progress_words: str
    start_url: str = ""
    pages: Pagination | None = None
    told: str = ""
    empty: Empty | None = None
    to_mend: tuple[QueueRow, ...] = ()
    """Lessons whose source changed or went, so that the words they rested on are lost."""
    to_look_at: tuple[QueueRow, ...] = ()
    """Published lessons in whose words a newer check found personal data."""


@dataclass(frozen=True)
class Choice:
    """A button."""

    value: str
    label: str


@dataclass(frozen=True)
class Finding:
    """Personal data found in the text about to be published."""

    id: str
    url: str
    kind_label: str
    place: str
    choices: tuple[Choice, ...]
    seen: str = ""
    """The mark of the answer that stood when the page was made."""
    excerpt: str = ""
    count: int = 1
    note: str = ""
    suggestion: str = ""
    suggestions: tuple[str, ...] = ()
    reason_for: str = ""
    reasons: tuple[str, ...] = ()
    decided: str = ""
    undo_url: str = ""


@dataclass(frozen=True)
class ProposedRow:
    """What was proposed for one field of the form."""

    label: str
    proposed: str
    reason: str = ""
    sure: bool = True
    direction: Way | Literal[""] = ""
    level: Level | Literal[""] = ""
    chatham: bool = False
    control: Any = None
    """The bound field of the form (`form["approach"]`), or None."""


@dataclass(frozen=True)
class Alike:
    """A lesson already here that looks like the candidate."""

    number: str
    title: str
    statement: str
    language: str
    url: str
    reason: str
    verdict: str = ""


@dataclass(frozen=True)
class ReviewBenchPage:
    """`bench` of knowledge/review_bench.html, beside `form`.

    `keys` is the account's choice of single keys; the reader can change it for this browser.

    The form has `statement` (max_length), one field for each row's `control`, `merge_into`
    (a choice of `alike`, not required), `reason` (choices) and `note` for rejecting. Its button is
    `verdict`: accept, merge or reject; a changed field with "accept" amends. `rule` says what
    proposed it. `check` is what the machine could verify ("Every figure is found on page 9.");
    `findings_note` says how far names of persons were looked for.
    """

    position: str
    source_title: str
    queue_url: str
    done: int
    whole: int
    progress_words: str
    rule: str
    leaf: Leaf
    page_words: str
    rows: tuple[ProposedRow, ...]
    action: str
    previous_page: Link | None = None
    next_page: Link | None = None
    text_url: str = ""
    original_url: str = ""
    findings: tuple[Finding, ...] = ()
    findings_open: int = 0
    findings_note: str = ""
    alike: tuple[Alike, ...] = ()
    check: str = ""
    widens: str = ""
    secondary: bool = False
    previous_url: str = ""
    next_url: str = ""
    keys: bool = True


@dataclass(frozen=True)
class OnRecord:
    """`on_record` of the forms that narrow or withdraw: what left the node, and past releases."""

    gone_out: tuple[str, ...] = ()
    releases: tuple[str, ...] = ()


# knowledge/releases.html


@dataclass(frozen=True)
class ReleaseRow:
    """A lesson that waits for a second person, who decides at `url`."""

    url: str
    record_url: str
    statement: str
    language: str
    before: Level
    after: Level
    readers: str
    """Who may read it then, in this node's words for community and clients."""
    reason: str
    asked_by: str
    may_decide: bool
    with_original: bool = False
    """Whether the original file, with its pictures, is opened too."""


@dataclass(frozen=True)
class ReleasesPage:
    """`releases` of knowledge/releases.html, beside `form` (the answer)."""

    tabs: tuple[Tab, ...]
    rows: tuple[ReleaseRow, ...]
    empty: Empty | None = None
