"""What the pages of planning are given: words ready to show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.urls import reverse
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _

from balai.core.audience import Viewer
from balai.dialogue.models import BodyRole, SessionKind
from balai.dialogue.queries.planning import DialogueShown, Listed, NeedShown, SessionShown
from balai.people.forms import page_language
from balai.sharing.presenting import shown as sharing_shown
from balai.vocabulary import places
from balai.vocabulary.queries import label as term_label
from balai.web import contexts


@dataclass(frozen=True)
class Row:
    """A dialogue in a list."""

    title: str
    url: str
    when: str
    where: str
    series: str
    level: str
    is_cancelled: bool


@dataclass(frozen=True)
class Item:
    """A session on an agenda."""

    id: str
    title: str
    kind: str
    about: str
    when: str
    place: str
    sharing: contexts.Sharing
    has_room: bool
    is_open: bool
    rounds: tuple[int, ...]


@dataclass(frozen=True)
class Day:
    """A day of an agenda."""

    title: str
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Page:
    """The page of a dialogue."""

    id: str
    title: str
    about: str
    when: str
    facts: tuple[contexts.Fact, ...]
    days: tuple[Day, ...]
    materials: tuple[tuple[str, contexts.Link, str], ...]
    needs: tuple[tuple[str, str, str, bool], ...]
    expected: tuple[tuple[str, str, int], ...]
    is_cancelled: bool
    may_convene: bool
    series: contexts.Link | None
    sharing: contexts.Sharing


def row(each: Listed) -> Row:
    """Return a dialogue for a list."""
    return Row(
        title=each.title,
        url=reverse("dialogue", args=[each.id]),
        when=days(each.first_day, each.last_day),
        where=_where(each.place, each.country),
        series=each.series,
        level=each.sharing.level.label,
        is_cancelled=each.is_cancelled,
    )


def days(first: date, last: date) -> str:
    """Return from when to when, in the reader's words."""
    if first == last:
        return date_format(first, "DATE_FORMAT")
    return _("%(first)s to %(last)s") % {
        "first": date_format(first, "DATE_FORMAT"),
        "last": date_format(last, "DATE_FORMAT"),
    }


def _where(place: str, country: str) -> str:
    name = places.country_name(country, page_language()) if country else ""
    return ", ".join(filter(None, (place, name)))


def page(shown: DialogueShown, titles: dict[tuple[str, str], str]) -> Page:
    """Return a dialogue's page; `titles` are what there is to read, by kind and identifier."""
    sessions = {each.id: each.title for each in shown.sessions}
    language = page_language()
    return Page(
        id=shown.id,
        title=shown.title,
        about=shown.about,
        when=days(shown.first_day, shown.last_day),
        facts=_facts(shown),
        days=tuple(
            Day(date_format(day, "l j F"), tuple(item(each) for each in found))
            for day, found in groupby(shown.sessions, lambda each: each.day)
        ),
        materials=tuple(
            (
                pk,
                contexts.Link(titles[kind, record], reverse(kind, args=[record])),
                sessions.get(session, ""),
            )
            for pk, kind, record, session in shown.materials
            if (kind, record) in titles
        ),
        needs=tuple((each.id, each.text, each.language, each.is_taken_up) for each in shown.needs),
        expected=tuple(
            (
                term_label("actors", sector, language),
                places.country_name(country, language) if country else "—",
                number,
            )
            for sector, country, number in shown.expected
        ),
        is_cancelled=shown.is_cancelled,
        may_convene=shown.may_convene,
        series=contexts.Link(shown.series, reverse("series", args=[shown.series_id]))
        if shown.series_id
        else None,
        sharing=sharing_shown(shown.sharing),
    )


def _facts(shown: DialogueShown) -> tuple[contexts.Fact, ...]:
    language = page_language()
    facts = [(_("Place"), _where(shown.place, shown.country))]
    facts += [
        (str(role.label), ", ".join(name for held, name in shown.bodies if held == role.value))
        for role in BodyRole
    ]
    tongues = places.language_names(shown.languages, language) if shown.languages else {}
    facts.append((_("Languages"), ", ".join(tongues.values())))
    facts.append((_("Times are those of"), shown.zone.replace("_", " ")))
    return tuple(contexts.Fact(name, (contexts.Link(words),)) for name, words in facts if words)


def item(each: SessionShown) -> Item:
    """Return a session of an agenda."""
    kind = str(SessionKind(each.kind).label)
    if each.country:
        kind = f"{kind}, {places.country_name(each.country, page_language())}"
    return Item(
        id=each.id,
        title=each.title,
        kind=kind,
        about=each.about,
        when=f"{time_format(each.begins, 'H:i')}–{time_format(each.ends, 'H:i')}",
        place=each.place,
        sharing=sharing_shown(each.sharing),
        has_room=bool(each.room),
        is_open=each.room == "open",
        rounds=tuple(range(1, each.rounds + 1)),
    )


def need_choices(needs: Sequence[NeedShown]) -> list[tuple[str, str]]:
    """Return needs to be ticked, each with the dialogue that raised it."""
    return [(each.id, f"{each.text} ({each.dialogue})") for each in needs]


def empty(viewer: Viewer) -> contexts.Empty:
    """Return what a list without dialogues says."""
    may = bool(viewer.organisations_as("convenor"))
    return contexts.Empty(
        says=_("Here stand the dialogues: who meets where, about what, and what they agreed."),
        example=_("Officers and traders of three ports meet for two days about the night market."),
        example_by=_("how a dialogue reads"),
        url=reverse("dialogue-plan") if may else "",
        url_label=_("Plan the first dialogue"),
    )
