from __future__ import annotations

import pytest

from balai.core.passages.document import Caution
from balai.library.readers.cautions import CAUTIONS, caution, in_words, pages_named
from balai.library.readers.dates import iso_date
from balai.library.readers.kinds import belies_its_name, kind_of, safe_name
from balai.library.readers.languages import language_of
from balai.library.readers.layout.items import item_level, item_mark
from balai.library.readers.pdf_right_to_left import Glyph, logical_text
from balai.library.readers.refusals import REFUSALS, refusal, refusal_in_words


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\reports\\ward.pdf", "ward.pdf"),
        ("annual\u202efdp.exe", "annualfdp.exe"),
        ("..hidden", "hidden"),
        ("a\x00b\n.txt", "ab .txt"),
        ("", "document"),
        ("///", "document"),
        ("لقاء الشرطة.docx", "لقاء الشرطة.docx"),
        ("who? what: <b>.pdf", "who_ what_ _b_.pdf"),
    ],
)
@pytest.mark.asvs("5.3.2", "5.4.2")
def test_names_are_made_safe(name: str, safe: str) -> None:
    assert safe_name(name) == safe


def test_a_long_name_keeps_its_ending() -> None:
    assert safe_name("x" * 500 + ".docx").endswith("x.docx")
    assert len(safe_name("x" * 500 + ".docx")) == 120


@pytest.mark.parametrize(
    ("data", "suffix", "kind"),
    [
        (b"junk before %PDF-1.4", "", "pdf"),
        (b"<!DOCTYPE html><p>x", ".txt", "html"),
        (b"\xef\xbb\xbf<html>", "", "html"),
        (b"From: a@b.c\nSubject: x\nDate: y\n\nbody", "", "email"),
        (b"Subject: the ward\n\nThey met.", "", "text"),
        (b"# One\n\ntext\n\n## Two\n", ".txt", "markdown"),
        (b"<?xml version='1.0'?><svg/>", "", "not-a-document"),
        ("Plain text".encode("utf-16"), ".txt", "text"),
    ],
)
@pytest.mark.asvs("5.2.2")
def test_the_kind_is_told_by_the_bytes(data: bytes, suffix: str, kind: str) -> None:
    assert kind_of(data, suffix) == kind


def test_a_name_may_belie_the_kind() -> None:
    assert belies_its_name("pdf", ".docx")
    assert not belies_its_name("pdf", ".PDF")
    assert not belies_its_name("pdf", "")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The officers of the ward met the residents and wrote down what was agreed.", "en"),
        ("Les policiers ont rencontré les habitants du quartier et noté leurs accords.", "fr"),
        ("De wijkagenten spraken met de bewoners en schreven op wat was afgesproken.", "nl"),
        ("Pegawai polis bertemu penduduk kerana mereka mahu tahu maklumat tentang jenayah.", "ms"),
        (
            "Petugas polisi bertemu warga karena mereka ingin informasi bahwa kasus itu selesai.",
            "id",
        ),
        ("ตำรวจพบกับชุมชนทุกเดือนเพื่อรับฟังปัญหา", "th"),
        ("التقى ضباط الشرطة بسكان الحي وكتبوا ما تم الاتفاق عليه.", "ar"),
        ("12 34 56", ""),
    ],
)
def test_languages(text: str, language: str) -> None:
    assert language_of(text) == language


@pytest.mark.parametrize(
    ("text", "mark", "level"),
    [
        ("76.1. Train", "76.1.", 2), ("(iv) Train", "(iv)", 2), ("4.3.2 Train", "4.3.2", 3),
        ("• Train", "•", 1), ("b) Train", "b)", 1), ("12. Train", "12.", 1),
        ("2019 was hard", "", 1), ("(but not always) it held", "", 2), ("I went", "", 1),
        ("12.", "", 1),
    ],
)  # fmt: skip
def test_marks(text: str, mark: str, level: int) -> None:
    assert item_mark(text) == mark
    if mark:
        assert item_level(mark) == level


def test_a_ligature_of_arabic_is_put_the_right_way_round() -> None:
    glyphs = [Glyph("س", 30, 36), Glyph("ا", 22, 30), Glyph("ل", 22, 30), Glyph("م", 16, 22)]
    assert logical_text(glyphs) == "سلام"


def test_a_space_stands_where_the_direction_turns_over_a_gap() -> None:
    apart = [Glyph("و", 50, 56), Glyph("R", 40, 46)]
    touching = [Glyph("و", 50, 56), Glyph("R", 44, 50)]
    assert (logical_text(apart), logical_text(touching)) == ("و R", "وR")


@pytest.mark.parametrize(
    ("found", "right"),
    [
        ("في العام )2024", "في العام (2024"),
        ("2026( في المدينة", "2026) في المدينة"),
        ("في العام (2024) هنا", "في العام (2024) هنا"),
    ],
)
def test_brackets_of_a_line_that_was_turned_round_face_the_right_way(
    found: str, right: str
) -> None:
    glyphs = [Glyph(letter, 9.0 * -at, 9.0 * -at + 8) for at, letter in enumerate(found)]
    assert logical_text(glyphs) == right


@pytest.mark.parametrize(
    ("stated", "date"),
    [
        ("D:20120706130014+02'00'", "2012-07-06"), ("2019-05-06T10:00:00Z", "2019-05-06"),
        ("2012", "2012-01-01"), ("D:20129906", ""), ("yesterday", ""),
    ],
)  # fmt: skip
def test_dates(stated: str, date: str) -> None:
    assert iso_date(stated) == date


def test_cautions_are_data_with_words_of_their_own() -> None:
    values = {"pages": "3", "count": "200", "names": "a.pdf"}
    said = [in_words(caution(kind, **values)) for kind in CAUTIONS]
    assert len(set(said)) == len(CAUTIONS)
    assert not [each for each in said if "%" in each]
    pages = caution("pages-unread", pages=pages_named([3, 7, 8, 9, 12]))
    assert in_words(pages) == "Pages that could not be read: 3, 7\u20139, 12."
    malay = in_words(pages, lambda text: text.replace("Pages", "Muka surat"))
    assert malay.startswith("Muka surat")


def test_a_caution_of_an_older_reading_is_its_sentence() -> None:
    assert in_words(Caution("", (("text", "Pages 3 and 4 were not read."),))) == (
        "Pages 3 and 4 were not read."
    )


def test_a_refusal_that_was_kept_in_english_is_translated_with_its_figures() -> None:
    error = refusal("too-many-pages", "(2500 > 2000)")
    told = refusal_in_words(error.kind, error.message, error.hint, lambda text: f"<{text}>")
    message, hint = REFUSALS["too-many-pages"]
    assert told == (f"<{message}> (2500 > 2000)", f"<{hint}>")
    assert refusal_in_words("status", "It answered 404.", "", str.upper) == ("It answered 404.", "")
