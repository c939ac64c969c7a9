"""`balai review`: the queue, and the verdicts a reviewer gives."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import click

from balai.cli.node import (
    LANGUAGE,
    LEVEL,
    as_line,
    as_option,
    json_option,
    open_node,
    print_json,
    viewer,
)
from balai.core.audience import Level, Viewer
from balai.core.errors import BalaiError, Invalid

KINDS = ("lesson", "good-practice", "challenge", "recommendation", "need")

JSON = (
    "`list`: sources `{source, source_name, title, language, level, organisation, waiting, "
    "decided, first}`, or with SOURCE its candidates as `show` gives them; `show`: `{id, source, "
    "source_name, title, kind, text, quote, page, start, end, language, confidence, rule, state, "
    "reason, lesson, version, suggestions, findings, similar}`; a verdict: `{candidate, state, "
    "lesson, …}`, of several candidates a list, in which a refused one has `error`"
)
"""What `--json` prints; docs/reference/cli.md is made from it."""


@click.group()
def command() -> None:
    """Work through what Balai proposes: list, show, accept, amend, merge, reject."""


@command.command("list")
@click.argument("source", required=False)
@as_option
@json_option
def list_(source: str | None, email: str | None, as_json: bool) -> None:
    """List the sources that wait for review, or the open candidates of SOURCE."""
    open_node()
    who = viewer(email)
    rows = _candidates(who, source) if source else _sources(who)
    if as_json:
        print_json(rows)
        return
    for row in rows:
        if source:
            click.echo(
                f"{row['id']}  page {row['page']}, {row['kind']}, {row['confidence']:.0%}: "
                f"{as_line(row['text'])}"
            )
        else:
            click.echo(
                f"{row['source']}  {row['waiting']} waiting, {row['decided']} decided, "
                f"TLP:{row['level']}: {as_line(row['title'])}"
            )
    click.echo(f"{len(rows)} {'candidates' if source else 'sources'} wait.", err=True)


def _sources(who: Viewer) -> list[dict[str, Any]]:
    from balai.knowledge.review import queue

    return [
        {
            "source": row.source.id,
            "source_name": row.source.file_name,
            "title": row.source.title,
            "language": row.source.language,
            "level": row.source.sharing.level.label,
            "organisation": row.source.organisation,
            "waiting": row.waiting,
            "decided": row.decided,
            "first": row.first_id,
        }
        for row in queue(who)
    ]


def _candidates(who: Viewer, source: str) -> list[dict[str, Any]]:
    """Return a source's open candidates by walking the queue as the bench does."""
    from balai.knowledge.review import candidate, queue

    first = next((row.first_id for row in queue(who, limit=10_000) if row.source.id == source), "")
    found: list[dict[str, Any]] = []
    seen: set[str] = set()
    while first and first not in seen:
        seen.add(first)
        shown = candidate(who, first)
        found.append(_as_data(shown))
        first = shown.next_id
    return found


@command.command()
@click.argument("candidate")
@as_option
@json_option
def show(candidate: str, email: str | None, as_json: bool) -> None:
    """Show CANDIDATE: its words, its place, what was found in it, and lessons like it."""
    open_node()
    from balai.knowledge import review

    shown = review.candidate(viewer(email), candidate)
    data = _as_data(shown)
    if as_json:
        print_json(data)
        return
    click.echo(f"{shown.kind}, {shown.confidence:.0%}, by {shown.rule}")
    click.echo(f"  {as_line(shown.text)}")
    click.echo(f"In {as_line(shown.source.title)}, page {shown.page}:")
    click.echo(f"  “{as_line(shown.quote)}”")
    for scheme, code, words in shown.proposed:
        click.echo(f"Suggested: {scheme}:{code} for “{as_line(words)}”")
    for each in shown.findings:
        answer = each.decision or "unanswered"
        click.echo(f"Personal data: {each.type} “{as_line(each.text)}” ({answer}) {each.digest}")
    for like in shown.similar:
        click.echo(f"Like {like.likeness:.0%}: {like.id} {as_line(like.statement)}")


@command.command()
@click.argument("candidates", nargs=-1, required=True)
@click.option("--mask", is_flag=True, help="Mask every unanswered finding of personal data.")
@as_option
@json_option
def accept(candidates: tuple[str, ...], mask: bool, email: str | None, as_json: bool) -> int:
    """Accept CANDIDATES as they were proposed, for the readers of their source."""
    open_node()
    who = viewer(email)
    return _each(candidates, as_json, lambda each: _accepted(who, each, {}, mask))


@command.command()
@click.argument("candidate")
@click.option("--statement", help="The lesson's one sentence.")
@click.option("--kind", type=click.Choice(KINDS), help="What it is.")
@click.option("--language", type=LANGUAGE, help="Language of the sentence.")
@click.option("--label", "labels", multiple=True, help="scheme:code; replaces those suggested.")
@click.option("--place", help="Where, in words.")
@click.option("--year-from", type=click.IntRange(1900, 2100), help="First year.")
@click.option("--year-to", type=click.IntRange(1900, 2100), help="Last year.")
@click.option("--level", type=LEVEL, help="Who shall read the lesson (TLP).")
@click.option("--reason", help="Why wider readers than the source's should have it.")
@click.option("--mask", is_flag=True, help="Mask every unanswered finding of personal data.")
@as_option
@json_option
def amend(candidate: str, mask: bool, email: str | None, as_json: bool, **changes: Any) -> int:
    """Accept CANDIDATE with changes. A wider audience waits for a second reviewer."""
    open_node()
    who = viewer(email)
    given = {name: value for name, value in changes.items() if value not in (None, ())}
    return _each((candidate,), as_json, lambda each: _accepted(who, each, given, mask))


@command.command()
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
        _answer(who, each, "", mask)
        merge_into(viewer=who, candidate_id=each, lesson_id=lesson)
        return {"candidate": each, "state": "merged", "lesson": lesson}

    return _each((candidate,), as_json, merged)


@command.command()
@click.argument("candidates", nargs=-1, required=True)
@click.option("--reason", required=True, help="Why; the contributor is shown it.")
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

    return _each(candidates, as_json, rejected)


@command.command()
@click.argument("candidate")
@click.argument("finding")
@click.argument("decision", type=click.Choice(("mask", "generalise", "keep")))
@click.option("--reason", default="", help="Why it may be published (keep).")
@click.option("--instead", default="", help="What shall stand there (generalise).")
@as_option
@json_option
def answer(
    candidate: str,
    finding: str,
    decision: str,
    reason: str,
    instead: str,
    email: str | None,
    as_json: bool,
) -> int:
    """Answer FINDING of personal data in CANDIDATE; its equals in the source are answered too."""
    open_node()
    from balai.knowledge import review
    from balai.library.actions import answer_finding

    who = viewer(email)

    def answered(each: str) -> dict[str, Any]:
        shown = review.candidate(who, each)
        found = next((f for f in shown.findings if f.digest.startswith(finding)), None)
        if found is None or len(finding) < 8:
            raise Invalid("There is no such finding.", "`balai review show` lists them.")
        answer_finding(
            viewer=who,
            source_id=shown.source.id,
            digest=found.digest,
            type_=found.type,
            decision=decision,
            replacement=instead,
            reason=reason,
        )
        return {"candidate": each, "finding": found.digest, "decision": decision}

    return _each((candidate,), as_json, answered)


def _accepted(who: Viewer, candidate: str, changes: dict[str, Any], mask: bool) -> dict[str, Any]:
    from balai.core.audience import audience
    from balai.knowledge import queries, review
    from balai.knowledge.actions.review import Validated
    from balai.knowledge.actions.review import accept as take

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
        values["labels"] = tuple(_label(each) for each in changes["labels"])
    _answer(who, candidate, values["statement"], mask)
    lesson = take(
        viewer=who, candidate_id=candidate, validated=Validated(**values), version=shown.version
    )
    amended = values["statement"] != shown.text or values["kind"] != shown.kind
    made = queries.lesson(who, lesson)
    return {
        "candidate": candidate,
        "state": "amended" if amended else "accepted",
        "lesson": lesson,
        "lesson_state": made.state,
        "statement": made.statement.text,
        "level": made.sharing.level.label,
    }


def _label(text: str) -> tuple[str, str]:
    from balai.vocabulary.places import is_country
    from balai.vocabulary.queries import is_term

    scheme, _, code = text.partition(":")
    if not (is_country(code) if scheme == "country" else is_term(scheme, code)):
        raise Invalid(
            f"“{text}” is not a label.", "Write scheme:code, such as country:NL.", kind="no-label"
        )
    return scheme, code


def _answer(who: Viewer, candidate: str, statement: str, mask: bool) -> None:
    """Mask what nobody has answered, where the reviewer asked for that."""
    from balai.knowledge import review
    from balai.library.actions import answer_finding

    if not mask:
        return
    shown = review.candidate(who, candidate, statement)
    for each in shown.findings:
        if not each.decision:
            answer_finding(
                viewer=who,
                source_id=shown.source.id,
                digest=each.digest,
                type_=each.type,
                decision="mask",
            )


def _each(candidates: tuple[str, ...], as_json: bool, act: Any) -> int:
    """Act on each; go on past a refusal, and say at the end what was refused.

    One candidate gives one JSON document or error; several give a list.
    """
    from balai.cli.entry import OK, REFUSED, show_error

    if len(candidates) == 1:
        done = [act(candidates[0])]
    else:
        done = []
        for each in candidates:
            try:
                done.append(act(each))
            except BalaiError as error:
                said = {"kind": error.kind, "message": error.message, "hint": error.hint}
                done.append({"candidate": each, "state": None, "lesson": None, "error": said})
                show_error(error, False, f"{each}: ")
    _index()
    if as_json:
        print_json(done if len(candidates) > 1 else done[0])
    else:
        for row in done:
            if "error" not in row:
                click.echo("  ".join(str(row[name]) for name in row if row[name]))
    return REFUSED if any("error" in row for row in done) else OK


def _index() -> None:
    """Do what the verdicts queued, so that a new lesson is found at once."""
    from balai.cli.work import finish

    finish(("search.index:lesson:",))


def _as_data(shown: Any) -> dict[str, Any]:
    return {
        "id": shown.id,
        "source": shown.source.id,
        "source_name": shown.source.file_name,
        "title": shown.source.title,
        "kind": shown.kind,
        "text": shown.text,
        "quote": shown.quote,
        "page": shown.page,
        "start": shown.start,
        "end": shown.end,
        "language": shown.language,
        "confidence": round(shown.confidence, 3),
        "rule": shown.rule,
        "state": shown.state,
        "reason": shown.reason,
        "lesson": shown.lesson_id or None,
        "version": shown.version,
        "suggestions": [
            {"scheme": scheme, "code": code, "words": words}
            for scheme, code, words in shown.proposed
        ],
        "findings": [
            {
                "digest": each.digest,
                "type": each.type,
                "class": each.class_,
                "text": each.text,
                "why": each.why,
                "decision": each.decision or None,
            }
            for each in shown.findings
        ],
        "similar": [asdict(each) for each in shown.similar],
    }
