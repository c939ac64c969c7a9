"""Learn the head that reads names out of the encoder's token states, and write names.npz.

    python -m tools.train_names ../shared/data [--check] [--folds N] [--seed N]

Learned from sets under open licences only: English judgments (TAB, MIT), French and Spanish
judgments of the European Court of Human Rights (MIT), Thai news (thai-ner, CC BY 3.0),
Indonesian news (nergrit, MIT) and invented English sentences (presidio-research, MIT). Malay,
Dutch and Arabic are never learned from.

The sets do not mark the same things. Where one lacks a type, a token that it leaves unmarked may
be of that type, though it hardly is: its loss is the chance of "none" and, at UNMARKED, of the
types that are lacking. Mentions that a set marks as identifying nobody are unmarked.

Figures are cross-validated by document (judgments that share an application number or a party
are one document; news and sentences go by forty). `--check` prints them and writes nothing.
About ten minutes on one core.

One long file on purpose: it is the recipe of the weights, read from top to bottom beside them.
"""

from __future__ import annotations

import argparse
import io
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from balai.core.privacy import findings
from balai.core.privacy.learned.head import LAYERS, REACH, TAGS, Head
from balai.core.privacy.learned.mark import Mark, MarkType
from balai.core.privacy.learned.shapes import WIDTH, shapes
from balai.foundation.embedding.build import ensure_model
from balai.foundation.embedding.encoder import BEGIN, END, Encoder
from balai.foundation.embedding.windows import windows
from bench import privacy

TARGET = Path(__file__).parents[1] / "src/balai/core/privacy/learned/names.npz"
HIDDEN, MIDDLE = 96, 64
EPOCHS, BATCH, RATE, DROPPED, DECAY = 8, 1024, 2e-3, 0.3, 1e-4
UNMARKED = 0.25
SHAPE_SCALE = 2.0
# Added to the scores: chosen on the folds, the same for every language.
LEANING = dict.fromkeys(MarkType, 1.5) | {MarkType.NAME: 2.4}
WEIGHT = {"tab": 1.5, "echr-fr": 1.3, "echr-es": 1.3, "thai": 0.6}
ALIKE = 40
N, P, A, G, D, C, T, Q = (
    MarkType.NAME, MarkType.PLACE, MarkType.ADDRESS, MarkType.ORGANISATION,
    MarkType.DATE, MarkType.NUMBER, MarkType.TRAIT, MarkType.QUANTITY,
)  # fmt: skip
TYPE_OF = {
    "PERSON": N, "PER": N, "LEGAL_PROFESSIONAL": N, "LOC": P, "LOCATION": P, "PLACE": P,
    "GPE": P, "ADDRESS": A, "STREET_ADDRESS": A, "ZIP": A, "ZIP_CODE": A, "ORG": G,
    "ORGANIZATION": G, "ORGANISATION": G, "DATETIME": D, "DATE": D, "DATE_TIME": D, "CODE": C,
    "CREDIT_CARD": C, "PHONE_NUMBER": C, "PHONE": C, "EMAIL": C, "EMAIL_ADDRESS": C, "US_SSN": C,
    "IBAN_CODE": C, "US_DRIVER_LICENSE": C, "IP_ADDRESS": C, "DEM": T, "NATIONALITY": T,
    "ETHNIC_CATEGORY": T, "NRP": T, "AGE": T, "QUANTITY": Q,
}  # fmt: skip
LACKING: dict[str, tuple[MarkType, ...]] = {
    "tab": (A,), "presidio": (T, Q), "presidio-synth": (Q,), "thai": (T, Q),
    "nergrit": (D, C, T, Q, A), "echr-fr": (A,), "echr-es": (A,),
}  # fmt: skip
# A place may be written as an address where a set has no addresses, and the other way round.
EITHER = {name: {P: A} for name in ("tab", "echr-fr", "echr-es", "nergrit", "thai")} | {
    "presidio": {A: P}
}
# What one set marks beside a name or a date, and others leave unmarked: anything goes there.
OPEN = {
    "PREFIX": (N,), "TITLE": (N,), "TIME": (Q, D), "MONEY": (Q, D), "CURRENCY": (Q, D),
    "LEN": (Q, D), "PERCENT": (Q, D), "URL": (C,), "DOMAIN_NAME": (C,), "LAW": (C,), "MISC": (),
}  # fmt: skip
Array = Any


@dataclass
class Read:
    """One set as the encoder reads it. `allowed` has a row per token: the weight of each tag."""

    name: str
    rows: list[dict[str, Any]]
    states: Array
    looks: Array
    allowed: Array
    place: list[list[tuple[int, int]]]
    window: Array
    document: Array
    fold: Array
    language: str

    def tokens_of(self, documents: Array) -> Array:
        """Return which tokens lie in the documents that the mask names."""
        return documents[self.document][self.window]


def tags(kinds: Iterable[MarkType]) -> list[int]:
    order = tuple(MarkType)
    return [2 * order.index(kind) + side for kind in kinds for side in (1, 2)]


def read_set(name: str, encoder: Encoder, folds: int, group: dict[tuple[str, str], int]) -> Read:
    rows = list(privacy.labelled(name))
    states, looks, allowed, place, window, document = [], [], [], [], [], []
    head = encoder.pieces("passage: ")
    for number, row in enumerate(rows):
        text = row["text"]
        for start, end in windows(text, lambda part: len(encoder.pieces(part))):
            part = text[start:end]
            pieces, places = encoder.placed(part)
            if not pieces:
                continue
            found = encoder.states([BEGIN, *head, *pieces, END], LAYERS)
            inner = slice(1 + len(head), 1 + len(head) + len(pieces))
            states.append(np.concatenate([s[inner] for s in found], axis=1).astype(np.float16))
            looks.append(shapes(part, places).astype(np.float16))
            within = [(low + start, high + start) for low, high in places]
            allowed.append(allowance(name, row["spans"], within))
            window += [len(document)] * len(pieces)
            place.append(within)
            document.append(number)
    keys = [row.get("case") or row["id"] for row in rows]
    known = name == "tab" or name.startswith("echr")
    fold = [group[name, key] if known else n // ALIKE for n, key in enumerate(keys)]
    return Read(
        name, rows, np.concatenate(states), np.concatenate(looks), np.concatenate(allowed),
        place, np.array(window), np.array(document), np.array(fold) % folds, rows[0]["lang"],
    )  # fmt: skip


def allowance(name: str, spans: list[dict[str, Any]], places: list[tuple[int, int]]) -> Array:
    """Return for each token the weight of each tag that its set's marks allow."""
    rows = np.zeros((len(places), TAGS), np.float32)
    rows[:, 0] = 1
    rows[:, tags(LACKING[name])] = UNMARKED
    taken = np.zeros(len(places), bool)
    for span in sorted(spans, key=lambda each: (each["start"], -each["end"])):
        inside = [
            at
            for at, (low, high) in enumerate(places)
            if low < span["end"] and high > span["start"] and not taken[at]
        ]
        kind = span["type"]
        if kind in OPEN:
            rows[np.ix_(inside, tags(OPEN[kind]))] = 1
        elif span["class"] != "NONE":
            meant = TYPE_OF[kind]
            also = EITHER.get(name, {}).get(meant)
            rows[inside] = 0
            for first, at in enumerate(inside):
                choice = [tags([each])[first > 0] for each in (meant, also) if each]
                rows[at, choice] = 1
            taken[inside] = True
    return rows


def grouped() -> dict[tuple[str, str], int]:
    """Return a number for each judgment; those that share a case or a party share it."""
    said: dict[tuple[str, str], set[str]] = {}
    for name in ("tab", "echr-fr", "echr-es"):
        for row in list(privacy.labelled(name)):
            words = said.setdefault((name, row.get("case") or row["id"]), set())
            words.update("/".join(m) for m in re.findall(r"\b(\d{3,6}) ?/ ?(\d\d)\b", row["text"]))
            for span in row["spans"]:
                if span["class"] == "DIRECT" and span["type"] in privacy.PERSONS:
                    words.update(re.findall(r"\w{4,}", span["text"].lower()))
    common = Counter(word for words in said.values() for word in words)
    number = {key: at for at, key in enumerate(said)}
    sharing = defaultdict(list)
    for key, words in said.items():
        for word in words:
            if common[word] <= 4:
                sharing[word].append(key)
    for keys in sharing.values():
        joined = {number[key] for key in keys}
        for key, own in number.items():
            if own in joined:
                number[key] = min(joined)
    order = {own: at for at, own in enumerate(sorted(set(number.values())))}
    return {key: order[own] for key, own in number.items()}


@dataclass
class Standard:
    """What is taken off the states, and what they are divided by."""

    mean: Array
    spread: Array

    def apply(self, states: Array) -> Array:
        """Return states of mean nought and spread one."""
        return (states.astype(np.float32) - self.mean) / self.spread


def standard(sets: Sequence[Read]) -> Standard:
    """Return the mean of the languages' means, and the spread around each language's own."""
    mean_of: dict[str, list[Array]] = defaultdict(list)
    for each in sets:
        mean_of[each.language].append(each.states.mean(axis=0, dtype=np.float64))
    own = {language: np.mean(means, axis=0) for language, means in mean_of.items()}
    total = sum(
        ((each.states - own[each.language].astype(np.float32)) ** 2).sum(axis=0, dtype=np.float64)
        for each in sets
    )
    count = sum(len(each.states) for each in sets)
    mean = np.mean(list(own.values()), axis=0)
    spread = np.sqrt(total / count) + 1e-3
    return Standard(mean.astype(np.float32), spread.astype(np.float32))


class Network:
    """The network in training, with Adam's running means."""

    def __init__(self, inputs: int, random: np.random.Generator) -> None:
        def drawn(rows: int, columns: int, scale: float = 1.0) -> Array:
            sides = random.standard_normal((rows, columns)) * np.sqrt(2 / rows) * scale
            return sides.astype(np.float32)

        self.weights: dict[str, Array] = {
            "first": drawn(inputs, HIDDEN),
            "first_bias": np.zeros(HIDDEN, np.float32),
            "second": drawn(HIDDEN * (2 * REACH + 1), MIDDLE),
            "second_bias": np.zeros(MIDDLE, np.float32),
            "third": drawn(MIDDLE, TAGS, 0.3),
            "third_bias": np.zeros(TAGS, np.float32),
        }
        self._mean = {name: np.zeros_like(w) for name, w in self.weights.items()}
        self._square = {name: np.zeros_like(w) for name, w in self.weights.items()}
        self._steps, self._random = 0, random

    def learn(self, rows: Array, window: Array, allowed: Array, weight: Array, rate: float) -> None:
        """Take one step of Adam down the loss of a batch of whole windows."""
        w = self.weights
        hidden = np.maximum(rows @ w["first"] + w["first_bias"], 0)
        kept = self._kept(hidden)
        hidden = hidden * kept
        beside = _beside(hidden, window)
        middle = np.maximum(beside @ w["second"] + w["second_bias"], 0)
        kept_middle = self._kept(middle)
        middle = middle * kept_middle
        scores = middle @ w["third"] + w["third_bias"]
        powers = np.exp(scores - scores.max(axis=1, keepdims=True))
        chance = powers / powers.sum(axis=1, keepdims=True)
        right = chance * allowed
        right /= np.maximum(right.sum(axis=1, keepdims=True), 1e-9)
        back = ((chance - right) * (weight / weight.sum())[:, None]).astype(np.float32)
        slopes = {"third": middle.T @ back, "third_bias": back.sum(axis=0)}
        back = (back @ w["third"].T) * kept_middle * (middle > 0)
        slopes |= {"second": beside.T @ back, "second_bias": back.sum(axis=0)}
        back = _gathered(back @ w["second"].T, window) * kept * (hidden > 0)
        slopes |= {"first": rows.T @ back, "first_bias": back.sum(axis=0)}
        self._step(slopes, rate)

    def _kept(self, values: Array) -> Array:
        kept = self._random.random(values.shape, dtype=np.float32) > DROPPED
        return kept / np.float32(1 - DROPPED)

    def _step(self, slopes: dict[str, Array], rate: float) -> None:
        self._steps += 1
        for name, slope in slopes.items():
            self._mean[name] = 0.9 * self._mean[name] + 0.1 * slope
            self._square[name] = 0.999 * self._square[name] + 0.001 * slope * slope
            mean = self._mean[name] / (1 - 0.9**self._steps)
            square = self._square[name] / (1 - 0.999**self._steps)
            step = rate * mean / (np.sqrt(square) + 1e-8)
            if not name.endswith("bias"):
                step = step + rate * DECAY * self.weights[name]
            self.weights[name] -= step.astype(np.float32)


def _shifted(values: Array, window: Array, by: int) -> Array:
    """Return for each token the row of the one `by` further on in its window, else zeros."""
    moved = np.zeros_like(values)
    if by == 0:
        return values
    here, there = (slice(None, -by), slice(by, None)) if by > 0 else (
        slice(-by, None), slice(None, by))  # fmt: skip
    moved[here] = values[there] * (window[here] == window[there])[:, None]
    return moved


def _beside(hidden: Array, window: Array) -> Array:
    steps = range(-REACH, REACH + 1)
    return np.concatenate([_shifted(hidden, window, by) for by in steps], axis=1)


def _gathered(back: Array, window: Array) -> Array:
    parts = np.split(back, 2 * REACH + 1, axis=1)
    steps = range(-REACH, REACH + 1)
    return sum(_shifted(part, window, -by) for by, part in zip(steps, parts, strict=True))


def train(parts: Sequence[tuple[Read, Array]], norm: Standard, seed: int) -> Head:
    """Return the head learned from the tokens that the masks of the sets choose."""
    random = np.random.default_rng(seed)
    rows = np.concatenate([inputs(each, norm, mask) for each, mask in parts])
    allowed = np.concatenate([each.allowed[mask] for each, mask in parts])
    weight = np.concatenate(
        [np.full(mask.sum(), WEIGHT.get(each.name, 1.0), np.float32) for each, mask in parts]
    )
    window = np.concatenate([each.window[mask] + 10**6 * n for n, (each, mask) in enumerate(parts)])
    starts = np.flatnonzero(np.diff(window, prepend=-1))
    ends = np.append(starts[1:], len(window))
    network, steps = Network(rows.shape[1], random), EPOCHS * (len(rows) // BATCH + 1)
    done = 0
    for _ in range(EPOCHS):
        chosen: list[Array] = []
        order = random.permutation(len(starts))
        for place, at in enumerate(order):
            chosen.append(np.arange(starts[at], ends[at]))
            if sum(map(len, chosen)) >= BATCH or place + 1 == len(order):
                batch = np.concatenate(chosen)
                rate = RATE * max(1 - done / steps, 0.02)
                network.learn(rows[batch], window[batch], allowed[batch], weight[batch], rate)
                chosen, done = [], done + 1
    return folded(network.weights, norm)


def inputs(each: Read, norm: Standard, mask: Array) -> Array:
    looks = SHAPE_SCALE * each.looks[mask].astype(np.float32)
    return np.concatenate([norm.apply(each.states[mask]), looks], axis=1)


def folded(learned: dict[str, Array], norm: Standard) -> Head:
    """Return the head that reads plain states: standardising goes into the first layer."""
    first = learned["first"].copy()
    first[:-WIDTH] /= norm.spread[:, None]
    first[-WIDTH:] *= SHAPE_SCALE
    leaning = np.zeros(TAGS, np.float32)
    for kind, by in LEANING.items():
        leaning[tags([kind])] = by
    bias = learned["first_bias"] - norm.mean @ first[:-WIDTH]
    others = {name: learned[name] for name in learned if not name.startswith("first")}
    return Head(first=first, first_bias=bias, leaning=leaning, **others)


def as_file(head: Head) -> bytes:
    """Return the head in sixteen bits; the large biases of the first layer keep theirs."""
    kept = {
        name: getattr(head, name).astype(np.float32 if name == "first_bias" else np.float16)
        for name in Head.__dataclass_fields__
    }
    buffer = io.BytesIO()
    np.savez_compressed(buffer, **kept)
    return buffer.getvalue()


def marks_of(each: Read, head: Head) -> dict[int, list[Mark]]:
    """Return the marks of every document of a set."""
    made: dict[int, list[Mark]] = defaultdict(list)
    starts = np.searchsorted(each.window, np.arange(len(each.document) + 1))
    for at, document in enumerate(each.document):
        tokens = slice(starts[at], starts[at + 1])
        low = each.place[at][0][0]
        high = each.place[at][-1][1]
        part = each.rows[document]["text"][low:high]
        places = [(start - low, end - low) for start, end in each.place[at]]
        states = each.states[tokens].astype(np.float32)
        made[document] += [
            Mark(low + mark.start, low + mark.end, mark.type, mark.confidence)
            for mark in head.marks(states, part, places)
        ]
    return made


def cross_validate(sets: Sequence[Read], norm: Standard, folds: int, seed: int) -> None:
    """Print the figures on documents that the head has not seen."""
    marks: dict[str, dict[int, list[Mark]]] = defaultdict(dict)
    for fold in range(folds):
        parts = [(each, each.tokens_of(each.fold != fold)) for each in sets]
        head = train(parts, norm, seed)
        for each in sets:
            unseen = each.fold == fold
            made = marks_of(each, head)
            marks[each.name] |= {n: made[n] for n in np.flatnonzero(unseen)}
    for each in sets:
        made = {row["text"]: marks[each.name][n] for n, row in enumerate(each.rows)}
        found = privacy.score_rows(
            each.rows, lambda text, language, made=made: findings(text, language, marks=made[text])
        )
        print(privacy.report(each.name, found), flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--check", action="store_true", help="print figures, write nothing")
    parser.add_argument("--folds", type=int, default=3)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    privacy.DATA = options.data
    encoder, group = Encoder(ensure_model()), grouped()
    sets = [read_set(name, encoder, options.folds, group) for name in privacy.SETS]
    norm = standard(sets)
    sys.stdout.write(f"seed {options.seed}, {sum(len(s.states) for s in sets)} tokens\n")
    if not options.check:
        everything = [(each, np.ones(len(each.states), bool)) for each in sets]
        TARGET.write_bytes(as_file(train(everything, norm, options.seed)))
        sys.stdout.write(f"wrote {TARGET.name}, {TARGET.stat().st_size / 1000:.0f} kB\n")
    sys.stdout.flush()
    cross_validate(sets, norm, options.folds, options.seed)


if __name__ == "__main__":
    main()
