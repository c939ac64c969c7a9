"""Contesting an entry, looking at what came without an account, answering.

Nothing disappears by a contest alone: the mark says that there is one, and the owner's reviewers
must answer. The days run from when it came in, also where it was held first.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.urls import reverse

from balai.core.audience import Audience, Viewer
from balai.core.errors import Conflict, Invalid, NotAllowed
from balai.foundation.clock import now
from balai.foundation.journal.queries import entries_about
from balai.foundation.journal.recording import Recording, recording
from balai.foundation.node_settings import get_setting
from balai.knowledge.models import Contest, ContestState
from balai.knowledge.policy import may_review
from balai.knowledge.voice.actions import kinds
from balai.knowledge.voice.checking import checked_words
from balai.knowledge.voice.entries import entries_of, published_entry
from balai.knowledge.voice.policy import may_look, oversees
from balai.knowledge.voice.words import LONGEST_REASON, Ground, Outcome, Wanted
from balai.people.tokens import hash_of, new_token
from balai.sharing import actions as sharing
from balai.sharing.queries import require_visible

NOBODY = "public"
"""Who acts in the journal where there is no account."""


@dataclass(frozen=True)
class ContestMade:
    """A contest that came in. The token exists here and on paper, nowhere else; "" with an account.

    `path` is the address with which somebody without an account comes back to it.
    """

    id: str
    state: str
    due: datetime
    token: str = field(default="", repr=False)
    path: str = field(default="", repr=False)


def contest(
    *,
    viewer: Viewer,
    record_kind: str,
    record_id: str,
    ground: str,
    wanted: str,
    text: str,
    language: str,
    speaks_for: str = "",
    mask: bool = False,
) -> ContestMade:
    """Contest an entry that the viewer reads; without an account it is held until it was looked at.

    `speaks_for` is an organisation that the viewer reviews or convenes for. The words are for
    those who read the entry now: opened wider later, it does not take them along.
    """
    if ground not in Ground.values:
        raise Invalid("This ground is not known.", "Choose one of them.", fields={"ground": ""})
    if wanted not in Wanted.values:
        raise Invalid("This cannot be asked for.", "Choose one.", fields={"wanted": ""})
    if speaks_for and speaks_for not in (
        viewer.organisations_as("reviewer") | viewer.organisations_as("convenor")
    ):
        raise NotAllowed()
    published_entry(viewer, record_kind, record_id)
    words = checked_words(text, language, mask=mask)
    token = "" if viewer.account else new_token()
    with recording(viewer, actor=viewer.account or NOBODY) as journal:
        entry = published_entry(viewer, record_kind, record_id)
        row = Contest.objects.create(
            record_kind=record_kind,
            record_id=record_id,
            organisation_id=entry.organisation_id,
            speaks_for=speaks_for,
            written_by=viewer.account or "",
            token_hash=hash_of(token) if token else "",
            ground=ground,
            wanted=wanted,
            language=language,
            text=words,
            state=ContestState.HELD if token else ContestState.OPEN,
            due=due_day(),
        )
        put_beside(journal, row, entry.sharing.audience, chatham=entry.sharing.chatham)
    path = f"{reverse('contest-link')}#{token}" if token else ""
    return ContestMade(row.pk, row.state, row.due or now(), token, path)


def due_day() -> datetime:
    """Return until when a contest that comes in now is to be answered."""
    return now() + timedelta(days=int(get_setting("contest_days")))


def put_beside(journal: Recording, row: Contest, audience: Audience, *, chatham: bool) -> None:
    """Give a new contest its audience, and note it; one that is held is no part of any history."""
    sharing.share(
        actor=journal.actor,
        record_kind="contest",
        record_id=row.pk,
        audience=audience,
        chatham=chatham,
    )
    journal.note(kinds.CONTEST_MADE, "contest", row.pk, ground=row.ground)
    if row.state == ContestState.HELD:
        journal.note(kinds.CONTEST_HELD, "contest", row.pk)
    else:
        journal.note(kinds.CONTESTED, row.record_kind, row.record_id, contest=row.pk)


def open_contest(*, viewer: Viewer, contest_id: str, version: int | None = None) -> None:
    """Open a contest that was held; oversight may also open one that the owner set aside."""
    with recording(viewer) as journal:
        row = _looked_at(viewer, contest_id)
        was_aside = row.state == ContestState.SET_ASIDE and oversees(viewer)
        if row.state != ContestState.HELD and not was_aside:
            raise Conflict("This contest was looked at already.", "See what became of it.")
        _require_version(row, version)
        row.answer, row.answered_by, row.answered = "", "", None
        _keep(row, ContestState.OPEN, looked_by=journal.actor)
        journal.note(kinds.CONTEST_OPENED, "contest", row.pk)
        journal.note(kinds.CONTESTED, row.record_kind, row.record_id, contest=row.pk)


def set_aside(
    *,
    viewer: Viewer,
    contest_id: str,
    reason: str,
    language: str = "en",
    version: int | None = None,
) -> None:
    """Set a contest aside that was held; whoever made it reads why, and oversight does."""
    _looked_at(viewer, contest_id, before=True)
    told = checked_words(reason, language, field="answer", longest=LONGEST_REASON)
    with recording(viewer) as journal:
        row = _looked_at(viewer, contest_id)
        if row.state != ContestState.HELD:
            raise Conflict("This contest was looked at already.", "See what became of it.")
        _require_version(row, version)
        row.answer, row.answered_by, row.answered = told, journal.actor, now()
        _keep(row, ContestState.SET_ASIDE, looked_by=journal.actor)
        journal.note(kinds.CONTEST_SET_ASIDE, "contest", row.pk)


def answer_contest(
    *,
    viewer: Viewer,
    contest_id: str,
    answer: str,
    outcome: str,
    language: str = "en",
    mask: bool = False,
    version: int | None = None,
) -> None:
    """Answer an open contest as a reviewer of the entry's owner; the answer stands beside it.

    Raises Conflict where the outcome says that something was done which nobody has done.
    """
    _answerable(viewer, contest_id, before=True)
    if outcome not in Outcome.values:
        raise Invalid("This outcome is not known.", "Choose one.", fields={"outcome": ""})
    told = checked_words(answer, language, mask=mask, field="answer")
    with recording(viewer) as journal:
        row = _answerable(viewer, contest_id)
        if row.state != ContestState.OPEN:
            raise Conflict("This contest is not open.", "See what became of it.")
        _require_version(row, version)
        _require_done(viewer, row, outcome)
        row.answer, row.outcome = told, outcome
        row.answered_by, row.answered = journal.actor, now()
        _keep(row, ContestState.ANSWERED)
        journal.note(kinds.CONTEST_ANSWERED, "contest", row.pk, outcome=outcome)
        journal.note(kinds.ENTRY_ANSWERED, row.record_kind, row.record_id, contest=row.pk)


def take_back_contest(*, viewer: Viewer, contest_id: str = "", token: str = "") -> None:
    """Take one's own contest back, by account or by the link: its words are erased."""
    with recording(viewer, actor=viewer.account or NOBODY) as journal:
        rows = Contest.objects.select_for_update()
        row = (
            rows.filter(token_hash=hash_of(token)).first()
            if token
            else rows.filter(pk=contest_id, written_by=viewer.account or "-").first()
        )
        if row is None:
            raise NotAllowed()
        if row.state not in (ContestState.HELD, ContestState.OPEN):
            raise Conflict("This contest was decided on already.", "See what became of it.")
        row.text = ""
        _keep(row, ContestState.TAKEN_BACK)
        journal.note(kinds.CONTEST_TAKEN_BACK, "contest", row.pk)


def note_unanswered(*, contest_id: str) -> None:
    """Note once that a contest was not answered by its day; for the task that comes due then."""
    with recording("system") as journal:
        row = Contest.objects.select_for_update().filter(pk=contest_id).first()
        if row is None or row.state not in (ContestState.HELD, ContestState.OPEN):
            return
        if row.due is None or row.due > now():
            return
        if not any(each.kind == kinds.UNANSWERED for each in entries_about("contest", row.pk)):
            journal.note(kinds.UNANSWERED, "contest", row.pk)


def _looked_at(viewer: Viewer, contest_id: str, *, before: bool = False) -> Contest:
    """Return a contest that the viewer looks at; `before` the transaction without a lock."""
    require_visible(viewer, "contest", contest_id)
    rows = Contest.objects.all() if before else Contest.objects.select_for_update()
    row = rows.filter(pk=contest_id).first()
    if row is None or not may_look(viewer, row):
        raise NotAllowed()
    return row


def _answerable(viewer: Viewer, contest_id: str, *, before: bool = False) -> Contest:
    row = _looked_at(viewer, contest_id, before=before)
    if not may_review(viewer, row):
        raise NotAllowed()
    return row


def _require_version(row: Contest, version: int | None) -> None:
    if version is not None and row.version != version:
        raise Conflict("Somebody was faster than you.", "Look at what was decided.")


def _require_done(viewer: Viewer, row: Contest, outcome: str) -> None:
    """See that what the outcome says was done: taken down, or changed since it was contested."""
    if outcome == Outcome.WITHDRAWN:
        known = entries_of(viewer, [(row.record_kind, row.record_id)])
        if any(each.is_published for each in known.values()):
            raise Conflict(
                "The entry has not been taken down.", "Withdraw it first, then say so here."
            )
    if outcome == Outcome.AMENDED and not any(
        each.at >= row.created and not each.kind.startswith(("voice.", "sharing."))
        for each in entries_about(row.record_kind, row.record_id)
    ):
        raise Conflict(
            "Nothing of the entry changed since it was contested.",
            "Amend it first, then say so here.",
        )


def _keep(row: Contest, state: ContestState, *, looked_by: str = "") -> None:
    row.state = state
    row.looked_by = looked_by or row.looked_by
    row.version += 1
    row.save()
