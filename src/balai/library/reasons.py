"""Why something was found that may identify a person, in the language of the page."""

from __future__ import annotations

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from balai.core.privacy.why import ENGLISH, Why
from balai.vocabulary.places import country_name


def reason(why: Why) -> str:
    """Return the sentence for a code, with the country whose rule it is behind it."""
    sentence = _(ENGLISH[why.code]) % {"word": why.word}
    if not why.country:
        return sentence
    language = (get_language() or "en").split("-")[0]
    return _("%(reason)s (%(country)s)") % {
        "reason": sentence,
        "country": country_name(why.country, language),
    }
