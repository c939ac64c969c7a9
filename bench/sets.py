"""Sets with judged queries: documents, questions, and how good each document is for each.

The data is not part of the project (tests/quality/README.md says where it is looked for). Whoever
measures a ranking reads the sets from here, so that every engine is asked the same.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from balai.core.passages.chunk import Passage

ROOT = Path(__file__).parents[1]
DATA = ROOT.parent / "shared" / "data"
"""Where the data lies unless another folder is named."""


@dataclass(frozen=True)
class Question:
    """A query, the language its asker reads, and to documents of which language it is narrowed.

    Figures are given by `label`, which is the language where nothing else is said.
    """

    language: str
    text: str
    within: str = ""
    label: str = ""


@dataclass
class Set:
    """Documents, queries, and how good each document is for each query."""

    documents: dict[str, tuple[str, str]]
    queries: dict[str, Question] = field(default_factory=dict)
    grades: dict[str, dict[str, float]] = field(default_factory=dict)
    any_of: bool = False
    """Whether the first good document counts alone (known-item search)."""
    languages: dict[str, str] = field(default_factory=dict)
    """The languages of documents that are not in English."""

    def language_of(self, name: str) -> str:
        return self.languages.get(name, "en")

    def passages_of(self, name: str) -> list[tuple[Passage, str]]:
        """Return the passages of a document, as Balai cuts it, with their words."""
        from balai.core.passages.assemble import assemble
        from balai.core.passages.chunk import chunk
        from balai.core.passages.document import BlockKind, RawBlock

        title, text = self.documents[name]
        blocks = [RawBlock(1, title, BlockKind.TITLE)] if title else []
        blocks += [RawBlock(1, part) for part in text.split("\n") if part.strip()]
        read = assemble(blocks, format="txt", detect=lambda _: self.language_of(name))
        return [(each, read.text[each.start : each.end]) for each in chunk(read)]


def rows_of(path: Path) -> Iterator[dict[str, Any]]:
    content = path.read_bytes()
    text = (gzip.decompress(content) if path.suffix == ".gz" else content).decode("utf-8")
    yield from (json.loads(line) for line in text.split("\n") if line.strip())


def judged(folder: Path) -> Set:
    found = Set(
        {
            str(r["id"]): (r["title"] or "", r["text"] or "")
            for r in rows_of(folder / "docs.jsonl.gz")
        }
    )
    for row in rows_of(folder / "qrels.jsonl.gz"):
        found.grades.setdefault(str(row["query"]), {})[str(row["doc"])] = float(row["grade"])
    for row in rows_of(folder / "queries.jsonl.gz"):
        if str(row["id"]) in found.grades:
            found.queries[str(row["id"])] = Question("en", row["text"])
    return found


def bills(folder: Path) -> Set:
    """Titles without number, year and the words all bills share, to the English text."""
    rows = list(rows_of(folder / "bills.jsonl.gz"))
    found = Set({row["id"]: ("", row["text_en"]) for row in rows}, any_of=True)
    names = {row["id"]: _bare(row["title_en"]).lower() for row in rows}
    for row in rows:
        for language in ("ms", "en"):
            query = f"{language}:{row['id']}"
            found.queries[query] = Question(language, _bare(row[f"title_{language}"]))
            found.grades[query] = {i: 1.0 for i, n in names.items() if n == names[row["id"]]}
    return found


def _bare(title: str) -> str:
    title = re.sub(r"D\.?R\.?\s*\d+/\d+|\d+|[()/.]", " ", title)
    shared = r"(?i)\b(rang undang-undang|bill|amendment|pindaan|passed|diluluskan|act|akta)\b"
    return " ".join(re.sub(shared, " ", title).split())


def okb(folder: Path) -> Set:
    documents = {r["id"]: (r["title"], r["text"]) for r in rows_of(folder / "docs.jsonl.gz")}
    found = Set(documents, any_of=True)
    for row in rows_of(ROOT / "tests" / "quality" / "okb_questions.jsonl"):
        found.queries[row["id"]] = Question(row["lang"], row["question"])
        found.grades[row["id"]] = dict.fromkeys(row["docs"], 1.0)
    return found


EVERY = 12
"""Of the questions of xquad-r, one in so many is asked, and half of those of every pair."""


def xquad(folder: Path, every: int = EVERY) -> Set:
    """Questions to paragraphs in one index of eight languages, each translation a good answer.

    "ar" and so on: nothing is narrowed. "ar>zh": the paragraphs of one language alone.
    """
    paragraphs = list(rows_of(folder / "paragraphs.jsonl.gz"))
    found = Set({row["id"]: ("", row["text"]) for row in paragraphs})
    found.languages = {row["id"]: row["lang"] for row in paragraphs}
    languages = sorted(set(found.languages.values()))
    questions = list(rows_of(folder / "questions.jsonl.gz"))
    order = sorted({row["id"] for row in questions})
    asked, paired = set(order[::every]), set(order[:: 2 * every])
    for row in questions:
        own, words, paragraph = row["lang"], row["question"], row["paragraph"]
        if row["id"] in asked:
            query = f"{own}:{row['id']}"
            found.queries[query] = Question(own, words)
            found.grades[query] = {f"{each}:{paragraph}": 1.0 for each in languages}
        for other in languages if row["id"] in paired else ():
            query = f"{own}>{other}:{row['id']}"
            found.queries[query] = Question(own, words, other, f"{own}>{other}")
            found.grades[query] = {f"{other}:{paragraph}": 1.0}
    return found


def tatoeba(language: str) -> Callable[[Path], Set]:
    """Return the set of sentences of a language, each to find its English one: see success@1."""

    def read(folder: Path) -> Set:
        rows = [row for row in rows_of(folder / "tatoeba.jsonl.gz") if row["lang"] == language]
        found = Set({row["english"]: ("", row["english"]) for row in rows}, any_of=True)
        for row in rows:
            found.queries[row["id"]] = Question(language, row["text"])
            found.grades[row["id"]] = {row["english"]: 1.0}
        return found

    return read


TATOEBA = ("ms", "id", "th", "fr", "nl", "ar", "es", "tl")
SETS: dict[str, Callable[[Path], Set]] = {
    "cranfield": judged,
    "cisi": judged,
    "bills": bills,
    "okb": okb,
    "xquad": xquad,
    **{f"tatoeba-{each}": tatoeba(each) for each in TATOEBA},
}
FOLDERS = {"xquad": "xquad-r"} | {f"tatoeba-{each}": "tatoeba" for each in TATOEBA}
"""Where a set lies that is not in a folder of its name."""


def folder_of(name: str, data: Path) -> Path:
    """Return where a set lies in the data."""
    return data / "search" / FOLDERS.get(name, name)
