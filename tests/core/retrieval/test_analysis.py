from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from balai.core.retrieval import analyse, terms_of
from balai.core.retrieval.stopwords import STOP_WORDS
from balai.core.retrieval.words import fold, without_vowel_signs, words_of

LANGUAGES = ["en", "ms", "id", "fr", "nl", "th", "ar", "es", "de", "zh", "ja", "", "xx"]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "community communities"),
        ("en", "train trained training trains"),
        ("ms", "percaya kepercayaan dipercayai mempercayai kepercayaannya"),
        ("ms", "cegah mencegah pencegahan dicegah"),
        ("ms", "ajar pengajaran belajar pelajar mengajar"),
        ("ms", "lapor laporan melaporkan dilaporkan pelaporan"),
        ("ms", "tulis menulis penulis penulisan"),
        ("ms", "sapu menyapu penyapu"),
        ("ms", "jiran kejiranan berjiran"),
        ("id", "lapor melaporkan laporan"),
        ("fr", "formation formations"),
        ("fr", "sécurité SÉCURITÉ"),
        ("nl", "jongere jongeren"),
        ("es", "investigación investigaciones"),
        ("ar", "المُجتمعية المجتمعية والمجتمعية"),
        ("ar", "الشُّرطة الشرطة"),
        ("th", "การป้องกัน ป้องกัน"),
        ("de", "Straße STRASSE"),
    ],
)
def test_forms_of_one_word_share_a_term(language: str, words: str) -> None:
    assert len({term.term for term in terms_of(words, language)}) == 1


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [("en", "police", "policy"), ("ms", "polis", "polisi"), ("fr", "cité", "citer ville")],
)
def test_other_words_keep_terms_of_their_own(language: str, one: str, other: str) -> None:
    assert set(analyse(one, language)) != set(analyse(other, language))


def test_a_word_typed_without_its_accents_finds_the_word_with_them() -> None:
    for plain, accented, language in (
        ("securite", "sécurité", "fr"),
        ("investigacion", "investigación", "es"),
        ("cooperation", "coöperation", "nl"),
    ):
        assert set(analyse(plain, language)) & set(analyse(accented, language))


def test_unspaced_scripts_are_parted() -> None:
    assert [t.term for t in terms_of("ตำรวจชุมชนและการป้องกัน", "th")] == [
        fold("ตำรวจ"),
        "ชุมชน",
        "ป้องกัน",
    ]
    assert analyse("社区警务", "zh") == ["社区", "区警", "警务"]
    assert set(analyse("警察", "zh")) <= set(analyse("地域の警察官", "ja"))


def test_stop_words_say_nothing_and_unknown_languages_have_none() -> None:
    assert analyse("the of and or", "en") == []
    assert analyse("dan atau yang untuk", "ms") == []
    assert analyse("the of", "xx") == ["the", "of"]


def test_the_question_and_the_answer_meet_in_their_terms() -> None:
    question = analyse("Bagaimanakah polis membina kepercayaan belia?", "ms")
    answer = analyse("Kepercayaan belia terhadap polis dibina perlahan-lahan.", "ms")
    assert set(question) <= set(answer)


def test_stop_words_are_written_as_they_are_compared() -> None:
    for language, words in STOP_WORDS.items():
        for word in words:
            assert fold(word) in words or word.casefold() in words, (language, word)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=200), st.sampled_from(LANGUAGES))
def test_terms_are_places_in_the_text_and_never_hold_spaces(text: str, language: str) -> None:
    last = 0
    for term in terms_of(text, language):
        assert 0 <= term.start < term.end <= len(text)
        assert term.start >= last or term.end > last
        last = term.start
        assert term.term
        assert not any(map(str.isspace, term.term))
        assert '"' not in term.term


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=80))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_words_are_pieces_of_the_text_in_order(text: str) -> None:
    end = 0
    for word in words_of(text):
        assert word.start >= end
        assert text[word.start : word.end] == word.text
        end = word.end


def test_a_megabyte_without_spaces_is_cut_and_quick() -> None:
    assert len(analyse("a" * 1_000_000, "en")) == 1
    assert len(analyse("警" * 100_000, "zh")) < 2_001


def test_vowel_signs_are_left_out_and_nothing_else() -> None:
    assert without_vowel_signs("أَخَذَ سامي المـــال، شָלוֹם") == "أخذ سامي المال، شלום"
    for said in ("ตำรวจ", "été", "पुलिस", "می‌خواهم", "naïve “quoted” 12%"):
        assert without_vowel_signs(said) == said
