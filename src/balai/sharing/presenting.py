"""Who may read a record, in words: the mark, a sentence, and what can be done about it."""

from __future__ import annotations

from django.utils.translation import gettext as _

from balai.core.audience import Audience, Level
from balai.foundation.node_settings import in_words
from balai.people.queries import organisations
from balai.sharing.queries import Sharing
from balai.web import contexts


def shown(
    sharing: Sharing, *, note: str = "", url: str = "", url_label: str = ""
) -> contexts.Sharing:
    """Return what a page shows of a record's audience."""
    return contexts.Sharing(
        level=label(sharing.level),
        sentence=sentence(sharing.audience),
        chatham=sharing.chatham,
        note=note,
        url=url,
        url_label=url_label,
    )


def label(level: Level) -> contexts.Level:
    """Return a level's label as the templates take it."""
    return level.label  # type: ignore[return-value]


def sentence(audience: Audience) -> str:
    """Return who may read something, in this node's words for community and clients."""
    level = audience.level
    if level is Level.CLEAR:
        return _("Anyone may read this and pass it on.")
    if level is Level.GREEN:
        return _("For the community of this exchange: %(community)s Not for public channels.") % {
            "community": in_words("community")
        }
    if level is Level.RED:
        return _("For the people named as recipients only, nobody else.")
    owners = organisations(audience.owners)
    names = ", ".join(each.name for each in owners)
    if level is Level.AMBER_STRICT:
        return _("For members of %(organisation)s only.") % {"organisation": names}
    clients = " ".join(filter(None, (each.clients_described for each in owners)))
    words = _("For members of %(organisation)s and its clients, where they need to know.") % {
        "organisation": names
    }
    return f"{words} {clients}".strip()
