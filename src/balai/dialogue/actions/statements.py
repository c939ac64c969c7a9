"""Statements: proposed, looked at, said better, and said in further languages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db.models import Max

from balai.core.audience import Viewer
from balai.core.errors import Conflict, Invalid, NotAllowed
from balai.dialogue.actions import kinds
from balai.dialogue.actions.codes import known_language
from balai.dialogue.actions.naming import may_name, require_nobody_named
from balai.dialogue.actions.rooms import is_over, room_of
from balai.dialogue.actions.voting import participant_of
from balai.dialogue.models import (
    Lineage,
    Origin,
    Participant,
    Rendering,
    Room,
    RoomState,
    Statement,
    StatementState,
)
from balai.foundation.journal.recording import recording
from balai.people.names import in_plain_words
from balai.sharing.queries import require_visible

SHORTEST, LONGEST = 10, 280
LONGEST_REASON = 300
MOST_WAITING = 20
"""Statements of one participant that wait to be looked at."""
MOST_STATEMENTS = 1000


@in_plain_words
def propose_statement(*, token: str, room_id: str, text: str, language: str) -> str:
    """Say something in one's own words, as a participant; return the statement's identifier.

    It is voted on at once, or after it was looked at, as the room says; what may name somebody
    waits in any case. Its author votes like anybody else: nobody is taken to agree with what they
    wrote.
    """
    words = _checked(text, language)
    named = may_name(words, language)
    participant = participant_of(token, room_id)
    with recording("participant"):
        room = Room.objects.get(pk=room_id)
        if room.state != RoomState.OPEN or is_over(room.ends) or not room.takes_statements:
            raise Conflict("No statements are taken now.", kind="round-closed")
        waiting = participant.statements.filter(state=StatementState.WAITING)
        if waiting.count() >= MOST_WAITING:
            raise Conflict(
                "%(count)s of your statements wait to be looked at.",
                "Wait until they were.",
            )
        return _add(
            room,
            words,
            language,
            Origin.PARTICIPANT,
            StatementState.WAITING if named or room.moderates_first else StatementState.SHOWN,
            author=participant,
            named=named,
        ).pk


@in_plain_words
def seed_statements(
    *,
    viewer: Viewer,
    room_id: str,
    texts: Sequence[str],
    language: str,
    names_nobody: bool = False,
) -> tuple[str, ...]:
    """Add statements as the convenor, who has looked for names; return their identifiers."""
    words = _confirmed(texts, language, names_nobody)
    with recording(viewer) as journal:
        room = room_of(viewer, room_id)
        made = tuple(
            _add(room, each, language, Origin.CONVENOR, StatementState.SHOWN).pk for each in words
        )
        for each in made:
            journal.note(kinds.STATEMENT_MADE, "session", room.session_id, statement=each)
    return made


@in_plain_words
def draw_from_lesson(
    *,
    viewer: Viewer,
    room_id: str,
    lesson_id: str,
    text: str,
    language: str,
    names_nobody: bool = False,
) -> str:
    """Put a lesson to the vote, in words that fit a phone; return the statement's identifier."""
    require_visible(viewer, "lesson", lesson_id)
    (words,) = _confirmed([text], language, names_nobody)
    with recording(viewer) as journal:
        room = room_of(viewer, room_id)
        made = _add(room, words, language, Origin.LESSON, StatementState.SHOWN, lesson_id=lesson_id)
        journal.note(kinds.STATEMENT_MADE, "session", room.session_id, statement=made.pk)
    return made.pk


@in_plain_words
def decide_statement(
    *,
    viewer: Viewer,
    statement_id: str,
    show: bool,
    reason: str = "",
    version: int | None = None,
) -> None:
    """Show a statement or hold it back; whoever holds back says why.

    Raises Conflict where somebody else decided meanwhile (`version`), or it was replaced.
    """
    why = _reason(reason, needed=not show)
    with recording(viewer) as journal:
        statement, room = _statement_of(viewer, statement_id)
        if version is not None and statement.version != version:
            raise Conflict("Somebody has decided on this statement.", "Look at it again first.")
        if statement.state == StatementState.REPLACED:
            raise Conflict("This statement was replaced: what replaced it is voted on.")
        statement.state = StatementState.SHOWN if show else StatementState.HELD_BACK
        statement.reason = "" if show else why
        statement.version += 1
        statement.save()
        _touch(room)
        journal.note(
            kinds.STATEMENT_DECIDED,
            "session",
            room.session_id,
            statement=statement_id,
            state=statement.state,
        )


@in_plain_words
def replace_statements(
    *,
    viewer: Viewer,
    statement_ids: Iterable[str],
    texts: Sequence[str],
    language: str,
    reason: str,
    names_nobody: bool = False,
) -> tuple[str, ...]:
    """Reword (one into one), split (one into several) or merge (several into one) statements.

    Return the new ones. Votes are not carried over: nobody voted on these words. The former stay
    on record with the reason and with what they became.
    """
    words = _confirmed(texts, language, names_nobody)
    why = _reason(reason, needed=True)
    former_ids = tuple(dict.fromkeys(statement_ids))
    if not words or not former_ids or (len(words) > 1 and len(former_ids) > 1):
        raise Invalid("One statement becomes several, or several become one.")
    with recording(viewer) as journal:
        former = [_statement_of(viewer, each) for each in former_ids]
        room = former[0][1]
        if any(other.pk != room.pk for _each, other in former):
            raise Invalid("These statements are of different rooms.")
        if any(each.state == StatementState.REPLACED for each, _room in former):
            raise Conflict("One of these statements was replaced already.")
        author = former[0][0].author if len({each.author_id for each, _ in former}) == 1 else None
        made = []
        for text in words:
            child = _add(
                room, text, language, former[0][0].origin, StatementState.SHOWN, author=author
            )
            Lineage.objects.bulk_create(Lineage(parent=each, child=child) for each, _room in former)
            made.append(child.pk)
        for each, _room in former:
            each.state, each.reason = StatementState.REPLACED, why
            each.version += 1
            each.save()
        journal.note(kinds.STATEMENT_REPLACED, "session", room.session_id, statements=made)
    return tuple(made)


@in_plain_words
def render_statement(
    *,
    viewer: Viewer,
    statement_id: str,
    language: str,
    text: str,
    is_checked: bool,
    names_nobody: bool = False,
) -> None:
    """Say a statement in a further language, beside the original; replace what was there."""
    words = _checked(text, language, longest=LONGEST + 100)
    require_nobody_named(words, language, names_nobody=names_nobody)
    with recording(viewer) as journal:
        statement, room = _statement_of(viewer, statement_id)
        if statement.language == language:
            raise Conflict("This is the language it was written in.", "Reword the statement.")
        Rendering.objects.update_or_create(
            statement=statement,
            language=language,
            defaults={"text": words, "is_checked": is_checked},
        )
        _touch(room)
        journal.note(kinds.RENDERED, "session", room.session_id, statement=statement_id)


def _add(
    room: Room,
    text: str,
    language: str,
    origin: str,
    state: str,
    *,
    author: Participant | None = None,
    lesson_id: str = "",
    named: bool = False,
) -> Statement:
    last = room.statements.aggregate(last=Max("number"))["last"] or 0
    if last >= MOST_STATEMENTS:
        raise Invalid("A room has at most %(most)s statements.", values={"most": MOST_STATEMENTS})
    standing = (StatementState.SHOWN, StatementState.WAITING)
    if room.statements.filter(text=text, state__in=standing).exists():
        raise Invalid("Somebody has said exactly this already.", fields={"text": ""})
    made = Statement.objects.create(
        room=room,
        number=last + 1,
        text=text,
        language=language,
        origin=origin,
        state=state,
        author=author,
        lesson_id=lesson_id,
        may_name=named,
    )
    _touch(room)
    return made


def _touch(room: Room) -> None:
    room.changed += 1
    room.save(update_fields=["changed"])


def _statement_of(viewer: Viewer, statement_id: str) -> tuple[Statement, Room]:
    found = Statement.objects.select_for_update().filter(pk=statement_id).first()
    if found is None:
        raise NotAllowed()
    return found, room_of(viewer, found.room_id)


def _checked(text: str, language: str, *, longest: int = LONGEST) -> str:
    words = " ".join(text.split())
    if not SHORTEST <= len(words) <= longest:
        raise Invalid(
            "A statement has between %(least)s and %(most)s characters; this has %(count)s.",
            "Say one thing, in one sentence.",
            fields={"text": ""},
            values={"least": SHORTEST, "most": longest, "count": len(words)},
        )
    if "<" in words or ">" in words:
        raise Invalid("A statement cannot contain < or >.", fields={"text": ""})
    known_language(language)
    return words


def _confirmed(texts: Sequence[str], language: str, names_nobody: bool) -> list[str]:
    words = [_checked(each, language) for each in texts]
    for each in words:
        require_nobody_named(each, language, names_nobody=names_nobody)
    return words


def _reason(text: str, *, needed: bool) -> str:
    words = " ".join(text.split())
    if needed and not words:
        raise Invalid("Say why, for whoever wrote it.", fields={"reason": ""})
    if len(words) > LONGEST_REASON:
        raise Invalid(
            "The reason can have at most %(most)s characters.",
            fields={"reason": ""},
            values={"most": LONGEST_REASON},
        )
    return words
