"""Candidates of a document: announced by headings, numbered, cued, or found by the head."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from balai.core.passages.document import BlockKind, Document
from balai.core.passages.segment import Sentence

from .candidate import Candidate, CandidateKind
from .confidence import THRESHOLD, TROUBLE, UNMARKED, Scale
from .cueing import FAMILIES, Cues, known, outright
from .head import HEADS, SentenceVectors, Weights, scores, shipped, usable
from .hearing import Heard, Hearing, hear
from .items import Item
from .merge import merged
from .reason import Reason, Rule
from .suggest import suggestions
from .terms import Terms, default_terms

# At most so many sentences are proposed that no heading announces: one in three, never less
# than ten. Practitioners' write-ups have one in seven, short records of advice one in four.
_SHARE, _FEWEST = 3, 10
# Whatever the document: nobody reviews more than this from one source.
_MOST = 600
_WHOLE_ITEM_WORDS = 80
_LESSON, _ADVICE = HEADS
# Without the phrases of a language the rules of headings and the head remain, weighed less.
_UNKNOWN_LANGUAGE = -0.7


@dataclass(frozen=True)
class _Scored:
    """A sentence with the logits of both heads. `weighed_fully` is False for one that was not
    worth a vector where there are vectors.
    """

    heard: Heard
    lesson: float
    recommendation: float
    weighed_fully: bool

    @property
    def sentence(self) -> Sentence:
        return self.heard.weighed.sentence


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
    `sentences_to_embed(document)`; without them, or with those of a model the head does not
    know, the rules alone weigh, and each candidate says so. `limit` lowers how many are
    returned; `weights` stand in for those shipped. Raises ValueError where there are more or
    fewer vectors than sentences.
    """
    weights = weights or shipped()
    hearing = hear(document, weights)
    by_vectors = usable(vectors, int(hearing.embedded.sum()), weights)
    scale = Scale(weights, by_vectors)
    scored = _scored(document, hearing, vectors if by_vectors else None, weights)
    strong = [each for each in scored if each.heard.announced]
    other = [each for each in scored if not each.heard.announced]
    found = [
        *(_numbered(document, item, scale) for item in hearing.layout.items),
        *merged([*_under_headings(document, strong, scale), *_elsewhere(document, other, scale)]),
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


def _scored(
    document: Document, hearing: Hearing, vectors: SentenceVectors | None, weights: Weights
) -> list[_Scored]:
    by_cues, full = hearing.cue_scores, hearing.embedded
    made = by_cues
    if vectors is not None:
        made = scores(hearing.rows, vectors.rows, full, document.language, weights)
    return [
        _Scored(heard, float(made[_LESSON][n]), float(made[_ADVICE][n]), True)
        if vectors is None or full[n]
        else _Scored(heard, float(by_cues[_LESSON][n]), float(by_cues[_ADVICE][n]), False)
        for n, heard in enumerate(hearing.heard)
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
        first, last = unit[0].heard.weighed, unit[-1].heard.weighed
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
        sentence = each.sentence
        block = document.blocks[sentence.block]
        whole = (
            sentence.kind is BlockKind.LIST_ITEM
            and len(document.words_of(block).split()) <= _WHOLE_ITEM_WORDS
        )
        if whole and units and units[-1][0].sentence.block == sentence.block:
            units[-1].append(each)
        else:
            units.append([each])
    return units


def _elsewhere(document: Document, other: Sequence[_Scored], scale: Scale) -> list[Candidate]:
    """Return the strongest sentences that no heading announces."""
    found = [
        candidate
        for each in other
        if each.weighed_fully and (candidate := _from_sentence(document, each, scale)) is not None
    ]
    found.sort(key=lambda candidate: (-candidate.confidence, candidate.start))
    return found[: max(_FEWEST, math.ceil(len(other) / _SHARE))]


def _from_sentence(document: Document, each: _Scored, scale: Scale) -> Candidate | None:
    sentence, shift = each.sentence, each.heard.shift
    if not known(sentence.language):
        if not scale.by_vectors:
            return None
        shift += _UNKNOWN_LANGUAGE
    said = outright(document.text[sentence.start : sentence.end], sentence.language)
    sure = scale.sentence(_ADVICE, each.recommendation, shift)
    kind = CandidateKind.RECOMMENDATION
    if sure < THRESHOLD and kind not in said:
        kind = _kind(each.heard.cues, said)
        sure = scale.sentence(_LESSON, each.lesson, shift + TROUBLE.get(kind, 0.0))
    if kind in said:
        sure = max(sure, scale.outright(shift))
    if sure < THRESHOLD:
        return None
    return _candidate(
        document,
        kind,
        (sentence.start, sentence.end, sentence.page, sentence.language),
        sure,
        _reason(each, by_vectors=scale.by_vectors),
    )


def _kind(heard: Cues, said: frozenset[str]) -> CandidateKind:
    """Return the kind that a sentence says it is, or that its cues speak for most."""
    votes = (
        (CandidateKind.LESSON, 2 * heard["learned"] + 2 * heard["hindsight"] + heard["agreed"]),
        (CandidateKind.NEED, 2 * heard["need"]),
        (CandidateKind.CHALLENGE, heard["challenge"]),
        (CandidateKind.GOOD_PRACTICE, heard["success"]),
    )
    kind, most = max(votes, key=lambda vote: (vote[0] in said, vote[1]))
    return kind if most or kind in said else CandidateKind.LESSON


def _reason(each: _Scored, *, by_vectors: bool) -> Reason:
    said = tuple(
        words
        for family, words in zip(FAMILIES, each.heard.cues.words, strict=True)
        if words and family != "narrative"
    )
    return Reason(
        Rule.MODEL if by_vectors else Rule.CUES,
        each.heard.weighed.heading,
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
