"""What an answer is made of."""

from __future__ import annotations

from dataclasses import dataclass

from balai.knowledge.voice.queries.marks import Mark
from balai.sharing.queries import Sharing


@dataclass(frozen=True)
class Quotation:
    """A sentence that stands word for word in what the viewer may see, and where.

    `quote` is the text as it stands there; `record` and `id` name what it was found in, a source
    or a lesson that quotes it. `source` is empty where the viewer may not open it. `strength`
    is between 0 and 1 and compares quotations of one answer only.
    """

    quote: str
    language: str
    record: str
    id: str
    title: str
    title_language: str
    source: str
    source_name: str
    source_title: str
    passage: str
    page: int
    url: str
    sharing: Sharing
    strength: float
    marks: tuple[tuple[int, int], ...] = ()
    contested: Mark = ""
    is_harm: bool = False
    """Whether reviewers found that what the lesson tells of had an unintended outcome."""

    @property
    def sentence(self) -> str:
        """Return the words on one line."""
        return " ".join(self.quote.split())

    @property
    def is_opposed(self) -> bool:
        """Say whether something validated, or a contest that is open, stands against it."""
        return self.is_harm or self.contested == "contested"


@dataclass(frozen=True)
class Answer:
    """The quotations that answer a question, the strongest first; none where it is refused.

    `nearest` are searches that would find something near: words of the question and names of
    its terms that the index has for this viewer, with their languages. `confidence` is the
    estimated chance that the quotations answer; `limits` are those of a search.
    """

    question: str
    language: str = ""
    quotations: tuple[Quotation, ...] = ()
    nearest: tuple[tuple[str, str], ...] = ()
    confidence: float = 0.0
    seconds: float = 0.0
    limits: tuple[str, ...] = ()

    @property
    def is_refused(self) -> bool:
        """Say whether nothing supports an answer."""
        return not self.quotations
