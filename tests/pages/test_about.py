"""What Balai says of itself stands at the foot of every page and is the same for everybody."""

from __future__ import annotations

import pytest
from django.urls import reverse

from balai.pages.about import TOPICS
from balai.vocabulary import queries as vocabulary
from tests.pages.shelf import fill
from tests.personas import NAMES, Cast

pytestmark = pytest.mark.django_db


def test_the_foot_of_the_page_leads_to_every_topic(cast: Cast) -> None:
    page = cast.client_for("dina").get("/")
    assert [each.url for each in page.context["footer_links"]] == [
        reverse("about", args=[topic]) for topic in TOPICS
    ]


@pytest.mark.parametrize("topic", TOPICS)
def test_every_topic_opens_for_everybody_and_says_the_same(cast: Cast, topic: str) -> None:
    bodies = set()
    for name in NAMES:
        page = cast.client_for(name).get(reverse("about", args=[topic]))
        assert page.status_code == 200
        bodies.add(page.content.decode().partition("<main")[2].partition("</main>")[0])
    assert len(bodies) == 1


@pytest.mark.parametrize(
    ("topic", "scheme"), [("sharing", "sharing-levels"), ("evidence", "study-designs")]
)
def test_terms_are_those_of_the_vocabulary(cast: Cast, topic: str, scheme: str) -> None:
    page = cast.client_for("dina").get(
        reverse("about", args=[topic]), headers={"accept-language": "nl"}
    )
    shown = [each.words for each in page.context["about"].terms]
    assert shown == [each.definition("nl") for each in vocabulary.terms(scheme)]
    assert all(words in page.content.decode() for words in shown[:1])


def test_a_record_says_where_to_ask_for_a_correction(cast: Cast) -> None:
    shelf = fill(cast)
    client = cast.client_for("dina")
    for route, record in (("lesson", shelf.lesson), ("source", shelf.source)):
        assert (
            'href="/about/corrections/"'
            in client.get(reverse(route, args=[record])).content.decode().partition("<footer")[0]
        )


def test_an_address_for_mail_is_given_where_the_node_has_one(cast: Cast, settings: object) -> None:
    address = reverse("about", args=["corrections"])
    assert "mailto:" not in cast.client_for("dina").get(address).content.decode()
    settings.DEFAULT_FROM_EMAIL = "balai@straits.example"  # type: ignore[attr-defined]
    page = cast.client_for("dina").get(address).content.decode()
    assert 'href="mailto:balai@straits.example"' in page
