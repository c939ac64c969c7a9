"""Contests: beside their entry, waiting for a reviewer, not answered in time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Case, IntegerField, QuerySet, Value, When

from balai.core.audience import Viewer
from balai.core.errors import NotAllowed
from balai.foundation.clock import now
from balai.foundation.moment import ask_once
from balai.knowledge.models import Contest, ContestState
from balai.knowledge.policy import may_review
from balai.knowledge.voice.entries import Entry, entries_of
from balai.knowledge.voice.policy import may_look, oversees
from balai.knowledge.voice.queries.marks import BESIDE
from balai.knowledge.voice.words import Ground
from balai.people.queries import organisations
from balai.people.tokens import hash_of
from balai.sharing.queries import may_see, visible_ids, visible_to

WAITING = (ContestState.HELD, ContestState.OPEN)


@dataclass(frozen=True)
class ContestShown:
    """A contest; `text` and `answer` are empty for whoever sees only that there is one.

    Nobody is told who made it: `speaks_for` names an organisation, where it was made for one.
    """

    id: str
    record_kind: str
    record_id: str
    organisation_id: str
    organisation: str
    speaks_for: str
    has_account: bool
    ground: str
    wanted: str
    language: str
    text: str
    state: str
    created: datetime
    due: datetime
    answer: str
    outcome: str
    answered: datetime | None
    version: int
    is_mine: bool
    may_look: bool
    may_answer: bool
    entry: Entry | None = None
    """The entry, where this viewer reads it."""

    @property
    def is_late(self) -> bool:
        """Say whether its day has passed without an answer."""
        return self.state in WAITING and self.due <= now()


def contests_beside(viewer: Viewer, entry: Entry) -> tuple[ContestShown, ...]:
    """Return the contests that stand beside an entry, oldest first."""
    rows = Contest.objects.filter(
        record_kind=entry.kind, record_id=entry.id, state__in=BESIDE
    ).order_by("id")
    return _shown(viewer, list(rows))


def waiting_contests(viewer: Viewer, languages: Sequence[str] = ()) -> tuple[ContestShown, ...]:
    """Return what the viewer's organisations must look at or answer.

    First those by which somebody may be recognised, then by the day until which it is due.
    """
    first = Case(
        When(ground=Ground.NAMES, then=Value(0)), default=Value(1), output_field=IntegerField()
    )
    rows = _mine_to_answer(viewer).order_by(first, "due", "id")
    return _shown(viewer, list(rows[:200]), languages, with_entries=True)


def unanswered(viewer: Viewer, languages: Sequence[str] = ()) -> tuple[ContestShown, ...]:
    """Return what was not answered in time, for oversight, with what reviewers set aside.

    Oversight reads the words only of what it may read; of the rest, that there is something.
    """
    if not oversees(viewer):
        return ()
    rows = list(_overdue().order_by("due", "id")[:200])
    rows += list(Contest.objects.filter(state=ContestState.SET_ASIDE).order_by("-answered")[:50])
    return _shown(viewer, rows, languages, with_entries=True)


def held(viewer: Viewer, languages: Sequence[str] = ()) -> tuple[ContestShown, ...]:
    """Return what came without an account and nobody has looked at, for oversight."""
    if not oversees(viewer):
        return ()
    rows = visible_to(viewer, Contest.objects.filter(state=ContestState.HELD), "contest")
    return _shown(viewer, list(rows.order_by("id")[:200]), languages, with_entries=True)


def count_waiting(viewer: Viewer) -> int:
    """Return how many contests wait for this viewer, whichever way."""
    return count_mine(viewer) + count_late(viewer)


def count_mine(viewer: Viewer) -> int:
    """Return how many wait for the viewer's organisations, in one query for a request."""
    if not viewer.organisations_as("reviewer"):
        return 0
    return ask_once("contests to answer", viewer, lambda: _mine_to_answer(viewer).count())


def count_late(viewer: Viewer) -> int:
    """Return how many oversight sees that were not answered in time."""
    return ask_once("contests late", viewer, lambda: _overdue().count()) if oversees(viewer) else 0


def contest(viewer: Viewer, contest_id: str, languages: Sequence[str] = ()) -> ContestShown:
    """Return one contest to its maker, the owner's reviewers, and oversight; else NotAllowed."""
    row = Contest.objects.filter(pk=contest_id).first()
    if row is None:
        raise NotAllowed()
    looks = may_look(viewer, row) and may_see(viewer, "contest", row.pk)
    if not looks and not _is_mine(viewer, row):
        raise NotAllowed()
    return _shown(viewer, [row], languages, with_entries=True)[0]


def my_contests(viewer: Viewer, languages: Sequence[str] = ()) -> tuple[ContestShown, ...]:
    """Return what the viewer contested, the latest first."""
    rows = Contest.objects.filter(written_by=viewer.account or "-").order_by("-id")
    return _shown(viewer, list(rows[:100]), languages, with_entries=True)


def contest_by_token(viewer: Viewer, token: str, languages: Sequence[str] = ()) -> ContestShown:
    """Return a contest to whoever holds its link. Raises NotAllowed for an unknown one."""
    row = Contest.objects.filter(token_hash=hash_of(token)).first()
    if row is None or not token.strip():
        raise NotAllowed()
    return _shown(viewer, [row], languages, with_entries=True, is_holder=True)[0]


def due_of(contest_id: str) -> datetime | None:
    """Return until when a contest is to be answered, for the task that notes that it was not."""
    return Contest.objects.filter(pk=contest_id).values_list("due", flat=True).first()


def _mine_to_answer(viewer: Viewer) -> QuerySet[Contest]:
    rows = Contest.objects.filter(
        state__in=WAITING, organisation_id__in=viewer.organisations_as("reviewer")
    )
    return visible_to(viewer, rows, "contest")


def _overdue() -> QuerySet[Contest]:
    return Contest.objects.filter(state__in=WAITING, due__lte=now())


def _is_mine(viewer: Viewer, row: Contest) -> bool:
    return viewer.account is not None and row.written_by == viewer.account


def _shown(
    viewer: Viewer,
    rows: Sequence[Contest],
    languages: Sequence[str] = (),
    *,
    with_entries: bool = False,
    is_holder: bool = False,
) -> tuple[ContestShown, ...]:
    if not rows:
        return ()
    ids = [row.pk for row in rows]
    open_ones = set(visible_ids(viewer, "contest").filter(record_id__in=ids))
    known = frozenset(row.organisation_id for row in rows) | {row.speaks_for for row in rows}
    names = {each.id: each.name for each in organisations(known)}
    records = [(row.record_kind, row.record_id) for row in rows] if with_entries else []
    entries = entries_of(viewer, records, languages)
    found = []
    for row in rows:
        mine = is_holder or _is_mine(viewer, row)
        reads = mine or row.pk in open_ones
        found.append(
            ContestShown(
                id=row.pk,
                record_kind=row.record_kind,
                record_id=row.record_id,
                organisation_id=row.organisation_id,
                organisation=names.get(row.organisation_id, ""),
                speaks_for=names.get(row.speaks_for, ""),
                has_account=bool(row.written_by),
                ground=row.ground,
                wanted=row.wanted,
                language=row.language,
                text=row.text if reads else "",
                state=row.state,
                created=row.created,
                due=row.due or row.created,
                answer=row.answer if reads else "",
                outcome=row.outcome,
                answered=row.answered,
                version=row.version,
                is_mine=mine,
                may_look=row.pk in open_ones and may_look(viewer, row),
                may_answer=row.pk in open_ones and may_review(viewer, row),
                entry=entries.get((row.record_kind, row.record_id)),
            )
        )
    return tuple(found)
