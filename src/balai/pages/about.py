"""What Balai says of itself: how sharing works, how evidence is described, what is kept of whom.

Terms and their definitions are the vocabulary's, so that these pages cannot drift from the forms.
"""

from __future__ import annotations

from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from balai.core.errors import NotAllowed
from balai.foundation.node_settings import get_setting, in_words
from balai.knowledge.presenting import language
from balai.knowledge.voice.presenting import days_in_words
from balai.vocabulary import queries as vocabulary
from balai.web import contexts

TOPICS: tuple[contexts.Topic, ...] = (
    "sharing",
    "evidence",
    "privacy",
    "corrections",
    "accessibility",
)
_SCHEMES = {"sharing": "sharing-levels", "evidence": "study-designs"}


def page(topic: str) -> contexts.AboutPage:
    """Return one of the pages. NotAllowed where there is no such topic."""
    known = next((each for each in TOPICS if each == topic), None)
    if known is None:
        raise NotAllowed()
    name, address = _contact()
    return contexts.AboutPage(
        topic=known,
        title=_titles()[topic],
        tabs=tuple(
            contexts.Tab(title, reverse("about", args=[each]), each == topic)
            for each, title in _titles().items()
        ),
        terms=_terms(topic),
        citation=_citation(topic),
        community=in_words("community"),
        purpose=in_words("purpose"),
        write_to=address,
        contact_name=name,
        days=days_in_words() if topic == "corrections" else "",
    )


def _titles() -> dict[str, str]:
    return {
        "sharing": _("How sharing works"),
        "evidence": _("How evidence is described"),
        "privacy": _("What is kept, and of whom"),
        "corrections": _("Ask for a correction"),
        "accessibility": _("Accessibility"),
    }


def _terms(topic: str) -> tuple[contexts.Explained, ...]:
    if topic not in _SCHEMES:
        return ()
    levels: dict[str, Any] = {"level": ""}
    found = []
    for each in vocabulary.terms(_SCHEMES[topic]):
        if topic == "sharing":
            levels = {"level": each.code}
        found.append(
            contexts.Explained(each.label(language()), each.definition(language()), **levels)
        )
    return tuple(found)


def _citation(topic: str) -> str:
    terms = vocabulary.terms(_SCHEMES[topic]) if topic in _SCHEMES else ()
    return " · ".join(dict.fromkeys(each.source.citation for each in terms))


def _contact() -> tuple[str, str]:
    """Return whom to ask for corrections: a name and an address, each empty where there is none.

    What a steward said goes before the node's setting, and that before the sender of its mail,
    unless that is the one with which every node begins.
    """
    name, address = in_words("contact_name"), str(get_setting("contact"))
    if name or address:
        return name, address
    if settings.BALAI.contact:
        return parseaddr(settings.BALAI.contact)
    sender = str(settings.DEFAULT_FROM_EMAIL)
    return "", "" if sender.endswith("@localhost") else sender
