"""Answering: the viewer first; what is quoted is read again through the policy to be shown."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace

from balai.core.audience import Viewer
from balai.core.retrieval.answering import Support
from balai.foundation.embedding import Embedder
from balai.foundation.reading import one_moment
from balai.knowledge.labels import list_of
from balai.knowledge.voice.queries.marks import Mark
from balai.search.answering.answers import Answer, Quotation
from balai.search.answering.candidates import NearPart, parts_near
from balai.search.answering.nearest import nearest_searches
from balai.search.answering.weighing import Material, plain, weighed
from balai.search.models import IndexEntry
from balai.search.queries.asking import Asked, Scope, ask, scope_of, wanted_shown
from balai.search.queries.index import index_limits
from balai.search.queries.kinds import Chosen, Wanted, kinds
from balai.search.queries.kinds.parts import Part, marks_of
from balai.search.queries.showing import hits_for
from balai.search.results import Filters, Hit
from balai.sharing.queries import Sharing, sharing_of_many

LONGEST_QUESTION = 1_000
"""Characters of a question that are read."""
MARKS: tuple[Mark, ...] = ("contested", "answered")
_QUOTING = str.maketrans(dict.fromkeys('"“”„‟«»＂', " "))


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
    asked = ask(
        question[:LONGEST_QUESTION].translate(_QUOTING), Filters(), "hybrid", languages, embedder
    )
    if asked.query.is_empty:
        return Answer(question, limits=asked.limits)
    with one_moment():
        scope = scope_of(viewer, asked)
        nearby = parts_near(asked, scope)
        texts = _texts_of(nearby.parts)
        limits = index_limits(asked.embedder)
    material = Material(nearby, texts)
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


def _texts_of(parts: Sequence[NearPart]) -> dict[int, str]:
    """Return the texts of parts that the engine gave for open gates."""
    entries = IndexEntry.objects.defer("vector", "words").in_bulk([each.entry for each in parts])
    texts: dict[int, str] = {}
    for name, kind in kinds:
        if own := [entry for entry in entries.values() if entry.record_kind == name]:
            texts |= kind.texts_of(own)
    return texts


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
    wanted = sorted({place for some in places.values() for place in some})
    shown = wanted_shown(asked, scope)
    hits = _hits(viewer, [parts[place] for place in wanted], shown)
    levels = _sharing_of([parts[place] for place in wanted])
    found = []
    for at, strength in zip(support.ranked, support.strengths, strict=True):
        standing = [(parts[place], hits[parts[place].entry]) for place in places[at]
                    if parts[place].entry in hits and parts[place].entry in levels]  # fmt: skip
        if standing:
            quote = _quotation(material.sentences[at][1], standing, levels, shown)
            found.append(replace(quote, strength=round(strength, 4)))
    return tuple(found)


def _hits(viewer: Viewer, parts: Sequence[NearPart], wanted: Wanted) -> dict[int, Hit]:
    """Return a hit for each part that the viewer's queries show, by its entry."""
    found: dict[int, Hit] = {}
    entries = IndexEntry.objects.defer("vector", "words").in_bulk([each.entry for each in parts])
    for part in parts:
        chosen = Chosen(part.record, part.entry, part.score, (), 0)
        for hit in hits_for(viewer, [chosen], wanted):
            entry = entries.get(part.entry)
            if entry is not None and hit.passage == entry.part_id and not hit.is_sentence:
                found[part.entry] = hit
    return found


def _sharing_of(parts: Sequence[NearPart]) -> dict[int, Sharing]:
    """Return the audience that each part's own words have, by its entry."""
    entries = IndexEntry.objects.defer("vector", "words").in_bulk([each.entry for each in parts])
    by_kind: dict[str, list[str]] = {}
    for entry in entries.values():
        by_kind.setdefault(entry.audience_kind, []).append(entry.audience_id)
    found = {kind: sharing_of_many(kind, ids) for kind, ids in by_kind.items()}
    return {
        at: found[entry.audience_kind][entry.audience_id]
        for at, entry in entries.items()
        if entry.audience_id in found[entry.audience_kind]
    }


def _quotation(
    sentence: str,
    standing: Sequence[tuple[NearPart, Hit]],
    levels: dict[int, Sharing],
    wanted: Wanted,
) -> Quotation:
    """Return a sentence with where it stands: the source itself before a lesson that quotes it.

    What stands against any of the records that have it stands against it.
    """
    part, hit = min(standing, key=lambda each: each[1].record != "source")
    marks = [each.contested for _, each in standing]
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
        sharing=levels[part.entry],
        strength=0.0,
        marks=marks_of(Part(hit.passage, sentence, part.language, hit.page), wanted),
        contested="contested"
        if "contested" in marks
        else "answered"
        if "answered" in marks
        else "",
        is_harm=any(_is_harm(*label) for _, each in standing for label in each.labels),
    )


def _is_harm(scheme: str, code: str) -> bool:
    """Say whether a label is the word of reviewers that something did harm."""
    return scheme == "outcome" and list_of(scheme, code) == "unintended-outcomes"
