"""Setting, narrowing and releasing: the only writers of audiences."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db.models import F

from balai.core import audience as core
from balai.core.audience import Audience as CoreAudience
from balai.core.audience import Level, Viewer
from balai.core.errors import Conflict, Invalid, NotAllowed
from balai.foundation.clock import now
from balai.foundation.journal.kinds import declare
from balai.foundation.journal.recording import recording
from balai.foundation.moment import let_go
from balai.people.actions.addressees import forget_addressees
from balai.people.names import in_plain_words
from balai.sharing.models import Audience, Gate, GoneOut, Release, ReleaseState
from balai.sharing.queries import GATES, require_visible, sharing_of, sharing_of_many

SHARED = declare("sharing.shared", "A record was given its audience.")
NARROWED = declare("sharing.narrowed", "A record's audience was narrowed.")
RELEASE_ASKED = declare("sharing.release-asked", "A wider audience was asked for.")
RELEASE_GRANTED = declare("sharing.release-granted", "A second person granted a wider audience.")
RELEASE_REFUSED = declare("sharing.release-refused", "A wider audience was refused.")
RELEASE_WITHDRAWN = declare(
    "sharing.release-withdrawn", "Another audience was asked for in place of an earlier one."
)
READERS_NAMED = declare(
    "sharing.readers-named", "Who brought in a record for themselves alone named its readers."
)
FORGOTTEN = declare("sharing.forgotten", "The audience of a deleted record was removed.")


_AT_ONCE = 500
"""Records whose levels are looked up in one query."""


def _gate(wanted: CoreAudience) -> Gate:
    gate, is_new = Gate.objects.get_or_create(
        key=wanted.key(), defaults={"level": wanted.level.value}
    )
    if is_new:
        let_go(GATES)
    return gate


def share(
    *, actor: str, record_kind: str, record_id: str, audience: CoreAudience, chatham: bool = False
) -> None:
    """Give a new record its audience. Raises Conflict where it has one already."""
    with recording(actor) as journal:
        row, is_new = Audience.objects.get_or_create(
            record_kind=record_kind,
            record_id=record_id,
            defaults={"gate": _gate(audience), "chatham": chatham},
        )
        if not is_new:
            if row.gate.key == audience.key() and row.chatham == chatham:
                return
            raise Conflict(
                "This record has an audience already.", "Narrow it, or ask for a release."
            )
        journal.note(SHARED, record_kind, record_id, level=audience.level.label)


def narrow(*, actor: str, record_kind: str, record_id: str, audience: CoreAudience) -> bool:
    """Make a record at least as closed as `audience`, at once; say whether anything changed."""
    with recording(actor) as journal:
        before = sharing_of(record_kind, record_id).audience
        after = core.narrow(before, audience)
        if after == before:
            return False
        _set(record_kind, record_id, after)
        journal.note(
            NARROWED, record_kind, record_id, before=before.level.label, after=after.level.label
        )
        _forget_unnamed(actor, before)
        return True


def name_readers(
    *,
    viewer: Viewer,
    record_kind: str,
    record_id: str,
    audience: CoreAudience,
    with_records: Sequence[tuple[str, str]] = (),
) -> None:
    """Open a record that its viewer alone may read, at once: no second person could decide.

    Raises NotAllowed where anybody else is among its readers. `with_records` are opened with it
    where they too are the viewer's alone.
    """
    if viewer.account is None:
        raise NotAllowed()
    alone = core.audience(Level.RED, recipients=[viewer.account])
    with recording(viewer) as journal:
        if sharing_of(record_kind, record_id).audience != alone:
            raise NotAllowed()
        for kind, each in ((record_kind, record_id), *with_records):
            if sharing_of(kind, each).audience == alone:
                _set(kind, each, audience)
        journal.note(READERS_NAMED, record_kind, record_id, after=audience.level.label)


def mark_chatham(*, actor: str, record_kind: str, record_id: str) -> None:
    """Put a record under the Chatham House Rule; the rule is never taken off again."""
    with recording(actor) as journal:
        changed = Audience.objects.filter(
            record_kind=record_kind, record_id=record_id, chatham=False
        ).update(chatham=True, version=F("version") + 1)
        if changed:
            journal.note(NARROWED, record_kind, record_id, chatham=True)


@in_plain_words
def ask_release(
    *,
    viewer: Viewer,
    record_kind: str,
    record_id: str,
    audience: CoreAudience,
    organisation_id: str,
    reason: str,
    with_records: tuple[tuple[str, str], ...] = (),
) -> str:
    """Ask that a record be opened wider; return the release's identifier.

    `organisation_id` owns the text and its reviewers decide. `with_records` (kind, identifier)
    are opened with it, such as a lesson's sentence and quotes. A release that was asked for
    earlier and still waits is withdrawn. Raises Invalid without a reason.
    """
    if not reason.strip():
        raise Invalid(
            "A release needs a reason.",
            "Say why wider readers should have this text.",
            kind="reason-missing",
            fields={"reason": "Say why wider readers should have it."},
        )
    if viewer.account is None:
        raise NotAllowed()
    with recording(viewer) as journal:
        before = sharing_of(record_kind, record_id).audience
        earlier = Release.objects.filter(
            record_kind=record_kind, record_id=record_id, state=ReleaseState.ASKED
        )
        withdrawn = list(earlier.values_list("after", flat=True))
        if earlier.update(state=ReleaseState.WITHDRAWN, decided=now()):
            journal.note(RELEASE_WITHDRAWN, record_kind, record_id)
        release = Release.objects.create(
            record_kind=record_kind,
            record_id=record_id,
            before=before.key(),
            after=audience.key(),
            organisation_id=organisation_id,
            reason=reason.strip(),
            asked_by=viewer.account,
            with_records=[list(each) for each in with_records],
        )
        for key in withdrawn:
            _forget_unnamed(viewer.account, core.parse(key))
        journal.note(
            RELEASE_ASKED,
            record_kind,
            record_id,
            release=release.pk,
            before=before.level.label,
            after=audience.level.label,
        )
        return release.pk


@in_plain_words
def decide_release(
    *, viewer: Viewer, release_id: str, grant: bool, answer: str = ""
) -> tuple[str, str, bool]:
    """Grant or refuse a release as a second person; return (record kind, record id, granted).

    The one who asked cannot decide, nor can somebody who may not read the text. A record narrowed
    since then is not widened (Conflict), and neither is what was to be opened with it.
    """
    with recording(viewer) as journal:
        release = Release.objects.select_for_update().filter(pk=release_id).first()
        if release is None or not viewer.has("reviewer", release.organisation_id):
            raise NotAllowed()
        require_visible(viewer, release.record_kind, release.record_id)
        if release.state != ReleaseState.ASKED:
            raise Conflict("This release has been decided already.")
        if release.asked_by == viewer.account:
            raise Invalid(
                "A second person decides on a release.",
                "Ask another reviewer of the organisation that owns the text.",
                kind="second-person",
            )
        if grant:
            current = sharing_of(release.record_kind, release.record_id).audience
            if current.key() != release.before:
                raise Conflict(
                    "The audience has changed since this release was asked for.", "Ask again."
                )
            after = core.parse(release.after)
            for kind, record_id in (
                (release.record_kind, release.record_id),
                *release.with_records,
            ):
                if _has_gate(kind, record_id, release.before):
                    _set(kind, record_id, after)
        release.state = ReleaseState.GRANTED if grant else ReleaseState.REFUSED
        release.decided_by, release.decided = viewer.account or "", now()
        release.answer = answer.strip()
        release.save()
        if not grant:
            _forget_unnamed(viewer.account or "", core.parse(release.after))
        journal.note(
            RELEASE_GRANTED if grant else RELEASE_REFUSED,
            release.record_kind,
            release.record_id,
            release=release.pk,
        )
        return release.record_kind, release.record_id, grant


def forget(*, actor: str, record_kind: str, record_id: str) -> None:
    """Remove the audience of a record that was deleted."""
    with recording(actor) as journal:
        row = Audience.objects.filter(record_kind=record_kind, record_id=record_id)
        before = row.values_list("gate__key", flat=True).first()
        GoneOut.objects.filter(record_kind=record_kind, record_id=record_id).delete()
        if before is not None:
            row.delete()
            journal.note(FORGOTTEN, record_kind, record_id)
            _forget_unnamed(actor, core.parse(before))


def note_gone_out(*, record_kind: str, record_ids: Iterable[str], way: str) -> None:
    """Count that records left the node in some form at the level they have now; never to whom.

    `way` is a code: a format, "print" or "original". Records without an audience are passed by.
    """
    ids = list(dict.fromkeys(record_ids))
    with recording("system"):
        for at in range(0, len(ids), _AT_ONCE):
            part = sharing_of_many(record_kind, ids[at : at + _AT_ONCE])
            for level in Level:
                there = [each for each, known in part.items() if known.level is level]
                _count_out(record_kind, there, way, level)


def _count_out(record_kind: str, record_ids: list[str], way: str, level: Level) -> None:
    if not record_ids:
        return
    rows = GoneOut.objects.filter(
        record_kind=record_kind, record_id__in=record_ids, way=way, level=level.value
    )
    known = set(rows.values_list("record_id", flat=True))
    rows.update(times=F("times") + 1, last=now())
    GoneOut.objects.bulk_create(
        GoneOut(record_kind=record_kind, record_id=each, way=way, level=level.value, last=now())
        for each in record_ids
        if each not in known
    )


def _set(record_kind: str, record_id: str, audience: CoreAudience) -> None:
    Audience.objects.filter(record_kind=record_kind, record_id=record_id).update(
        gate=_gate(audience), version=F("version") + 1
    )


def _has_gate(record_kind: str, record_id: str, key: str) -> bool:
    return Audience.objects.filter(
        record_kind=record_kind, record_id=record_id, gate__key=key
    ).exists()


def _forget_unnamed(actor: str, before: CoreAudience) -> None:
    forget_unnamed(actor=actor, recipients=before.recipients)


def forget_unnamed(*, actor: str, recipients: Iterable[str]) -> None:
    """Forget the addresses of recipients whom no record and no waiting release names any more."""
    gone = [each for each in recipients if not _is_named(each)]
    if gone:
        forget_addressees(actor=actor, identifiers=gone)


def _is_named(recipient: str) -> bool:
    waiting = Release.objects.filter(state=ReleaseState.ASKED, after__contains=recipient)
    in_use = Audience.objects.filter(gate__level=Level.RED.value, gate__key__contains=recipient)
    return in_use.exists() or waiting.exists()
