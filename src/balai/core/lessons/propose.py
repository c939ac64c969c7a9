"""Candidates of a document: announced by headings, numbered, cued, or found by the head."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from balai.core.passages.document import BlockKind, Document

from .candidate import Candidate, CandidateKind
from .confidence import ELSEWHERE, ELSEWHERE_SAID, THRESHOLD, TROUBLE, UNMARKED, WEAK, Scale
from .cueing import FAMILIES, Cues, cues, known
from .features import matrix
from .head import SentenceVectors, Weights, scores, shipped, usable
from .items import Item
from .merge import merged
from .reason import Reason, Rule
from .suggest import suggestions
from .terms import Terms, default_terms
from .weighing import Layout, Weighed, lay_out

# At most so many sentences are proposed that no heading announces: one in five, never less
# than ten. Practitioners' write-ups have one in seven.
_SHARE, _FEWEST = 5, 10
# Whatever the document: nobody reviews more than this from one source.
_MOST = 600
_WHOLE_ITEM_WORDS = 80
# Without the phrases of a language the rules of headings and the head remain, weighed less.
_UNKNOWN_LANGUAGE = -0.7


@dataclass(frozen=True)
class _Scored:
    weighed: Weighed
    cues: Cues
    lesson: float
    recommendation: float


def candidates(
    document: Document,
    *,
    terms: Terms | None = None,
    vectors: SentenceVectors | None = None,
    limit: int | None = None,
    weights: Weights | None = None,
) -> tuple[Candidate, ...]:
    """Return the candidates of a document, the strongest first.

    `terms` suggest labels (default: the cue phrases, without countries). `vectors` belong to
    `sentences_to_weigh(document)`; without them, or with those of a model the head does not
    know, the rules alone weigh, and each candidate says so. `limit` lowers how many are
    returned; `weights` stand in for those shipped. Raises ValueError where there are more or
    fewer vectors than sentences.
    """
    layout = lay_out(document)
    weights = weights or shipped()
    by_vectors = usable(vectors, len(layout.weighed), weights)
    scale = Scale(weights, by_vectors)
    scored = _scored(document, layout, vectors, weights)
    announced = [each for each in scored if each.weighed.announced is not None]
    strong = [each for each in announced if not _weak(each)]
    other = [each for each in scored if each.weighed.announced is None or _weak(each)]
    found = [
        *(_numbered(document, item, scale) for item in layout.items),
        *merged(
            [
                *_under_headings(document, strong, scale),
                *_elsewhere(document, layout, other, scale),
            ]
        ),
    ]
    found = _without_equals(sorted(found, key=lambda c: (-c.confidence, c.start)))
    most = _MOST if limit is None else min(limit, _MOST)
    terms = terms or default_terms()
    return tuple(
        replace(
            each,
            by_vectors=by_vectors,
            suggestions=suggestions(document, each.start, each.end, each.language, terms),
        )
        for each in found[:most]
    )


def _weak(each: _Scored) -> bool:
    return each.weighed.announced is not None and each.weighed.announced.weak


def _scored(
    document: Document, layout: Layout, vectors: SentenceVectors | None, weights: Weights
) -> list[_Scored]:
    sentences = [w.sentence for w in layout.weighed]
    if not sentences:
        return []
    texts = [document.text[s.start : s.end] for s in sentences]
    said = [cues(text, s.language) for text, s in zip(texts, sentences, strict=True)]
    rows = matrix(texts, said, [s.kind for s in sentences])
    made = scores(rows, vectors, document.language, weights)
    return [
        _Scored(weighed, heard, float(lesson), float(recommendation))
        for weighed, heard, lesson, recommendation in zip(
            layout.weighed, said, made["lesson"], made["recommendation"], strict=True
        )
    ]


def _numbered(document: Document, item: Item, scale: Scale) -> Candidate:
    language = document.blocks[item.blocks[0]].language or document.language
    return _candidate(
        document,
        CandidateKind.RECOMMENDATION,
        (item.start, item.end, item.page, language),
        scale.numbered(),
        Reason(Rule.ITEM),
    )


def _under_headings(document: Document, strong: Sequence[_Scored], scale: Scale) -> list[Candidate]:
    """Return what stands under a heading that announces it: whole items, or sentences."""
    found: list[Candidate] = []
    for unit in _units(document, strong):
        first, last = unit[0].weighed, unit[-1].weighed
        kind = first.announced.kind if first.announced is not None else None
        if kind is None:
            continue
        score = max(each.lesson for each in unit)
        shift = 0.0 if first.certain else UNMARKED
        found.append(
            _candidate(
                document,
                kind,
                (
                    first.sentence.start,
                    last.sentence.end,
                    first.sentence.page,
                    first.sentence.language,
                ),
                scale.announced(score, shift),
                Reason(Rule.HEADING, first.heading),
            )
        )
    return found


def _units(document: Document, strong: Sequence[_Scored]) -> list[list[_Scored]]:
    """Return the sentences one by one, those of a short list item together."""
    units: list[list[_Scored]] = []
    for each in strong:
        sentence = each.weighed.sentence
        block = document.blocks[sentence.block]
        whole = (
            sentence.kind is BlockKind.LIST_ITEM
            and len(document.words_of(block).split()) <= _WHOLE_ITEM_WORDS
        )
        if whole and units and units[-1][0].weighed.sentence.block == sentence.block:
            units[-1].append(each)
        else:
            units.append([each])
    return units


def _elsewhere(
    document: Document, layout: Layout, other: Sequence[_Scored], scale: Scale
) -> list[Candidate]:
    """Return the strongest sentences that no heading announces."""
    found = [
        candidate
        for each in other
        if (candidate := _from_sentence(document, layout, each, scale)) is not None
    ]
    found.sort(key=lambda candidate: (-candidate.confidence, candidate.start))
    return found[: max(_FEWEST, math.ceil(len(layout.weighed) / _SHARE))]


def _from_sentence(
    document: Document, layout: Layout, each: _Scored, scale: Scale
) -> Candidate | None:
    sentence = each.weighed.sentence
    shift = _shift(layout, each)
    if not known(sentence.language):
        if not scale.by_vectors:
            return None
        shift += _UNKNOWN_LANGUAGE
    sure = scale.sentence("recommendation", each.recommendation, shift)
    kind = CandidateKind.RECOMMENDATION
    if sure < THRESHOLD:
        kind = _kind(each.cues)
        sure = scale.sentence("lesson", each.lesson, shift + TROUBLE.get(kind, 0.0))
    if sure < THRESHOLD:
        return None
    return _candidate(
        document,
        kind,
        (sentence.start, sentence.end, sentence.page, sentence.language),
        sure,
        _reason(each, by_vectors=scale.by_vectors),
    )


def _shift(layout: Layout, each: _Scored) -> float:
    if _weak(each):
        return WEAK
    if not layout.has_announcements:
        return 0.0
    # A review report tells at length who recommended what, and lists it all again as items.
    said = not layout.items and any(
        each.cues[family] for family in ("learned", "agreed", "recommend")
    )
    return ELSEWHERE_SAID if said else ELSEWHERE


def _kind(heard: Cues) -> CandidateKind:
    """Return the kind that the cues of a sentence speak for most."""
    votes = (
        (CandidateKind.LESSON, 2 * heard["learned"] + 2 * heard["hindsight"] + heard["agreed"]),
        (CandidateKind.NEED, 2 * heard["need"]),
        (CandidateKind.CHALLENGE, heard["challenge"]),
        (CandidateKind.GOOD_PRACTICE, heard["success"]),
    )
    best, most = max(votes, key=lambda vote: vote[1])
    return best if most else CandidateKind.LESSON


def _reason(each: _Scored, *, by_vectors: bool) -> Reason:
    said = tuple(
        words
        for family, words in zip(FAMILIES, each.cues.words, strict=True)
        if words and family != "narrative"
    )
    return Reason(
        Rule.MODEL if by_vectors else Rule.CUES,
        each.weighed.heading if _weak(each) else "",
        said[:3],
    )


def _candidate(
    document: Document,
    kind: CandidateKind,
    place: tuple[int, int, int, str],
    confidence: float,
    reason: Reason,
) -> Candidate:
    start, end, page, language = place
    quote = document.text[start:end]
    return Candidate(
        kind=kind,
        text=" ".join(quote.split()),
        quote=quote,
        page=page,
        start=start,
        end=end,
        confidence=round(confidence, 3),
        reason=reason,
        language=language,
    )


def _without_equals(found: Sequence[Candidate]) -> list[Candidate]:
    """Return the candidates without those whose words equal a stronger one's."""
    seen: set[str] = set()
    kept: list[Candidate] = []
    for candidate in found:
        words = candidate.text.lower()
        if words not in seen:
            seen.add(words)
            kept.append(candidate)
    return kept
