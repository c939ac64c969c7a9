"""Sources that say the same as another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count

from balai.core.audience import Viewer
from balai.library.models import Reading, SketchKey, Source
from balai.library.queries.shown import visible_sources
from balai.library.sketch import LIKE, keys_of, least_shared

if TYPE_CHECKING:
    from balai.core.passages.duplicates import Signature


def duplicates_of(viewer: Viewer, source_id: str) -> tuple[str, ...]:
    """Return readable sources with the same bytes, then those with nearly the same text."""
    from balai.core.passages.duplicates import Signature, similarity

    digest = Source.objects.filter(pk=source_id).values_list("file_id", flat=True).first()
    same = _with_file(digest) - {source_id}
    kept = Reading.objects.filter(source_id=source_id).values_list("signature", flat=True).first()
    mine = Signature.from_bytes(bytes(kept)) if kept else None
    near = _worth_comparing(mine) - same - {source_id} if mine else set()
    if not same and not near:
        return ()
    rows = list(
        visible_sources(viewer)
        .filter(pk__in=same | near)
        .order_by("pk")
        .values_list("pk", "reading__signature")
    )
    return (
        *(pk for pk, _ in rows if pk in same),
        *(
            pk
            for pk, signature in rows
            if pk in near
            and mine
            and similarity(mine, Signature.from_bytes(bytes(signature))) >= LIKE
        ),
    )


def _with_file(digest: str | None) -> set[str]:
    """Return the sources with these bytes; one whose page is still to be fetched has none."""
    if not digest:
        return set()
    return set(Source.objects.filter(file_id=digest).values_list("pk", flat=True))


def _worth_comparing(signature: Signature) -> set[str]:
    keys = keys_of(signature)
    found = (
        SketchKey.objects.filter(key__in=keys)
        .values("reading_id")
        .annotate(shared=Count("pk"))
        .filter(shared__gte=least_shared(keys))
    )
    return set(found.values_list("reading_id", flat=True))
