"""`balai search`: find, by words and by meaning, what the one who asks may see."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from balai.cli.asked import answer_each, say_limits
from balai.cli.node import (
    COUNTRY,
    LANGUAGE,
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
    from balai.search.results import Hit, Mode

RECORDS = ("lesson", "practice", "case", "dialogue", "source", "passage")
KINDS = ("lesson", "good-practice", "challenge", "recommendation", "need")
MODES = ("hybrid", "words", "meaning")
LONGEST_QUERY = 1_000


@dataclass(frozen=True)
class Wanted:
    """What is asked of every query of one call."""

    record: str
    kind: str
    language: str
    country: str
    mode: Mode
    limit: int


JSON = (
    "`{query, seconds, total, mode, languages, limits, hits: [{rank, record, kind, id, title, "
    "source, source_name, passage, page, language, level, score, matched, url, passage_id, "
    "country, countries, marks}]}`; `kind` is the kind of a lesson or null; `source_name` is the "
    "file's name as it was given; with `-` for QUERY, one such document a line"
)
"""What `--json` prints; docs/reference/cli.md is made from it."""


@click.command()
@click.argument("query")
@click.option("--limit", default=10, type=click.IntRange(1, 100), help="Hits; default 10.")
@click.option("--language", default="", type=LANGUAGE, help="Only what is in this language.")
@click.option("--country", default="", type=COUNTRY, help="Only what is about this country.")
@click.option("--record", default="", type=click.Choice(("", *RECORDS)), help="Only such records.")
@click.option("--kind", default="", type=click.Choice(("", *KINDS)), help="Only such lessons.")
@click.option("--mode", default="hybrid", type=click.Choice(MODES), help="How; default hybrid.")
@as_option
@json_option
def command(
    query: str,
    limit: int,
    language: str,
    country: str,
    record: str,
    kind: str,
    mode: Mode,
    email: str | None,
    as_json: bool,
) -> None:
    """Find QUERY; where it is `-`, each line of standard input, one JSON document a line."""
    open_node()
    who = viewer(email)
    languages = reading_languages(who)
    wanted = Wanted(record, kind, language, country, mode, limit)
    answer_each(query, as_json, lambda text: find(who, text, wanted, languages), _print)


def find(who: Viewer, text: str, wanted: Wanted, languages: tuple[str, ...]) -> dict[str, Any]:
    """Return what a query finds, as docs/reference/cli.md describes it."""
    from balai.search.queries import search
    from balai.search.queries.passages import search_passages
    from balai.search.results import Filters

    asked = text[:LONGEST_QUERY]
    narrowed = {
        "record": wanted.record,
        "kind": wanted.kind,
        "language": wanted.language,
        "country": wanted.country,
    }
    filters = Filters.of(**{field: (value,) for field, value in narrowed.items() if value})
    seek = search_passages if wanted.record == "passage" else search
    results = seek(
        who,
        asked,
        filters,
        mode=wanted.mode,
        languages=languages,
        limit=wanted.limit,
    )
    return {
        "query": text,
        "seconds": round(results.seconds, 4),
        "total": results.total,
        "mode": results.mode,
        "languages": {name: round(share, 3) for name, share in results.languages.items()},
        "limits": list(results.limits),
        "hits": [_hit(each) for each in results.hits],
    }


def _hit(hit: Hit) -> dict[str, Any]:
    return {
        "rank": hit.rank,
        "record": hit.record,
        "kind": hit.kind or None,
        "id": hit.id,
        "title": hit.title,
        "source": hit.source or None,
        "source_name": hit.source_name or None,
        "passage": hit.snippet.text,
        "page": hit.page or None,
        "language": hit.language,
        "level": hit.level,
        "score": hit.score,
        "matched": list(hit.matched),
        "contested": hit.contested or None,
        "url": base_address() + hit.url,
        "passage_id": hit.passage or None,
        "country": hit.countries[0] if hit.countries else None,
        "countries": list(hit.countries),
        "marks": [list(mark) for mark in hit.snippet.marks],
    }


def _print(found: dict[str, Any]) -> None:
    for hit in found["hits"]:
        about = ", ".join(
            str(each)
            for each in (
                hit["kind"] or hit["record"],
                hit["language"],
                f"TLP:{hit['level']}",
                f"{hit['source_name']}, page {hit['page']}" if hit["source_name"] else "",
                " and ".join(hit["matched"]),
            )
            if each
        )
        click.echo(f"{hit['rank']}. {as_line(hit['title'])}")
        click.echo(f"   {as_line(hit['passage'])}")
        click.echo(f"   {as_line(about)}; {hit['url']}")
    click.echo(f"{found['total']} found, {found['seconds']:.2f} s.", err=True)
    say_limits(found["limits"])
