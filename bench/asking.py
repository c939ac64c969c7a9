"""Does the sentence that answers stand among the first three quotations, and is nothing made up?

    python bench/asking.py [--every 12] [--half other] [--home FOLDER] [--data FOLDER]

Puts the paragraphs of XQuAD-R (shared data, not part of the project) into a node of its own in a
temporary home, or one that is kept in `--home`, and asks one question in so many, each in its
language: of the paragraphs of that language alone ("own"), and of all eight languages ("mixed").
Each is asked again with the paragraph that answers taken away, in every language: then the right
answer is none. The rules were calibrated on one half of the paragraphs; `--half other` measures
the other half, `all` both. The floors are the best sentence by words alone and by meaning alone
among those that were weighed.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import statistics
import sys
import tempfile
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from unittest import mock

ROOT = Path(__file__).parents[1]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))


def is_other_half(paragraph: str) -> bool:
    """Say whether a paragraph is in the half that was not calibrated on."""
    return int(hashlib.sha256(paragraph.encode()).hexdigest(), 16) % 2 == 1


def bare(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


@dataclass
class Gold:
    """Where the answers stand, by question and language."""

    paragraphs: dict[str, dict[str, Any]]
    questions: dict[tuple[str, str], dict[str, Any]]

    def answers(self, question: str, paragraph: str, sentence: str) -> bool:
        """Say whether a sentence of a paragraph holds the characters of the answer."""
        language, _, name = paragraph.partition(":")
        row = self.questions[(question, language)]
        if row["paragraph"] != name:
            return False
        text, said = self.paragraphs[paragraph]["text"], bare(sentence)
        start = len(bare(text[: row["answer_start"]]))
        end = start + len(bare(row["answer"]))
        whole, at = bare(text), -1
        while (at := whole.find(said, at + 1)) >= 0:
            if at <= start and end <= at + len(said) + 1:
                return True
        return False


def measure(gold: Gold, shelved: dict[str, str], every: int, half: str) -> dict[str, Any]:
    from balai.core.audience import PUBLIC
    from balai.core.retrieval.answering import support_for
    from balai.search.answering import queries, weighing
    from balai.search.queries.asking import scope_of
    from balai.search.queries.narrowing import records_visible

    order = sorted({row["id"] for row in gold.questions.values()})
    chosen = set(order[::every])
    rows = [
        row
        for row in gold.questions.values()
        if row["id"] in chosen and (half == "all" or is_other_half(row["paragraph"]))
    ]
    seen: dict[str, Any] = {}

    def overheard(texts: Any, sentences: Any, background: Any) -> Any:
        seen.update(texts=texts, sentences=sentences)
        return support_for(texts, sentences, background)

    def material(*given: Any) -> Any:
        seen["material"] = made = weighing.Material(*given)
        return made

    report: dict[str, Any] = {"questions": len(rows)}
    seconds: list[float] = []
    for kind in ("own", "mixed"):
        right: list[bool] = []
        ranked: list[bool] = []
        floors: dict[str, list[bool]] = {"words": [], "meaning": []}
        refused: list[bool] = []
        for row in rows:
            without = frozenset(
                ("source", each)
                for each, name in shelved.items()
                if name.partition(":")[2] == row["paragraph"]
            )
            others = frozenset(
                ("source", each)
                for each, name in shelved.items()
                if kind == "own" and name.partition(":")[0] != row["lang"]
            )
            for taken in (others, others | without):

                def scoped(viewer: Any, asked: Any, taken: Any = taken) -> Any:
                    scope = scope_of(viewer, asked)
                    allowed = scope.allowed
                    if taken:
                        allowed = (allowed or records_visible(scope.gates)) - taken
                    return replace(scope, allowed=allowed)

                with (
                    mock.patch.object(queries, "scope_of", scoped),
                    mock.patch.object(queries, "Material", material),
                    mock.patch.object(weighing, "support_for", overheard),
                ):
                    answered = queries.answer(PUBLIC, row["question"], languages=[row["lang"]])
                seconds.append(answered.seconds)
                if taken is not others and without <= taken:
                    refused.append(answered.is_refused)
                    continue
                shown = answered.quotations[:3]
                right.append(
                    any(gold.answers(row["id"], shelved[each.source], each.quote) for each in shown)
                )
                for name, leg in LEGS.items():
                    floors[name].append(_leg(gold, row["id"], shelved, seen, leg))
                ranked.append(_leg(gold, row["id"], shelved, seen, None))
        report[kind] = {
            "right and not refused": round(statistics.fmean(right), 3),
            "refused without the paragraph": round(statistics.fmean(refused), 3),
            "among those weighed": round(statistics.fmean(ranked), 3),
            "floor": {name: round(statistics.fmean(some), 3) for name, some in floors.items()},
        }
    seconds.sort()
    report["seconds"] = {
        "p50": round(statistics.median(seconds), 2),
        "p95": round(seconds[int(len(seconds) * 0.95)], 2),
    }
    return report


def _by_words(seen: dict[str, Any], at: int) -> float:
    sentence = seen["sentences"][at]
    asked = seen["texts"][sentence.text].asked
    return len(asked & sentence.terms) / len(asked) if asked else 0.0


def _by_meaning(seen: dict[str, Any], at: int) -> float:
    return float(seen["sentences"][at].likeness or 0.0)


LEGS: dict[str, Callable[[dict[str, Any], int], float]] = {
    "words": _by_words,
    "meaning": _by_meaning,
}


def _leg(
    gold: Gold,
    question: str,
    shelved: dict[str, str],
    seen: dict[str, Any],
    leg: Callable[[dict[str, Any], int], float] | None,
) -> bool:
    """Say whether one of the three best by a leg answers; with None, whether any does."""
    found = seen["material"]
    order: Sequence[int] = range(len(found.sentences))
    if leg is not None:
        order = sorted(order, key=lambda at: -leg(seen, at))[:3]
    return any(
        gold.answers(question, shelved[found.nearby.parts[place].record[1]], sentence)
        for place, sentence in (found.sentences[at] for at in order)
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--every", type=int, default=12)
    parser.add_argument("--half", choices=("other", "all"), default="other")
    parser.add_argument("--home", type=Path, help="a home to keep, or one that was kept")
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data")
    arguments = parser.parse_args()
    folder = arguments.data / "search" / "xquad-r"
    if not folder.is_dir():
        print(f"the data is absent ({folder})", file=sys.stderr)
        return
    with tempfile.TemporaryDirectory(prefix="balai-bench-") as temporary:
        home = arguments.home or Path(temporary)
        home.mkdir(parents=True, exist_ok=True)
        os.environ["BALAI_HOME"] = str(home)
        os.environ["DJANGO_SETTINGS_MODULE"] = "balai.config.settings"
        import django
        from django.core.management import call_command

        from bench.search import shelve
        from bench.sets import rows_of, xquad

        django.setup()
        call_command("migrate", verbosity=0)
        kept = home / "shelved.json"
        if kept.is_file():
            shelved = json.loads(kept.read_text("utf-8"))
        else:
            shelved = shelve(xquad(folder))
            kept.write_text(json.dumps(shelved), "utf-8")
        rows = list(rows_of(folder / "questions.jsonl.gz"))
        gold = Gold(
            {row["id"]: row for row in rows_of(folder / "paragraphs.jsonl.gz")},
            {(row["id"], row["lang"]): row for row in rows},
        )
        report = measure(gold, shelved, arguments.every, arguments.half)
    print(json.dumps(report, indent=1))


if __name__ == "__main__":
    main()
