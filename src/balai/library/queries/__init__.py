"""Reading the library; each query takes the viewer first."""

from balai.library.queries.contributions import ContributionShown, contribution, contributions
from balai.library.queries.duplicates import duplicates_of
from balai.library.queries.jobs import (
    ReadingJob,
    fetching_job,
    later_findings,
    looking_job,
    older_than,
    reading_job,
)
from balai.library.queries.shown import SourceShown, title_shown
from balai.library.queries.sources import (
    OriginalShown,
    count,
    edition_after,
    editions,
    original,
    original_of,
    source,
    sources,
)
from balai.library.queries.texts import (
    OpenSource,
    PassageShown,
    document,
    document_of,
    find_words,
    opened,
    passage_place,
    passages,
    reading_notes,
    stored_document,
    withheld,
)

__all__ = [
    "ContributionShown",
    "OpenSource",
    "OriginalShown",
    "PassageShown",
    "ReadingJob",
    "SourceShown",
    "contribution",
    "contributions",
    "count",
    "document",
    "document_of",
    "duplicates_of",
    "edition_after",
    "editions",
    "fetching_job",
    "find_words",
    "later_findings",
    "looking_job",
    "older_than",
    "opened",
    "original",
    "original_of",
    "passage_place",
    "passages",
    "reading_job",
    "reading_notes",
    "source",
    "sources",
    "stored_document",
    "title_shown",
    "withheld",
]
