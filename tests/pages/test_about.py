"""What Balai says of itself stands at the foot of every page and is the same for everybody."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

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


def test_whom_to_ask_is_what_a_steward_said_else_the_nodes_setting(
    cast: Cast, settings: Any
) -> None:
    def told() -> str:
        page = cast.client_for("dina").get(reverse("about", args=["corrections"]))
        return str(page.content.decode().partition("<main")[2])

    assert "its reviewers can change the entry" in told()
    settings.BALAI = replace(settings.BALAI, contact="The desk <desk@straits.example>")
    assert 'href="mailto:desk@straits.example"' in told()
    answer = cast.client_for("farid").post(
        reverse("steward-node"),
        {
            "name": "Straits",
            "community": "Police of the straits",
            "contact_name": "The <editors>",
            "contact": "Editors@Straits.example",
        },
    )
    assert answer.status_code == 302
    page = told()
    assert "The &lt;editors&gt;" in page
    assert 'href="mailto:editors@straits.example"' in page
    assert "desk@" not in page
    assert "its reviewers can change the entry" not in page


def test_an_address_for_mail_is_given_where_the_node_has_one(cast: Cast, settings: object) -> None:
    address = reverse("about", args=["corrections"])
    assert "mailto:" not in cast.client_for("dina").get(address).content.decode()
    settings.DEFAULT_FROM_EMAIL = "balai@straits.example"
    page = cast.client_for("dina").get(address).content.decode()
    assert 'href="mailto:balai@straits.example"' in page
