"""The pages on which those in charge of a source mend, replace, withdraw or delete it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from balai.library.models import Source
from tests.factories.library import read_source
from tests.personas import Cast

pytestmark = pytest.mark.django_db
WORDS = "Officers who walked the ochre market were greeted by name."
FILLED = {
    "title": "The ochre market",
    "publisher": "Straits Regional Centre",
    "date": "2024-05",
    "country": "MY",
    "language": "en",
    "licence": "CC BY 4.0",
}


@pytest.fixture
def source(cast: Cast) -> str:
    return read_source(cast.viewer("budi"), cast.a, WORDS)


def test_what_is_said_of_a_source_is_mended(cast: Cast, source: str) -> None:
    address = reverse("source-describe", args=[source])
    answer = cast.client_for("budi").post(address, FILLED)
    assert answer.headers["Location"] == reverse("source", args=[source])
    row = Source.objects.get(pk=source)
    assert {name: getattr(row, name) for name in FILLED} == FILLED


def test_mending_leads_back_to_the_page_it_was_asked_from(cast: Cast, source: str) -> None:
    address = reverse("source-describe", args=[source])
    answer = cast.client_for("budi").post(f"{address}?next=/contributions/", FILLED)
    assert answer.headers["Location"] == "/contributions/"


@pytest.mark.parametrize("foreign", ["https://elsewhere.example/", "//elsewhere.example", "a b:c"])
def test_mending_never_leads_to_another_site(cast: Cast, source: str, foreign: str) -> None:
    address = reverse("source-describe", args=[source])
    answer = cast.client_for("budi").post(f"{address}?next={foreign}", FILLED)
    assert answer.headers["Location"].startswith("/")
    assert "elsewhere" not in answer.headers["Location"]


def test_a_date_that_is_none_is_said_and_nothing_is_kept(cast: Cast, source: str) -> None:
    address = reverse("source-describe", args=[source])
    answer = cast.client_for("budi").post(address, FILLED | {"date": "May 2024"})
    assert answer.status_code == 400
    assert "2025-06-20" in answer.content.decode()
    assert Source.objects.get(pk=source).title == "A report"


def test_a_language_that_balai_recognised_can_be_kept(cast: Cast) -> None:
    source = read_source(cast.viewer("budi"), cast.a, WORDS, language="sw")
    address = reverse("source-describe", args=[source])
    cast.client_for("budi").post(address, FILLED | {"language": "sw"})
    row = Source.objects.get(pk=source)
    assert (row.title, row.language) == ("The ochre market", "sw")


def test_a_new_edition_is_received(cast: Cast, source: str) -> None:
    file = SimpleUploadedFile("second.txt", f"{WORDS} And by nickname.".encode())
    address = reverse("source-replace", args=[source])
    answer = cast.client_for("budi").post(address, {"file": file}, follow=True)
    assert "Received." in answer.content.decode()


def test_what_is_withdrawn_is_gone_for_readers_and_what_is_deleted_for_all(
    cast: Cast, source: str
) -> None:
    page, reader, owner = reverse("source", args=[source]), cast.client_for("dina"), "budi"
    assert reader.get(page).status_code == 200
    cast.client_for(owner).post(reverse("source-withdraw", args=[source]))
    assert reader.get(page).status_code == 404
    answer = cast.client_for(owner).post(reverse("source-delete", args=[source]))
    assert answer.headers["Location"] == reverse("contributions")
    assert not Source.objects.filter(pk=source).exclude(state="deleted").exists()


def test_others_are_told_nothing(cast: Cast, source: str) -> None:
    for name in ("source-describe", "source-replace", "source-withdraw", "source-delete"):
        there = cast.client_for("chen").post(reverse(name, args=[source]))
        nowhere = cast.client_for("chen").post(reverse(name, args=["0" * 26]))
        assert there.status_code == nowhere.status_code == 404, name
    assert Source.objects.get(pk=source).state == "ready"
