"""Bringing in a source: a file, an address, or a new edition of one that is here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict

from balai.core.audience import Level, Viewer
from balai.core.errors import Conflict, Invalid
from balai.foundation.journal.recording import recording
from balai.foundation.ports.files import files
from balai.foundation.tasks.backend import queue
from balai.library.actions.charge import in_charge
from balai.library.actions.details import Sharing, SourceDetails
from balai.library.actions.kinds import ADDED
from balai.library.actions.originals import audience_of_next, share_original
from balai.library.limits import allows_outside_requests
from balai.library.models import File, Source, SourceState
from balai.library.naming import is_untitled
from balai.library.readers.kinds import safe_name
from balai.people.actions.addressees import name_addressees
from balai.people.names import in_plain_words
from balai.sharing import actions as sharing
from balai.sharing.policy import require
from balai.sharing.queries import require_visible


@in_plain_words
def add_source(
    *,
    viewer: Viewer,
    organisation_id: str,
    name: str,
    content: Iterable[bytes],
    sharing_as: Sharing,
    details: SourceDetails | None = None,
    contribution_id: str | None = None,
) -> str:
    """Keep a file as a new source, queue its reading, and return its identifier.

    The bytes are safe on disk, and the source and its task in the database, before this returns.
    """
    require(viewer, "add", "source", organisation_id)
    details = details or SourceDetails()
    digest, size = files().put(content)
    with recording(viewer) as journal:
        File.objects.get_or_create(digest=digest, defaults={"size": size})
        row = Source.objects.create(
            contribution_id=contribution_id,
            organisation_id=organisation_id,
            contributor=viewer.account or "",
            file_id=digest,
            file_name=safe_name(name),
            **asdict(details),
        )
        _share(viewer, row, sharing_as)
        journal.note(ADDED, "source", row.pk)
        _queue_reading(row.pk, digest)
    return row.pk


@in_plain_words
def add_address(
    *,
    viewer: Viewer,
    organisation_id: str,
    address: str,
    sharing_as: Sharing,
    contribution_id: str | None = None,
) -> str:
    """Keep the address of a web page as a new source and queue its fetching.

    Only where the steward allows outside requests; Invalid otherwise.
    """
    require(viewer, "add", "source", organisation_id)
    if not allows_outside_requests():
        raise Invalid(
            "This node does not fetch pages from outside.",
            "Download the page and upload the file, or ask the steward.",
            kind="outside-requests",
        )
    with recording(viewer) as journal:
        row = Source.objects.create(
            contribution_id=contribution_id,
            organisation_id=organisation_id,
            contributor=viewer.account or "",
            file_name=safe_name(address),
            address=address[:1000],
        )
        _share(viewer, row, sharing_as)
        journal.note(ADDED, "source", row.pk)
        from balai.library.tasks import fetch_source

        queue(fetch_source, key=f"fetch:{row.pk}", source_id=row.pk)
    return row.pk


def attach_file(*, source_id: str, name: str, content: bytes) -> None:
    """Keep what was fetched for a source and queue its reading; a second time changes nothing."""
    digest, size = files().put([content])
    with recording("system"):
        File.objects.get_or_create(digest=digest, defaults={"size": size})
        changed = Source.objects.filter(pk=source_id, file=None).update(
            file_id=digest, file_name=safe_name(name)
        )
        if changed:
            _queue_reading(source_id, digest)


def _share(viewer: Viewer, source: Source, sharing_as: Sharing) -> None:
    """Give a new source its audience; whoever brings in RED is among its readers."""
    named: tuple[str, ...] = ()
    if sharing_as.level is Level.RED:
        named = name_addressees(viewer=viewer, addresses=sharing_as.addresses)
    own = (viewer.account,) if viewer.account else ()
    actor = viewer.account or ""
    audience = sharing_as.audience(source.organisation_id, *named, *own)
    sharing.share(
        actor=actor,
        record_kind="source",
        record_id=source.pk,
        audience=audience,
        chatham=sharing_as.chatham,
    )
    share_original(actor=actor, source=source, audience=audience, chatham=sharing_as.chatham)


def _queue_reading(source_id: str, digest: str) -> None:
    from balai.library.tasks import read_source

    queue(read_source, key=f"read:{source_id}:{digest[:16]}", source_id=source_id)


_GIVEN_UP = (SourceState.REFUSED, SourceState.WITHDRAWN)
"""The states of a new edition that never took the place of the former one."""


def replace_source(*, viewer: Viewer, source_id: str, name: str, content: Iterable[bytes]) -> str:
    """Bring in a new edition with the audience of the old one; return its identifier.

    The old edition stands until the new one has been read. Its file has the audience of the old
    file before any release of it. Raises Conflict where the source is not the newest edition, or
    has not been read itself: what was decided on it could not be carried over.
    """
    _require_newest(in_charge(viewer, "replace", source_id))
    digest, size = files().put(content)
    with recording(viewer) as journal:
        old = in_charge(viewer, "replace", source_id)  # as it is by now
        sharing_now = require_visible(viewer, "source", source_id)
        _require_newest(Source.objects.select_for_update().get(pk=old.pk))
        Source.objects.filter(replaces=old, state__in=_GIVEN_UP).update(replaces=None)
        File.objects.get_or_create(digest=digest, defaults={"size": size})
        row = Source.objects.create(
            contribution=old.contribution,
            organisation_id=old.organisation_id,
            contributor=viewer.account or "",
            title="" if is_untitled(old.title, old.file_name) else old.title,
            publisher=old.publisher,
            country=old.country,
            licence=old.licence,
            link_only=old.link_only,
            is_illustration=old.is_illustration,
            file_id=digest,
            file_name=safe_name(name),
            edition=old.edition + 1,
            replaces=old,
        )
        sharing.share(
            actor=journal.actor,
            record_kind="source",
            record_id=row.pk,
            audience=sharing_now.audience,
            chatham=sharing_now.chatham,
        )
        share_original(
            actor=journal.actor,
            source=row,
            audience=audience_of_next(source_id),
            chatham=sharing_now.chatham,
        )
        journal.note(ADDED, "source", row.pk, replaces=old.pk)
        _queue_reading(row.pk, digest)
    return row.pk


def _require_newest(old: Source) -> None:
    """Raise Conflict where a source has been replaced, or is an edition that was not read yet."""
    newer = Source.objects.filter(replaces=old)
    if old.state == SourceState.REPLACED or newer.exclude(state__in=_GIVEN_UP).exists():
        raise Conflict(
            "A newer edition of this source is here already.",
            "Bring the next one to that edition once it has been read, or delete it first.",
        )
    if old.state in (SourceState.WAITING, SourceState.READING):
        raise Conflict(
            "This source is still being read.",
            "Bring a new edition once it has been read, or delete it and bring another.",
        )
    if old.state == SourceState.REFUSED and old.replaces_id:
        raise Conflict(
            "This edition could not be read, so the former one still stands.",
            "Bring the new edition to the former one.",
        )
