"""What a page costs does not grow with the library: queries, and the weight of the first view.

How long pages take is measured by bench/pages.py on the demo's library.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from balai.foundation.tasks.worker import run_all
from balai.knowledge.actions.review import accept, merge
from balai.library.actions import Sharing, add_source, begin_contribution
from tests.factories.library import propose, read_source, validated
from tests.personas import Cast

pytestmark = pytest.mark.django_db

MOST_BYTES = 100_000
_LINKED = re.compile(r'(?:<link rel="stylesheet" href|<script[^>]* src)="/static/([^"]+)"')


class Shelf:
    """A library that grows by equal records, and the addresses of its pages."""

    def __init__(self, cast: Cast) -> None:
        self._cast = cast
        self.records = 0
        self.lesson = self.source = self.waiting = ""
        self.grow()

    def grow(self) -> None:
        """Add a record of each kind, and to the first source and lesson another part."""
        cast, number = self._cast, self.records
        amina, budi = cast.viewer("amina"), cast.viewer("budi")
        words = [f"Officers {number} {each} were trusted in the market." for each in "abc"]
        source = read_source(budi, cast.a, *words, title=f"Report {number} on markets")
        made = propose(amina, source, words[0])
        lesson = accept(viewer=amina, candidate_id=made, validated=validated(words[0]))
        self.waiting = propose(amina, source, words[1])
        self.lesson, self.source = self.lesson or lesson, self.source or source
        if number:
            more = propose(amina, source, words[2])
            merge(viewer=amina, candidate_id=more, lesson_id=self.lesson)
        add_source(
            viewer=budi,
            organisation_id=cast.a,
            name=f"{number}.txt",
            content=[f"Waiting {number}".encode()],
            sharing_as=Sharing(),
            contribution_id=begin_contribution(viewer=budi, organisation_id=cast.a),
        )
        self.records += 1

    def address(self, page: str) -> str:
        return {
            "home": "/",
            "countries": "/browse/country/",
            "approaches": "/browse/approach/",
            "kinds": "/browse/kind/",
            "lessons of a country": "/browse/country/MY/",
            "lessons of a kind": "/browse/kind/lesson/",
            "search": "/search/?q=officers+market",
            "source": f"/sources/{self.source}/",
            "lesson": f"/lessons/{self.lesson}/",
            "lesson, printed": f"/lessons/{self.lesson}/print/",
            "contributions": "/contributions/",
            "contribute": "/contribute/",
            "review queue": "/review/",
            "review bench": f"/review/{self.waiting}/",
            "releases": "/releases/",
        }[page]


READERS = {
    "dina": (
        "home", "countries", "approaches", "kinds", "lessons of a country", "lessons of a kind",
        "search", "source", "lesson", "lesson, printed",
    ),
    "budi": ("home", "contributions", "contribute", "source"),
    "amina": (
        "home", "lessons of a kind", "search", "source", "lesson", "contributions",
        "review queue", "review bench", "releases",
    ),
}  # fmt: skip
CASES = [(reader, page) for reader, pages in READERS.items() for page in pages]


@pytest.fixture
def shelf(cast: Cast) -> Shelf:
    return Shelf(cast)


def ask(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def queries(client: Client, address: str) -> int:
    ask(client, address)  # what is kept for good is loaded
    with CaptureQueriesContext(connection) as captured:
        ask(client, address)
    return len(captured)


@pytest.mark.thorough
def test_three_records_take_as_many_queries_as_one(shelf: Shelf, cast: Cast) -> None:
    run_all()
    clients = {name: cast.client_for(name) for name in READERS}
    one = {case: queries(clients[case[0]], shelf.address(case[1])) for case in CASES}
    shelf.grow()
    shelf.grow()
    run_all()
    three = {case: queries(clients[case[0]], shelf.address(case[1])) for case in CASES}
    assert min(one.values()) > 0
    grown = {case: (one[case], three[case]) for case in CASES if three[case] != one[case]}
    assert grown == {}


def test_the_busiest_pages_ask_for_everything_once(shelf: Shelf, cast: Cast) -> None:
    run_all()
    for reader in ("dina", "budi", "amina"):
        assert queries(cast.client_for(reader), shelf.address("source")) < 27


def test_the_first_view_of_every_page_is_light(shelf: Shelf, cast: Cast) -> None:
    heavy = {}
    for reader, page in CASES:
        text = ask(cast.client_for(reader), shelf.address(page))
        assets = _LINKED.findall(text)
        assert assets, page
        size = len(text.encode()) + sum(_size(each) for each in assets)
        if size >= MOST_BYTES:
            heavy[reader, page] = size
    assert heavy == {}


def _size(asset: str) -> int:
    found = finders.find(asset)
    assert isinstance(found, str), asset
    return Path(found).stat().st_size
