"""Home, browsing, the pages about Balai, a lesson, a source."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from balai.web.contexts.parts import (
    Empty,
    Fact,
    HistoryEntry,
    Lamp,
    Leaf,
    Level,
    Link,
    Pagination,
    Quote,
    RecordRow,
    Sharing,
    Step,
    Tab,
    Topic,
    Voices,
    Way,
)

# balai/pages/home.html


@dataclass(frozen=True)
class Figure:
    """A number that says what is here."""

    number: str
    words: str
    url: str = ""


@dataclass(frozen=True)
class Try:
    """A question to begin with, in its own language."""

    words: str
    language: str
    url: str


@dataclass(frozen=True)
class Counted:
    """A place or a term, and how many entries it has that the viewer may see."""

    label: str
    url: str
    count: str
    language: str = ""


@dataclass(frozen=True)
class Dialogue:
    """A dialogue beside the news (a later part of Balai fills these)."""

    title: str
    text: str
    url: str
    live: bool = False
    action: str = ""


@dataclass(frozen=True)
class Waiting:
    """Something that waits for this viewer to decide."""

    title: str
    text: str
    url: str
    url_label: str


@dataclass(frozen=True)
class HomePage:
    """`home` of balai/pages/home.html."""

    search_url: str
    tries: tuple[Try, ...]
    stock: tuple[Figure, ...]
    new: tuple[RecordRow, ...]
    new_url: str
    new_url_label: str
    countries: tuple[Counted, ...]
    approaches: tuple[Counted, ...]
    kinds: tuple[Counted, ...]
    waiting: tuple[Waiting, ...] = ()
    dialogues: tuple[Dialogue, ...] = ()
    empty: Empty | None = None


# balai/pages/browse.html


@dataclass(frozen=True)
class BrowsePage:
    """`browse` of balai/pages/browse.html: an index (`entries`) or a list (`rows`).

    `definition` is the vocabulary's one line for the term; `definition_source` where it is from.
    """

    axis: Literal["country", "approach", "kind"]
    title: str
    kicker: str
    tabs: tuple[Tab, ...]
    lead: str = ""
    definition_source: str = ""
    entries: tuple[Counted, ...] = ()
    rows: tuple[RecordRow, ...] = ()
    pages: Pagination | None = None
    exports: tuple[Link, ...] = ()
    secondary: bool = False
    empty: Empty | None = None


# balai/pages/about.html and the pages that fill it


@dataclass(frozen=True)
class Explained:
    """A term and what it means; `level` draws the sharing label instead of the word."""

    label: str
    words: str
    level: Level | Literal[""] = ""


@dataclass(frozen=True)
class AboutPage:
    """`about` of balai/pages/about_<topic>.html.

    `terms` are what the topic explains, `citation` where their definitions are from. `write_to` is
    the address of the node for corrections and `contact_name` whose it is; "" where not said.
    `days` says within how long a contest is answered.
    """

    topic: Topic
    title: str
    tabs: tuple[Tab, ...]
    terms: tuple[Explained, ...] = ()
    citation: str = ""
    community: str = ""
    purpose: str = ""
    write_to: str = ""
    contact_name: str = ""
    days: str = ""


# knowledge/lesson.html and knowledge/lesson_print.html


@dataclass(frozen=True)
class Saying:
    """The lesson's sentence in a further language, by whom, checked or not."""

    text: str
    language: str
    language_name: str
    status: Literal["machine", "checked", "person"]
    by: str = ""


@dataclass(frozen=True)
class Outcome:
    """What was seen, outcome by outcome. `none` as direction: nobody has measured it."""

    label: str
    direction: Way
    words: str = ""
    design: str = ""
    certainty: str = ""
    source_label: str = ""
    source_url: str = ""
    unintended: bool = False


@dataclass(frozen=True)
class LessonPage:
    """`lesson` of knowledge/lesson.html and knowledge/lesson_print.html.

    `statement` stands in `language`: the reader's own where there is one. When it is not the
    original, `statement_status` and `statement_by` say whose translation it is and `original`
    holds the first one. `sources` counts independent sources. `edit_url` is for those who may.
    """

    number: str
    kicker: str
    statement: str
    language: str
    kind_label: str
    level: Level
    paper_level: Level
    """The mark of the printed page: the highest level of all that stands on it."""
    chatham: bool
    quotes: tuple[Quote, ...]
    facts: tuple[Fact, ...]
    sharing: Sharing
    design_step: int
    design_words: str
    sources: int
    statement_status: Literal["", "machine", "checked", "person"] = ""
    statement_by: str = ""
    original: Saying | None = None
    sayings: tuple[Saying, ...] = ()
    labels: tuple[Link, ...] = ()
    secondary: bool = False
    lamps: tuple[Lamp, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    voices: Voices = field(default_factory=Voices)
    similar_url: str = ""
    thread: tuple[Step, ...] = ()
    history: tuple[HistoryEntry, ...] = ()
    exports: tuple[Link, ...] = ()
    actions: tuple[Link, ...] = ()
    correction_url: str = ""
    address: str = ""
    printed_on: str = ""


# library/source.html


@dataclass(frozen=True)
class SourcePage:
    """`source` of library/source.html: the masked text, page by page, anchors #p-<block id>.

    `original_url` opens the file itself for those who may; `original_note` says why not, or what
    was masked. `quoted` is the passage asked for with its marks in the blocks.
    """

    title: str
    language: str
    kicker: str
    level: Level
    chatham: bool
    sharing: Sharing
    facts: tuple[Fact, ...]
    leaves: tuple[Leaf, ...]
    newer_url: str = ""
    original_url: str = ""
    original_label: str = ""
    original_note: str = ""
    quoted: Quote | None = None
    quoted_url: str = ""
    link_only: bool = False
    warnings: tuple[str, ...] = ()
    lessons: tuple[RecordRow, ...] = ()
    lessons_waiting: str = ""
    pages: Pagination | None = None
    page_links: tuple[Tab, ...] = ()
    history: tuple[HistoryEntry, ...] = ()
    actions: tuple[Link, ...] = ()
    similar_url: str = ""
    correction_url: str = ""
    voices: Voices = field(default_factory=Voices)
