"""`balai review list` and `show`: what waits, and one candidate with all that is known of it."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from balai.cli.node import as_line, as_option, json_option, open_node, print_json, viewer
from balai.core.audience import Viewer

if TYPE_CHECKING:
    from balai.knowledge.queries import LessonShown


@click.command("list")
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


@click.command()
@as_option
@json_option
def lessons(email: str | None, as_json: bool) -> None:
    """List the lessons that lost the words they rested on, and those with later findings.

    Merge into each of the first, or withdraw it. Of the others, which are published and stand
    unchanged, answer in the candidate what a newer check found.
    """
    open_node()
    from balai.knowledge.queries import lessons_to_look_at, lessons_to_mend

    who = viewer(email)
    rows = [_lesson(each, "words-lost", "") for each in lessons_to_mend(who)]
    rows += [_lesson(each, "later-findings", where) for each, where in lessons_to_look_at(who)]
    if as_json:
        print_json(rows)
        return
    for row in rows:
        why = ", ".join(str(each) for each in (row["why"], row["candidate"]) if each)
        click.echo(f"{row['lesson']}  TLP:{row['level']}, {why}: {as_line(str(row['statement']))}")
    click.echo(f"{len(rows)} lessons wait.", err=True)


def _lesson(shown: LessonShown, why: str, candidate: str) -> dict[str, Any]:
    return {
        "lesson": shown.id,
        "statement": shown.statement.text,
        "language": shown.statement.language,
        "level": shown.sharing.level.label,
        "why": why,
        "candidate": candidate or None,
    }


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


@click.command()
@click.argument("candidate")
@as_option
@json_option
def show(candidate: str, email: str | None, as_json: bool) -> None:
    """Show CANDIDATE: its words, its place, what was found in it, and lessons like it."""
    open_node()
    from balai.knowledge import review
    from balai.knowledge.reasons import reason_words

    shown = review.candidate(viewer(email), candidate)
    data = _as_data(shown)
    if as_json:
        print_json(data)
        return
    because = as_line(reason_words(shown.rule, shown.language))
    click.echo(f"{shown.kind}, {shown.confidence:.0%}, {because}")
    click.echo(f"  {as_line(shown.text)}")
    click.echo(f"In {as_line(shown.source.title)}, page {shown.page}:")
    click.echo(f"  “{as_line(shown.quote)}”")
    for scheme, code, words in shown.proposed:
        click.echo(f"Suggested: {scheme}:{code} for “{as_line(words)}”")
    for each in shown.findings:
        answer = each.decision or "unanswered"
        click.echo(f"Personal data: {each.type} “{as_line(each.text)}” ({answer}) {each.digest}")
    if any(_is_refused(shown, each) for each in shown.findings):
        click.echo("Chatham House Rule: who spoke, and from where, is masked or generalised.")
    if shown.looked != "yes":
        click.echo("Names in running text were not looked for: read the text for them yourself.")
    for like in shown.similar:
        click.echo(f"Like {like.likeness:.0%}: {like.id} {as_line(like.statement)}")


def _is_refused(shown: Any, finding: Any) -> bool:
    from balai.library.findings import is_refused

    return bool(shown.source.sharing.chatham) and is_refused("keep", finding.type)


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
                "why": str(each.why),
                "decision": each.decision or None,
                "may_be_kept": not _is_refused(shown, each),
            }
            for each in shown.findings
        ],
        "names_looked_for": shown.looked == "yes",
        "similar": [asdict(each) for each in shown.similar],
    }
