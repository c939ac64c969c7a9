"""Planning a dialogue: its days and places, who is behind it, and its agenda."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from balai.core import audience as core
from balai.core.audience import Level, Viewer
from balai.core.errors import Conflict, Invalid, NotAllowed
from balai.dialogue.actions import kinds
from balai.dialogue.actions.codes import known_country, known_language
from balai.dialogue.models import (
    Body,
    BodyRole,
    Dialogue,
    DialogueState,
    Series,
    Session,
    SessionKind,
)
from balai.dialogue.policy import may_convene
from balai.foundation.journal.recording import Recording, recording
from balai.people.names import clean_name, clean_words, in_plain_words
from balai.people.queries import known_organisation
from balai.sharing import actions as sharing
from balai.sharing.queries import require_visible, sharing_of

LONGEST_TITLE = 200
LONGEST_DIALOGUE = 31
"""Days."""
MOST_SESSIONS = 200
LEVELS = (Level.CLEAR, Level.GREEN, Level.AMBER, Level.AMBER_STRICT)
"""What a plan may be shared at. RED is for the people in a room: they hold its code."""


@dataclass(frozen=True)
class Plan:
    """What is said of a dialogue; `bodies` are pairs of a role and an organisation's name."""

    title: str
    first_day: date
    last_day: date
    about: str = ""
    place: str = ""
    country: str = ""
    zone: str = "UTC"
    languages: tuple[str, ...] = ()
    bodies: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Item:
    """What is said of one session."""

    kind: str
    title: str
    day: date
    begins: time
    ends: time
    about: str = ""
    country: str = ""
    place: str = ""


@in_plain_words
def make_series(*, viewer: Viewer, organisation_id: str, title: str, about: str = "") -> str:
    """Begin a series; return its identifier."""
    _require_convenor(viewer, organisation_id)
    name = clean_name(title, field="title", longest=LONGEST_TITLE)
    words = clean_words(about, field="about")
    with recording(viewer) as journal:
        series = Series.objects.create(organisation_id=organisation_id, title=name, about=words)
        journal.note(kinds.SERIES_MADE, "series", series.pk)
    return series.pk


@in_plain_words
def plan_dialogue(
    *,
    viewer: Viewer,
    organisation_id: str,
    plan: Plan,
    level: Level,
    series_id: str = "",
) -> str:
    """Plan a dialogue; return its identifier."""
    _require_convenor(viewer, organisation_id)
    values = _checked(plan)
    with recording(viewer) as journal:
        series = _series(viewer, series_id)
        dialogue = Dialogue.objects.create(organisation_id=organisation_id, series=series, **values)
        _set_bodies(dialogue, plan.bodies)
        sharing.share(
            actor=journal.actor,
            record_kind="dialogue",
            record_id=dialogue.pk,
            audience=_audience(level, organisation_id),
        )
        journal.note(kinds.PLANNED, "dialogue", dialogue.pk)
    return dialogue.pk


@in_plain_words
def change_dialogue(
    *,
    viewer: Viewer,
    dialogue_id: str,
    plan: Plan,
    level: Level | None = None,
    version: int | None = None,
) -> None:
    """Change what is said of a dialogue. `level` can only close it further, with its sessions.

    Days that would leave a session outside are refused.
    """
    values = _checked(plan)
    with recording(viewer) as journal:
        dialogue = dialogue_of(viewer, dialogue_id)
        if version is not None and dialogue.version != version:
            raise Conflict("Somebody has changed this dialogue.", "Look at it again first.")
        outside = dialogue.sessions.exclude(day__range=(plan.first_day, plan.last_day))
        if outside.exists():
            raise Invalid(
                "%(count)s sessions would lie outside these days.",
                "Move them first.",
                fields={"last_day": ""},
                values={"count": outside.count()},
            )
        for name, value in values.items():
            setattr(dialogue, name, value)
        dialogue.version += 1
        dialogue.save()
        dialogue.bodies.all().delete()
        _set_bodies(dialogue, plan.bodies)
        if level is not None:
            _close_further(journal, dialogue, level)
        journal.note(kinds.CHANGED, "dialogue", dialogue_id)


def _close_further(journal: Recording, dialogue: Dialogue, level: Level) -> None:
    wanted = _audience(level, dialogue.organisation_id)
    if core.is_within(sharing_of("dialogue", dialogue.pk).audience, wanted):
        return
    records = [("dialogue", dialogue.pk)]
    records += [("session", each) for each in dialogue.sessions.values_list("pk", flat=True)]
    for kind, record_id in records:
        sharing.narrow(actor=journal.actor, record_kind=kind, record_id=record_id, audience=wanted)


def cancel_dialogue(*, viewer: Viewer, dialogue_id: str) -> None:
    """Say that a dialogue will not be; its page stays and says so."""
    with recording(viewer) as journal:
        dialogue = dialogue_of(viewer, dialogue_id)
        if dialogue.state == DialogueState.CANCELLED:
            raise Conflict("This dialogue has been cancelled already.")
        dialogue.state = DialogueState.CANCELLED
        dialogue.version += 1
        dialogue.save()
        journal.note(kinds.CANCELLED, "dialogue", dialogue_id)


@in_plain_words
def add_session(
    *, viewer: Viewer, dialogue_id: str, item: Item, level: Level, chatham: bool = False
) -> str:
    """Put a session on the agenda; return its identifier.

    It is never more open than its dialogue.
    """
    with recording(viewer) as journal:
        dialogue = dialogue_of(viewer, dialogue_id)
        if dialogue.sessions.count() >= MOST_SESSIONS:
            raise Invalid(
                "A dialogue has at most %(most)s sessions.", values={"most": MOST_SESSIONS}
            )
        session = Session.objects.create(dialogue=dialogue, **_checked_item(item, dialogue))
        of_dialogue = sharing_of("dialogue", dialogue_id).audience
        sharing.share(
            actor=journal.actor,
            record_kind="session",
            record_id=session.pk,
            audience=core.narrow(of_dialogue, _audience(level, dialogue.organisation_id)),
            chatham=chatham,
        )
        journal.note(kinds.SESSION_ADDED, "session", session.pk)
    return session.pk


@in_plain_words
def change_session(
    *,
    viewer: Viewer,
    session_id: str,
    item: Item,
    level: Level | None = None,
    chatham: bool = False,
    version: int | None = None,
) -> None:
    """Change a session. `level` can only close it further; the rule is never taken off again."""
    with recording(viewer) as journal:
        session = session_of(viewer, session_id)
        if version is not None and session.version != version:
            raise Conflict("Somebody has changed this session.", "Look at it again first.")
        for name, value in _checked_item(item, session.dialogue).items():
            setattr(session, name, value)
        session.version += 1
        session.save()
        if level is not None:
            wanted = _audience(level, session.dialogue.organisation_id)
            if not core.is_within(sharing_of("session", session_id).audience, wanted):
                sharing.narrow(
                    actor=journal.actor,
                    record_kind="session",
                    record_id=session_id,
                    audience=wanted,
                )
        if chatham:
            sharing.mark_chatham(actor=journal.actor, record_kind="session", record_id=session_id)
        journal.note(kinds.SESSION_CHANGED, "session", session_id)


def remove_session(*, viewer: Viewer, session_id: str) -> str:
    """Take a session off the agenda; return its dialogue. One with a room stays (Conflict)."""
    with recording(viewer) as journal:
        session = session_of(viewer, session_id)
        if hasattr(session, "room"):
            raise Conflict("People were asked to vote in this session.", "It stays on the agenda.")
        dialogue_id = session.dialogue_id
        sharing.forget(actor=journal.actor, record_kind="session", record_id=session_id)
        session.delete()
        journal.note(kinds.SESSION_REMOVED, "session", session_id)
    return dialogue_id


def dialogue_of(viewer: Viewer, dialogue_id: str) -> Dialogue:
    """Return a dialogue, locked, that the viewer convenes; NotAllowed otherwise."""
    require_visible(viewer, "dialogue", dialogue_id)
    found = Dialogue.objects.select_for_update().filter(pk=dialogue_id).first()
    if found is None or not may_convene(viewer, found):
        raise NotAllowed()
    return found


def session_of(viewer: Viewer, session_id: str) -> Session:
    """Return a session, locked, whose dialogue the viewer convenes; NotAllowed otherwise."""
    require_visible(viewer, "session", session_id)
    found = (
        Session.objects.select_for_update(of=("self",))
        .select_related("dialogue")
        .filter(pk=session_id)
        .first()
    )
    if found is None or not may_convene(viewer, found.dialogue):
        raise NotAllowed()
    return found


def _require_convenor(viewer: Viewer, organisation_id: str) -> None:
    if not viewer.has("convenor", organisation_id):
        raise NotAllowed()
    known_organisation(organisation_id)


def _series(viewer: Viewer, series_id: str) -> Series | None:
    if not series_id:
        return None
    series = Series.objects.filter(pk=series_id).first()
    if series is None or not may_convene(viewer, series):
        raise NotAllowed()
    return series


def _audience(level: Level, organisation_id: str) -> core.Audience:
    if level not in LEVELS:
        raise Invalid(
            "A dialogue's plan cannot be %(level)s.",
            "Use one of %(labels)s.",
            fields={"level": ""},
            values={"level": level.label, "labels": ", ".join(each.label for each in LEVELS)},
        )
    return core.audience(level, owners=[organisation_id])


def _checked(plan: Plan) -> dict[str, object]:
    if plan.last_day < plan.first_day:
        raise Invalid(
            "The last day lies before the first.", fields={"last_day": "It lies before the first."}
        )
    if (plan.last_day - plan.first_day).days >= LONGEST_DIALOGUE:
        raise Invalid(
            "A dialogue lasts at most %(most)s days.",
            "Plan a series of several dialogues.",
            fields={"last_day": ""},
            values={"most": LONGEST_DIALOGUE},
        )
    try:
        ZoneInfo(plan.zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise Invalid(
            "“%(zone)s” is not a time zone.",
            "Write it like Asia/Kuala_Lumpur.",
            fields={"zone": ""},
            values={"zone": plan.zone},
        ) from None
    return {
        "title": clean_name(plan.title, field="title", longest=LONGEST_TITLE),
        "about": clean_words(plan.about, field="about"),
        "place": clean_words(plan.place, field="place", longest=200),
        "country": known_country(plan.country),
        "first_day": plan.first_day,
        "last_day": plan.last_day,
        "zone": plan.zone,
        "languages": [
            known_language(each, field="languages") for each in dict.fromkeys(plan.languages)
        ],
    }


def _checked_item(item: Item, dialogue: Dialogue) -> dict[str, object]:
    if item.kind not in SessionKind.values:
        raise Invalid(
            "“%(kind)s” is not a kind of session.", fields={"kind": ""}, values={"kind": item.kind}
        )
    if not dialogue.first_day <= item.day <= dialogue.last_day:
        raise Invalid(
            "The dialogue is from %(first)s to %(last)s.",
            "Choose a day between them.",
            fields={"day": ""},
            values={"first": str(dialogue.first_day), "last": str(dialogue.last_day)},
        )
    if item.ends <= item.begins:
        raise Invalid("It ends before it begins.", fields={"ends": "It ends before it begins."})
    return {
        "kind": item.kind,
        "title": clean_name(item.title, field="title", longest=LONGEST_TITLE),
        "about": clean_words(item.about, field="about"),
        "country": known_country(item.country),
        "day": item.day,
        "begins": item.begins,
        "ends": item.ends,
        "place": clean_words(item.place, field="place", longest=120),
    }


def _set_bodies(dialogue: Dialogue, bodies: Sequence[tuple[str, str]]) -> None:
    for role, name in dict.fromkeys(bodies):
        if role not in BodyRole.values:
            raise Invalid("“%(role)s” is no part in a dialogue.", values={"role": role})
        Body.objects.create(
            dialogue=dialogue, role=role, name=clean_name(name, field=role, longest=200)
        )
