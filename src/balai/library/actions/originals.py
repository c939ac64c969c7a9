"""Who may have the file that was uploaded: its own level, which no wider reader ever enters.

A text can be masked and then be read by more; a file cannot, for it holds pictures, lists of who
was there, and the names of whoever wrote it. So the file has an audience of its own, of the kind
`ORIGINAL` under the source's identifier. Invariant: it lies within the source's audience.
"""

from __future__ import annotations

from balai.core import audience as core
from balai.core.audience import Audience, Level
from balai.library.models import ORIGINAL, File, Source
from balai.sharing import actions as sharing
from balai.sharing.queries import opened_from, sharing_of


def kept_to(audience: Audience, organisation_id: str, *, chatham: bool) -> Audience:
    """Return who may have the file of a source with this audience.

    Under the Chatham House Rule that is the organisation alone, or the people whom RED names:
    a file says who was in the room.
    """
    return _at_home(audience, organisation_id) if chatham else audience


def _at_home(audience: Audience, organisation_id: str) -> Audience:
    if audience.level is Level.RED:
        return audience
    return core.narrow(audience, core.audience(Level.AMBER_STRICT, owners=[organisation_id]))


def share_original(*, actor: str, source: Source, audience: Audience, chatham: bool) -> None:
    """Give a new source's file its audience: the level that was chosen at its upload."""
    sharing.share(
        actor=actor,
        record_kind=ORIGINAL,
        record_id=source.pk,
        audience=kept_to(audience, source.organisation_id, chatham=chatham),
        chatham=chatham,
    )


def hold_back(source: Source) -> None:
    """Keep a file that holds what its text withholds to its organisation, until it is released.

    Nobody has looked yet at what was found in it or set aside; a second person may open it.
    """
    now = sharing_of(ORIGINAL, source.pk).audience
    sharing.narrow(
        actor="system",
        record_kind=ORIGINAL,
        record_id=source.pk,
        audience=_at_home(now, source.organisation_id),
    )


def audience_of_next(source_id: str) -> Audience:
    """Return who may have the file of a new edition.

    What a second person once released was the former file: nobody has looked at the new one.
    """
    now = sharing_of(ORIGINAL, source_id).audience
    return core.join(now, *opened_from(ORIGINAL, source_id))


def put_original_under_rule(*, actor: str, source_id: str, organisation_id: str) -> None:
    """Keep a file to its organisation from now on, for the Chatham House Rule holds for it."""
    sharing.mark_chatham(actor=actor, record_kind=ORIGINAL, record_id=source_id)
    now = sharing_of(ORIGINAL, source_id).audience
    sharing.narrow(
        actor=actor,
        record_kind=ORIGINAL,
        record_id=source_id,
        audience=kept_to(now, organisation_id, chatham=True),
    )


def keep_within_source(*, actor: str, source_id: str) -> None:
    """Narrow a file to the readers of its source: nobody has the file who may not read the text."""
    sharing.narrow(
        actor=actor,
        record_kind=ORIGINAL,
        record_id=source_id,
        audience=sharing_of("source", source_id).audience,
    )


def is_orphaned(digest: str | None) -> bool:
    """Say whether no source has a file any more, and forget its row; its bytes go afterwards."""
    if not digest or Source.objects.filter(file_id=digest).exists():
        return False
    File.objects.filter(pk=digest).delete()
    return True
