from __future__ import annotations

import pytest

from balai.search.languages import languages_to_look_in, likely_languages

HELD = ["ar", "en", "fr", "ms", "nl", "th"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Bagaimanakah polis boleh membina kepercayaan dengan penduduk kampung?", "ms"),
        ("Comment faire quand les voisins ne parlent plus à la police ?", "fr"),
        ("Wat helpt tegen overlast van jongeren op het plein?", "nl"),
        ("What helped the volunteers to stay after the first year?", "en"),
        ("ทำอย่างไรให้ชาวบ้านไว้ใจตำรวจ", "th"),
        ("كيف تعمل الشرطة مع المدارس؟", "ar"),
    ],
)
@pytest.mark.parametrize("reader", [[], ["en"], ["nl"]])
def test_a_question_is_known_by_its_letters_whoever_reads(
    text: str, language: str, reader: list[str]
) -> None:
    likely = likely_languages(text, reader, HELD)
    assert next(iter(likely)) == language
    assert abs(sum(likely.values()) - 1) < 0.35
    assert language in (languages_to_look_in(text, likely) or ())


def test_a_language_nobody_here_reads_gives_way_to_one_like_it() -> None:
    text = "pengajaran tentang kepercayaan masyarakat"
    assert "id" not in likely_languages(text, [], ["en", "ms"])
    assert "ms" not in likely_languages(text, [], ["en", "id"])
    assert {"ms", "id"} <= (languages_to_look_in(text, {"ms": 1.0}) or set())


def test_a_word_or_two_are_looked_up_in_every_language() -> None:
    for text in ("trust", "buurtpolitie", "S4C", "", "警察"):
        assert languages_to_look_in(text, likely_languages(text, ["en"], HELD)) is None


def test_without_letters_the_reader_decides() -> None:
    assert likely_languages("2019 !!!", ["ms"], HELD) == {"ms": 1.0}
    assert likely_languages("2019 !!!") == {}
    assert likely_languages("") == {}
