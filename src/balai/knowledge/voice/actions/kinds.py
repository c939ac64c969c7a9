"""What the community's voice notes in the journal.

Kinds about an entry stand in its history, without who; those about a contest or a look carry the
work that follows at their end.
"""

from __future__ import annotations

from balai.foundation.journal.kinds import declare

COMMENTED = declare("voice.commented", "A comment was written about an entry.")
COMMENT_TAKEN_BACK = declare("voice.comment-taken-back", "A comment was taken back.")
COMMENT_REMOVED = declare("voice.comment-removed", "A comment was removed with a reason.")
CONTEST_MADE = declare("voice.contest-made", "A contest came in; it is answered within a set time.")
CONTEST_HELD = declare("voice.contest-held", "A contest came without an account and is held.")
CONTEST_OPENED = declare("voice.contest-opened", "A contest that was held was opened.")
CONTEST_SET_ASIDE = declare("voice.contest-set-aside", "A contest was set aside with a reason.")
CONTEST_TAKEN_BACK = declare("voice.contest-taken-back", "A contest was taken back.")
CONTEST_ANSWERED = declare("voice.contest-answered", "A contest was answered.")
UNANSWERED = declare("voice.contest-unanswered", "A contest was not answered in time.")
CONTESTED = declare("voice.entry-contested", "An entry was contested.")
ENTRY_ANSWERED = declare("voice.entry-answered", "A contested entry was answered for.")
LOOK_ASKED = declare("voice.look-asked", "A community was asked to look before publication.")
SHOWN = declare("voice.lesson-shown", "A lesson was shown to a community before publication.")
LOOKED = declare("voice.look-decided", "A community’s reviewers decided on a lesson.")
AGREED = declare("voice.lesson-agreed", "A community agreed to a lesson.")
OBJECTED = declare("voice.lesson-objected", "A community objected to a lesson.")
LAPSED = declare("voice.lesson-lapsed", "A community did not object to a lesson in time.")
STOOD = declare("voice.objection-stands", "A lesson was published with the objection beside it.")
SPOKEN_FOR = declare("voice.spoken-for", "It was said what an organisation speaks for.")
DAYS_SET = declare("voice.days-set", "It was set how long answers and looks may take.")
