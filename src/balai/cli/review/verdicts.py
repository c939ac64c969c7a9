"""`balai review accept`, `amend`, `merge` and `reject`: the verdicts a reviewer gives."""

from __future__ import annotations

from typing import Any

import click

from balai.cli.node import LANGUAGE, LEVEL, as_option, json_option, open_node, viewer
from balai.cli.review.each import each_of
from balai.cli.review.findings import mask_open
from balai.core.audience import Level, Viewer
from balai.core.errors import Invalid

KINDS = ("lesson", "good-practice", "challenge", "recommendation", "need")


@click.command()
@click.argument("candidates", nargs=-1, required=True)
@click.option("--mask", is_flag=True, help="Mask every unanswered finding of personal data.")
@as_option
@json_option
def accept(candidates: tuple[str, ...], mask: bool, email: str | None, as_json: bool) -> int:
    """Accept CANDIDATES as they were proposed, for the readers of their source."""
    open_node()
    who = viewer(email)
    return each_of(candidates, as_json, lambda each: _accepted(who, each, {}, mask))


@click.command()
@click.argument("candidate")
@click.option("--statement", help="The lesson's one sentence. Name no one.")
@click.option("--kind", type=click.Choice(KINDS), help="What it is.")
@click.option("--language", type=LANGUAGE, help="Language of the sentence.")
@click.option("--label", "labels", multiple=True, help="scheme:code; replaces those suggested.")
@click.option("--place", help="Where, in words. Name no one.")
@click.option("--year-from", type=click.IntRange(1900, 2100), help="First year.")
@click.option("--year-to", type=click.IntRange(1900, 2100), help="Last year.")
@click.option("--level", type=LEVEL, help="Of the lesson; see `balai levels`.")
@click.option("--reason", help="Why wider readers than the source's should have it. Name no one.")
@click.option("--mask", is_flag=True, help="Mask every unanswered finding of personal data.")
@as_option
@json_option
def amend(candidate: str, mask: bool, email: str | None, as_json: bool, **changes: Any) -> int:
    """Accept CANDIDATE with changes. A wider audience waits for a second reviewer."""
    open_node()
    who = viewer(email)
    given = {name: value for name, value in changes.items() if value not in (None, ())}
    return each_of((candidate,), as_json, lambda each: _accepted(who, each, given, mask))


@click.command()
@click.argument("candidate")
@click.argument("lesson")
@click.option("--mask", is_flag=True, help="Mask every unanswered finding of personal data.")
@as_option
@json_option
def merge(candidate: str, lesson: str, mask: bool, email: str | None, as_json: bool) -> int:
    """Add CANDIDATE's quote to LESSON, which says the same."""
    open_node()
    from balai.knowledge.actions.review import merge as merge_into

    who = viewer(email)

    def merged(each: str) -> dict[str, Any]:
        mask_open(who, each, "", mask)
        merge_into(viewer=who, candidate_id=each, lesson_id=lesson)
        return {"candidate": each, "state": "merged", "lesson": lesson}

    return each_of((candidate,), as_json, merged)


@click.command()
@click.argument("candidates", nargs=-1, required=True)
@click.option("--reason", required=True, help="Why; the contributor is shown it. Name no one.")
@as_option
@json_option
def reject(candidates: tuple[str, ...], reason: str, email: str | None, as_json: bool) -> int:
    """Turn CANDIDATES down."""
    open_node()
    from balai.knowledge.actions.review import reject as turn_down

    who = viewer(email)

    def rejected(each: str) -> dict[str, Any]:
        turn_down(viewer=who, candidate_id=each, reason=reason)
        return {"candidate": each, "state": "rejected", "lesson": None}

    return each_of(candidates, as_json, rejected)


def _accepted(who: Viewer, candidate: str, changes: dict[str, Any], mask: bool) -> dict[str, Any]:
    from balai.core.audience import audience
    from balai.knowledge import queries, review
    from balai.knowledge.actions.review import Validated
    from balai.knowledge.actions.review import accept as take
    from balai.sharing.presenting import sentence

    shown = review.candidate(who, candidate)
    level: Level | None = changes.pop("level", None)
    owner, account = shown.source.organisation_id, who.account or ""
    values = {
        "kind": shown.kind,
        "statement": shown.text,
        "language": shown.language or "en",
        "labels": tuple(dict.fromkeys((scheme, code) for scheme, code, _ in shown.proposed)),
        "audience": None
        if level is None
        else audience(level, owners=(owner,), recipients=(account,)),
    } | changes
    if "labels" in changes:
        values["labels"] = tuple(label_of(each) for each in changes["labels"])
    mask_open(who, candidate, values["statement"], mask)
    lesson = take(
        viewer=who, candidate_id=candidate, validated=Validated(**values), version=shown.version
    )
    made = queries.lesson(who, lesson)
    return {
        "candidate": candidate,
        "state": review.candidate(who, candidate).state,
        "lesson": lesson,
        "lesson_state": made.state,
        "statement": made.statement.text,
        "level": made.sharing.level.label,
        "readers": sentence(made.sharing.audience),
    }


def label_of(text: str) -> tuple[str, str]:
    """Return the scheme and code of a label such as country:NL. Raises Invalid for none."""
    from balai.vocabulary.places import is_country
    from balai.vocabulary.queries import is_term

    scheme, _, code = text.partition(":")
    if not (is_country(code) if scheme == "country" else is_term(scheme, code)):
        raise Invalid(
            f"“{text}” is not a label.", "Write scheme:code, such as country:NL.", kind="no-label"
        )
    return scheme, code
