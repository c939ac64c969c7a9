"""What the room's pages are given: words ready to show, no row, nobody's name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from balai.dialogue.queries.counting import FEWEST_VOTERS, Said
from balai.dialogue.queries.rooms import Own, Rendered
from balai.people.forms import page_language
from balai.vocabulary import places
from balai.vocabulary.queries import label as term_label

GROUPS = "ABCDE"
MOST = 5
"""Sentences of one kind on a screen."""


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
    """A sentence of the result with its numbers in words."""

    text: str
    language: str
    words: str


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
    """People who vote alike: their letter and number, and what they say more than others."""

    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Dot:
    """One person on the map, who is nobody in particular."""

    x: str
    y: str
    letter: str


@dataclass(frozen=True)
class Found:
    """What was found in the votes. `why` says why there are no groups, `shape` what they are."""

    agreed: tuple[Line, ...]
    divides: tuple[Line, ...]
    groups: tuple[GroupShown, ...]
    shape: str
    why: str
    missed: str
    dots: tuple[Dot, ...]


@dataclass(frozen=True)
class Result:
    """What a room says; `present` are sectors and countries of which five or more are here.

    `found` is None where too few have voted, or nothing was looked for yet.
    """

    people: str
    statements: str
    votes: str
    too_few: str
    present: str
    rows: tuple[Row, ...]
    found: Found | None


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


def result(data: dict[str, Any]) -> Result:
    """Return what a room says, of an open one by now, of a closed round as it was kept.

    What was found may be some seconds older than the counts: a statement that was taken out
    meanwhile is passed over.
    """
    language = page_language()
    return Result(
        people=number_format(data["participants"]),
        statements=number_format(len(data["statements"])),
        votes=number_format(data["votes"]),
        too_few=""
        if data["voters"] >= FEWEST_VOTERS
        else _("Fewer than %(least)d people have voted: what they said is not shown.")
        % {"least": FEWEST_VOTERS},
        present=", ".join(
            [term_label("actors", code, language) for code in data["sectors"]]
            + [places.country_name(code, language) for code in data["countries"]]
        ),
        rows=tuple(_row(each) for each in data["statements"] if "agree" in each),
        found=_found(data["found"], data["statements"]) if data["found"] else None,
    )


def _row(each: dict[str, Any]) -> Row:
    counts = (number_format(each[name]) for name in ("agree", "disagree", "pass"))
    return Row(each["number"], each["text"], each["language"], *counts)


def _found(found: dict[str, Any], statements: list[dict[str, Any]]) -> Found:
    texts = {str(each["number"]): each for each in statements}
    groups, missed = found["groups"], found["smallest_found"]
    why = found["not_ready"]
    return Found(
        agreed=_lines(sorted(chain(*found["consensus"].values()), key=_surest), texts),
        divides=tuple(
            _divides(each, texts[each["statement"]], bool(groups))
            for each in found["divisive"]
            if each["statement"] in texts
        )[:MOST],
        groups=tuple(_group(each, texts) for each in groups),
        shape=str(_SHAPES.get(found["shape"], "")),
        why=str(_WHY_NOT[why["code"]]) if why else "",
        missed=_("Differences between groups below %(share)s would mostly have been missed.")
        % {"share": percent(missed)}
        if missed
        else "",
        dots=_dots(found["places"]),
    )


def _surest(each: dict[str, Any]) -> tuple[float, str]:
    return (-each["interval"][0], each["stance"])


def _lines(found: list[dict[str, Any]], texts: dict[str, Any]) -> tuple[Line, ...]:
    known = [each for each in found if each["statement"] in texts]
    return tuple(_line(each, texts[each["statement"]]) for each in known[:MOST])


def _line(each: dict[str, Any], said: dict[str, Any]) -> Line:
    words = (
        _("%(count)d of %(total)d agree (likely %(low)s to %(high)s)")
        if each["stance"] == "agree"
        else _("%(count)d of %(total)d disagree (likely %(low)s to %(high)s)")
    )
    low, high = map(percent, each["interval"])
    values = {"count": each["count"], "total": each["total"], "low": low, "high": high}
    return Line(said["text"], said["language"], words % values)


def _divides(each: dict[str, Any], said: dict[str, Any], has_groups: bool) -> Line:
    if has_groups:
        words = _("The groups lie %(spread)s apart") % {"spread": percent(each["spread"])}
    else:
        words = _("%(agree)d agree, %(disagree)d disagree") % said
    return Line(said["text"], said["language"], words)


def _group(each: dict[str, Any], texts: dict[str, Any]) -> GroupShown:
    letter, size = GROUPS[each["id"]], each["size"]
    title = ngettext(
        "Group %(letter)s: %(size)d person", "Group %(letter)s: %(size)d people", size
    ) % {"letter": letter, "size": size}
    return GroupShown(title, _lines(each["representative"], texts))


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
