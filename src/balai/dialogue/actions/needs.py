"""Who is expected, what there is to read, and what is needed next."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import time

from balai.core.audience import Level, Viewer
from balai.core.errors import Conflict, Invalid, NotAllowed
from balai.dialogue.actions import kinds
from balai.dialogue.actions.codes import known_country, known_language, known_sector
from balai.dialogue.actions.naming import require_nobody_named
from balai.dialogue.actions.planning import (
    LONGEST_TITLE,
    Item,
    Plan,
    add_session,
    dialogue_of,
    plan_dialogue,
    session_of,
)
from balai.dialogue.models import Dialogue, Expected, Material, Need, SessionKind
from balai.foundation.journal.recording import recording
from balai.people.names import clean_words, in_plain_words
from balai.sharing.queries import require_visible, sharing_of

MOST_EXPECTED = 10_000
READABLE = ("source", "lesson")
_MORNING = (time(9), time(10))
"""When a theme stands on the agenda until it is moved."""


@in_plain_words
def expect(*, viewer: Viewer, dialogue_id: str, expected: Iterable[tuple[str, str, int]]) -> None:
    """Say who is expected, as (sector, country or "", number), in place of what was said before."""
    rows = list(expected)
    for sector, country, number in rows:
        known_sector(sector)
        known_country(country)
        if not 1 <= number <= MOST_EXPECTED:
            raise Invalid(
                "The number must be between 1 and %(most)s.", values={"most": MOST_EXPECTED}
            )
    if len({(sector, country) for sector, country, _number in rows}) < len(rows):
        raise Invalid("A sector of a country stands here twice.", "Add the numbers up.")
    with recording(viewer) as journal:
        dialogue = dialogue_of(viewer, dialogue_id)
        dialogue.expected.all().delete()
        Expected.objects.bulk_create(
            Expected(dialogue=dialogue, sector=sector, country=country, number=number)
            for sector, country, number in rows
        )
        journal.note(kinds.EXPECTED, "dialogue", dialogue_id, rows=len(rows))


def add_material(
    *, viewer: Viewer, dialogue_id: str, record_kind: str, record_id: str, session_id: str = ""
) -> str:
    """Give a dialogue, or one session of it, something of the library to read.

    Whoever may not read that is not shown that it is there.
    """
    if record_kind not in READABLE:
        raise NotAllowed()
    require_visible(viewer, record_kind, record_id)
    with recording(viewer) as journal:
        dialogue = dialogue_of(viewer, dialogue_id)
        session = session_of(viewer, session_id) if session_id else None
        if session is not None and session.dialogue_id != dialogue_id:
            raise NotAllowed()
        material, is_new = Material.objects.get_or_create(
            dialogue=dialogue, session=session, record_kind=record_kind, record_id=record_id
        )
        if is_new:
            journal.note(kinds.MATERIAL_ADDED, "dialogue", dialogue_id, material=material.pk)
    return material.pk


def remove_material(*, viewer: Viewer, material_id: str) -> str:
    """Take away something to read; return the dialogue."""
    with recording(viewer) as journal:
        material = Material.objects.filter(pk=material_id).first()
        if material is None:
            raise NotAllowed()
        dialogue_of(viewer, material.dialogue_id)
        material.delete()
        journal.note(kinds.MATERIAL_REMOVED, "dialogue", material.dialogue_id, material=material_id)
    return material.dialogue_id


@in_plain_words
def raise_need(
    *,
    viewer: Viewer,
    dialogue_id: str,
    text: str,
    language: str = "en",
    names_nobody: bool = False,
) -> str:
    """Note what a dialogue found to be needed; it is read by whoever may read the dialogue."""
    words = clean_words(text, field="text", longest=500)
    if not words:
        raise Invalid("A need is one sentence.", fields={"text": "Write it."})
    require_nobody_named(words, known_language(language), names_nobody=names_nobody)
    with recording(viewer) as journal:
        dialogue = dialogue_of(viewer, dialogue_id)
        need = Need.objects.create(dialogue=dialogue, text=words, language=language)
        journal.note(kinds.NEED_RAISED, "dialogue", dialogue_id, need=need.pk)
    return need.pk


def take_up(*, viewer: Viewer, dialogue_id: str, need_id: str) -> str:
    """Make a need of a dialogue before a theme of this one; return the session's identifier."""
    with recording(viewer) as journal:
        dialogue = dialogue_of(viewer, dialogue_id)
        need = Need.objects.select_for_update().filter(pk=need_id).first()
        if need is None or need.dialogue_id == dialogue_id:
            raise NotAllowed()
        require_visible(viewer, "dialogue", need.dialogue_id)
        if need.taken_up_by_id:
            raise Conflict("A dialogue takes this need up already.")
        need.taken_up_by_id = add_session(
            viewer=viewer,
            dialogue_id=dialogue_id,
            item=_theme(dialogue, need),
            level=sharing_of("dialogue", dialogue_id).level,
        )
        need.save()
        journal.note(kinds.NEED_TAKEN_UP, "session", need.taken_up_by_id, need=need_id)
    return need.taken_up_by_id


def _theme(dialogue: Dialogue, need: Need) -> Item:
    title = need.text if len(need.text) <= LONGEST_TITLE else f"{need.text[: LONGEST_TITLE - 1]}…"
    return Item(
        kind=SessionKind.THEME,
        title=" ".join(title.split()),
        about=need.text,
        day=dialogue.first_day,
        begins=_MORNING[0],
        ends=_MORNING[1],
    )


@in_plain_words
def plan_next(
    *,
    viewer: Viewer,
    organisation_id: str,
    plan: Plan,
    level: Level,
    series_id: str = "",
    takes_up: Iterable[str] = (),
) -> str:
    """Plan a dialogue that takes up needs of those before; return its identifier.

    Each need becomes a session on a theme, on the first day, to be moved.
    """
    with recording(viewer):
        dialogue_id = plan_dialogue(
            viewer=viewer,
            organisation_id=organisation_id,
            plan=plan,
            level=level,
            series_id=series_id,
        )
        for need_id in dict.fromkeys(takes_up):
            take_up(viewer=viewer, dialogue_id=dialogue_id, need_id=need_id)
    return dialogue_id
