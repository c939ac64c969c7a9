"""The journal kinds of this app."""

from __future__ import annotations

from balai.foundation.journal.kinds import declare

PROPOSED = declare("knowledge.candidates-proposed", "Candidates were proposed from a source.")
DECIDED = declare("knowledge.candidate-decided", "A reviewer decided on a candidate.")
CARRIED = declare(
    "knowledge.candidate-carried",
    "What was decided on words of the former edition holds for a candidate of the new one.",
)
CLOSED = declare(
    "knowledge.candidates-closed", "Candidates were closed because their source was replaced."
)
PUBLISHED = declare("knowledge.lesson-published", "A lesson was published.")
WAITING = declare("knowledge.lesson-waiting", "A lesson waits for a second person.")
CHANGED = declare("knowledge.lesson-changed", "A lesson, its labels or its evidence changed.")
TRANSLATED = declare("knowledge.lesson-translated", "A lesson's sentence was added in a language.")
CHECKED = declare("knowledge.statement-checked", "A lesson's sentence was checked.")
TO_REVIEW = declare("knowledge.lesson-to-review", "A lesson lost its evidence and needs review.")
WITHDRAWN = declare("knowledge.lesson-withdrawn", "A lesson was withdrawn.")
