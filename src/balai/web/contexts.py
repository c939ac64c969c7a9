"""The contract between the page templates and the views: what each page is given.

Frozen dataclasses with plain fields only; no model, no query. Addresses are ready to use ("" for
none, also where the viewer may not go there). Words are ready to show: translated, dated and
numbered for the reader. What a viewer may not see is simply not in here.

The name of the context variable stands in each page's docstring. `form` variables are Django
forms. base.html additionally reads the variables named at its head.

One long file on purpose: it is read from top to bottom, page by page, beside the templates.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

Level = Literal["CLEAR", "GREEN", "AMBER", "AMBER+STRICT", "RED"]
PartState = Literal["waiting", "accepted", "amended", "merged", "rejected", "aside", "failed"]
Contested = Literal["", "contested", "answered"]
Topic = Literal["sharing", "evidence", "privacy", "corrections", "accessibility"]
Way = Literal["better", "worse", "same", "mixed", "contested", "none"]


# Parts that several pages share


@dataclass(frozen=True)
class Link:
    """A word that leads somewhere."""

    label: str
    url: str = ""
    type: str = ""


@dataclass(frozen=True)
class NavigationItem:
    """One section in the band (`navigation`); `current` where the page is in it.

    `count` is how much waits there for the viewer.
    """

    label: str
    url: str
    current: bool = False
    count: int = 0


@dataclass(frozen=True)
class Account:
    """Who is signed in (`account`); without one, `sign_in_url` leads to the sign-in."""

    label: str
    url: str
    sign_out_url: str


@dataclass(frozen=True)
class Pair:
    """A hidden field that is kept."""

    name: str
    value: str


@dataclass(frozen=True)
class Tab:
    """One way to look at a list."""

    label: str
    url: str
    current: bool = False
    count: int | None = None


@dataclass(frozen=True)
class Pagination:
    """Which entries this page shows."""

    first: int
    last: int
    total: int
    previous_url: str = ""
    next_url: str = ""


@dataclass(frozen=True)
class Empty:
    """What an empty list teaches."""

    says: str
    example: str = ""
    example_by: str = ""
    url: str = ""
    url_label: str = ""


@dataclass(frozen=True)
class Mark:
    """Characters start to end of the text it belongs to."""

    start: int
    end: int
    kind: Literal["words", "finding", "mask"] = "words"


@dataclass(frozen=True)
class Quote:
    """Words of a source, and the way back to them."""

    text: str
    language: str
    source_title: str
    marks: tuple[Mark | tuple[int, int], ...] = ()
    gloss: str = ""
    gloss_status: Literal["", "machine", "checked", "person"] = ""
    gloss_by: str = ""
    source_language: str = ""
    source_detail: str = ""
    page: str = ""
    url: str = ""
    level: Level | Literal[""] = ""
    chatham: bool = False
    anchor: str = ""
    said_by: str = ""


@dataclass(frozen=True)
class Lamp:
    """One of the five: is it described?"""

    label: str
    words: str
    lit: bool


@dataclass(frozen=True)
class Seen:
    """What was seen of one outcome."""

    direction: Way
    words: str = ""


@dataclass(frozen=True)
class RecordRow:
    """A record in a list."""

    kicker: str
    title: str
    url: str
    language: str
    level: Level
    chatham: bool = False
    directions: tuple[Seen, ...] = ()
    lamps: tuple[Lamp, ...] = ()
    design_step: int = 0
    design_words: str = ""
    notes: tuple[str, ...] = ()
    contested: Contested = ""


@dataclass(frozen=True)
class Sharing:
    """Who may read a record, in words."""

    level: Level
    sentence: str
    chatham: bool = False
    note: str = ""
    url: str = ""
    url_label: str = ""


@dataclass(frozen=True)
class Fact:
    """One line of a list of facts."""

    label: str
    values: tuple[Link, ...]


@dataclass(frozen=True)
class Step:
    """A knot on the thread."""

    title: str
    text: str
    state: Literal["done", "now", "next"] = "done"
    url: str = ""
    url_label: str = ""


@dataclass(frozen=True)
class HistoryEntry:
    """One change, as far as the viewer may see it."""

    when: date
    what: str
    by: str = ""


@dataclass(frozen=True)
class Block:
    """A block of a source's masked text."""

    id: str
    kind: str
    text: str
    marks: tuple[Mark | tuple[int, int], ...] = ()
    language: str = ""


@dataclass(frozen=True)
class Leaf:
    """A page of a source. `shut` says why it is set aside, or what of it where it has blocks."""

    label: str
    title: str
    language: str
    blocks: tuple[Block, ...]
    shut: str = ""


@dataclass(frozen=True)
class Voice:
    """What somebody says about a contested entry."""

    who: str
    text: str
    language: str
    note: str


@dataclass(frozen=True)
class Contest:
    """An objection, both voices, and who decides by when; `is_open` while it was not answered."""

    title: str
    voices: tuple[Voice, ...]
    decides: str
    url: str = ""
    url_label: str = ""
    is_open: bool = True


@dataclass(frozen=True)
class Comment:
    """What a reader says. `removed` is why it is gone, and then there is no text."""

    number: str
    who: str
    when: date
    text: str
    language: str
    level: Level
    removed: str = ""
    take_back_url: str = ""
    remove_url: str = ""


@dataclass(frozen=True)
class Voices:
    """What is said about an entry, and where to say something (components/voices.html).

    `comment_url` is "" for whoever is signed out; `contest_url` stands for everybody who reads it.
    """

    mark: Contested = ""
    contests: tuple[Contest, ...] = ()
    comments: tuple[Comment, ...] = ()
    comment_url: str = ""
    contest_url: str = ""


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
class Other:
    """Who else learned the same, in part, or the opposite."""

    direction: Way
    words: str
    text: str
    links: tuple[Link, ...]


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
    voices: Voices = Voices()
    others: tuple[Other, ...] = ()
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
    correction_url: str = ""
    voices: Voices = Voices()


# search/results.html


@dataclass(frozen=True)
class Reading:
    """How the words were read in a further language."""

    words: str
    language: str


@dataclass(frozen=True)
class Option:
    """A choice of a facet. Its count covers what the viewer may see."""

    value: str
    label: str
    count: str
    checked: bool = False
    language: str = ""
    direction: Way | Literal[""] = ""
    level: Level | Literal[""] = ""


@dataclass(frozen=True)
class Facet:
    """A way to narrow down."""

    name: str
    label: str
    options: tuple[Option, ...]


@dataclass(frozen=True)
class Chosen:
    """A filter that holds, and the address without it."""

    label: str
    remove_url: str
    level: Level | Literal[""] = ""


@dataclass(frozen=True)
class Why:
    """A piece of the reason; `language` when it is a word of the query."""

    words: str
    language: str = ""


@dataclass(frozen=True)
class Hit(RecordRow):
    """One result: several passages of one report fold into one. `marks` are those of the title."""

    quote: Quote | None = None
    marks: tuple[Mark, ...] = ()
    why: tuple[Why, ...] = ()
    more: str = ""
    more_url: str = ""


@dataclass(frozen=True)
class SearchPage:
    """`search` of search/results.html. With an empty `query` only the box and `tries` stand.

    `limits` says what did not work ("Search by meaning is not ready: …"); `nearest` are the
    searches offered when nothing was found.
    """

    action: str
    query: str
    heading: str = ""
    query_language: str = ""
    language_name: str = ""
    readings: tuple[Reading, ...] = ()
    only_words_url: str = ""
    order: str = ""
    chosen: tuple[Chosen, ...] = ()
    facets: tuple[Facet, ...] = ()
    keep: tuple[Pair, ...] = ()
    hits: tuple[Hit, ...] = ()
    pages: Pagination | None = None
    limits: tuple[str, ...] = ()
    nearest: tuple[Try, ...] = ()
    tries: tuple[Try, ...] = ()
    exports: tuple[Link, ...] = ()


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
