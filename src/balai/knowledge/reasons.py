"""Why a candidate was proposed, in the language of the page."""

from __future__ import annotations

from django.utils.translation import gettext as _

from balai.core.lessons.cueing import known
from balai.core.lessons.reason import Reason, Rule, read
from balai.knowledge.models import MARKED


def reason_words(code: str, language: str = "") -> str:
    """Return what proposed a candidate, from the code that was kept with it.

    `language` is that of the candidate: where Balai knows no phrases of it, that is said. What
    was kept before there were codes is shown as it is.
    """
    if code == MARKED:
        return _("marked by a reviewer")
    reason = read(code)
    if reason is None:
        return code
    said = _rule(reason)
    if language and not known(language) and reason.rule in (Rule.MODEL, Rule.CUES):
        return _("%(said)s; no phrases are known for this language") % {"said": said}
    return said


def _rule(reason: Reason) -> str:
    if reason.rule is Rule.ITEM:
        return _("numbered item under a heading of recommendations")
    if reason.rule is Rule.HEADING:
        return _("under the heading “%(heading)s”") % {"heading": reason.heading}
    by = _("by its meaning") if reason.rule is Rule.MODEL else _("by its phrases")
    speaking = [_("“%(words)s”") % {"words": words} for words in reason.words]
    if reason.heading:
        speaking.insert(0, _("under the heading “%(heading)s”") % {"heading": reason.heading})
    if not speaking:
        return _("%(by)s: resembles sentences that teach") % {"by": by}
    return _("%(by)s: %(words)s") % {"by": by, "words": ", ".join(speaking)}
