from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balai.core.lessons.cueing import FAMILIES, cues, known
from balai.core.lessons.lexicon import fold, languages, pattern


@pytest.mark.parametrize(
    ("sentence", "language", "family"),
    [
        ("Participants also agreed that cooperation was vital.", "en", "agreed"),
        ("We have learned to wait.", "en", "learned"),
        ("Ensure that the door is open.", "en", "imperative"),
        ("2) Ensure that the door is open.", "en", "imperative"),
        ("Nous avons appris à attendre.", "fr", "learned"),
        ("Il n’y a pas assez de moyens, faute d’argent.", "fr", "challenge"),
        ("Les participants sont convenus de se revoir.", "fr", "agreed"),
        ("Pastikan pintu sentiasa dibuka.", "ms", "imperative"),
        ("Peserta bersetuju bahawa latihan perlu diteruskan.", "ms", "agreed"),
        ("Deelnemers benadrukten dat vertrouwen tijd kost.", "nl", "agreed"),
        ("Zorg dat de deur open is.", "nl", "imperative"),
        ("ويجب أن يبقى الباب مفتوحا.", "ar", "should"),
        ("ตำรวจควรรับฟังชุมชน", "th", "should"),
    ],
)
def test_cues_are_heard_in_their_language(sentence: str, language: str, family: str) -> None:
    heard = cues(sentence, language)
    assert heard[family] >= 1
    assert heard.words[FAMILIES.index(family)]


def test_imperatives_count_only_at_the_beginning() -> None:
    assert cues("Officers ensure that the door is open.", "en")["imperative"] == 0


def test_a_language_without_phrases_is_silent() -> None:
    assert not known("xx")
    assert set(cues("We learned that we must.", "xx").counts) == {0}


def test_every_language_has_every_family() -> None:
    for language in languages("words/phrases"):
        assert len(cues("x", language).counts) == len(FAMILIES)
    assert set(languages("words/phrases")) == set(languages("words/headings"))


@given(st.text())
def test_folding_keeps_every_place(text: str) -> None:
    assert len(fold(text)) == len(text)


def test_the_little_language_of_phrases() -> None:
    found = pattern(["need|needs to", "train*", "call* ... for", "^never"])
    assert found.search("he needs to go")
    assert found.search("retraining") is None
    assert found.search("the trainers")
    assert found.search("they called very loudly for help")
    assert found.search("they called. it was for help") is None
    assert found.search("we never go") is None
    assert found.match("never go")
    assert pattern([]).search("anything") is None
