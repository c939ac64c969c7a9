"""What consent to be named notes in the journal: about a quotation, and never by whom.

Whoever agrees, refuses or takes it back acts as nobody here: the journal outlives a consent.
"""

from __future__ import annotations

from balai.foundation.journal.kinds import declare

NOBODY = "system"
"""The actor of what only the one who was asked can do."""

ASKED = declare("consent.asked", "Somebody was asked to be named beside a quotation.")
GIVEN = declare("consent.given", "Somebody agreed to be named beside a quotation.")
REFUSED = declare("consent.refused", "Somebody did not agree to be named beside a quotation.")
ENDED = declare("consent.ended", "Consent to be named beside a quotation was taken back.")
