from __future__ import annotations

from collections.abc import Iterator

from balai.foundation.moment import ask_once, let_go, one_request


def answers() -> Iterator[int]:
    yield from range(100)


def test_within_a_request_a_question_is_asked_once_about_each_thing() -> None:
    told = answers()
    with one_request():
        first = [ask_once("count", "a", lambda: next(told)) for _ in range(3)]
        other = ask_once("count", "b", lambda: next(told))
        another = ask_once("weight", "a", lambda: next(told))
    assert (first, other, another) == ([0, 0, 0], 1, 2)


def test_nothing_is_kept_beyond_the_request_or_without_one() -> None:
    told = answers()
    assert [ask_once("count", "a", lambda: next(told)) for _ in range(2)] == [0, 1]
    for expected in (2, 3):
        with one_request():
            assert ask_once("count", "a", lambda: next(told)) == expected


def test_what_was_changed_is_asked_again() -> None:
    told = answers()
    let_go("count")  # outside a request there is nothing to forget
    with one_request():
        assert ask_once("count", "a", lambda: next(told)) == 0
        assert ask_once("weight", "a", lambda: next(told)) == 1
        let_go("count")
        assert ask_once("count", "a", lambda: next(told)) == 2
        assert ask_once("weight", "a", lambda: next(told)) == 1
