"""What is taken away: well formed, marked with its level, and free of what was not to be seen."""

from __future__ import annotations

import csv
import io
import json
import re

import pytest
from django.urls import reverse

from balai.core.ids import is_id
from balai.knowledge import labels
from balai.knowledge.actions.lessons import amend_lesson
from balai.library.models import Source
from tests.factories.library import validated
from tests.pages.shelf import CLOSED, MALAY, QUOTE, SENTENCE, Shelf, fill
from tests.personas import Cast

pytestmark = pytest.mark.django_db

SUFFIXES = ("jsonld", "csv", "ris", "bib")


def exported(cast: Cast, shelf: Shelf, suffix: str, name: str = "dina") -> str:
    page = cast.client_for(name).get(reverse("lesson-export", args=[shelf.lesson, suffix]))
    assert page.status_code == 200
    assert page.headers["Content-Disposition"].startswith("attachment; ")
    return page.content.decode()


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_an_export_holds_the_open_quote_and_not_the_closed_one(cast: Cast, suffix: str) -> None:
    shelf = fill(cast)
    outside = exported(cast, shelf, suffix)
    assert QUOTE in outside
    assert "porphyry" not in outside
    whole = cast.client_for("dina").get(reverse("browse-export", args=["kind", "lesson", suffix]))
    assert SENTENCE in whole.content.decode()
    assert "porphyry" not in whole.content.decode()


def test_a_member_takes_the_closed_quote_with_its_own_level(cast: Cast) -> None:
    shelf = fill(cast)
    record = json.loads(exported(cast, shelf, "jsonld", "amina"))["@graph"][0]
    levels = {each["text"]["@value"]: each["balai:tlp"] for each in record["citation"]}
    assert levels == {QUOTE: "TLP:CLEAR", CLOSED: "TLP:AMBER+STRICT"}


def test_jsonld_names_languages_country_and_address(cast: Cast) -> None:
    shelf = fill(cast)
    body = json.loads(exported(cast, shelf, "jsonld"))
    assert body["@context"]["@vocab"] == "https://schema.org/"
    (record,) = body["@graph"]
    assert record["@id"] == f"http://testserver/lessons/{shelf.lesson}/"
    assert {each["@language"]: each["@value"] for each in record["text"]} == {
        "en": SENTENCE,
        "ms": MALAY,
    }
    assert [each["identifier"] for each in record["spatialCoverage"]] == ["MY"]
    assert record["temporalCoverage"] == "2019/2021"
    assert record["balai:tlp"] == "TLP:CLEAR"


@pytest.mark.parametrize("first", ["=", "+", "-", "@"])
def test_csv_is_never_read_as_a_formula(cast: Cast, first: str) -> None:
    shelf = fill(cast)
    formula = f"{first} 1+1 is what they told us."
    amend_lesson(viewer=cast.viewer("amina"), lesson_id=shelf.lesson, validated=validated(formula))
    (row,) = csv.DictReader(io.StringIO(exported(cast, shelf, "csv")))
    assert row["statement"] == f"'{formula}"
    assert is_id(row["id"])
    assert all(not re.match(r"[=+\-@\t\r]", value) for value in row.values())


def test_csv_has_one_line_a_lesson(cast: Cast) -> None:
    shelf = fill(cast)
    (row,) = csv.DictReader(io.StringIO(exported(cast, shelf, "csv")))
    assert row["countries"] == "MY"
    assert row["quote"] == QUOTE
    assert row["tlp"] == "TLP:CLEAR"


def test_ris_is_tag_by_tag_from_type_to_end(cast: Cast) -> None:
    lines = exported(cast, fill(cast), "ris").split("\r\n")
    lines = [each for each in lines if each]
    assert (lines.pop(0), lines.pop()) == ("TLP:CLEAR", "TLP:CLEAR")
    assert all(re.fullmatch(r"[A-Z][A-Z0-9]  - .*", each) for each in lines), lines
    assert lines[0] == "TY  - RPRT"
    assert lines[-1].startswith("ER  - ")
    assert f"TI  - {SENTENCE}" in lines


@pytest.mark.parametrize(
    ("suffix", "publisher", "title", "year", "keeper"),
    [
        ("ris", "PB  - {}\r", "T2  - {}\r", "PY  - {}\r", "DP  - {}\r"),
        ("bib", "institution = {{{}}}", "series = {{{}}}", "year = {{{}}}", "library = {{{}}}"),
    ],
)
def test_who_published_the_source_is_credited_and_who_keeps_the_lesson_named(
    cast: Cast, suffix: str, publisher: str, title: str, year: str, keeper: str
) -> None:
    shelf = fill(cast)
    Source.objects.filter(pk=shelf.source).update(publisher="Harbour Press", date="2019-05")
    record = exported(cast, shelf, suffix)
    assert publisher.format("Harbour Press") in record
    assert title.format("A year on the market beat") in record
    assert year.format("2019") in record
    assert keeper.format("Straits Regional Centre") in record
    assert f"“{QUOTE}” (A year on the market beat, Harbour Press, 2019-05, p. 1)" in record


@pytest.mark.parametrize("suffix", ["ris", "bib"])
def test_a_source_that_is_not_open_to_the_reader_is_not_credited(cast: Cast, suffix: str) -> None:
    shelf = fill(cast)
    Source.objects.filter(pk=shelf.source).update(publisher="Harbour Press", state="withdrawn")
    record = exported(cast, shelf, suffix)
    assert "Harbour Press" not in record
    assert "A year on the market beat" not in record


def test_keywords_are_words_of_the_language_of_the_page(cast: Cast) -> None:
    shelf = fill(cast)
    assert "KW  - Malaysia\r" in exported(cast, shelf, "ris")
    client = cast.client_for("dina")
    page = client.get(
        reverse("lesson-export", args=[shelf.lesson, "ris"]), headers={"accept-language": "fr"}
    )
    keywords = re.findall(r"KW  - (.*)\r", page.content.decode())
    assert keywords == [labels.shown("approach", "A1", "fr").name, "Malaisie"]


def test_bibtex_braces_balance_and_specials_are_escaped(cast: Cast) -> None:
    shelf = fill(cast)
    amend_lesson(
        viewer=cast.viewer("amina"),
        lesson_id=shelf.lesson,
        validated=validated("Trust rose by 5 % where P&R_teams {two} kept #1 beat."),
    )
    entry = exported(cast, shelf, "bib")
    plain = re.sub(r"\\[#$%&_{}]", "", entry)
    depth = 0
    for letter in plain:
        depth += {"{": 1, "}": -1}.get(letter, 0)
        assert depth >= 0
    assert depth == 0
    assert entry.startswith(f"% TLP:CLEAR\n\n@techreport{{balai-{shelf.lesson},")
    assert r"5 \% where P\&R\_teams \{two\} kept \#1 beat" in entry
    title = re.search(r"^  title = \{\{(.*)\}\},$", entry, re.MULTILINE)
    assert title is not None
    assert not re.search(r"(?<!\\)[#$%&_]", title[1])
