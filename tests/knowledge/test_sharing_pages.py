"""The forms that name who may read: bringing in, checking, and changing it later."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from balai.core.audience import Level, may_see
from balai.knowledge.review import waiting_releases
from balai.library.models import Source
from balai.people.models import Addressee
from balai.sharing.queries import sharing_of
from tests.factories.library import read_source
from tests.personas import Cast

pytestmark = pytest.mark.django_db

WORDS = "Officers at the north market were greeted by name."


def upload(cast: Cast, **more: Any) -> Any:
    fields = {
        "organisation": cast.a,
        "level": "RED",
        "files": SimpleUploadedFile("market.txt", WORDS.encode()),
        **more,
    }
    return cast.client_for("budi").post(reverse("upload"), fields)


def readers(cast: Cast, source: str) -> set[str]:
    audience = sharing_of("source", source).audience
    return {name for name, viewer in cast.viewers().items() if may_see(viewer, audience)}


def test_red_is_brought_in_for_the_people_named(cast: Cast) -> None:
    answer = upload(
        cast,
        colleagues=[cast.account("amina")],
        others=f"{cast.email('chen')}, nobody@example.net",
    )
    assert answer.status_code == 302
    source = Source.objects.get()
    assert readers(cast, source.pk) == {"amina", "budi", "chen"}
    check = cast.client_for("budi").get(
        reverse("contribution-check", args=[source.contribution_id])
    )
    text = check.content.decode()
    assert "Amina" in text
    assert "chen@example.org" in text
    assert "nobody@example.net" in text


def test_nothing_tells_a_known_address_from_an_unknown_one(cast: Cast) -> None:
    bodies = []
    for address in (cast.email("esther"), "nobody@example.org"):
        answer = upload(cast, others=address)
        source = Source.objects.latest("created")
        client = cast.client_for("budi")
        pages = [answer.url, reverse("source-sharing", args=[source.pk])]
        pages.append(reverse("contribution-check", args=[source.contribution_id]))
        body = b"".join(client.get(each).content.partition(b"<main")[2] for each in pages)
        for each in (address, source.pk, source.contribution_id):
            body = body.replace(str(each).encode(), b"x")
        bodies.append(_untokened(body))
    assert bodies[0] == bodies[1]


def _untokened(body: bytes) -> bytes:
    return re.sub(rb'name="csrfmiddlewaretoken" value="[^"]*"', b"", body)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"others": "not-an-address"}, "“not-an-address” is not an e-mail address."),
        ({"level": "AMBER", "others": "a@example.org"}, "You named people"),
        ({"others": "\n".join(f"a{n}@example.org" for n in range(51))}, "At most 50"),
        ({"colleagues": ["01ARZ3NDEKTSV4RRFFQ69G5FAV"]}, "not one of the available"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_kept(
    cast: Cast, fields: dict[str, Any], words: str
) -> None:
    answer = upload(cast, **fields)
    assert answer.status_code == 400
    assert words in answer.content.decode()
    assert not Source.objects.exists()
    assert not Addressee.objects.exists()


def test_colleagues_are_those_of_the_own_organisations_only(cast: Cast) -> None:
    page = cast.client_for("budi").get(reverse("upload")).content.decode()
    assert "Amina (reviewer)" in page
    for name in ("Chen", "Esther", "Farid", "Omar"):
        assert name not in page
    alone = cast.client_for("esther").get(reverse("upload")).content.decode()
    assert 'name="colleagues"' not in alone
    assert 'name="others"' in alone


def test_a_case_names_its_recipients_too(cast: Cast) -> None:
    client = cast.client_for("budi")
    steps: list[dict[str, Any]] = [
        {"tried": "A walk through the market every week", "country": "MY"},
        {},
        {"happened": "Traders spoke to the officers sooner than before."},
        {"learned": "Stay in one place for a year."},
        {
            "organisation": cast.a,
            "level": "RED",
            "language": "en",
            "colleagues": [cast.account("amina")],
            "others": "chen@example.org\nnobody@example.net",
        },
    ]
    for number, fields in enumerate(steps, start=1):
        answer = client.post(reverse("case-step", args=[number]), fields)
        assert answer.status_code == 302, answer.content.decode()
    again = client.get(reverse("case-step", args=[5])).content.decode()
    assert "chen@example.org\nnobody@example.net" in again
    check = client.get(reverse("case-check")).content.decode()
    assert "Named: Amina (reviewer), chen@example.org, nobody@example.net." in check
    assert not Addressee.objects.exists(), "looking keeps nothing"
    assert client.post(reverse("case-check")).status_code == 302
    assert readers(cast, Source.objects.get().pk) == {"amina", "budi", "chen"}


def change(cast: Cast, name: str, source: str, **fields: Any) -> Any:
    address = reverse("source-sharing", args=[source])
    return cast.client_for(name).post(address, fields, follow=True)


def test_narrowing_takes_effect_at_once(cast: Cast) -> None:
    source = read_source(cast.viewer("budi"), cast.a, WORDS, level=Level.CLEAR)
    page = cast.client_for("dina").get(reverse("source", args=[source]))
    assert page.status_code == 200
    answer = change(cast, "budi", source, level="AMBER")
    assert "Narrowed, from now on." in answer.content.decode()
    assert cast.client_for("dina").get(reverse("source", args=[source])).status_code == 404


def test_widening_asks_and_needs_its_reason(cast: Cast) -> None:
    source = read_source(cast.viewer("budi"), cast.a, WORDS, level=Level.AMBER)
    answer = change(cast, "budi", source, level="GREEN")
    assert answer.status_code == 400
    assert "Say why wider readers should have" in answer.content.decode()
    answer = change(cast, "budi", source, level="GREEN", reason="Others ask for it.")
    assert "A second person decides" in answer.content.decode()
    (release,) = waiting_releases(cast.viewer("amina"))
    row = cast.client_for("amina").get(reverse("releases")).content.decode()
    assert reverse("source", args=[source]) in row
    answer = cast.client_for("amina").post(
        reverse("release", args=[release.id]), {"verdict": "grant"}, follow=True
    )
    assert sharing_of("source", source).level is Level.GREEN


def test_the_form_stands_as_it_is_shared(cast: Cast) -> None:
    recipients = (cast.account("amina"), cast.account("chen"))
    source = read_source(cast.viewer("budi"), cast.a, WORDS, level=Level.RED, recipients=recipients)
    before = sharing_of("source", source)
    form = cast.client_for("budi").get(reverse("source-sharing", args=[source])).context["form"]
    assert set(form["colleagues"].value()) >= set(recipients)
    answer = change(cast, "budi", source, level="RED", colleagues=list(recipients))
    assert "It was so already." in answer.content.decode()
    assert sharing_of("source", source) == before
