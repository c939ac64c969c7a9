"""Who may read a record, in words: the mark, a sentence, and what can be done about it."""

from __future__ import annotations

from datetime import datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from balai.core.audience import Audience, Level
from balai.foundation.node_settings import in_words
from balai.people.queries import organisations
from balai.sharing.queries import Out, ReleaseOnRecord, Sharing
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


def out_in_words(found: Out) -> str:
    """Return one way in which something has gone out, with how often, when and at which level."""
    way = {"print": _("Printed"), "original": _("The original file was handed out")}.get(
        found.way, _("Exported as %(format)s") % {"format": _FORMATS.get(found.way, found.way)}
    )
    words = ngettext(
        "%(way)s %(times)d time, last on %(date)s, while TLP:%(level)s",
        "%(way)s %(times)d times, last on %(date)s, while TLP:%(level)s",
        found.times,
    )
    return words % {
        "way": way,
        "times": found.times,
        "date": _day(found.last),
        "level": found.level.label,
    }


def release_in_words(release: ReleaseOnRecord) -> str:
    """Return a release as it stays on record: when, from where to where, why, and the answer."""
    parts = [
        _("%(date)s: TLP:%(before)s to TLP:%(after)s was asked for, “%(reason)s”.")
        % {
            "date": _day(release.asked),
            "before": release.before.label,
            "after": release.after.label,
            "reason": release.reason,
        }
    ]
    if release.with_original:
        parts.append(_("The original file was part of it."))
    if release.decided:
        parts.append(_STATES[release.state] % {"date": _day(release.decided)})
    else:
        parts.append(_("Nobody has decided yet."))
    if release.answer:
        parts.append(f"“{release.answer}”")
    return " ".join(parts)


_FORMATS = {"ris": "RIS", "bib": "BibTeX", "csv": "CSV", "jsonld": "JSON-LD"}
_STATES = {
    "granted": gettext_lazy("Granted on %(date)s."),
    "refused": gettext_lazy("Refused on %(date)s."),
    "withdrawn": gettext_lazy("Asked for anew on %(date)s."),
}


def _day(moment: datetime) -> str:
    return date_format(localtime(moment), "DATE_FORMAT")
