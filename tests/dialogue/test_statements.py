"""Statements: their words, what becomes of them, and two moderators at once."""

from __future__ import annotations

import pytest

from balai.core.errors import Conflict, Invalid, NotAllowed
from balai.dialogue.actions import rooms, statements
from balai.dialogue.actions.rooms import Terms
from balai.dialogue.models import Lineage, Rendering, Statement
from balai.dialogue.queries.rooms import own_statements
from tests.dialogue.rooms import TEXTS, Told, opened, someone
from tests.personas import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
WORDS = "Traders should be asked before the lights go out."


@pytest.fixture
def told(cast: Cast) -> Told:
    return opened(cast)


@pytest.mark.parametrize("text", ["", "Too few", "x" * 281, "A <b>bold</b> claim about markets."])
def test_words_that_fit_no_phone_are_refused(told: Told, text: str) -> None:
    with pytest.raises(Invalid):
        statements.propose_statement(
            token=someone(told), room_id=told.room, text=text, language="en"
        )


def test_signs_that_turn_the_direction_are_taken_out(told: Told) -> None:
    made = statements.propose_statement(
        token=someone(told), room_id=told.room, text=f"\u202e{WORDS}\u2066\u200b", language="en"
    )
    assert Statement.objects.get(pk=made).text == WORDS


def test_what_was_said_already_is_not_said_again(told: Told) -> None:
    with pytest.raises(Invalid, match="exactly this"):
        statements.propose_statement(
            token=someone(told), room_id=told.room, text=TEXTS[0], language="en"
        )


def test_what_may_name_somebody_waits_even_where_nothing_else_does(cast: Cast) -> None:
    told = opened(cast, terms=Terms(question="What matters here?", moderates_first=False))
    token = someone(told)
    open_ = statements.propose_statement(token=token, room_id=told.room, text=WORDS, language="en")
    named = statements.propose_statement(
        token=token,
        room_id=told.room,
        text="Inspector Rahman bin Osman should call 012-345 6789.",
        language="en",
    )
    assert Statement.objects.get(pk=open_).state == "shown"
    kept = Statement.objects.get(pk=named)
    assert (kept.state, kept.may_name) == ("waiting", True)
    with pytest.raises(Invalid, match="Somebody could be recognised"):
        statements.seed_statements(
            viewer=cast.viewer("amina"),
            room_id=told.room,
            texts=["Write to rahman@example.org about the market."],
            language="en",
        )


def test_one_becomes_several_and_its_author_sees_it(cast: Cast, told: Told) -> None:
    token = someone(told)
    made = statements.propose_statement(
        token=token, room_id=told.room, text="More light and fewer patrols at night.", language="en"
    )
    parts = ["There should be more light at night.", "There should be fewer patrols at night."]
    statements.replace_statements(
        viewer=cast.viewer("amina"),
        statement_ids=[made],
        texts=parts,
        language="en",
        reason="It said two things.",
        names_nobody=True,
    )
    own = {
        each.text: each for each in own_statements(Statement.objects.get(pk=made).author_id or 0)
    }
    former = own["More light and fewer patrols at night."]
    assert (former.state, former.reason, former.became) == (
        "replaced", "It said two things.", tuple(parts),
    )  # fmt: skip
    assert Lineage.objects.count() == 2
    with pytest.raises(Conflict):
        statements.decide_statement(viewer=cast.viewer("amina"), statement_id=made, show=True)


def test_of_two_moderators_the_second_is_told(cast: Cast, told: Told) -> None:
    amina = cast.viewer("amina")
    made = statements.propose_statement(
        token=someone(told), room_id=told.room, text=WORDS, language="en"
    )
    with pytest.raises(Invalid, match="Say why"):
        statements.decide_statement(viewer=amina, statement_id=made, show=False, version=1)
    statements.decide_statement(
        viewer=amina, statement_id=made, show=False, reason="It was said.", version=1
    )
    with pytest.raises(Conflict):
        statements.decide_statement(viewer=amina, statement_id=made, show=True, version=1)
    assert Statement.objects.get(pk=made).state == "held-back"


def test_a_statement_stands_in_further_languages_beside_its_own(cast: Cast, told: Told) -> None:
    amina = cast.viewer("amina")
    for text in ("Pegawai patut datang.", "Pegawai patut datang ke pasar."):
        statements.render_statement(
            viewer=amina,
            statement_id=told.statements[0],
            language="ms",
            text=text,
            is_checked=True,
            names_nobody=True,
        )
    assert Rendering.objects.get().text == "Pegawai patut datang ke pasar."
    with pytest.raises(Conflict):
        statements.render_statement(
            viewer=amina,
            statement_id=told.statements[0],
            language="en",
            text=WORDS,
            is_checked=True,
        )


def test_only_the_convenor_decides(cast: Cast, told: Told) -> None:
    made = statements.propose_statement(
        token=someone(told), room_id=told.room, text=WORDS, language="en"
    )
    for name in ("budi", "chen", "farid", "dina"):
        with pytest.raises(NotAllowed):
            statements.decide_statement(viewer=cast.viewer(name), statement_id=made, show=True)
        with pytest.raises(NotAllowed):
            rooms.close_round(viewer=cast.viewer(name), room_id=told.room)
