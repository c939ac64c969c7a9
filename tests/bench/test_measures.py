"""The numbers that benchmarks give are those that can be worked out by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.compare import ahead, by_label
from bench.measures import interval, means, ndcg
from bench.scale import timed
from bench.sets import Question, Set


def test_a_ranking_is_worth_what_its_places_are() -> None:
    grades = {"a": 3.0, "b": 1.0}
    # (1 / log2 3 + 3 / log2 4) / (3 / log2 2 + 1 / log2 3) = (0.63093 + 1.5) / 3.63093
    assert ndcg(["x", "b", "a"], grades, any_of=False) == pytest.approx(0.586882, abs=1e-6)
    assert ndcg(["a", "b"], grades, any_of=False) == 1.0
    assert ndcg(["x", "y"], grades, any_of=False) == 0.0


def test_what_comes_after_the_tenth_is_worth_nothing() -> None:
    ranked = [f"x{place}" for place in range(10)]
    assert ndcg([*ranked, "a"], {"a": 1.0}, any_of=False) == 0.0
    # 1 / log2 11
    assert ndcg([*ranked[:9], "a"], {"a": 1.0}, any_of=False) == pytest.approx(0.289065, abs=1e-6)


def test_more_good_documents_than_ten_still_make_one_at_the_best() -> None:
    grades = {f"d{each}": 1.0 for each in range(20)}
    assert ndcg([f"d{each}" for each in range(10)], grades, any_of=False) == pytest.approx(1.0)


def test_where_one_is_sought_the_first_counts_alone() -> None:
    grades = {"a": 1.0, "b": 1.0}
    assert ndcg(["x", "a", "b"], grades, any_of=True) == pytest.approx(0.630930, abs=1e-6)
    assert ndcg(["b", "x"], grades, any_of=True) == 1.0


def test_a_mean_is_given_in_thousandths() -> None:
    assert means({"ms": [1.0, 0.0, 0.0], "fr": [0.5]}) == {"ms": 0.333, "fr": 0.5}


def test_times_are_told_by_median_and_p95() -> None:
    assert timed([float(each) for each in range(1, 101)]) == {"p50": 50.5, "p95": 96.0, "max": 100}


def test_passages_are_cut_as_balai_cuts_them() -> None:
    found = Set({"d": ("A title", "Officers met traders. " * 60)}, languages={"d": "ms"})
    passages = [words for _, words in found.passages_of("d")]
    assert len(passages) > 1
    assert " ".join(" ".join(passages).split()).count("Officers met traders.") == 60


def test_one_question_in_so_many_is_asked_and_half_of_them_of_each_pair(tmp_path: Path) -> None:
    import gzip
    import json

    from bench.sets import xquad

    def keep(name: str, rows: list[dict[str, str]]) -> None:
        with gzip.open(tmp_path / name, "wt", encoding="utf-8") as file:
            file.writelines(json.dumps(row) + "\n" for row in rows)

    spoken = ("ar", "en")
    keep("paragraphs.jsonl.gz", [{"id": f"{x}:p", "lang": x, "text": "A text."} for x in spoken])
    keep(
        "questions.jsonl.gz",
        [
            {"id": f"q{n}", "lang": x, "question": f"{x} {n}?", "paragraph": "p"}
            for n in range(8)
            for x in spoken
        ],
    )
    found = xquad(tmp_path, every=2)
    assert sorted(found.queries) == sorted(
        [f"{x}:q{n}" for x in spoken for n in (0, 2, 4, 6)]
        + [f"{x}>{y}:q{n}" for x in spoken for y in spoken for n in (0, 4)]
    )
    assert found.queries["ar>en:q4"] == Question("ar", "ar 4?", "en", "ar>en")
    assert found.grades["ar>en:q4"] == {"en:p": 1.0}
    assert found.grades["ar:q4"] == {"ar:p": 1.0, "en:p": 1.0}


def test_an_interval_draws_whole_groups_and_is_the_same_again() -> None:
    assert interval({"a": [0.25, 0.25], "b": [0.25]}) == (0.25, 0.25, 0.25)
    mean, low, high = interval({str(each): [float(each % 2)] for each in range(400)})
    # 1.96 standard errors of a fair coin thrown 400 times: 0.049
    assert mean == 0.5
    assert low == pytest.approx(0.451, abs=0.006)
    assert high == pytest.approx(0.549, abs=0.006)
    as_one = interval({str(each): [float(each % 2)] * 8 for each in range(400)})
    assert as_one == (mean, low, high)


def test_questions_are_compared_with_themselves() -> None:
    found = Set({"d": ("", "text")})
    found.queries = {
        "ar:q1": Question("ar", "?"),
        "en:q1": Question("en", "?"),
        "en>en:q1": Question("en", "?", "en", "en>en"),
        "en>ar:q1": Question("en", "?", "ar", "en>ar"),
    }
    ours = dict.fromkeys(found.queries, 1.0)
    theirs = {"ar:q1": 0.5, "en:q1": 1.0, "en>en:q1": 1.0, "en>ar:q1": 0.0}
    assert by_label(found, theirs) == {"ar": 0.5, "en": 1.0, "en>en": 1.0, "en>ar": 0.0}
    assert ahead(found, ours, theirs) == {
        "all": (0.25, 0.25, 0.25),
        "own language": (0.0, 0.0, 0.0),
        "another language": (1.0, 1.0, 1.0),
    }
