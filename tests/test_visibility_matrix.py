"""Every route × persona × level: nobody sees a word of what is not theirs to see.

Routes are enumerated from the code: one without a case here fails. The words looked for occur
nowhere but in the records of one level.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from balai.core.audience import Level, may_see
from balai.sharing.queries import sharing_of
from tests.factories.library import WORDS, Told, one_of_each_level
from tests.personas import NAMES, Cast

pytestmark = pytest.mark.django_db

ABSENT = "01ARZ3NDEKTSV4RRFFQ69G5FAV"
KIND, AXIS = "lesson", "country"

OF_A_SOURCE = {
    "source": {"source_id": "source"},
    "source-original": {"source_id": "source"},
    "similar": {"kind": "=source", "record_id": "source"},
}
OF_A_LESSON = {
    "lesson": {"lesson_id": "lesson"},
    "lesson-print": {"lesson_id": "lesson"},
    "lesson-export": {"lesson_id": "lesson", "suffix": "=jsonld"},
    "contest-entry": {"kind": "=lesson", "record_id": "lesson"},
}
LISTS = {
    "home": {},
    "browse": {"axis": "=kind"},
    "browse-list": {"axis": "=kind", "code": "=lesson"},
    "browse-export": {"axis": "=kind", "code": "=lesson", "suffix": "=csv"},
    "search": {},
    "search-suggest": {},
    "ask": {},
    "review": {},
    "releases": {},
    "contribute": {},
    "contributions": {},
    "upload": {},
    "voice": {},
    "consent": {},
    "communities": {},
    "dialogues": {},
    "dialogue-feed": {},
}
SEARCHES = {"search", "search-suggest", "ask"}
REVIEWERS_ONLY = {
    "candidate": {"candidate_id": "candidate"},
    "lesson-amend": {"lesson_id": "lesson"},
    "lesson-translate": {"lesson_id": "lesson"},
    "lesson-sharing": {"lesson_id": "lesson"},
    "lesson-withdraw": {"lesson_id": "lesson"},
    "source-mark": {"source_id": "source"},
    "source-sharing": {"source_id": "source"},
    "source-describe": {"source_id": "source"},
    "source-replace": {"source_id": "source"},
    "source-withdraw": {"source_id": "source"},
    "source-delete": {"source_id": "source"},
}
CONTRIBUTORS_TOO = {
    "source-describe",
    "source-replace",
    "source-sharing",
    "source-withdraw",
    "source-delete",
}
"""Pages that also open for the one who brought the source: Budi."""

ELSEWHERE = {
    "series": "tests/dialogue/test_visibility.py",
    "dialogue": "tests/dialogue/test_visibility.py",
    "dialogue-agenda": "tests/dialogue/test_visibility.py",
    "dialogue-change": "tests/dialogue/test_visibility.py",
    "session-add": "tests/dialogue/test_visibility.py",
    "session-change": "tests/dialogue/test_visibility.py",
    "room-prepare": "tests/dialogue/test_visibility.py",
    "desk": "tests/dialogue/test_visibility.py",
    "wall": "tests/dialogue/test_visibility.py",
    "round": "tests/dialogue/test_visibility.py",
    "statement-hold-back": "tests/dialogue/test_visibility.py",
    "statement-replace": "tests/dialogue/test_visibility.py",
    "statement-translate": "tests/dialogue/test_visibility.py",
    "phone": "tests/dialogue/test_visibility.py",
    "phone-say": "tests/dialogue/test_visibility.py",
    "phone-mine": "tests/dialogue/test_visibility.py",
    "phone-carry": "tests/dialogue/test_visibility.py",
    "phone-results": "tests/dialogue/test_visibility.py",
    "dialogue-cancel": "takes POST only; tests/dialogue/test_visibility.py",
    "session-remove": "takes POST only; tests/dialogue/test_visibility.py",
    "dialogue-expected": "takes POST only; tests/dialogue/test_visibility.py",
    "dialogue-material": "takes POST only; tests/dialogue/test_visibility.py",
    "material-remove": "takes POST only; tests/dialogue/test_visibility.py",
    "dialogue-need": "takes POST only; tests/dialogue/test_visibility.py",
    "phone-vote": "takes POST only; tests/dialogue/test_visibility.py",
    "phone-votes": "takes POST only; tests/dialogue/test_visibility.py",
    "room-open": "takes POST only; tests/dialogue/test_visibility.py",
    "room-close": "takes POST only; tests/dialogue/test_visibility.py",
    "room-seed": "takes POST only; tests/dialogue/test_visibility.py",
    "statement-show": "takes POST only; tests/dialogue/test_visibility.py",
    "room-paper": "tests/dialogue/test_exports.py",
    "room-votes": "tests/dialogue/test_exports.py",
    "room-statements": "tests/dialogue/test_exports.py",
    "dialogue-plan": "shows no record; tests/dialogue/test_visibility.py",
    "join": "a form",
    "join-room": "for whoever has the code; tests/dialogue/test_visibility.py",
    "source-passage": "redirects only; tests/library/test_views.py",
    "candidate-finding": "takes POST only; tests/knowledge/test_review_pages.py",
    "release": "takes POST only; tests/knowledge/test_review_pages.py",
    "contribute-address": "takes an address, shows no record",
    "case-step": "shows a contributor's own session only",
    "case-check": "shows a contributor's own session only",
    "contribution-progress": "tests/knowledge/test_contributing.py",
    "contribution-progress-part": "tests/knowledge/test_contributing.py",
    "contribution-check": "tests/knowledge/test_contributing.py",
    "contribution-done": "tests/knowledge/test_contributing.py",
    "lesson-check": "tests/knowledge/test_managing.py",
    "comment": "tests/knowledge/voice/test_pages.py",
    "comment-take-back": "takes POST only; tests/knowledge/voice/test_pages.py",
    "comment-remove": "tests/knowledge/voice/test_pages.py",
    "contest": "tests/knowledge/voice/test_pages.py",
    "contest-link": "tests/knowledge/voice/test_pages.py",
    "look": "tests/knowledge/voice/test_pages.py",
    "look-agree": "takes POST only; tests/knowledge/voice/test_pages.py",
    "look-held": "tests/knowledge/voice/test_pages.py",
    "look-publish": "takes POST only; tests/knowledge/voice/test_pages.py",
    "consent-ask": "tests/knowledge/consent/test_pages.py",
    "consent-decide": "takes POST only; tests/knowledge/consent/test_pages.py",
    "community": "organisations, no record; tests/knowledge/voice/test_pages.py",
    "saved-searches": "one's own alone; tests/search/saved/test_saved.py",
    "saved-add": "takes POST only; tests/search/saved/test_saved.py",
    "saved-news": "one's own alone; tests/search/saved/test_saved.py",
    "saved-look": "takes POST only; tests/search/saved/test_saved.py",
    "saved-change": "takes POST only; tests/search/saved/test_saved.py",
    "saved-delete": "takes POST only; tests/search/saved/test_saved.py",
    "set_language": "keeps a cookie",
    "about": "the same text for everybody, no record; tests/pages/test_about.py",
}
"""Routes whose case stands elsewhere, with where or why; those of people are in tests/people."""


def our_routes() -> set[str]:
    """Return the name of every route that is not of the people app or of allauth."""
    names: set[str] = set()

    def walk(patterns: list[URLPattern | URLResolver]) -> None:
        for each in patterns:
            if isinstance(each, URLResolver):
                if "people" not in str(each.urlconf_name) and "allauth" not in str(
                    each.urlconf_name
                ):
                    walk(each.url_patterns)
            elif each.name:
                names.add(each.name)

    walk(get_resolver().url_patterns)
    return names


@pytest.mark.asvs("8.2.1", "8.2.2")
def test_every_route_has_a_case() -> None:
    cases = {*OF_A_SOURCE, *OF_A_LESSON, *LISTS, *REVIEWERS_ONLY, *ELSEWHERE}
    assert our_routes() - cases == set()


def test_a_case_that_stands_elsewhere_stands_there() -> None:
    root = Path(__file__).parent.parent
    named = {path for why in ELSEWHERE.values() for path in re.findall(r"tests/\S+\.py", why)}
    assert {path for path in named if not (root / path).is_file()} == set()


def address(route: str, arguments: dict[str, str], told: Told | None) -> str:
    """Return a route's address for a record (None: for one that is absent)."""
    values = {
        name: value[1:] if value.startswith("=") else getattr(told, value) if told else ABSENT
        for name, value in arguments.items()
    }
    return reverse(route, kwargs=values)


def body_of(response: object) -> bytes:
    """Return what was sent, also where it was streamed."""
    if getattr(response, "streaming", False):
        return b"".join(response.streaming_content)
    return response.content


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.asvs("8.2.2", "8.4.1")
def test_a_record_opens_exactly_for_those_who_may_see_it(cast: Cast, name: str) -> None:
    told = one_of_each_level(cast)
    viewer, client = cast.viewer(name), cast.client_for(name)
    for routes, kind in ((OF_A_SOURCE, "source"), (OF_A_LESSON, "lesson")):
        for route, arguments in routes.items():
            absent = client.get(address(route, arguments, None))
            assert absent.status_code == 404
            for level, each in told.items():
                response = client.get(address(route, arguments, each))
                body = body_of(response)
                allowed = may_see(viewer, sharing_of(kind, getattr(each, kind)).audience)
                assert response.status_code == (200 if allowed else 404), (route, level)
                if not allowed:
                    assert _unnamed(body, each) == _unnamed(absent.content, None), (route, level)
                _holds_no_other_word(body, {level} if allowed else set(), (route, level))


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.asvs("8.2.2", "8.2.3")
def test_lists_hold_exactly_what_may_be_seen(cast: Cast, name: str) -> None:
    told = one_of_each_level(cast)
    viewer, client = cast.viewer(name), cast.client_for(name)
    seen = {
        level
        for level, each in told.items()
        if may_see(viewer, sharing_of("lesson", each.lesson).audience)
    }
    for route, arguments in LISTS.items():
        queries = [f"?q={word}" for word in WORDS.values()] if route in SEARCHES else [""]
        for query in queries:
            response = client.get(address(route, arguments, None) + query)
            asked = {level for level, word in WORDS.items() if word in query}
            text = body_of(response).replace(query[3:].encode() or b"\0", b"")
            _holds_no_other_word(text, seen - asked, (route, query))
    rows = body_of(client.get(reverse("browse-list", args=["kind", "lesson"])))
    assert {level for level, word in WORDS.items() if word.encode() in rows} == seen


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.asvs("8.2.1")
def test_reviewers_pages_open_for_reviewers_of_the_organisation(cast: Cast, name: str) -> None:
    told = one_of_each_level(cast)
    viewer, client = cast.viewer(name), cast.client_for(name)
    for route, arguments in REVIEWERS_ONLY.items():
        absent = client.get(address(route, arguments, None))
        for level, each in told.items():
            response = client.get(address(route, arguments, each))
            charge = viewer.has("reviewer", cast.a) or (
                name == "budi" and route in CONTRIBUTORS_TOO
            )
            allowed = charge and may_see(viewer, sharing_of("source", each.source).audience)
            assert response.status_code == (200 if allowed else 404), (route, level)
            if not allowed:
                assert _unnamed(body_of(response), each) == _unnamed(absent.content, None)


def test_a_client_of_the_owner_reads_amber_and_nothing_stricter(cast_with_client: Cast) -> None:
    told = one_of_each_level(cast_with_client)
    client = cast_with_client.client_for("chen")
    opened = {
        level
        for level, each in told.items()
        if client.get(reverse("lesson", args=[each.lesson])).status_code == 200
    }
    assert opened == {Level.CLEAR, Level.GREEN, Level.AMBER}


_TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]*"')


def _unnamed(body: bytes, told: Told | None) -> bytes:
    """Return a page without what the asker put into the address, and without its form token."""
    for each in (told.source, told.lesson, told.candidate) if told else ():
        body = body.replace(each.encode(), ABSENT.encode())
    return _TOKEN.sub(b"", body)


def _holds_no_other_word(body: bytes, allowed: set[Level], where: object) -> None:
    for level, word in WORDS.items():
        if level not in allowed:
            assert word.encode() not in body, (where, level)
