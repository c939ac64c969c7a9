"""What the room's pages are given: words ready to show, no row, nobody's name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from balai.dialogue.live.board import Board
from balai.dialogue.queries.counting import FEWEST_VOTERS, Said
from balai.dialogue.queries.rooms import Own, Rendered, RoomShown
from balai.sharing.presenting import shown as sharing_shown
from balai.web import contexts

GROUPS = "ABCDE"
MOST = 5
"""Sentences of one kind on a screen."""


@dataclass(frozen=True)
class Announced:
    """A room as its own pages name it."""

    id: str
    dialogue: str
    session: str
    question: str
    language: str
    code: str
    is_open: bool
    rules: str
    takes_statements: bool
    moderates_first: bool
    chatham: bool
    sharing: contexts.Sharing
    ends: str


@dataclass(frozen=True)
class StatementShown:
    """One statement on a phone. `gloss` is the original where `text` is a translation of it."""

    id: str
    number: int
    text: str
    language: str
    gloss: str
    gloss_language: str
    status: str
    value: int | None
    is_important: bool


@dataclass(frozen=True)
class Line:
    """A sentence of the result with its numbers in words; `groups` are its shares by group."""

    number: int
    text: str
    language: str
    words: str
    groups: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Row:
    """A statement in the table of all votes."""

    number: int
    text: str
    language: str
    agree: str
    disagree: str
    passed: str


@dataclass(frozen=True)
class GroupShown:
    """People who vote alike: their letter, how many, and what they say more than others."""

    letter: str
    size: int
    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Dot:
    """One person on the map, who is nobody in particular."""

    x: str
    y: str
    letter: str


@dataclass(frozen=True)
class Result:
    """What a room says. `why` stands where there are no groups, and `shape` where there are."""

    people: str
    statements: str
    votes: str
    too_few: str
    agreed: tuple[Line, ...]
    divides: tuple[Line, ...]
    groups: tuple[GroupShown, ...]
    shape: str
    why: str
    missed: str
    rows: tuple[Row, ...]
    dots: tuple[Dot, ...]


_WHY_NOT = {
    "too-few-people": gettext_lazy(
        "Fewer than twelve people have voted on enough statements: groups would be chance."
    ),
    "too-few-statements": gettext_lazy(
        "Fewer than eight statements were voted on: groups would be chance."
    ),
    "no-groups": gettext_lazy(
        "No groups were found: people who agree on one statement do not agree on others more "
        "often than by chance. Weak or small groups may have been missed."
    ),
    "small-groups": gettext_lazy(
        "People who vote alike are fewer than five; no group that small is shown."
    ),
    "no-members": gettext_lazy("Nobody who voted is in a group."),
}
_SHAPES = {
    "spectrum": gettext_lazy(
        "A spectrum rather than camps: the groups are people towards its ends."
    ),
    "separate": gettext_lazy("Separate groups: people within each vote much alike."),
}
STATES = {
    "waiting": gettext_lazy("Waits to be looked at."),
    "shown": gettext_lazy("Others vote on it."),
    "held-back": gettext_lazy("Was held back."),
    "replaced": gettext_lazy("Was said in other words."),
}
VALUES = {1: gettext_lazy("Agree"), -1: gettext_lazy("Disagree"), 0: gettext_lazy("Pass")}


def announced(room: RoomShown) -> Announced:
    """Return a room for its pages."""
    return Announced(
        id=room.id,
        dialogue=room.dialogue,
        session=room.session,
        question=room.question,
        language=room.language,
        code=room.code,
        is_open=room.is_open,
        rules=room.rules,
        takes_statements=room.takes_statements,
        moderates_first=room.moderates_first,
        chatham=room.sharing.chatham,
        sharing=sharing_shown(room.sharing),
        ends=room.ends.isoformat() if room.ends else "",
    )


def on_phone(
    said: Said,
    own: tuple[int, bool] | None,
    rendered: Rendered | None,
    languages: Sequence[str],
) -> StatementShown:
    """Return a statement in the reader's language where there is one, with the original beside."""
    takes_rendered = rendered is not None and said.language not in languages[:1]
    shown = rendered if takes_rendered and rendered else None
    status = ""
    if shown:
        status = _("Translation, checked") if shown.is_checked else _("Translation, not checked")
    return StatementShown(
        id=said.id,
        number=said.number,
        text=shown.text if shown else said.text,
        language=shown.language if shown else said.language,
        gloss=said.text if shown else "",
        gloss_language=said.language if shown else "",
        status=status,
        value=own[0] if own else None,
        is_important=own[1] if own else False,
    )


def own(each: Own) -> dict[str, Any]:
    """Return a statement of one's own with what became of it."""
    return {
        "number": each.number,
        "text": each.text,
        "language": each.language,
        "state": STATES[each.state],
        "reason": each.reason,
        "became": each.became,
    }


def own_vote(said: Said, value: int, is_important: bool) -> dict[str, Any]:
    """Return one's own vote, to be changed."""
    return {
        "number": said.number,
        "text": said.text,
        "language": said.language,
        "value": VALUES[value],
        "is_important": is_important,
    }


def result(board: Board) -> Result:
    """Return what a live room says; the groups may be some seconds older than the counts."""
    counts = board.counts
    assert counts is not None  # noqa: S101 - a board that was asked for has counts
    data = board.result
    has_enough = counts.voters >= FEWEST_VOTERS
    return Result(
        people=number_format(counts.participants),
        statements=number_format(len(counts.statements)),
        votes=number_format(counts.votes),
        too_few=""
        if has_enough
        else _("Results are shown once %(least)d people have voted.") % {"least": FEWEST_VOTERS},
        rows=tuple(_row(each) for each in counts.statements) if has_enough else (),
        **_found(data if has_enough else None),
    )


def result_of_round(data: dict[str, Any]) -> Result:
    """Return the result of a closed round, as it was kept."""
    rows = tuple(
        Row(
            each["number"],
            each["text"],
            each["language"],
            *(number_format(each[name]) for name in ("agree", "disagree", "pass")),
        )
        for each in data["statements"]
        if each["agree"] is not None
    )
    return Result(
        people=number_format(data["participants"]),
        statements=number_format(len(data["statements"])),
        votes=number_format(data["votes"]),
        too_few=""
        if data["voters"] >= FEWEST_VOTERS
        else _("Fewer than %(least)d people voted: what they said is not shown.")
        % {"least": FEWEST_VOTERS},
        rows=rows,
        **_found(data),
    )


def _row(said: Said) -> Row:
    tally = said.tally
    return Row(
        said.number,
        said.text,
        said.language,
        number_format(tally.agree),
        number_format(tally.disagree),
        number_format(tally.passed),
    )


def _found(data: dict[str, Any] | None) -> dict[str, Any]:
    """Return what was found beyond the counts; nothing where it was not computed yet."""
    if data is None:
        nothing: dict[str, Any] = dict.fromkeys(("agreed", "divides", "groups", "dots"), ())
        return nothing | dict.fromkeys(("shape", "why", "missed"), "")
    texts = {each["number"]: each for each in data["statements"]}
    groups = data["groups"]
    return {
        "agreed": tuple(_line(each, texts) for each in data["agreed"][:MOST]),
        "divides": tuple(_divides(each, texts, bool(groups)) for each in data["divisive"][:MOST]),
        "groups": tuple(_group(at, each, texts) for at, each in enumerate(groups)),
        "shape": str(_SHAPES.get(data["shape"], "")),
        "why": str(_WHY_NOT.get(data["not_ready"], "")),
        "missed": _("Differences between groups below %(share)s would mostly have been missed.")
        % {"share": percent(data["smallest_found"])}
        if data["smallest_found"]
        else "",
        "dots": _dots(data["places"]),
    }


def _line(each: dict[str, Any], texts: dict[int, Any]) -> Line:
    said = texts[each["number"]]
    words = (
        _("%(count)d of %(total)d agree (likely %(low)s to %(high)s)")
        if each["stance"] == "agree"
        else _("%(count)d of %(total)d disagree (likely %(low)s to %(high)s)")
    )
    low, high = each["interval"]
    values = {
        "count": each["count"],
        "total": each["total"],
        "low": percent(low),
        "high": percent(high),
    }
    return Line(each["number"], said["text"], said["language"], words % values)


def _divides(each: dict[str, Any], texts: dict[int, Any], has_groups: bool) -> Line:
    said = texts[each["number"]]
    if has_groups:
        words = _("The groups lie %(spread)s apart") % {"spread": percent(each["spread"])}
    else:
        words = _("%(agree)d agree, %(disagree)d disagree") % said
    return Line(each["number"], said["text"], said["language"], words)


def _group(at: int, each: dict[str, Any], texts: dict[int, Any]) -> GroupShown:
    size = each["size"]
    title = ngettext(
        "Group %(letter)s: %(size)d person", "Group %(letter)s: %(size)d people", size
    ) % {"letter": GROUPS[at], "size": size}
    lines = tuple(_line(found, texts) for found in each["typical"][:MOST])
    return GroupShown(GROUPS[at], size, title, lines)


def _dots(places: list[list[Any]]) -> tuple[Dot, ...]:
    """Return the map's people within a square of 100; most extreme ones at its edge."""
    if not places:
        return ()
    reach = max(max(abs(x), abs(y)) for x, y, _group in places) or 1.0
    return tuple(
        Dot(f"{50 + 46 * x / reach:.1f}", f"{50 - 46 * y / reach:.1f}", GROUPS[group])
        for x, y, group in places
        if group is not None
    )


def percent(share: float) -> str:
    """Return a share between 0 and 1 in whole percent."""
    return _("%(number)s %%") % {"number": number_format(round(100 * share))}
