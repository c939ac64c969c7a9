"""Why something was found that may identify a person, in the language of the page."""

from __future__ import annotations

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from balai.core.privacy.why import Why
from balai.vocabulary.places import country_name


def reason(why: Why) -> str:
    """Return the sentence for a code, with the country whose rule it is behind it."""
    sentences = {
        "again": _("the name stands elsewhere beside a title"),
        "behind-name": _("it stands behind a name"),
        "beside": _("a word for it stands near"),
        "birth": _("a word for birth stands before it"),
        "box": _("a post-office box"),
        "called": _("“called” or the like stands before it"),
        "checked": _("it is written like one, and its check digits or dates hold"),
        "country-code": _("it begins with the code of a country"),
        "form": _("it is written like one"),
        "label": _("a label such as “Name:” stands before it"),
        "learned": _("it was learned from examples"),
        "like": _("it could be one, though other things are written so too"),
        "nationality": _("somebody’s nationality stands before it"),
        "one-person": _("its sentence speaks of one person"),
        "patronymic": _("“%(word)s” stands in it") % {"word": why.word},
        "postcode": _("it is written like a postcode"),
        "profile": _("it leads to one person’s page"),
        "register": _("a word for a licence, a badge or a register stands near"),
        "service": _("the name of a messaging service stands before it"),
        "street": _("a house number and a street"),
        "title": _("a title or a rank stands before it"),
        "unit": _("a house number and a unit"),
    }
    if not why.country:
        return sentences[why.code]
    language = (get_language() or "en").split("-")[0]
    return _("%(reason)s (%(country)s)") % {
        "reason": sentences[why.code],
        "country": country_name(why.country, language),
    }
