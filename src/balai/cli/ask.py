"""`balai ask`: answer a question with quotations of what one may see, or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from balai.cli.asked import answer_each, say_limits
from balai.cli.node import (
    as_line,
    as_option,
    base_address,
    json_option,
    open_node,
    reading_languages,
    viewer,
)
from balai.core.audience import Viewer

if TYPE_CHECKING:
    from balai.search.answering.answers import Quotation

JSON = (
    "`{question, seconds, refused, limits, nearest: [{query, language}], answer: "
    "[{sentence, quote, source, source_name, page, language, record, id, title, passage_id, "
    "level, contested, opposed, strength, url}]}`, the strongest first; `quote` stands word for "
    "word in the source, `sentence` is the same on one line; `source` is null where it may not "
    "be opened; with `-` for QUESTION, one such document a line"
)
"""What `--json` prints; docs/reference/cli.md is made from it."""


@click.command()
@click.argument("question")
@as_option
@json_option
def command(question: str, email: str | None, as_json: bool) -> None:
    """Answer QUESTION; where it is `-`, each line of standard input, one JSON document a line."""
    open_node()
    who = viewer(email)
    languages = reading_languages(who)
    answer_each(question, as_json, lambda text: find(who, text, languages), _print)


def find(who: Viewer, question: str, languages: tuple[str, ...]) -> dict[str, Any]:
    """Return the answer to a question, as docs/reference/cli.md describes it."""
    from balai.search.answering.queries import answer

    answered = answer(who, question, languages=languages)
    return {
        "question": question,
        "seconds": round(answered.seconds, 4),
        "refused": answered.is_refused,
        "limits": list(answered.limits),
        "nearest": [{"query": words, "language": each} for words, each in answered.nearest],
        "answer": [_quotation(each) for each in answered.quotations],
    }


def _quotation(each: Quotation) -> dict[str, Any]:
    return {
        "sentence": each.sentence,
        "quote": each.quote,
        "source": each.source or None,
        "source_name": each.source_name or None,
        "page": each.page or None,
        "language": each.language,
        "record": each.record,
        "id": each.id,
        "title": each.title,
        "passage_id": each.passage,
        "level": each.sharing.level.label,
        "contested": each.contested or None,
        "opposed": each.is_opposed,
        "strength": each.strength,
        "url": base_address() + each.url,
    }


def _print(found: dict[str, Any]) -> None:
    for place, each in enumerate(found["answer"], 1):
        about = ", ".join(
            str(one)
            for one in (
                as_line(each["source_name"] or each["title"]),
                f"page {each['page']}" if each["page"] else "",
                each["language"],
                f"TLP:{each['level']}",
                each["contested"] or "",
                "opposed" if each["opposed"] else "",
            )
            if one
        )
        click.echo(f"{place}. “{as_line(each['sentence'])}”")
        click.echo(f"   {about}; {each['url']}")
    if found["refused"]:
        click.echo("Nothing that may be seen supports an answer.", err=True)
        for near in found["nearest"]:
            click.echo(f"  Search for: {as_line(near['query'])}", err=True)
    say_limits(found["limits"])
