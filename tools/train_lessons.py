"""Learn the heads of balai.core.lessons, calibrate them, and write core/lessons/weights.json.

    python tools/train_lessons.py ../shared/data [--check]

Coefficients come from one set only: NASA's public-domain lessons (lessons/llis), in which each
record has a driving event, a lesson and a recommendation, and people marked recommendations.
Two things are learned: whether a sentence belongs to what was learned rather than to what
happened, and whether it recommends something. Cues those records hardly use ("we learned",
"participants agreed") keep the prior set by hand below. The means of the languages come from
short sentences under CC BY 2.0 FR (Tatoeba, by way of facebookresearch/LASER).

What turns scores into confidences (two numbers for each way of proposing) may be fitted on
closed sets too: practitioners' write-ups (lessons/okb) and review reports (lessons/upr).
`--check` trains and prints, but writes nothing. Every figure printed for lessons/llis is
cross-validated by document; those for lessons/okb come from heads that never saw it.

One long file on purpose: it is the recipe of the weights, read from top to bottom beside them.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize  # type: ignore[import-untyped]

from balai.core.lessons import Candidate, CandidateKind, Rule, candidates
from balai.core.lessons import head as heads
from balai.core.lessons.cueing import FAMILIES, cues
from balai.core.lessons.features import NAMES, matrix
from balai.core.lessons.hearing import hear
from balai.core.lessons.weighing import lay_out
from balai.core.passages.assemble import assemble
from balai.core.passages.document import BlockKind, Document, RawBlock
from balai.core.passages.segment import segment
from balai.foundation.embedding import CarriedEmbedder, Embedder

TARGET = Path(__file__).parents[1] / "src/balai/core/lessons/weights.json"
ENCODER = "multilingual-e5-small"
LANGUAGES = ("en", "fr", "ms", "nl", "id", "es", "ar", "th")
FIELDS = ("driving_event", "lesson", "recommendation")
ANNOUNCED = ("LESSONS LEARNED", "CRITICAL SUCCESS FACTORS", "MAIN IMPLICATIONS", "IMPLICATIONS")
FOLDS = 8
# The inverse strength of the pull towards the prior.
LOOSENESS = 0.1
# What we hold before seeing any record, as log odds for one occurrence of a cue. A neighbour's
# cue counts half. For the recommendation head it is halved: there the records speak for
# themselves.
PRIOR = {
    "lesson": {
        "recommend": 0.8,
        "should": 0.8,
        "imperative": 1.0,
        "learned": 1.0,
        "hindsight": 0.6,
        "important": 0.6,
        "success": 0.5,
        "challenge": 0.4,
        "need": 0.6,
        "agreed": 1.2,
        "narrative": -0.5,
        "short": -0.3,
        "money": -0.3,
        "year": -0.4,
        "address": -1.0,
        "citation": -1.0,
        "question": -1.0,
        "lead-in": -0.5,
    },
    "recommendation": {
        "recommend": 0.6,
        "should": 0.5,
        "imperative": 0.75,
        "important": 0.2,
        "need": 0.15,
        "agreed": 0.3,
        "narrative": -0.25,
        "short": -0.15,
        "money": -0.15,
        "year": -0.25,
        "address": -0.5,
        "citation": -0.5,
        "question": -0.5,
        "lead-in": -0.25,
    },
}
WAYS = (("vectors", True), ("cues", False))
Array = Any
Means = dict[str, list[float]]


@dataclass
class Labelled:
    """The sentences of one document with their features and what people said of them.

    `vectors` has a row for every sentence; which of them count is settled by the cue heads.
    `refused` counts the marked sentences that are never weighed, so that recall owns up to them.
    """

    document: Document
    cues: Array
    vectors: Array
    gold: Array
    field: Array
    refused: int = 0


def paragraphs(text: str) -> list[RawBlock]:
    return [RawBlock(1, line) for line in text.split("\n") if line.strip()]


def llis(data: Path, embedder: Embedder) -> list[Labelled]:
    """Return each record with the field of each weighed sentence, and whether a marked
    recommendation lies in it by at least half of the shorter of the two.
    """
    records = []
    with (data / "lessons/llis/llis.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            fields = [field for field in FIELDS if record[field].strip()]
            document = assemble(
                [RawBlock(1, record[field]) for field in fields],
                format="text",
                detect=lambda text: "en",
            )
            weighed = {w.sentence.end: w.sentence for w in lay_out(document).weighed}
            of, marked, refused = [], [], 0
            for each in segment(document):
                sentence = weighed.get(each.end, each)
                field = fields[sentence.block]
                spans = [
                    span
                    for each in record["annotations"].get(field, {}).values()
                    for span in each
                    if span[2] == "REC"
                ]
                block = document.blocks[sentence.block]
                where = _letters_before(document.text[block.start : sentence.start])
                until = _letters_before(document.text[block.start : sentence.end])
                recommends = any(_lies_in(record[field], s, where, until) for s in spans)
                if sentence.end in weighed:
                    of.append(field)
                    marked.append(recommends)
                else:
                    refused += recommends
            records.append(replace(labelled(document, embedder, marked, of), refused=refused))
    return records


def _letters_before(text: str) -> int:
    return sum(1 for character in text if not character.isspace())


def _lies_in(raw: str, span: Sequence[Any], where: int, until: int) -> bool:
    start, end = _letters_before(raw[: span[0]]), _letters_before(raw[: span[1]])
    common = min(end, until) - max(start, where)
    return common > 0 and common >= min(end - start, until - where) / 2


def okb(data: Path, embedder: Embedder, *, headings: bool = False) -> list[Labelled]:
    """Return each write-up and whether each weighed sentence is one of what the practitioners
    said they learned.
    """
    write_ups = []
    with (data / "lessons/okb/okb.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            blocks: list[RawBlock] = []
            of: list[bool] = []
            for section in json.loads(line)["sections"]:
                if headings and section["heading"]:
                    blocks.append(RawBlock(1, section["heading"], BlockKind.HEADING, 2))
                    of.append(False)
                for block in paragraphs(section["text"]):
                    if any(map(str.isalnum, block.text)):
                        blocks.append(_item(block))
                        of.append(section["heading"] in ANNOUNCED)
            document = assemble(blocks, format="text", detect=lambda text: "en")
            if len(document.blocks) != len(of):
                raise SystemExit("a write-up lost a block")
            gold = [of[w.sentence.block] for w in lay_out(document).weighed]
            write_ups.append(labelled(document, embedder, gold))
    return write_ups


def _item(block: RawBlock) -> RawBlock:
    mark, _, words = block.text.strip().partition(" ")
    if words and (mark in "*-•–" or (mark.rstrip(".)").isdigit() and mark[-1] in ".)")):
        return RawBlock(1, block.text.strip(), BlockKind.LIST_ITEM, 1, marker=mark)
    return block


def labelled(
    document: Document, embedder: Embedder, gold: Sequence[bool], field: Sequence[str] = ()
) -> Labelled:
    sentences = [weighed.sentence for weighed in lay_out(document).weighed]
    texts = [document.text[s.start : s.end] for s in sentences]
    return Labelled(
        document=document,
        cues=matrix(texts, [cues(t, "en") for t in texts], [s.kind for s in sentences]),
        vectors=embedder.embed(texts, "passage"),
        gold=np.array(gold, dtype=int),
        field=np.array(field),
    )


def means(data: Path, embedder: Embedder, english: Array) -> Means:
    """Return the mean vector of sentences like those learned from, for each language.

    The mean of the records, moved by what separates a language from English in short sentences.
    """
    by_language: dict[str, list[str]] = {}
    with gzip.open(data / "search/tatoeba/tatoeba.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            by_language.setdefault(row["lang"], []).append(row["text"])
            by_language.setdefault("en", []).append(row["english"])
    short = {
        language: embedder.embed(by_language[language][:400], "passage").mean(axis=0)
        for language in LANGUAGES
    }
    made = {language: english + short[language] - short["en"] for language in LANGUAGES}
    made[""] = np.mean(list(made.values()), axis=0)
    return {language: rounded(mean, 4) for language, mean in made.items()}


def rounded(numbers: Array, digits: int) -> list[float]:
    return [round(float(number), digits) for number in numbers]


def prior(name: str, width: int) -> Array:
    """Return the prior of a head's coefficients; vectors have none."""
    before = np.zeros(width)
    held = PRIOR[name]
    for place, feature in enumerate(NAMES):
        weight = held.get(feature, 0.0)
        if feature.startswith("beside:"):
            weight = held.get(feature.removeprefix("beside:"), 0.0) / 2
        before[width - len(NAMES) + place] = weight / heads.CUES
    return before


def learn(rows: Array, truth: Array, name: str) -> Array:
    """Return coefficients and, last, the intercept: logistic regression drawn to the prior."""
    before = prior(name, rows.shape[1])
    share = truth.mean()
    weight = np.where(truth == 1, 0.5 / share, 0.5 / (1 - share))
    sign = 2 * truth - 1

    def loss(at: Array) -> tuple[float, Array]:
        margin = (rows @ at[:-1] + at[-1]) * sign
        pull = at[:-1] - before
        slope = -sign * weight / (1 + np.exp(margin))
        value = (weight * np.logaddexp(0, -margin)).sum() + (pull @ pull) / (2 * LOOSENESS)
        return float(value), np.append(rows.T @ slope + pull / LOOSENESS, slope.sum())

    start = np.append(before, 0.0)
    return minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 500}).x


def embedded(d: Labelled, cue_weights: heads.Weights) -> Array:
    """Return which sentences of a document have a vector, by what the cue heads make of them."""
    return hear(d.document, cue_weights).embedded


def columns(d: Labelled, mean: Means, mask: Array | None) -> Array:
    """Return what a head weighs: cues alone, or (with a mask) the vectors of the mask too."""
    if mask is None:
        return (heads.CUES * d.cues).astype(np.float64)
    return heads.columns(d.cues, d.vectors[mask], mask, "en", mean).astype(np.float64)


def train(records: Sequence[Labelled], mean: Means, masks: Sequence[Array] | None) -> Any:
    """Return the two heads learned from records: name -> coefficients with the intercept."""
    given = masks if masks is not None else [None] * len(records)
    rows = np.vstack([columns(d, mean, mask) for d, mask in zip(records, given, strict=True)])
    field = np.concatenate([d.field for d in records])
    marked = np.concatenate([d.gold for d in records])
    recommends = [
        learn(rows, truth, "recommendation")
        for truth in (marked, (field == "recommendation").astype(int))
    ]
    return {
        "lesson": learn(rows, (field != "driving_event").astype(int), "lesson"),
        "recommendation": (recommends[0] + recommends[1]) / 2,
    }


def scored(d: Labelled, learned: Any, mean: Means, mask: Array | None) -> Any:
    """Return head -> logits of a document's sentences, as `balai.core.lessons.head` gives them."""
    rows = columns(d, mean, mask)
    made = {name: rows @ at[:-1] + at[-1] for name, at in learned.items()}
    return heads.joined(made)


def platt(scores: Array, truth: Array) -> tuple[float, float]:
    """Return slope and intercept; Platt's targets keep them finite where all are alike."""
    positive, negative = truth.sum(), len(truth) - truth.sum()
    target = np.where(truth == 1, (positive + 1) / (positive + 2), 1 / (negative + 2))

    def loss(at: Array) -> tuple[float, Array]:
        odds = at[0] * scores + at[1]
        wrong = 1 / (1 + np.exp(-odds)) - target
        value = (np.logaddexp(0, odds) - target * odds).sum()
        return float(value), np.array([(wrong * scores).sum(), wrong.sum()])

    slope, intercept = minimize(loss, np.array([1.0, 0.0]), jac=True, method="L-BFGS-B").x
    return float(slope), float(intercept)


def outside(records: Sequence[Labelled], fold: int) -> list[Labelled]:
    return [d for n, d in enumerate(records) if n % FOLDS != fold]


def shift(odds: Array, truth: Array) -> float:
    """Return what must be added to log odds so that their mean chance is the share of truth.

    One number, not two: those proposed are the top of the scale only, and a slope fitted there
    would say nothing of the rest.
    """
    low, high = -5.0, 5.0
    for _ in range(60):
        middle = (low + high) / 2
        if (1 / (1 + np.exp(-odds - middle))).mean() < truth.mean():
            low = middle
        else:
            high = middle
    return (low + high) / 2


def best_f1(scores: Array, truth: Array) -> tuple[float, float, float]:
    order = np.argsort(-scores)
    right = np.cumsum(truth[order])
    precision, recall = right / np.arange(1, len(truth) + 1), right / truth.sum()
    f1 = 2 * precision * recall / np.maximum(precision + recall, 1e-9)
    at = int(f1.argmax())
    return float(f1[at]), float(precision[at]), float(recall[at])


def calibrated(
    way: str, records: Sequence[Any], write_ups: Sequence[Any]
) -> dict[str, list[float]]:
    """Return slope and intercept of both heads, before what was proposed is looked at.

    Both take pairs of a document's logits and truth; those of records are held out.
    """
    scores = [np.concatenate([pair[0] for pair in pairs]) for pairs in (records, write_ups)]
    truths = [np.concatenate([pair[1] for pair in pairs]) for pairs in (records, write_ups)]
    report(f"llis, recommendations, {way}", best_f1(scores[0], truths[0]))
    report(f"okb without headings, {way}", best_f1(scores[1], truths[1]))
    return {
        f"{way}:recommendation": rounded(platt(scores[0], truths[0]), 4),
        f"{way}:lesson": rounded(platt(scores[1], truths[1]), 4),
        f"{way}:proposed": [1.0, 0.0],
    }


def announced(headed: Sequence[Labelled], learned: Any, mean: Means) -> dict[str, list[float]]:
    """Return the calibration of what headings and numbers announce, which needs no vector."""
    scores, truth = [], []
    for d in headed:
        made = scored(d, learned, mean, None)["lesson"]
        weighed = lay_out(d.document).weighed
        for score, gold, each in zip(made, d.gold, weighed, strict=True):
            if each.announced is not None and not each.announced.weak:
                scores.append(score)
                truth.append(gold)
    return {
        "heading": rounded(platt(np.array(scores), np.array(truth)), 4),
        # Of 2,167 numbered items in twelve review reports 2,161 were recommendations; the rule
        # has been right on fewer in reports it was not written on, so it is trusted with less.
        "item": [0.0, round(float(np.log(0.97 / 0.03)), 4)],
    }


def right(d: Labelled, candidate: Candidate) -> bool:
    """Say whether most sentences a candidate touches are what people marked."""
    touched = [
        bool(gold)
        for gold, weighed in zip(d.gold, lay_out(d.document).weighed, strict=True)
        if weighed.sentence.start < candidate.end and candidate.start < weighed.sentence.end
    ]
    return bool(touched) and sum(touched) * 2 > len(touched)


def vectors_of(d: Labelled, weights: heads.Weights) -> heads.SentenceVectors:
    """Return the vectors that `candidates` takes with such weights."""
    return heads.SentenceVectors(ENCODER, d.vectors[embedded(d, weights)])


def proposed(
    d: Labelled, weights: heads.Weights, *, vectors: bool, only: CandidateKind | None = None
) -> list[tuple[float, bool]]:
    """Return confidence and truth of the sentences proposed from a document."""
    rows = vectors_of(d, weights) if vectors else None
    return [
        (candidate.confidence, right(d, candidate))
        for candidate in candidates(d.document, vectors=rows, weights=weights)
        if (only is None or candidate.kind is only)
        and candidate.reason.rule in (Rule.MODEL, Rule.CUES)
        and not candidate.reason.heading
    ]


def calibrate_proposed(
    records: Sequence[Labelled],
    write_ups: Sequence[Labelled],
    weights: heads.Weights,
    held_out: Sequence[heads.Weights],
) -> dict[str, list[float]]:
    """Return the last step of calibration: how often what is proposed is right."""
    made = {}
    for way, vectors in WAYS:
        pairs = [
            pair
            for n, d in enumerate(records)
            for pair in proposed(
                d, held_out[n % FOLDS], vectors=vectors, only=CandidateKind.RECOMMENDATION
            )
        ]
        pairs += [pair for d in write_ups for pair in proposed(d, weights, vectors=vectors)]
        chance = np.array([pair[0] for pair in pairs])
        truth = np.array([pair[1] for pair in pairs], dtype=int)
        made[f"{way}:proposed"] = [1.0, round(shift(np.log(chance / (1 - chance)), truth), 4)]
    return made


def report(what: str, f1: tuple[float, float, float]) -> None:
    sys.stdout.write(f"{what}: best F1 {f1[0]:.3f} (P {f1[1]:.2f}, R {f1[2]:.2f})\n")


def as_weights(learned: Any, mean: Means, calibration: dict[str, list[float]]) -> heads.Weights:
    return {
        "version": 2,
        "made_by": "tools/train_lessons.py",
        "learned_from": "NASA lessons (US public domain), annotations of nasa/mika; "
        "language means: Tatoeba sentences (CC BY 2.0 FR)",
        "encoder": ENCODER,
        "names": list(NAMES),
        "calibration": calibration,
        "heads": {n: as_data(at) for n, at in learned["vectors"].items()},
        "cue_heads": {n: as_data(at) for n, at in learned["cues"].items()},
        "means": mean,
    }


def make(
    records: Sequence[Labelled],
    write_ups: Sequence[Labelled],
    headed: Sequence[Labelled],
    mean: Means,
) -> heads.Weights:
    """Return the weights learned from records, calibrated on write-ups as well.

    First the heads that know cues alone, for they choose which sentences have vectors; then,
    with those vectors, the others. Each step is calibrated with heads that did not see the record.
    """
    learned: dict[str, Any] = {"vectors": {}}
    parts: list[dict[str, Any]] = [{"vectors": {}} for _ in range(FOLDS)]
    calibration: dict[str, list[float]] = {}
    masks: list[dict[int, Array | None]] = [{id(d): None for d in (*records, *write_ups)}]
    for way, by_vectors in reversed(WAYS):
        if by_vectors:
            gate = as_weights(learned, mean, calibration)
            masks.append({id(d): embedded(d, gate) for d in (*records, *write_ups)})
        of = masks[-1]

        def taught(
            some: Sequence[Labelled], of: dict[int, Any] = of, by_vectors: bool = by_vectors
        ) -> Any:
            return train(some, mean, [of[id(d)] for d in some] if by_vectors else None)

        learned[way] = taught(records)
        for fold, part in enumerate(parts):
            part[way] = taught(outside(records, fold))
        calibration |= calibrated(
            way,
            [
                (scored(d, parts[n % FOLDS][way], mean, of[id(d)])["recommendation"], d.gold)
                for n, d in enumerate(records)
            ],
            [(scored(d, learned[way], mean, of[id(d)])["lesson"], d.gold) for d in write_ups],
        )
        if not by_vectors:
            calibration |= announced(headed, learned[way], mean)
    others = [as_weights(part, mean, calibration) for part in parts]
    weights = as_weights(learned, mean, calibration)
    return as_weights(
        learned, mean, calibration | calibrate_proposed(records, write_ups, weights, others)
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--check", action="store_true", help="train and print, write nothing")
    arguments = parser.parse_args()
    embedder = CarriedEmbedder()
    records = llis(arguments.data, embedder)
    write_ups = okb(arguments.data, embedder)
    headed = okb(arguments.data, embedder, headings=True)
    mean = means(arguments.data, embedder, np.vstack([d.vectors for d in records]).mean(axis=0))
    data = make(records, write_ups, headed, mean)
    embedder.close()
    sys.stdout.write(f"{json.dumps(data['calibration'], indent=1)}\n")
    for name in heads.HEADS:
        weight = dict(zip(NAMES, data["cue_heads"][name]["weights"], strict=True))
        told = {f: round(weight[f] * heads.CUES, 2) for f in FAMILIES}
        sys.stdout.write(f"cue head, {name}: {told}\n")
    if not arguments.check:
        TARGET.write_text(json.dumps(data, separators=(",", ":")) + "\n", encoding="utf-8")
        sys.stdout.write(f"wrote {TARGET.name}, {TARGET.stat().st_size / 1000:.0f} kB\n")


def as_data(at: Array) -> dict[str, Any]:
    return {"weights": rounded(at[:-1], 4), "bias": round(float(at[-1]), 4)}


if __name__ == "__main__":
    main()
