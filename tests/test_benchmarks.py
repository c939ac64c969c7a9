"""The benchmarks count right, draw what they counted, and their page says what was measured."""

from __future__ import annotations

import json
import math
import sys
from xml.etree import ElementTree

import pytest

from bench import benchmarks, peers
from bench.plots import Bar, bars, shades
from bench.search import ndcg

SVG = "{http://www.w3.org/2000/svg}"


def test_the_gain_is_that_of_the_definition() -> None:
    grades = {"a": 2.0, "b": 1.0, "c": 1.0}
    best = 2 / math.log2(2) + 1 / math.log2(3) + 1 / math.log2(4)
    assert ndcg(["a", "b", "c"], grades, any_of=False) == pytest.approx(1.0)
    found = 1 / math.log2(2) + 2 / math.log2(4)
    assert ndcg(["b", "x", "a"], grades, any_of=False) == pytest.approx(found / best)
    assert ndcg(["x", "b", "a"], grades, any_of=True) == pytest.approx(1 / math.log2(3))
    assert ndcg(["x"] * 10 + ["a"], grades, any_of=True) == 0.0
    assert ndcg([], grades, any_of=False) == 0.0


def test_every_plot_is_sound_and_says_what_it_shows() -> None:
    figures = json.loads(benchmarks.FIGURES.read_text(encoding="utf-8"))
    drawn = benchmarks.plots(figures)
    assert drawn
    for name, content in drawn.items():
        root = ElementTree.fromstring(content)
        title, described = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
        assert title is not None, name
        assert described is not None, name
        assert title.text, name
        assert described.text, name
        for each in root.iter(f"{SVG}text"):
            assert 0 <= float(each.attrib["x"]) <= 480, (name, each.text)


def test_bars_are_as_long_as_their_values() -> None:
    root = ElementTree.fromstring(
        bars("T <&", "D", [Bar("Balai", 1.0, "1"), Bar("other & one", 0.5, "0.5", 0.75)])
    )
    widths = [float(each.attrib["width"]) for each in root.iter(f"{SVG}rect")][1:]
    assert widths[0] == pytest.approx(2 * widths[1], abs=0.1)
    words = [each.text for each in root.iter(f"{SVG}text")]
    assert "other & one" in words
    assert "T <&" in words


def test_a_table_of_shades_has_every_value_there_is() -> None:
    drawn = shades("T", "D", ["ar", "en"], ["ar", "en"], {("ar", "en"): 0.81, ("en", "en"): 0.93})
    words = [each.text for each in ElementTree.fromstring(drawn).iter(f"{SVG}text")]
    assert [each for each in words if each and each.startswith(".")] == [".81", ".93"]


def test_the_page_says_what_was_measured() -> None:
    figures = json.loads(benchmarks.FIGURES.read_text(encoding="utf-8"))
    page = benchmarks.PAGE.read_text(encoding="utf-8")
    assert benchmarks.filled(page, figures) == page, "run `python bench/benchmarks.py`"
    for name, content in benchmarks.plots(figures).items():
        assert (benchmarks.FOLDER / name).read_text(encoding="utf-8") == content, name
    other = json.loads(json.dumps(figures).replace(".", ".9"))
    assert benchmarks.filled(page, other) != page


def test_a_peer_that_is_not_installed_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "tantivy", None)
    found, absent = peers.installed()
    assert "FTS5 alone" in found
    assert "tantivy" not in found
    assert absent["tantivy"].startswith("not installed")


def test_fts5_ranks_texts_by_their_words() -> None:
    engine = peers.Fts5()
    engine.build(["nothing of it", 'trust "trust" and police', "the police AND the river"])
    assert engine.rank('police OR "trust') == [1, 2]
    assert engine.rank("?!") == []


def test_vectors_are_compared_exactly() -> None:
    import numpy as np

    vectors = {"a": [1.0, 0.0], "b": [0.6, 0.8], "c": [0.0, 1.0]}
    engine = peers.Dense(
        "toy",
        lambda texts: np.array([vectors[text] for text in texts], np.float32),
        lambda text: np.array(vectors[text], np.float32),
    )
    engine.build(["a", "b", "c"])
    assert engine.rank("c", 2) == [2, 1]
    assert engine.rank("a") == [0, 1, 2]
