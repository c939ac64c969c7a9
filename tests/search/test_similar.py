"""What is near to a record: found by what the viewer may see, and nothing else is hinted at."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from balai.core.audience import PUBLIC, Level, audience, may_see
from balai.core.errors import NotAllowed
from balai.search.queries import similar
from balai.sharing.actions import narrow
from balai.sharing.queries import sharing_of
from tests.personas import NAMES, A, Cast
from tests.search.shelf import ToyEmbedder, add_lesson, add_source

pytestmark = pytest.mark.django_db

ENGLISH = "Officers earned trust among youth in the {}."
MALAY = "Pegawai mendapat kepercayaan belia di {}."


@pytest.fixture(autouse=True)
def _toy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("balai.search.queries.near.get_embedder", ToyEmbedder)


def near(viewer: Any, kind: str, name: str) -> list[str]:
    return [each.id for each in similar(viewer, (kind, name), ("en",)).near]


def learned(viewer: Any, name: str) -> list[str]:
    return [each.id for each in similar(viewer, ("lesson", name), ("en",)).learned]


def test_near_records_are_found_in_other_languages_and_far_ones_are_not() -> None:
    own = add_lesson(ENGLISH.format("harbour"))
    malay = add_lesson(MALAY.format("pelabuhan"), language="ms")
    source = add_source("Belia", ["Polis dan kepercayaan belia di pasar."], language="ms")
    far = add_lesson("Fishing on the river.")
    found = similar(PUBLIC, ("lesson", own), ("en",))
    assert found.record.id == own
    everything = [*(each.id for each in found.near), *(each.id for each in found.learned)]
    assert {malay, source} <= set(everything)
    assert own not in everything
    assert far not in everything


def test_what_a_record_was_drawn_from_or_became_is_left_out() -> None:
    source = add_source("Youth", [ENGLISH.format("harbour"), "Prisons are elsewhere."])
    own = add_lesson(ENGLISH.format("harbour"), source=source)
    beside = add_lesson(ENGLISH.format("harbour quarter"), source=source)
    other = add_lesson(ENGLISH.format("harbour town"))
    assert source not in near(PUBLIC, "lesson", own)
    assert learned(PUBLIC, own) == [other], "a lesson of the same source is not somebody else"
    assert beside in near(PUBLIC, "lesson", own)
    assert not {own, beside}.intersection(near(PUBLIC, "source", source))
    assert other in near(PUBLIC, "source", source)


def test_less_likeness_is_asked_of_lessons_on_the_same_approach(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("balai.search.queries.near.SAME", 2.0)
    own = add_lesson(ENGLISH.format("harbour"), labels=[("approach", "A1")])
    same = add_lesson(ENGLISH.format("market"), source="elsewhere", labels=[("approach", "A1")])
    other = add_lesson(ENGLISH.format("market"), source="elsewhere", labels=[("approach", "A4")])
    assert learned(PUBLIC, own) == [same]
    assert other in near(PUBLIC, "lesson", own)


def test_a_source_that_a_hidden_quotation_binds_is_treated_like_any_other(cast: Cast) -> None:
    source = add_source("Youth", [ENGLISH.format("harbour")])
    lesson = add_lesson(
        ENGLISH.format("harbour"), source=source, quote_level=Level.AMBER_STRICT, owner=cast.a
    )
    assert near(PUBLIC, "source", source) == [lesson], "that it quotes the source is not told"
    assert near(cast.viewer("amina"), "source", source) == []


def test_only_what_is_seen_of_a_record_says_where_it_is_near(cast: Cast) -> None:
    from balai.knowledge.models import Statement
    from balai.search.actions import index_record
    from balai.sharing.actions import share

    own = add_lesson(ENGLISH.format("harbour"), owner=cast.a)
    secret = Statement.objects.create(lesson_id=own, language="ms", text="Sungai sungai sungai.")
    strict = audience(Level.AMBER_STRICT, owners=[cast.a])
    share(actor="t", record_kind="statement", record_id=secret.pk, audience=strict)
    index_record(record_kind="lesson", record_id=own, embedder=ToyEmbedder())
    river = add_lesson("River.")
    scores = [
        {each.id: each.score for each in similar(cast.viewer(name), ("lesson", own)).near}
        for name in ("dina", "amina")
    ]
    assert river not in scores[0]
    assert river in scores[1]


def test_nothing_is_compared_without_an_encoder_and_it_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from balai.foundation.embedding import NoEmbedder

    own = add_lesson(ENGLISH.format("harbour"))
    monkeypatch.setattr("balai.search.queries.near.get_embedder", NoEmbedder)
    found = similar(PUBLIC, ("lesson", own))
    assert (found.near, found.learned, found.limits) == ((), (), ("words-only",))


@pytest.mark.parametrize("kind", ["lesson", "source", "statement", "passage", "account"])
def test_what_is_absent_or_no_record_has_no_page(client: Any, kind: str) -> None:
    absent = "01ARZ3NDEKTSV4RRFFQ69G5FAV"
    with pytest.raises(NotAllowed):
        similar(PUBLIC, (kind, absent))
    assert client.get(reverse("similar", args=[kind, absent])).status_code == 404


@pytest.mark.parametrize("name", NAMES)
def test_everybody_sees_what_they_may_see_and_no_more(cast: Cast, name: str) -> None:
    words = {level: f"quokka{level.name.lower()}berg" for level in Level}
    lessons = {
        level: add_lesson(ENGLISH.format(word), level=level, owner=cast.a)
        for level, word in words.items()
        if level is not Level.RED
    }
    public = lessons[Level.CLEAR]
    client, viewer = cast.client_for(name), cast.viewer(name)
    page = client.get(reverse("similar", args=["lesson", public])).content.decode()
    for level, lesson in lessons.items():
        sees = may_see(viewer, sharing_of("lesson", lesson).audience)
        assert (words[level] in page) is sees, level
        answer = client.get(reverse("similar", args=["lesson", lesson]))
        assert answer.status_code == (200 if sees else 404)


def test_narrowing_takes_a_record_out_at_once() -> None:
    own = add_lesson(ENGLISH.format("harbour"))
    source = add_source("Belia", ["Polis dan kepercayaan belia di pasar."], language="ms")
    assert near(PUBLIC, "lesson", own) == [source]
    strict = audience(Level.AMBER_STRICT, owners=[A])
    narrow(actor="test", record_kind="source", record_id=source, audience=strict)
    assert near(PUBLIC, "lesson", own) == []


def test_the_page_says_where_and_who_but_not_under_the_rule(cast: Cast, client: Any) -> None:
    from balai.sharing.actions import mark_chatham

    own = add_lesson(ENGLISH.format("harbour"))
    other = add_lesson(ENGLISH.format("market"), source="elsewhere", labels=[("country", "NZ")])
    address = reverse("similar", args=["lesson", own])
    page = client.get(address).content.decode()
    section = page[page.index('id="else"') :]
    assert "New Zealand" in section
    assert "Straits Regional Centre" in section
    mark_chatham(actor="test", record_kind="lesson", record_id=other)
    page = client.get(address).content.decode()
    assert "Straits Regional Centre" not in page[page.index('id="else"') : page.index('id="near"')]
    lesson_page = client.get(reverse("lesson", args=[own])).content.decode()
    assert address in lesson_page


def test_queries_do_not_grow_with_what_is_near(
    client: Any, django_assert_max_num_queries: Any
) -> None:
    own = add_lesson(ENGLISH.format("harbour"))
    for number in range(6):
        add_lesson(ENGLISH.format(f"town {number}"))
        add_source(f"Town {number}", [ENGLISH.format(f"town {number}")])
    with django_assert_max_num_queries(60):
        client.get(reverse("similar", args=["lesson", own]))


def test_the_command_tells_the_same_as_the_page(
    cast: Cast, capsys: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    import json

    from balai.cli import similar as cli

    monkeypatch.setattr(cli, "open_node", lambda: None)
    own = add_lesson(ENGLISH.format("harbour"), labels=[("approach", "A1")])
    other = add_lesson(
        ENGLISH.format("market"), source="elsewhere", labels=[("country", "NZ"), ("approach", "A1")]
    )
    near_one = add_source("Belia", ["Polis dan kepercayaan belia di pasar."], language="ms")
    cli.command([own, "--json"], standalone_mode=False)
    told = json.loads(capsys.readouterr().out)
    assert (told["record"], told["id"], told["limits"]) == ("lesson", own, [])
    assert [(each["id"], each["countries"]) for each in told["learned"]] == [(other, ["NZ"])]
    assert told["learned"][0]["organisation"] == "Straits Regional Centre"
    assert [each["id"] for each in told["near"]] == [near_one]
    cli.command([own, "--limit", "1"], standalone_mode=False)
    printed = capsys.readouterr().out
    assert "Who else learned it:" in printed
    assert "Near to it:" in printed
