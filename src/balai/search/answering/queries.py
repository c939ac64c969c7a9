"""Answering: the viewer first; what is quoted is read again through the policy to be shown."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

from balai.core.audience import Viewer
from balai.core.retrieval.answering import Support
from balai.core.retrieval.query import unquoted
from balai.foundation.embedding import Embedder
from balai.foundation.reading import one_moment
from balai.knowledge.labels import is_harm
from balai.knowledge.voice.queries.marks import Mark
from balai.search.answering.answers import Answer, Quotation
from balai.search.answering.nearby import nearby
from balai.search.answering.nearest import nearest_searches
from balai.search.answering.weighing import Material, plain, weighed
from balai.search.queries.asking import Asked, Scope, ask, scope_of, wanted_shown
from balai.search.queries.index import index_limits
from balai.search.queries.kinds import Chosen, Wanted
from balai.search.queries.kinds.parts import Part, marks_of
from balai.search.queries.parts import NearPart
from balai.search.queries.showing import entries_of, hits_by_place, texts_of
from balai.search.results import Filters, Hit
from balai.sharing.queries import Sharing, sharing_of_many

LONGEST_QUESTION = 1_000
"""Characters of a question that are read."""
MARKS: tuple[Mark, ...] = ("contested", "answered")
"""What may stand against a record, the heaviest first."""


def answer(
    viewer: Viewer,
    question: str,
    *,
    languages: Sequence[str] = (),
    embedder: Embedder | None = None,
) -> Answer:
    """Answer a question with quotations, or with none where nothing supports an answer.

    `languages` are the reader's, best first. Words in quotation marks need not stand together
    here: a question names titles in them. Never raises for what was typed.
    """
    began = time.perf_counter()
    text = unquoted(question[:LONGEST_QUESTION])
    asked = ask(text, Filters(), "hybrid", languages, embedder)
    if asked.query.is_empty:
        return Answer(question, limits=asked.limits)
    with one_moment():
        scope = scope_of(viewer, asked)
        near = nearby(asked, scope)
        texts = texts_of(entries_of(each.entry for each in near.parts))
        limits = index_limits(asked.embedder)
    material = Material(near, texts)
    support, missing = weighed(asked, scope, material)
    with one_moment():
        quotations = _quotations(viewer, asked, scope, material, support)
        nearest = () if quotations else nearest_searches(asked, scope, material.read)
    return Answer(
        question=question,
        language=next(iter(scope.guess), ""),
        quotations=quotations,
        nearest=nearest,
        confidence=support.confidence,
        seconds=time.perf_counter() - began,
        limits=tuple(dict.fromkeys((*asked.limits, *missing, *limits))),
    )


def _quotations(
    viewer: Viewer, asked: Asked, scope: Scope, material: Material, support: Support
) -> tuple[Quotation, ...]:
    """Return the quotations of an answer, read again through the queries of each kind."""
    if not support.is_answer:
        return ()
    parts = material.nearby.parts
    said = {plain(material.sentences[at][1]): at for at in support.ranked}
    places: dict[int, list[int]] = {at: [] for at in support.ranked}
    for place, sentence in material.sentences:
        if (at := said.get(plain(sentence))) is not None and place not in places[at]:
            places[at].append(place)
    wanted = wanted_shown(asked, scope)
    chosen = [parts[place] for place in sorted({at for some in places.values() for at in some})]
    shown = _shown(viewer, chosen, wanted)
    found = []
    for at, strength in zip(support.ranked, support.strengths, strict=True):
        standing = [
            shown[parts[place].entry] for place in places[at] if parts[place].entry in shown
        ]
        if standing:
            quote = _quotation(material.sentences[at][1], standing, wanted)
            found.append(replace(quote, strength=round(strength, 4)))
    return tuple(found)


@dataclass(frozen=True)
class _Standing:
    """Where a sentence stands: the part, its record as it is shown, and who may see its words."""

    part: NearPart
    hit: Hit
    sharing: Sharing


def _shown(viewer: Viewer, parts: Sequence[NearPart], wanted: Wanted) -> dict[int, _Standing]:
    """Return the parts that the viewer's queries show, by their entries."""
    entries = entries_of(each.entry for each in parts)
    chosen = [Chosen(each.record, each.entry, each.score, (), 0) for each in parts]
    hits = hits_by_place(viewer, chosen, entries, wanted)
    by_kind: dict[str, list[str]] = {}
    for each in entries.values():
        by_kind.setdefault(each.audience_kind, []).append(each.audience_id)
    sharing = {kind: sharing_of_many(kind, ids) for kind, ids in by_kind.items()}
    found: dict[int, _Standing] = {}
    for place, hit in hits.items():
        entry = entries.get(parts[place].entry)
        if entry is None or hit.is_sentence or hit.passage != entry.part_id:
            continue
        known = sharing[entry.audience_kind].get(entry.audience_id)
        if known is not None:
            found[entry.pk] = _Standing(parts[place], hit, known)
    return found


def _quotation(sentence: str, standing: Sequence[_Standing], wanted: Wanted) -> Quotation:
    """Return a sentence with where it stands: the source itself before a lesson that quotes it.

    What stands against any of the records that have it stands against it.
    """
    first = min(standing, key=lambda each: each.hit.record != "source")
    part, hit = first.part, first.hit
    marks = [each.hit.contested for each in standing]
    return Quotation(
        quote=sentence,
        language=part.language or hit.language,
        record=hit.record,
        id=hit.id,
        title=hit.title,
        title_language=hit.title_language,
        source=hit.source,
        source_name=hit.source_name,
        source_title=hit.source_title,
        passage=hit.passage,
        page=hit.page,
        url=hit.url,
        sharing=first.sharing,
        strength=0.0,
        marks=marks_of(Part(hit.passage, sentence, part.language, hit.page), wanted),
        contested=next((each for each in MARKS if each in marks), ""),
        is_harm=any(is_harm(*label) for each in standing for label in each.hit.labels),
    )
