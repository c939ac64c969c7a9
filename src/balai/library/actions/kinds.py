"""What the library notes in the journal."""

from __future__ import annotations

from balai.foundation.journal.kinds import declare

ADDED = declare("library.source-added", "A source was brought in.")
READ = declare("library.source-read", "A source was read and its passages were kept.")
LOOKED_ANEW = declare(
    "library.source-looked-anew", "A newer way of looking found more personal data in a source."
)
REFUSED = declare("library.source-refused", "A source could not be read.")
DESCRIBED = declare("library.source-changed", "What is known about a source was changed.")
REPLACED = declare("library.source-replaced", "A source was replaced by a new edition.")
WITHDRAWN = declare("library.source-withdrawn", "A source was withdrawn.")
DELETED = declare("library.source-deleted", "A source and its text were deleted.")
ANSWERED = declare("library.finding-answered", "A finding of personal data was answered.")
SUBMITTED = declare("library.contribution-submitted", "A contribution was submitted.")
