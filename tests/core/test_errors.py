"""The family of errors: a stable kind, a sentence, and what would help."""

from __future__ import annotations

import pickle

import pytest

from balai.core.errors import BalaiError, Conflict, Invalid, NotAllowed, NotReady


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (BalaiError, "error"),
        (NotAllowed, "not-found"),
        (NotReady, "not-ready"),
        (Conflict, "conflict"),
        (Invalid, "invalid"),
    ],
)
def test_kinds_are_a_contract(error: type[BalaiError], kind: str) -> None:
    raised = error("Something happened.", "Do this.")
    assert isinstance(raised, BalaiError)
    assert (raised.kind, raised.message, raised.hint) == (kind, "Something happened.", "Do this.")
    assert str(raised) == "Something happened."


def test_a_kind_of_its_own_does_not_change_the_others() -> None:
    assert Invalid("x", kind="unknown-level").kind == "unknown-level"
    assert Invalid("x").kind == "invalid"
    assert NotReady("x", kind="no-encoder").kind == "no-encoder"


def test_absent_and_forbidden_say_the_same() -> None:
    absent, forbidden = NotAllowed(), NotAllowed()
    assert (absent.kind, absent.message, absent.hint) == (
        forbidden.kind,
        forbidden.message,
        forbidden.hint,
    )
    assert absent.message == "There is nothing here for you."
    assert absent.hint == ""


def test_fields_are_a_copy() -> None:
    given = {"title": "Too long."}
    raised = Invalid("The form has faults.", fields=given)
    given["title"] = "changed"
    assert raised.fields == {"title": "Too long."}
    assert Invalid("x").fields == {}


@pytest.mark.parametrize(
    "raised",
    [
        NotReady("No encoder.", "Choose one.", kind="no-encoder"),
        Invalid("Refused.", "Mend it.", kind="odd", fields={"title": "Too long."}),
        NotAllowed(),
    ],
)
def test_errors_come_back_whole_from_a_child_process(raised: BalaiError) -> None:
    """Readers run in a child and their refusals are told to the person who uploaded."""
    back = pickle.loads(pickle.dumps(raised))
    assert type(back) is type(raised)
    assert vars(back) == vars(raised)
    assert str(back) == str(raised)


def test_values_are_put_in_after_translation() -> None:
    error = Invalid("“%(code)s” is no country.", "Use %(all)s.", values={"code": 1, "all": 2})
    in_french = {"“%(code)s” is no country.": "« %(code)s » n’est pas un pays."}
    assert (error.message, error.hint, str(error)) == (
        "“1” is no country.",
        "Use 2.",
        "“1” is no country.",
    )
    assert error.told(lambda text: in_french.get(text, text))[0] == "« 1 » n’est pas un pays."


def test_without_values_a_per_cent_sign_stays_and_empty_words_are_not_asked_for() -> None:
    error = Invalid("100 % of it.")
    assert error.told(lambda text: f"<{text}>") == ("<100 % of it.>", "")


def test_of_what_was_typed_a_megabyte_is_not_repeated() -> None:
    typed = Invalid(
        "“%(code)s” is none.", "Not %(code)s.", values={"code": "x" * 1_000_000, "n": 1}
    )
    assert typed.message == "“" + "x" * 1000 + "…” is none."
    assert [len(each) for each in typed.told(str)] == [1012, 1006]
    short = Invalid("“%(code)s” is none of %(n)d.", values={"code": "x" * 1000, "n": 10**1200})
    assert short.message == "“" + "x" * 1000 + "” is none of 1" + "0" * 1200 + "."
