"""Every address of a node that shows a page, opened by somebody who may: axe, width, no stray.

The gallery's test looks at every template with sample data; this one at the pages as the node
itself makes them. Addresses are enumerated from the code: one without a case here fails.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from balai.core.audience import PUBLIC, Level
from balai.dialogue.actions import planning, rooms
from balai.dialogue.actions.needs import raise_need
from balai.foundation.tasks.worker import run_all
from balai.knowledge.actions.lessons import add_statement
from balai.knowledge.actions.review import accept
from balai.knowledge.consent.actions import ask
from balai.knowledge.models import Evidence
from balai.knowledge.voice.actions.comments import comment
from balai.knowledge.voice.actions.communities import speak_for
from balai.knowledge.voice.actions.contests import contest
from balai.knowledge.voice.queries.looks import looks
from balai.library.models import Contribution
from balai.people.actions.invitations import invite
from balai.people.actions.recovery import make_recovery_link, sign_in_link
from balai.people.queries import operator
from balai.search.address import Asking
from balai.search.saved.actions import save_search
from balai.search.tasks import queue_rebuild
from tests.dialogue.rooms import PLAN, opened
from tests.factories.library import propose, read_source, validated
from tests.journeys.marks import JOURNEY
from tests.journeys.walking import Walk
from tests.personas import PASSWORD, Cast

pytestmark = [*JOURNEY, pytest.mark.timeout(900)]

WORDS = "Officers who walked the ochre market were greeted by name."
OTHER = "The meeting was moved to Saturday and mothers came to it."


@dataclass(frozen=True)
class Place:
    """An address: who opens it, with what in it, and what follows it."""

    who: str = "amina"
    given: dict[str, str | int] = field(default_factory=dict)
    query: str = ""
    status: int = 200


def contribution_of(cast: Cast) -> str:
    files = [SimpleUploadedFile("report.md", f"# Report\n\n{WORDS}\n".encode())]
    form = {"files": files, "organisation": cast.a, "level": "AMBER"}
    cast.client_for("budi").post(reverse("upload"), form)
    run_all()
    return str(Contribution.objects.get().pk)


def voices(cast: Cast, source: str, lesson: str) -> dict[str, Place]:
    """Return the pages of what is said about entries: a comment, a contest, a look, an objection.

    C speaks for what is about approach A2, and one lesson about it waits for C.
    """
    amina, chen = cast.viewer("amina"), cast.viewer("chen")
    about = {"record_kind": "lesson", "record_id": lesson, "language": "en"}
    said = comment(viewer=chen, text="Traders asked for it.", level=Level.CLEAR, **about)
    ground = {"ground": "wrong", "wanted": "answer"}
    open_one = contest(viewer=chen, text="They were not.", **ground, **about)
    held = contest(viewer=PUBLIC, text="Nobody asked us.", **ground, **about)
    speak_for(viewer=cast.viewer("farid"), organisation_id=cast.c, labels=[("approach", "A2")])
    waiting = accept(
        viewer=amina,
        candidate_id=propose(amina, source, OTHER),
        validated=validated(OTHER, labels=(("approach", "A2"),)),
    )
    (look,) = looks(cast.viewer("esther"))
    of_entry: dict[str, str | int] = {"kind": "lesson", "record_id": lesson}
    return {
        "comment": Place("chen", of_entry),
        "comment-remove": Place(given={"comment_id": said}),
        "contest-entry": Place("dina", of_entry),
        "contest-link": Place("dina", query=f"#{held.token}"),
        "contest": Place(given={"contest_id": open_one.id}),
        "voice": Place(),
        "look": Place("esther", {"look_id": look.id}),
        "look-held": Place(given={"lesson_id": waiting}),
        "communities": Place("farid"),
        "community": Place("farid", {"organisation_id": cast.c}),
    }


def dialogues(cast: Cast) -> dict[str, Place]:
    """Return the pages of planning and of a room, with a closed round behind it."""
    amina = cast.viewer("amina")
    series = planning.make_series(viewer=amina, organisation_id=cast.a, title="Straits Dialogues")
    planning.plan_dialogue(
        viewer=amina, organisation_id=cast.a, plan=PLAN, level=Level.CLEAR, series_id=series
    )
    held, told = opened(cast, level=Level.CLEAR), opened(cast, level=Level.CLEAR)
    rooms.close_round(viewer=amina, room_id=held.room)
    raise_need(
        viewer=amina, dialogue_id=told.dialogue, text="A course for officers.", names_nobody=True
    )
    of_session: dict[str, str | int] = {"session_id": told.session}
    of_statement = of_session | {"statement_id": told.statements[0]}
    of_dialogue: dict[str, str | int] = {"dialogue_id": told.dialogue}
    return {
        "dialogues": Place("dina"),
        "series": Place("dina", {"series_id": series}),
        "dialogue": Place(given=of_dialogue),
        "dialogue-plan": Place(),
        "dialogue-change": Place(given=of_dialogue),
        "session-add": Place(given=of_dialogue),
        "session-change": Place(given=of_session),
        "join": Place("dina"),
        "join-room": Place("dina", {"code": told.code}),
        "room-prepare": Place(given=of_session),
        "desk": Place(given=of_session),
        "wall": Place(given=of_session),
        "room-paper": Place(given=of_session),
        "statement-hold-back": Place(given=of_statement),
        "statement-replace": Place(given=of_statement),
        "statement-translate": Place(given=of_statement),
        "round": Place("dina", {"session_id": held.session, "number": 1}),
    }


def places(cast: Cast) -> dict[str, Place]:
    """Return every route that shows a page."""
    amina, budi = cast.viewer("amina"), cast.viewer("budi")
    source = read_source(budi, cast.a, WORDS, OTHER, title="A year on the ochre market")
    lesson = accept(
        viewer=amina, candidate_id=propose(amina, source, WORDS), validated=validated(WORDS)
    )
    malay = add_statement(
        viewer=amina, lesson_id=lesson, language="ms", text="Pegawai ditegur.", is_checked=False
    )
    closed = read_source(budi, cast.a, OTHER, level=Level.AMBER, title="A closed note")
    candidate = propose(amina, closed, OTHER)
    given = {"contribution_id": contribution_of(cast)}
    invited = invite(
        viewer=operator(), email="new@example.org", organisation=cast.a, roles=["reader"]
    )
    recovery = make_recovery_link(viewer=operator(), account_id=cast.account("chen"))
    signing = sign_in_link(viewer=operator(), account_id=cast.account("esther"))
    queue_rebuild()
    run_all()
    quote = Evidence.objects.get(lesson_id=lesson).pk
    ask(viewer=amina, evidence_id=quote, account=cast.account("budi"))
    kept = save_search(viewer=budi, name="Markets", asked=Asking("market"))
    of_source, of_lesson = {"source_id": source}, {"lesson_id": lesson}
    person, organisation = {"account_id": cast.account("budi")}, {"organisation_id": cast.a}
    return {
        "home": Place("dina"),
        "browse": Place("dina", {"axis": "country"}),
        "browse-list": Place("dina", {"axis": "kind", "code": "lesson"}),
        "about": Place("dina", {"topic": "sharing"}),
        "search": Place("dina", query="?q=officers+market"),
        "ask": Place("dina", query="?q=Which+officers+walk+the+market"),
        "source": Place("dina", of_source),
        "lesson": Place("dina", of_lesson),
        "lesson-print": Place("dina", of_lesson),
        "similar": Place("dina", {"kind": "lesson", "record_id": lesson}),
        "account_login": Place("dina"),
        "account_signup": Place("dina", status=403),
        "ask-recovery": Place("dina"),
        "invitation": Place("dina", query=f"#{invited.token}"),
        "recovery": Place("dina", query=f"#{recovery.token}"),
        "sign-in": Place("dina", query=f"#{signing.token}"),
        "source-describe": Place(given=of_source),
        "source-replace": Place(given=of_source),
        "source-sharing": Place(given=of_source),
        "source-withdraw": Place(given=of_source),
        "source-delete": Place(given=of_source),
        "source-mark": Place(given=of_source),
        "lesson-amend": Place(given=of_lesson),
        "lesson-translate": Place(given=of_lesson),
        "lesson-sharing": Place(given=of_lesson),
        "lesson-check": Place(given=of_lesson | {"statement_id": malay}),
        "lesson-withdraw": Place(given=of_lesson),
        **voices(cast, source, lesson),
        **dialogues(cast),
        "consent": Place("budi"),
        "consent-ask": Place(given={"evidence_id": quote}),
        "review": Place(),
        "candidate": Place(given={"candidate_id": candidate}),
        "releases": Place(),
        "contribute": Place("budi"),
        "upload": Place("budi"),
        "case-step": Place("budi", {"step": 1}),
        "contributions": Place("budi"),
        "contribution-progress": Place("budi", given),
        "contribution-check": Place("budi", given),
        "contribution-done": Place("budi", given),
        "saved-searches": Place("budi"),
        "saved-news": Place("budi", {"saved_id": kept}),
        "me": Place(),
        "close-account": Place(),
        "account_reauthenticate": Place(),
        "account_change_password": Place(),
        "mfa_index": Place(),
        "mfa_activate_totp": Place(),
        "usersessions_list": Place(),
        "organisation-people": Place(given=organisation),
        "name-clients": Place(given=organisation),
        "rename-organisation": Place(given=organisation),
        "journal": Place("omar"),
        "steward": Place("farid"),
        "steward-people": Place("farid"),
        "steward-person": Place("farid", person),
        "steward-invitations": Place("farid"),
        "steward-organisations": Place("farid"),
        "steward-node": Place("farid"),
    }


NO_PAGE = {
    "browse-export": "a file",
    "journal-export": "a file",
    "provider": "leads to an organisation's provider; tests/people/providers",
    "provider-back": "only on the way back from a provider; tests/people/providers",
    "name-provider": "asks who it is first; tests/people/providers",
    "lesson-export": "a file",
    "source-original": "a file",
    "source-passage": "leads on",
    "search-suggest": "for the script of the search box; tests/web/test_suggest.py",
    "contribution-progress-part": "a fragment of contribution-progress",
    "case-check": "leads to the first step until a case was told; test_contributing walks it",
    "contribute-address": "only where the steward allows outside requests",
    "nobody-yet": "only on a node without accounts; tests/people",
    "welcome": "only on a node without accounts; tests/cli/test_up.py",
    "mfa_authenticate": "only between password and code; tests/people",
    "mfa_reauthenticate": "only with a second step; tests/people",
    "dialogue-feed": "a file",
    "dialogue-agenda": "a file",
    "room-votes": "a file",
    "room-statements": "a file",
    **dict.fromkeys(
        ("phone", "phone-say", "phone-mine", "phone-carry", "phone-results"),
        "only for a device in the room; test_room.py walks them",
    ),
    **dict.fromkeys(
        (
            "dialogue-cancel",
            "session-remove",
            "dialogue-expected",
            "dialogue-material",
            "material-remove",
            "dialogue-need",
            "phone-vote",
            "phone-votes",
            "room-open",
            "room-close",
            "room-seed",
            "statement-show",
            "candidate-finding",
            "comment-take-back",
            "consent-decide",
            "look-agree",
            "look-publish",
            "release",
            "saved-add",
            "saved-change",
            "saved-delete",
            "saved-look",
            "set_language",
            "leave-role",
            "change-role",
            "steward-recover",
            "remove-provider",
            "steward-second-step",
            "steward-second-step-rule",
            "steward-close",
            "withdraw-invitation",
            "steward-registration",
            "steward-retry",
        ),
        "takes POST only",
    ),
}


def routes() -> set[str]:
    """Return the name of every route of ours; those of allauth that Balai uses are in `places`."""
    found: set[str] = set()

    def walk(patterns: list[URLPattern | URLResolver]) -> None:
        for each in patterns:
            if isinstance(each, URLResolver):
                walk(each.url_patterns)
            elif each.name and not each.name.startswith(("account_", "mfa_", "usersessions_")):
                found.add(each.name)

    walk(get_resolver().url_patterns)
    return found


def test_every_page_as_the_node_makes_it(walk: Callable[..., Walk], everybody: Cast) -> None:
    cases = places(everybody)
    assert routes() - set(cases) - set(NO_PAGE) == set()
    for width, colours in ((375, "dark"), (1280, "light")):
        walks = {
            who: walk(who, width, color_scheme=colours)
            for who in sorted({place.who for place in cases.values()})
        }
        for name, place in cases.items():
            each = walks[place.who]
            address = reverse(name, kwargs=place.given) + place.query
            answer = each.page.goto(each.node + address)
            if place.query.startswith("#"):  # the script of the page sends the link's code
                each.page.wait_for_selector("input[name=code]", state="detached")
            if "/reauthenticate/" in each.page.url and name != "account_reauthenticate":
                each.page.fill("input[name=password]", PASSWORD)
                each.page.locator("main form button").first.click()
                each.page.wait_for_load_state()
            if answer.status != place.status:
                each.faults.append(f"{name}: answered {answer.status}")
            each.look()
