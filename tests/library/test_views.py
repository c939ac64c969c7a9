"""The way from a passage found to its place in its source, and the source's own pages."""

import pytest
from django.urls import reverse

from balai.core.audience import may_see
from balai.library.models import Passage, Reading
from balai.sharing.queries import sharing_of
from tests.factories.library import one_of_each_level, read_source
from tests.personas import NAMES, Cast

pytestmark = pytest.mark.django_db
WORDS = "Officers who walked the ochre market were greeted by name."


def way(source: str, passage: str) -> str:
    return reverse("source-passage", args=[source, passage])


@pytest.mark.parametrize("name", NAMES)
def test_a_passage_leads_on_exactly_those_who_may_read_its_source(cast: Cast, name: str) -> None:
    client, viewer = cast.client_for(name), cast.viewer(name)
    absent = client.get(way("0" * 26, "0" * 26))
    assert absent.status_code == 404
    for level, told in one_of_each_level(cast).items():
        passage = Passage.objects.filter(source=told.source).first()
        assert passage
        answer = client.get(way(told.source, passage.pk))
        if may_see(viewer, sharing_of("source", told.source).audience):
            assert answer.status_code == 302, level
            assert answer.headers["Location"].startswith(reverse("source", args=[told.source]))
            assert client.get(answer.headers["Location"]).status_code == 200
        else:
            assert answer.status_code == 404, level
            assert told.word.encode() not in answer.content


def test_the_page_marks_the_words_of_the_passage(cast: Cast) -> None:
    source = read_source(cast.viewer("budi"), cast.a, "First words.", WORDS)
    passage = Passage.objects.filter(source=source).first()
    assert passage
    page = cast.client_for("dina").get(way(source, passage.pk), follow=True).content.decode()
    assert 'id="p-quoted"' in page
    assert "<mark" in page


def test_a_passage_of_another_source_is_not_led_to(cast: Cast) -> None:
    first = read_source(cast.viewer("budi"), cast.a, WORDS, title="One")
    second = read_source(cast.viewer("budi"), cast.a, "Other words stand here.", title="Two")
    passage = Passage.objects.filter(source=second).first()
    assert passage
    assert cast.client_for("dina").get(way(first, passage.pk)).status_code == 404


def test_a_page_of_which_a_part_was_set_aside_is_read_and_says_so(cast: Cast) -> None:
    source = read_source(cast.viewer("budi"), cast.a, WORDS)
    aside = [{"page": 1, "reason": "list-of-people", "whole": False}]
    Reading.objects.filter(source_id=source).update(set_aside=aside)
    page = cast.client_for("dina").get(reverse("source", args=[source])).content.decode()
    assert WORDS in page
    assert "A list of people was set aside" in page
    assert "This page was set aside" not in page
