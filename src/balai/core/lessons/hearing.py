"""What the cues of a document's sentences say, and which sentences are worth a vector.

Embedding a report costs more than everything else that is done with it. A sentence whose cues,
and those beside it, give it next to no chance is therefore not embedded and not proposed; what
stands under a heading that announces it is proposed anyway and needs no vector either.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from balai.core.passages.document import BlockKind, Document

from .confidence import ASIDE, ELSEWHERE, ELSEWHERE_SAID, GATE, UNENDED, WEAK, Scale, odds_of
from .cueing import Cues, cues, known
from .features import matrix
from .head import Weights, cue_scores, shipped
from .weighing import Layout, Weighed, lay_out

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from .head import Rows

_ENDS = (".", "!", "?", "…", ":", ";", ")", "]", "”", '"', "»", "’", "'", "؟", "۔", "。")


@dataclass(frozen=True)
class Heard:
    """A sentence, its cues, and what the place it stands in adds to its log odds."""

    weighed: Weighed
    cues: Cues
    shift: float

    @property
    def announced(self) -> bool:
        """Say whether a heading announces it outright."""
        return self.weighed.announced is not None and not self.weighed.announced.weak


@dataclass(frozen=True)
class Hearing:
    """A document heard: one `Heard`, one row of `rows` and of `embedded` for each sentence.

    `cue_scores` are the logits of the heads that know cues alone; `embedded` says which
    sentences are to have a vector.
    """

    layout: Layout
    heard: tuple[Heard, ...]
    rows: Rows
    cue_scores: dict[str, Rows]
    embedded: NDArray[np.bool_]


def sentences_to_embed(document: Document, weights: Weights | None = None) -> tuple[str, ...]:
    """Return the texts whose vectors `candidates` takes, in order."""
    hearing = hear(document, weights or shipped())
    return tuple(
        document.text[each.weighed.sentence.start : each.weighed.sentence.end]
        for each, wanted in zip(hearing.heard, hearing.embedded, strict=True)
        if wanted
    )


def hear(document: Document, weights: Weights) -> Hearing:
    """Return a document laid out, with the cues of each sentence and which are to be embedded."""
    import numpy as np

    layout = lay_out(document)
    sentences = [each.sentence for each in layout.weighed]
    texts = [document.text[s.start : s.end] for s in sentences]
    said = [cues(text, s.language) for text, s in zip(texts, sentences, strict=True)]
    heard = tuple(
        Heard(each, its, _shift(layout, each, its, text))
        for each, its, text in zip(layout.weighed, said, texts, strict=True)
    )
    rows = matrix(texts, said, [s.kind for s in sentences])
    made = cue_scores(rows, weights)
    scale = Scale(weights, by_vectors=False)
    embedded = [
        not each.announced
        and (
            not known(each.weighed.sentence.language)
            or scale.odds(lesson, recommendation) + each.shift / 2 >= odds_of(GATE)
        )
        for each, lesson, recommendation in zip(
            heard, made["lesson"], made["recommendation"], strict=True
        )
    ]
    return Hearing(layout, heard, rows, made, np.array(embedded, dtype=bool))


def _shift(layout: Layout, each: Weighed, heard: Cues, text: str) -> float:
    """Return what is added to a sentence's log odds for the place it stands in."""
    if each.announced is not None and each.announced.weak:
        return WEAK
    unended = each.sentence.kind is BlockKind.PARAGRAPH and _is_unended(text)
    shift = UNENDED if unended else 0.0
    if not layout.has_announcements:
        return shift + (ASIDE if each.aside else 0.0)
    # A review report tells at length who recommended what, and lists it all again as items.
    said = not layout.items and any(heard[family] for family in ("learned", "agreed", "recommend"))
    return shift + (ELSEWHERE_SAID if said else ELSEWHERE)


def _is_unended(text: str) -> bool:
    """Say whether a line of Latin script ends without a mark, as labels of figures do."""
    return text[-1:].isascii() and not text.endswith(_ENDS)
