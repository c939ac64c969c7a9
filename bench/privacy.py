"""How much personal data the patterns find, how much else, and how fast, on the shared data.

    python -m bench.privacy sets [SET …]     recall by type and precision (tab, own-ms, …)
    python -m bench.privacy marked [SET …]   the same with the encoder's marks
    python -m bench.privacy passes           processor time of vectors alone, and with marks
    python -m bench.privacy prose            share of letters masked in ordinary write-ups
    python -m bench.privacy speed            seconds of processor time for 100 pages
    python -m bench.privacy adversarial      the same for a megabyte of each awkward text
    python -m bench.privacy dense [KIND …]   the same for a megabyte packed with findings

The data (its folder: BALAI_DATA, else ../shared/data) is not part of Balai, and nothing of it is
printed. A mention counts as found when every letter and digit of it is masked, as touched when
one is. Precision is the share of masked characters that lie in mentions which people marked as
direct or quasi-identifiers; in brackets, in any mention that was marked. For names of persons,
recall and precision count what was found as a name only; a title before a name ("Encik") counts
neither for nor against, and in brackets against.

The marks of `marked` come from the shipped head, which was learned from every set but our own
sentences: figures on documents it has not seen are printed by `python -m tools.train_names`.
"""

from __future__ import annotations

import gzip
import json
import os
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from balai.core.privacy import Finding, FindingType, findings
from tests.core.privacy.dense import KINDS, dense

DATA = Path(os.environ.get("BALAI_DATA", Path(__file__).parents[2] / "shared" / "data"))
SETS = {
    "tab": "personal-data/tab/tab.jsonl.gz",
    "presidio": "personal-data/presidio/presidio-large.jsonl.gz",
    "presidio-synth": "personal-data/presidio/presidio-synth-v2.jsonl.gz",
    "echr-fr": "personal-data/echr/echr-fr.jsonl.gz",
    "echr-es": "personal-data/echr/echr-es.jsonl.gz",
    "thai": "personal-data/thai-ner/thai-ner.jsonl.gz",
    "nergrit": "personal-data/nergrit/nergrit.jsonl.gz",
}
OWN = Path(__file__).parents[1] / "tests" / "quality" / "own_names"
OWN_SETS = {"own-ms": "ms.jsonl", "own-nl": "nl.jsonl", "own-ar": "ar.jsonl"}
"""Sentences of our own, which need no shared data; who wrote them and when is said beside them."""
Detect = Callable[[str, str], Iterable[Finding]]
"""Takes a text and its language: the patterns alone, or patterns with a learned finder."""
WORDS_A_PAGE = 500
PERSONS = frozenset({"PER", "PERSON", "LEGAL_PROFESSIONAL"})
_TITLES = frozenset({"PREFIX", "TITLE"})
_WEIGHT = {"DIRECT": 3, "QUASI": 2, "NONE": 1}


@dataclass
class Score:
    """Counts over one set. Keys of the counters are (class, type) as the set names them."""

    total: Counter[tuple[str, str]] = field(default_factory=Counter)
    full: Counter[tuple[str, str]] = field(default_factory=Counter)
    touched: Counter[tuple[str, str]] = field(default_factory=Counter)
    masked: int = 0
    persons: int = 0
    persons_named: int = 0
    named: int = 0
    in_names: int = 0
    in_titles: int = 0
    identifying: int = 0
    marked: int = 0
    characters: int = 0

    def recall(self, class_: str, type_: str = "") -> float:
        """Return the share of mentions of a class (and type) that are masked whole."""
        keys = [key for key in self.total if key[0] == class_ and type_ in ("", key[1])]
        total = sum(self.total[key] for key in keys)
        return sum(self.full[key] for key in keys) / total if total else 1.0

    @property
    def precision(self) -> float:
        """Return the share of masked characters in direct or quasi-identifiers."""
        return self.identifying / self.masked if self.masked else 1.0

    @property
    def name_recall(self) -> float:
        """Return the share of mentions of persons that findings of names cover whole."""
        return self.persons_named / self.persons if self.persons else 1.0

    def name_precision(self, *, titles: bool = False) -> float:
        """Return the share of the characters found as names that lie in marked persons' names.

        Titles lie outside the marks of most sets and inside what the patterns find: they are
        left out, or (with `titles`) counted as wrong.
        """
        named = self.named - (0 if titles else self.in_titles)
        return self.in_names / named if named else 1.0

    @property
    def share(self) -> float:
        """Return the share of all characters that is masked."""
        return self.masked / self.characters if self.characters else 0.0


def rows(name: str) -> Iterator[dict[str, Any]]:
    """Yield the rows of a set."""
    with gzip.open(DATA / name, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def labelled(name: str) -> Iterator[dict[str, Any]]:
    """Yield the rows of one of SETS or OWN_SETS: id, lang, text, spans."""
    if name in SETS:
        yield from rows(SETS[name])
        return
    with (OWN / OWN_SETS[name]).open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def score(name: str, detect: Detect = findings) -> Score:
    """Measure a way of detecting on one of SETS or OWN_SETS."""
    return score_rows(labelled(name), detect)


def score_rows(some: Iterable[dict[str, Any]], detect: Detect = findings) -> Score:
    """Measure a way of detecting on rows as `labelled` gives them."""
    result = Score()
    for row in some:
        text, spans = row["text"], row["spans"]
        found = list(detect(text, row["lang"]))
        _add_names(result, text, found, spans)
        _add(result, text, found, spans)
    return result


def report(name: str, result: Score) -> str:
    """Return the figures of a set in one line, and one line a class and type."""
    marked = result.marked / max(1, result.masked)
    lines = [
        f"{name}: direct {result.recall('DIRECT'):.3f}, quasi {result.recall('QUASI'):.3f}, "
        f"precision {result.precision:.3f} ({marked:.3f}), masked {result.share:.3f}; "
        f"names {result.name_recall:.3f}, precision {result.name_precision():.3f} "
        f"({result.name_precision(titles=True):.3f})"
    ]
    for key in sorted(result.total):
        if key[0] != "NONE":
            total = result.total[key]
            full, touched = result.full[key] / total, result.touched[key] / total
            lines.append(
                f"  {key[0]:7}{key[1]:20}{total:6}  found {full:.3f}  touched {touched:.3f}"
            )
    return "\n".join(lines)


def _add_names(result: Score, text: str, found: list[Finding], spans: list[dict[str, Any]]) -> None:
    """Count names: `kind` holds 1 for each character of a person's name, 2 for a title's."""
    kind, named = bytearray(len(text)), bytearray(len(text))
    for span in sorted(spans, key=lambda each: each["type"] in PERSONS):
        if span["type"] in PERSONS or span["type"] in _TITLES:
            mark = b"\1" if span["type"] in PERSONS else b"\2"
            kind[span["start"] : span["end"]] = mark * (span["end"] - span["start"])
    for each in found:
        if each.type is FindingType.NAME:
            named[each.start : each.end] = b"\1" * (each.end - each.start)
            first = kind.find(b"\1", each.start, each.end)
            places = [at for at in range(each.start, each.end) if not text[at].isspace()]
            result.named += len(places)
            result.in_names += sum(kind[at] == 1 for at in places)
            result.in_titles += sum(
                kind[at] != 1 and (at < first or kind[at] == 2) for at in places
            )
    for span in spans:
        if span["type"] in PERSONS:
            letters = [at for at in range(span["start"], span["end"]) if text[at].isalnum()]
            result.persons += 1
            result.persons_named += all(named[at] for at in letters)


def _add(result: Score, text: str, found: list[Finding], spans: list[dict[str, Any]]) -> None:
    mask = bytearray(len(text))
    for each in found:
        mask[each.start : each.end] = b"\1" * (each.end - each.start)
    gold = bytearray(len(text))
    for span in spans:
        weight = _WEIGHT[span["class"]]
        letters = [at for at in range(span["start"], span["end"]) if text[at].isalnum()]
        for at in range(span["start"], span["end"]):
            gold[at] = max(gold[at], weight)
        key, hit = (span["class"], span["type"]), sum(mask[at] for at in letters)
        result.total[key] += 1
        result.full[key] += hit == len(letters)
        result.touched[key] += hit > 0
    for masked, weight, char in zip(mask, gold, text, strict=True):
        if not char.isspace():
            result.characters += 1
            result.masked += masked
            result.identifying += masked and weight >= _WEIGHT["QUASI"]
            result.marked += masked and weight > 0


def with_marks() -> Detect:
    """Return detection by patterns and by the marks of the carried encoder, in this process."""
    from balai.foundation.embedding.build import ensure_model
    from balai.foundation.embedding.encoder import Encoder

    encoder = Encoder(ensure_model())
    return lambda text, language: findings(text, language, marks=encoder.marks(text))


def passes(count: int = 12) -> tuple[float, float]:
    """Return the processor time of the vectors of some pages' passages, without and with marks."""
    from balai.core.passages.assemble import assemble
    from balai.core.passages.chunk import chunk
    from balai.core.passages.document import RawBlock
    from balai.foundation.embedding.build import ensure_model
    from balai.foundation.embedding.encoder import Encoder

    blocks = [RawBlock(1, line) for line in pages(count).split("\n") if line.strip()]
    document = assemble(blocks, format="text", detect=lambda _: "en")
    texts = [document.text[each.start : each.end] for each in chunk(document)]
    encoder = Encoder(ensure_model())
    encoder.vector_and_marks("Warm.")
    alone = both = 0.0
    for text in texts:  # by turns, so that what else the machine does falls on both
        before = time.process_time()
        encoder.vector(encoder.tokens(text, "passage"))
        between = time.process_time()
        encoder.vector_and_marks(text)
        alone, both = alone + between - before, both + time.process_time() - between
    return alone, both


def prose() -> dict[str, float]:
    """Return the share of characters masked in each of the write-ups of search/okb."""
    shares = {}
    for row in rows("search/okb/docs.jsonl.gz"):
        masked = sum(each.end - each.start for each in findings(row["text"], "en"))
        shares[row["id"]] = masked / max(1, len(row["text"]))
    return shares


def pages(count: int = 100) -> str:
    """Return that many pages of 500 words of ordinary write-ups."""
    text = "\n".join(row["text"] for row in rows("search/okb/docs.jsonl.gz"))
    words, end = 0, 0
    while words < count * WORDS_A_PAGE and end < len(text):
        step = text[end : end + 4000]
        words += len(step.split())
        end += len(step)
    return text[:end]


def seconds(text: str) -> float:
    """Return the processor time of looking through a text, patterns already compiled."""
    findings("Mr Tan, 012-345 6789")
    before = time.process_time()
    findings(text)
    return time.process_time() - before


ADVERSARIAL = [
    "a",
    "A ",
    "1",
    "1 ",
    "1-",
    "(1)",
    "@",
    "a.",
    " ",
    "Mr ",
    "Mr Aa Bb ",
    "Ali bin ",
    "12 Xx ",
    "12 rue de la ",
    "born ",
    "case no. 123/45, ",
    "นาย",
    "السيد ",
    "+60 12-345 6789 ",
    "GB82 WEST 1234 ",
    "123 456 789 ",
    "IC 12345 ",
    "aged 34 ",
    "12 May 2019 ",
    "Encik Encik ",
    "AB 1 ",
    "A1 ",
    "1 a",
    "born 1 ",
    "ก",
    "ا",
]


def _print_sets(names: list[str]) -> None:
    for name in names or [*SETS, *OWN_SETS]:
        print(report(name, score(name)), flush=True)


def main(arguments: list[str]) -> int:
    """Run one of the measurements; return the exit status."""
    match arguments:
        case ["sets", *names]:
            _print_sets(names)
        case ["marked", *names]:
            detect = with_marks()
            for name in names or [*SETS, *OWN_SETS]:
                print(report(name, score(name, detect)), flush=True)
        case ["passes"]:
            alone, both = passes()
            print(f"vectors {alone:.2f} s, with marks {both:.2f} s ({both / alone - 1:+.0%})")
        case ["prose"]:
            shares = prose()
            print(f"mean {sum(shares.values()) / len(shares):.4f}, most {max(shares.values()):.4f}")
        case ["speed"]:
            text = pages()
            print(f"{len(text.split())} words: {seconds(text):.2f} s")
        case ["adversarial"]:
            for unit in ADVERSARIAL:
                text = (unit * (1_000_000 // len(unit) + 1))[:1_000_000]
                print(f"{unit!r}: {seconds(text):.1f} s", flush=True)
        case ["dense", *kinds]:
            for kind in kinds or KINDS:
                print(f"{kind}: {seconds(dense(kind, 1_000_000)):.1f} s", flush=True)
        case _:
            print(__doc__)
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
