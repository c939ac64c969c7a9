"""The pages of what is said about entries: who comes to which, and what they may read there."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from balai.core.audience import PUBLIC, Level
from balai.foundation.clock import now
from balai.foundation.models import JournalEntry
from balai.foundation.node_settings import get_setting
from balai.foundation.tasks.worker import run_all
from balai.knowledge.models import Comment, Contest, ContestState, Lesson
from balai.knowledge.voice.actions.comments import comment
from balai.knowledge.voice.actions.communities import speak_for
from balai.knowledge.voice.actions.contests import contest, open_contest
from balai.knowledge.voice.queries.looks import looks
from balai.people.actions import take_role
from balai.sharing.queries import may_see
from tests.factories.library import WORDS, one_of_each_level
from tests.knowledge.voice.shelf import OBJECTION, lesson_at
from tests.people.browser import answered, opened
from tests.people.test_forgetting import everything_kept
from tests.personas import NAMES, Cast

pytestmark = pytest.mark.django_db

ABSENT = "01ARZ3NDEKTSV4RRFFQ69G5FAV"
SAID = "Traders asked for the same two officers."
GIVEN = {"ground": "wrong", "wanted": "answer", "text": OBJECTION, "language": "en"}


@pytest.fixture(autouse=True)
def _nothing_counted() -> None:
    cache.clear()


def text_of(client: Client, route: str, *arguments: str, query: str = "") -> str:
    return client.get(reverse(route, args=arguments) + query).content.decode()


def post(client: Client, route: str, *arguments: str, **data: str) -> Any:
    return client.post(reverse(route, args=arguments), data)


def contested(cast: Cast, lesson: str, who: str = "chen", **more: str) -> str:
    given: dict[str, Any] = {**GIVEN, **more}
    viewer = PUBLIC if who == "dina" else cast.viewer(who)
    return contest(viewer=viewer, record_kind="lesson", record_id=lesson, **given).id


def test_a_comment_is_written_and_taken_back_on_the_page(cast: Cast) -> None:
    lesson, chen = lesson_at(cast), cast.client_for("chen")
    form = text_of(chen, "comment", "lesson", lesson)
    assert "name no one" in form
    assert str(get_setting("purpose")) in form
    answer = post(chen, "comment", "lesson", lesson, text=SAID, level="GREEN", language="en")
    assert answer.status_code == 302
    assert SAID in text_of(cast.client_for("farid"), "lesson", lesson)
    assert SAID not in text_of(cast.client_for("dina"), "lesson", lesson)
    made = Comment.objects.get().pk
    assert post(cast.client_for("amina"), "comment-take-back", made).status_code == 404
    assert post(chen, "comment-take-back", made).status_code == 302
    assert SAID not in text_of(chen, "lesson", lesson)


def test_who_is_signed_out_cannot_comment(cast: Cast) -> None:
    lesson, dina = lesson_at(cast), Client()
    assert "/comment/" not in text_of(dina, "lesson", lesson)
    assert dina.get(reverse("comment", args=["lesson", lesson])).status_code == 404
    given = {"text": SAID, "level": "CLEAR", "language": "en"}
    assert post(dina, "comment", "lesson", lesson, **given).status_code == 404
    assert not Comment.objects.exists()


def test_a_level_wider_than_the_entry_is_not_offered(cast: Cast) -> None:
    lesson, budi = lesson_at(cast, Level.AMBER), cast.client_for("budi")
    form = text_of(budi, "comment", "lesson", lesson)
    assert 'value="AMBER"' in form
    assert 'value="GREEN"' not in form
    wide = post(budi, "comment", "lesson", lesson, text=SAID, level="CLEAR", language="en")
    assert wide.status_code == 400


@pytest.mark.parametrize("level", [Level.AMBER_STRICT, Level.RED])
def test_under_a_stricter_entry_its_circle_is_offered(cast: Cast, level: Level) -> None:
    lesson, amina = lesson_at(cast, level), cast.client_for("amina")
    answer = post(
        amina, "comment", "lesson", lesson, text=SAID, level="AMBER+STRICT", language="en"
    )
    assert answer.status_code == 302
    assert SAID in text_of(amina, "lesson", lesson)
    assert not may_see(cast.viewer("esther"), "comment", Comment.objects.get().pk)


@pytest.mark.parametrize("text", ["", "x" * 4001, "y" * 10_000_000, "Mail a.b@police.example"])
def test_what_cannot_stand_is_refused_and_said(cast: Cast, text: str) -> None:
    lesson, chen = lesson_at(cast), cast.client_for("chen")
    answer = post(chen, "comment", "lesson", lesson, text=text, level="CLEAR", language="en")
    assert answer.status_code in (400, 413)
    assert not Comment.objects.exists()
    refused = post(chen, "contest-entry", "lesson", lesson, **{**GIVEN, "text": text})
    assert refused.status_code in (400, 413)
    assert not Contest.objects.exists()


def test_markup_in_every_field_is_shown_as_it_was_typed(cast: Cast) -> None:
    evil = "<script>alert(1)</script><img src=x onerror=alert(2)>"
    lesson, chen = lesson_at(cast), cast.client_for("chen")
    post(chen, "comment", "lesson", lesson, text=evil, level="CLEAR", language="en")
    post(chen, "contest-entry", "lesson", lesson, **{**GIVEN, "text": evil})
    page = text_of(cast.client_for("amina"), "lesson", lesson)
    assert page.count("&lt;script&gt;alert(1)") == 2
    assert "<script>alert" not in page
    assert "<img src=x" not in page


def test_a_comment_is_removed_by_the_entrys_reviewer_with_a_reason(cast: Cast) -> None:
    lesson = lesson_at(cast)
    made = comment(
        viewer=cast.viewer("chen"),
        record_kind="lesson",
        record_id=lesson,
        text=SAID,
        level=Level.CLEAR,
        language="en",
    )
    for name in set(NAMES) - {"amina"}:
        client = cast.client_for(name)
        assert client.get(reverse("comment-remove", args=[made])).status_code == 404
        assert post(client, "comment-remove", made, reason="No.").status_code == 404
    amina = cast.client_for("amina")
    assert SAID in text_of(amina, "comment-remove", made)
    assert post(amina, "comment-remove", made, reason="").status_code == 400
    assert post(amina, "comment-remove", made, reason="It is unkind.").status_code == 302
    page = text_of(Client(), "lesson", lesson)
    assert "It is unkind." in page
    assert SAID not in page
    assert post(amina, "comment-remove", made, reason="Again.").status_code == 404


def test_without_an_account_from_the_entry_to_the_answer(cast: Cast) -> None:
    lesson, dina = lesson_at(cast), Client()
    page = text_of(dina, "lesson", lesson)
    assert reverse("contest-entry", args=["lesson", lesson]) in page
    form = text_of(dina, "contest-entry", "lesson", lesson)
    assert "not asked for a name" in form
    assert 'type="email"' not in form
    made = post(dina, "contest-entry", "lesson", lesson, **GIVEN)
    assert made.status_code == 200
    assert "no-store" in made["Cache-Control"]
    address = re.search(r"<code[^>]*>https?://[^/]+(/contest/[^<]+)</code>", made.content.decode())
    assert address
    assert "Contested" not in text_of(dina, "lesson", lesson)
    assert OBJECTION in opened(dina, address[1]).content.decode()
    row = Contest.objects.get()
    amina = cast.client_for("amina")
    assert OBJECTION in text_of(amina, "contest", row.pk)
    assert post(amina, "contest", row.pk, do="open").status_code == 302
    assert "Contested" in text_of(dina, "lesson", lesson)
    row.refresh_from_db()
    answered = {"do": "decide", "outcome": "kept", "answer": "We asked the traders again."}
    assert post(amina, "contest", row.pk, version="1", **answered).status_code == 400
    assert post(amina, "contest", row.pk, version=str(row.version), **answered).status_code == 302
    page = text_of(dina, "lesson", lesson)
    assert "Contested, and answered" in page
    assert page.index(OBJECTION) < page.index("We asked the traders again.")
    assert "We asked the traders again." in text_of(dina, "contest-link")
    assert "Contested" in text_of(dina, "browse-list", "kind", "lesson")


def test_the_mark_stands_in_lists_search_print_and_exports(cast: Cast) -> None:
    lesson, dina = lesson_at(cast), Client()
    contested(cast, lesson)
    run_all()
    for text in (
        text_of(dina, "home"),
        text_of(dina, "browse-list", "kind", "lesson"),
        text_of(dina, "search", query="?q=ochre+market"),
        text_of(dina, "lesson-print", lesson),
        text_of(dina, "lesson-export", lesson, "ris"),
        text_of(dina, "lesson-export", lesson, "bib"),
    ):
        assert "Contested" in text
    assert '"balai:contested": "contested"' in text_of(dina, "lesson-export", lesson, "jsonld")
    assert text_of(dina, "lesson-export", lesson, "csv").rstrip().endswith(",contested")


def test_a_contest_is_set_aside_and_whoever_made_it_reads_why(cast: Cast) -> None:
    lesson = lesson_at(cast)
    made = contest(
        viewer=PUBLIC,
        record_kind="lesson",
        record_id=lesson,
        **GIVEN,
    )
    omar = cast.client_for("omar")
    given = {"do": "decide", "answer": "It is an advertisement.", "version": "1"}
    assert post(omar, "contest", made.id, **given).status_code == 302
    assert "advertisement" in opened(Client(), made.path).content.decode()
    assert "Contested" not in text_of(Client(), "lesson", lesson)
    assert post(omar, "contest", made.id, do="open").status_code == 302
    assert "Contested" in text_of(Client(), "lesson", lesson)


def test_who_comes_to_a_contest(cast: Cast) -> None:
    made = contested(cast, lesson_at(cast))
    for name in NAMES:
        client = cast.client_for(name)
        answer = client.get(reverse("contest", args=[made]))
        absent = client.get(reverse("contest", args=[ABSENT]))
        assert answer.status_code == (200 if name in ("amina", "chen", "omar") else 404), name
        if answer.status_code == 404:
            assert plain(answer.content, made) == plain(absent.content)
    for name in set(NAMES) - {"amina"}:
        given = {"do": "decide", "outcome": "kept", "answer": "No.", "version": "1"}
        post(cast.client_for(name), "contest", made, **given)
    assert Contest.objects.get().state == ContestState.OPEN


def plain(body: bytes, *ids: str) -> bytes:
    """Return a page without what the asker put into its address, and without its form token."""
    for each in ids:
        body = body.replace(each.encode(), ABSENT.encode())
    return re.sub(rb'name="csrfmiddlewaretoken" value="[^"]*"', b"", body)


def test_a_link_that_was_never_given_out_is_absent(cast: Cast) -> None:
    contested(cast, lesson_at(cast))
    for token in (ABSENT, "0" * 52, "’", "x" * 200):
        link = f"{reverse('contest-link')}#{token}"
        assert opened(Client(), link).status_code == 404
        assert answered(Client(), link).status_code == 404


def test_a_role_that_is_taken_in_the_middle_refuses_the_answer(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    from balai.knowledge.voice.actions import contests as actions

    made = contested(cast, lesson_at(cast))
    real = actions.checked_words

    def meanwhile(*arguments: Any, **named: Any) -> str:
        take_role(
            viewer=cast.viewer("farid"),
            account_id=cast.account("amina"),
            organisation=cast.a,
            role="reviewer",
        )
        return real(*arguments, **named)

    monkeypatch.setattr(actions, "checked_words", meanwhile)
    given = {"do": "decide", "outcome": "kept", "answer": "We did.", "version": "1"}
    post(cast.client_for("amina"), "contest", made, **given)
    assert Contest.objects.get().state == ContestState.OPEN


@pytest.mark.thorough
@pytest.mark.parametrize("name", NAMES)
def test_nobody_reads_what_was_said_of_what_is_not_theirs(cast: Cast, name: str) -> None:
    told = one_of_each_level(cast)
    kept: dict[Level, tuple[str, str]] = {}
    for level, each in told.items():
        about = {"record_kind": "lesson", "record_id": each.lesson, "language": "en"}
        word = f"{WORDS[level]}-said"
        said = comment(
            viewer=cast.viewer("amina"),
            text=f"As in {word}.",
            level=min(level, Level.AMBER_STRICT),
            **about,
        )
        made = contest(
            viewer=cast.viewer("amina"),
            ground="wrong",
            wanted="answer",
            text=f"Unlike {word}.",
            **about,
        )
        kept[level] = said, made.id
    Contest.objects.update(due=now() - timedelta(days=1))
    run_all()
    viewer, client = cast.viewer(name), cast.client_for(name)
    sees = {level for level in told if may_see(viewer, "lesson", told[level].lesson)}
    lists = [reverse("home"), reverse("journal"), reverse("browse-list", args=["kind", "lesson"])]
    lists += [reverse("voice") + f"?show={each}" for each in ("", "oversight", "looks")]
    lists += [reverse("communities"), reverse("browse-export", args=["kind", "lesson", "csv"])]
    pages = [client.get(each).content.decode() for each in lists]
    for level, each in told.items():
        page = text_of(client, "lesson", each.lesson)
        assert (f"As in {WORDS[level]}-said" in page) == (level in sees), level
        assert (f"Unlike {WORDS[level]}-said" in page) == (level in sees), level
        pages += [
            page,
            text_of(client, "lesson-print", each.lesson),
            text_of(client, "lesson-export", each.lesson, "jsonld"),
            text_of(client, "comment-remove", kept[level][0]),
            text_of(client, "contest", kept[level][1]),
        ]
    for level in set(told) - sees:
        assert not [page for page in pages if f"{WORDS[level]}-said" in page], level


def test_a_community_looks_agrees_and_objects_on_the_page(cast: Cast) -> None:
    speak_for(viewer=cast.viewer("farid"), organisation_id=cast.c, labels=[("country", "MY")])
    lesson = lesson_at(cast)
    (look,) = looks(cast.viewer("esther"))
    esther, amina = cast.client_for("esther"), cast.client_for("amina")
    assert look.statement in text_of(esther, "voice", query="?show=looks")
    page = text_of(esther, "look", look.id)
    assert look.statement in page
    assert "/sources/" not in page
    for name in set(NAMES) - {"esther"}:
        client = cast.client_for(name)
        assert client.get(reverse("look", args=[look.id])).status_code == 404
        assert post(client, "look-agree", look.id).status_code == 404
    for name in set(NAMES) - {"amina"}:
        client = cast.client_for(name)
        assert client.get(reverse("look-held", args=[lesson])).status_code == 404
        post(client, "look-publish", lesson)
    assert Lesson.objects.get().state == "waiting"
    wrong = post(esther, "look", look.id, ground="harm", text="", language="en")
    assert wrong.status_code == 400
    given = {"ground": "harm", "text": OBJECTION, "language": "en"}
    assert post(esther, "look", look.id, **given).status_code == 302
    held = text_of(amina, "look-held", lesson)
    assert OBJECTION in held
    version = str(Lesson.objects.get().version)
    assert post(amina, "look-publish", lesson, version=version).status_code == 302
    shown = text_of(Client(), "lesson", lesson)
    assert OBJECTION in shown
    assert "Lighthouse Neighbours" in shown
    assert "Published with the objection beside it" in shown


def test_who_says_what_an_organisation_speaks_for(cast: Cast) -> None:
    for name in NAMES:
        client = cast.client_for(name)
        allowed = name in ("amina", "farid")
        answer = client.get(reverse("community", args=[cast.a]))
        assert answer.status_code == (200 if allowed else 404), name
        chosen = post(client, "community", cast.a, country="MY")
        assert chosen.status_code == (302 if allowed else 404), name
        days = post(client, "communities", contest_days="3", look_days="2")
        assert days.status_code == (302 if name == "farid" else 404), name
    assert get_setting("contest_days") == 3
    assert "Malaysia" in text_of(cast.client_for("esther"), "communities")


def test_what_waits_is_counted_in_the_head_of_every_page(cast: Cast) -> None:
    made = contested(cast, lesson_at(cast), "dina")
    assert "(1 waits)" in text_of(cast.client_for("amina"), "home")
    for name in ("budi", "chen", "dina", "omar", "farid"):
        assert "waits)" not in text_of(cast.client_for(name), "home"), name
    open_contest(viewer=cast.viewer("amina"), contest_id=made)
    Contest.objects.update(due=now() - timedelta(days=1))
    assert "(1 waits)" in text_of(cast.client_for("omar"), "home")


def test_the_journal_holds_no_word_of_it(cast: Cast) -> None:
    contested(cast, lesson_at(cast), "dina")
    kept = JournalEntry.objects.filter(kind__startswith="voice.")
    assert set(kept.values_list("actor", flat=True)) == {"public"}
    assert OBJECTION not in text_of(cast.client_for("omar"), "journal")


def test_contests_are_limited(cast: Cast, settings: Any) -> None:
    settings.BALAI_LIMITS = {"comment": "2/h/ip"}
    lesson, dina = lesson_at(cast), Client()
    states = [post(dina, "contest-entry", "lesson", lesson, **GIVEN).status_code for _ in range(3)]
    assert states == [200, 200, 429]


def test_of_an_outsider_who_contests_the_words_and_the_hash_of_a_link_are_all_that_is_kept(
    cast: Cast,
) -> None:
    lesson = lesson_at(cast)
    outsider = Client(REMOTE_ADDR="198.51.100.9", HTTP_USER_AGENT="A browser of an outsider")
    sent = outsider.post(reverse("contest-entry", args=["lesson", lesson]), GIVEN)
    assert sent.status_code < 400
    row = Contest.objects.get()
    assert (row.state, row.written_by, row.speaks_for, row.looked_by) == ("held", "", "", "")
    assert re.fullmatch("[0-9a-f]{64}", row.token_hash)
    kept = list(everything_kept())
    assert any(row.pk.lower() in text for _table, text in kept)
    for of_them in ("198.51.100.9", "a browser of an outsider"):
        assert [table for table, text in kept if of_them in text] == []
    entries = JournalEntry.objects.filter(record_kind="contest")
    assert {entry.actor for entry in entries} <= {"", "nobody", "public"}
