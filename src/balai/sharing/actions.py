"""Setting, narrowing and releasing: the only writers of audiences."""

from __future__ import annotations

from django.db.models import F

from balai.core import audience as core
from balai.core.audience import Audience as CoreAudience
from balai.core.audience import Viewer
from balai.core.errors import Conflict, Invalid, NotAllowed
from balai.foundation.clock import now
from balai.foundation.journal.kinds import declare
from balai.foundation.journal.recording import recording
from balai.foundation.moment import let_go
from balai.sharing.models import Audience, Gate, Release, ReleaseState
from balai.sharing.queries import GATES, sharing_of

SHARED = declare("sharing.shared", "A record was given its audience.")
NARROWED = declare("sharing.narrowed", "A record's audience was narrowed.")
RELEASE_ASKED = declare("sharing.release-asked", "A wider audience was asked for.")
RELEASE_GRANTED = declare("sharing.release-granted", "A second person granted a wider audience.")
RELEASE_REFUSED = declare("sharing.release-refused", "A wider audience was refused.")
FORGOTTEN = declare("sharing.forgotten", "The audience of a deleted record was removed.")


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
        return True


def mark_chatham(*, actor: str, record_kind: str, record_id: str) -> None:
    """Put a record under the Chatham House Rule; the rule is never taken off again."""
    with recording(actor) as journal:
        changed = Audience.objects.filter(
            record_kind=record_kind, record_id=record_id, chatham=False
        ).update(chatham=True, version=F("version") + 1)
        if changed:
            journal.note(NARROWED, record_kind, record_id, chatham=True)


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
    are opened with it, such as a lesson's sentence and quotes. Raises Invalid without a reason.
    """
    if not reason.strip():
        raise Invalid("A release needs a reason.", "Say why wider readers should have this text.")
    if viewer.account is None:
        raise NotAllowed()
    with recording(viewer.account) as journal:
        before = sharing_of(record_kind, record_id).audience
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
        journal.note(
            RELEASE_ASKED,
            record_kind,
            record_id,
            release=release.pk,
            before=before.level.label,
            after=audience.level.label,
        )
        return release.pk


def decide_release(
    *, viewer: Viewer, release_id: str, grant: bool, answer: str = ""
) -> tuple[str, str, bool]:
    """Grant or refuse a release as a second person; return (record kind, record id, granted).

    The one who asked cannot decide. A record narrowed since then is not widened: Conflict.
    """
    with recording(viewer.account or "") as journal:
        release = Release.objects.select_for_update().filter(pk=release_id).first()
        if release is None or not viewer.has("reviewer", release.organisation_id):
            raise NotAllowed()
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
                _set(kind, record_id, after)
        release.state = ReleaseState.GRANTED if grant else ReleaseState.REFUSED
        release.decided_by, release.decided = viewer.account or "", now()
        release.answer = answer.strip()
        release.save()
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
        removed, _ = Audience.objects.filter(record_kind=record_kind, record_id=record_id).delete()
        if removed:
            journal.note(FORGOTTEN, record_kind, record_id)


def _set(record_kind: str, record_id: str, audience: CoreAudience) -> None:
    Audience.objects.filter(record_kind=record_kind, record_id=record_id).update(
        gate=_gate(audience), version=F("version") + 1
    )
