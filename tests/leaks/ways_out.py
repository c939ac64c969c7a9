"""Everything a person can get out of a node: pages, lists, counts, exports, search, the queue."""

from __future__ import annotations

from django.test import Client
from django.urls import reverse

from balai.core.audience import Viewer
from balai.core.errors import BalaiError
from balai.knowledge.queries import history, lessons
from balai.knowledge.review import queue, waiting_releases
from balai.knowledge.voice.queries.contests import (
    held,
    my_contests,
    unanswered,
    waiting_contests,
)
from balai.knowledge.voice.queries.looks import held_lessons, looks
from balai.library.queries import contributions, sources
from balai.search.queries import search

PAGES: tuple[tuple[str, dict[str, str]], ...] = (
    ("home", {}),
    ("browse", {"axis": "country"}),
    ("browse-list", {"axis": "kind", "code": "lesson"}),
    ("browse-export", {"axis": "kind", "code": "lesson", "suffix": "csv"}),
    ("browse-export", {"axis": "kind", "code": "lesson", "suffix": "jsonld"}),
    ("contributions", {}),
    ("review", {}),
    ("releases", {}),
    ("journal", {}),
    ("upload", {}),
    ("voice", {}),
    ("communities", {}),
)
"""Pages that hold lists; those of one record are asked for by its identifier."""

OF_A_RECORD: dict[str, tuple[tuple[str, dict[str, str]], ...]] = {
    "source": (("source", {}), ("source-original", {}), ("source-sharing", {})),
    "lesson": (
        ("lesson", {}),
        ("lesson-print", {}),
        ("lesson-export", {"suffix": "ris"}),
        ("lesson-amend", {}),
        ("lesson-sharing", {}),
        ("look-held", {}),
    ),
    "comment": (("comment-remove", {}),),
    "contest": (("contest", {}),),
}


def told_by_queries(viewer: Viewer) -> str:
    """Return all that the lists tell a viewer, without a page around it."""
    told: list[object] = [lessons(viewer, limit=200), sources(viewer, limit=200)]
    told += [waiting_contests(viewer), unanswered(viewer), held(viewer), my_contests(viewer)]
    told += [looks(viewer), held_lessons(viewer)]
    told += [queue(viewer), waiting_releases(viewer), contributions(viewer)]
    for each in lessons(viewer, limit=200):
        told.append(history(viewer, each.id))
    return repr(told)


def told_by_search(viewer: Viewer, word: str) -> tuple[str, int]:
    """Return what a search for a word tells besides the word as it was typed, and how many."""
    found = search(viewer, word, mode="words", limit=50)
    return repr([(each.title, each.passage) for each in found.hits]), found.total


def told_by_page(client: Client, route: str, arguments: dict[str, str]) -> str:
    """Return the bytes of a page as text; streamed ones too."""
    response = client.get(reverse(route, kwargs=arguments))
    if getattr(response, "streaming", False):
        return b"".join(response.streaming_content).decode()
    return response.content.decode()


def refused(error: BalaiError) -> str:
    """Return what a refusal tells."""
    return f"{error} {error.hint}"
