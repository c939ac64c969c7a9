from __future__ import annotations

import pytest

from balai.core.passages.legible import is_legible
from balai.core.passages.normalise import normalise
from balai.sample.catalogue import lessons


@pytest.mark.parametrize(
    "text",
    [
        "x" * 1_000_000,
        "ﷺ" * 1_000,
        normalise("ﷺ" * 1_000),
        "yes no " * 500,
        "ก" * 1_000,
        f"{'a1' * 5_000} A line of words stands before {'b2' * 5_000}",
    ],
)
def test_what_nobody_could_read(text: str) -> None:
    assert not is_legible(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "One line.",
        "ตำรวจชุมชนเดินตลาดทุกเช้าและพ่อค้าแม่ค้าทักทายด้วยชื่อเพราะรู้จักกันมานานหลายปีแล้ว" * 4,
        "https://harbour.example/"
        + "a" * 150
        + " "
        + "Officers walked the market every day. " * 9
        + "Traders greeted them by name, and rang sooner than in the years before.",
        "Arbeidsongeschiktheidsverzekeringsmaatschappij en wijkagenten overleggen elke week over "
        "buurtbemiddeling, jongerenwerk en de vraag wie er belt als het misgaat in de straat. " * 2,
    ],
)
def test_what_people_write(text: str) -> None:
    assert is_legible(text)


def test_every_sentence_of_the_sample_can_be_read() -> None:
    by_language: dict[str, list[str]] = {}
    for lesson in lessons():
        for quote in lesson.quotes:
            by_language.setdefault(lesson.language, []).append(quote.quote)
    assert len(by_language) >= 4
    assert all(is_legible(" ".join(texts)) for texts in by_language.values())
