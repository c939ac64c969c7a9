"""What is near to a record, and who else learned what a lesson says.

A record is compared by what this viewer may see of it: the mean of the vectors of its visible
sentences (a lesson's, in all its languages) or of its passages, title and lead (a source's).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings

from balai.core.audience import Viewer
from balai.core.errors import NotAllowed, NotReady
from balai.core.retrieval import Query, centred
from balai.foundation.embedding import Embedder, get_embedder
from balai.foundation.reading import one_moment
from balai.knowledge.models import Evidence
from balai.knowledge.queries import LessonShown, lessons
from balai.search.centres import seed_centres
from balai.search.engines import engine
from balai.search.engines.port import MeaningWanted
from balai.search.finding import Leg, by_meaning
from balai.search.models import IndexEntry
from balai.search.queries.kinds import Chosen, Wanted, kinds
from balai.search.queries.narrowing import records_having
from balai.search.queries.showing import hits_for
from balai.search.queries.vectors import current_mirror
from balai.search.results import Hit, Record
from balai.sharing.queries import may_see, open_gates, visible_to

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MOST = 8
NEAR = 0.30
"""Likeness under which nothing is called near."""
SAME, SAME_APPROACH = 0.50, 0.40
"""Likeness from which a lesson from elsewhere says the same; less is asked of one on the same
approach. docs/explanation/search.md says how both were found."""
_LOOKED_AT = 50


@dataclass(frozen=True)
class Similar:
    """A record, those near to it (the nearest first), and lessons of others that say the same.

    `limits` are those of a search: "words-only" and "encoder-failed" mean nothing was compared.
    """

    record: Hit
    near: tuple[Hit, ...] = ()
    learned: tuple[LessonShown, ...] = ()
    limits: tuple[str, ...] = ()


def kept_by(lesson: LessonShown) -> str:
    """Return who keeps a lesson, empty where the Chatham House Rule covers what is seen of it."""
    return "" if any(each.chatham for each in lesson.held) else lesson.organisation


def record_named(viewer: Viewer, record_id: str) -> Record:
    """Return the visible record of an identifier, whatever its kind. Raises NotAllowed."""
    for kind, _ in kinds:
        if may_see(viewer, kind, record_id):
            return kind, record_id
    raise NotAllowed()


def similar(
    viewer: Viewer,
    record: Record,
    languages: Sequence[str] = (),
    *,
    most: int = MOST,
    embedder: Embedder | None = None,
) -> Similar:
    """Return what is near to a record, without itself and what it was drawn from or became.

    Raises NotAllowed where the record is absent or not for this viewer.
    """
    chosen = embedder or get_embedder()
    wanted = Wanted(Query(""), {}, tuple(languages))
    with one_moment():
        gates = open_gates(viewer)
        own = _hits(viewer, {record: 1.0}, Leg(), wanted) if record[0] in dict(kinds) else []
        if not own:
            raise NotAllowed()
        try:
            meant = _meant(record, gates, chosen)
        except NotReady:
            return Similar(own[0], limits=("encoder-failed",))
        if meant is None:
            limits = () if chosen.available else ("words-only",)
            return Similar(own[0], limits=limits)
        bound = _bound_to(viewer, record) | {record}
        learned = _learned(viewer, own[0], meant, gates, languages) if record[0] == "lesson" else ()
        leg = by_meaning(engine(), meant, gates, most + len(bound) + len(learned))
        left_out = bound | {("lesson", each.id) for each in learned}
        near = {
            each: score
            for each, score in leg.scores.items()
            if each not in left_out and score >= NEAR
        }
        return Similar(own[0], tuple(_hits(viewer, near, leg, wanted)[:most]), learned)


def _hits(viewer: Viewer, scores: dict[Record, float], leg: Leg, wanted: Wanted) -> list[Hit]:
    found = [
        Chosen(record, leg.entries.get(record), score, ("meaning",), 0)
        for record, score in sorted(scores.items(), key=lambda each: (-each[1], each[0]))
    ]
    return hits_for(viewer, found, wanted)


def _meant(record: Record, gates: Sequence[int], embedder: Embedder) -> MeaningWanted | None:
    """Return where to look: the mean of what may be seen of a record. Raises NotReady."""
    if not embedder.available:
        return None
    entries = IndexEntry.objects.filter(
        record_kind=record[0], record_id=record[1], model=embedder.name
    )
    rows = list(entries.order_by("id").values_list("id", "part", "language", "vector"))
    visible = engine().visible([row[0] for row in rows], gates)
    seen = [(row[1], row[2], bytes(row[3] or b"")) for row in rows if row[0] in visible]
    said = [each for each in seen if each[0] != "quote"] or seen
    if not said:
        return None
    seeds = seed_centres(embedder, Path(settings.BALAI.home)).passages
    return MeaningWanted(
        vector=_mean([centred(_numbers(raw), seeds.of(language)) for _, language, raw in said]),
        model=embedder.name,
        mirror=lambda: current_mirror(embedder, seeds),
    )


def _numbers(raw: bytes) -> NDArray[np.float32]:
    import numpy as np

    return np.frombuffer(raw, np.float16).astype(np.float32)


def _mean(vectors: Sequence[NDArray[np.float32]]) -> NDArray[np.float32]:
    import numpy as np

    return centred(np.mean(np.stack(vectors), axis=0), np.zeros_like(vectors[0]))


def _bound_to(viewer: Viewer, record: Record) -> set[Record]:
    """Return a lesson's sources, or a source's lessons, by the quotations the viewer may see."""
    kind, name = record
    rows = visible_to(viewer, Evidence.objects.filter(is_anchored=True), "evidence")
    if kind == "lesson":
        own = rows.filter(lesson_id=name).values_list("record_kind", "record_id")
        return set(own)
    drawn = rows.filter(record_kind=kind, record_id=name).values_list("lesson_id", flat=True)
    return {("lesson", each) for each in drawn}


def _learned(
    viewer: Viewer,
    own: Hit,
    meant: MeaningWanted,
    gates: Sequence[int],
    languages: Sequence[str],
) -> tuple[LessonShown, ...]:
    """Return lessons from other sources that say the same, the nearest first."""
    sources = {each for kind, each in _bound_to(viewer, ("lesson", own.id)) if kind == "source"}
    rows = visible_to(viewer, Evidence.objects.filter(record_id__in=sources), "evidence")
    of_the_same = {("lesson", each) for each in rows.values_list("lesson_id", flat=True)}
    others = records_having("record", ("lesson",), gates) - of_the_same - {("lesson", own.id)}
    wanted = MeaningWanted(meant.vector, meant.model, meant.mirror, others)
    leg = by_meaning(engine(), wanted, gates, _LOOKED_AT)
    scores = {name: score for (_, name), score in leg.scores.items() if score >= SAME_APPROACH}
    approaches = {code for scheme, code in own.labels if scheme == "approach"}
    found = lessons(viewer, languages, ids=sorted(scores, key=lambda name: -scores[name]))
    return tuple(
        each
        for each in found
        if scores[each.id] >= SAME or approaches.intersection(each.codes("approach"))
    )
