"""`balai case`: tell a case, as the short form of the web asks for it."""

from __future__ import annotations

import json
import time
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import click

from balai.cli.brought import FIELDS, outcome, owner_of, work_on
from balai.cli.node import (
    COUNTRY,
    FILE,
    LANGUAGE,
    LEVEL,
    as_line,
    as_option,
    json_option,
    open_node,
    print_json,
    viewer,
)
from balai.cli.readers import by_address, read_by, recipient_option
from balai.core.audience import Level
from balai.core.errors import Invalid, concerning

JSON = f"`{FIELDS}`"
"""What `--json` prints; docs/reference/cli.md is made from it."""


@click.command()
@click.option("--from", "given", type=FILE, help="A JSON object of these answers; - reads.")
@click.option("--tried", help="What was tried. Name no one.")
@click.option("--happened", help="What happened, and how you know. Name no one.")
@click.option("--learned", help="What others should know before they try. Name no one.")
@click.option("--failed", help="What failed, or nearly did. Name no one.")
@click.option("--place", help="Town or district. Name no one.")
@click.option("--country", type=COUNTRY, help="Country.")
@click.option("--year", type=click.IntRange(1950, 2100), help="Year.")
@click.option("--actor", "actors", multiple=True, help="Code of a role that took part.")
@click.option("--approach", help="Code of the nearest approach.")
@click.option("--language", type=LANGUAGE, help="The language you wrote in; default en.")
@click.option("--level", default="AMBER", type=LEVEL, help="Default AMBER; `balai levels`.")
@recipient_option
@click.option("--chatham", is_flag=True, help="The Chatham House Rule covers it.")
@click.option("--organisation", default="", help="Owner: name or identifier; default one's own.")
@as_option
@json_option
def command(
    given: Path | None,
    level: Level,
    recipients: tuple[str, ...],
    chatham: bool,
    organisation: str,
    email: str | None,
    as_json: bool,
    **answers: Any,
) -> None:
    """Tell a case: what was tried, where, with whom, what happened, what failed."""
    open_node()
    from balai.knowledge.contributing.case import send_case
    from balai.library.actions import Sharing

    who, began = viewer(email), time.monotonic()
    named_here = {name: value for name, value in answers.items() if value not in (None, ())}
    with nullcontext() if given is None else concerning(_name(given)):
        kept = _checked(_read(given) | named_here)
    contribution, source = send_case(
        viewer=who,
        organisation_id=owner_of(who, organisation)[0],
        answers=kept,
        sharing_as=Sharing(level, (), chatham, by_address(level, recipients)),
    )
    work_on(source)
    row = outcome(who, source, "case.md", time.monotonic() - began) | {"contribution": contribution}
    if as_json:
        print_json(row)
        return
    click.echo(f"{source}  {as_line(row['title'])}: {row['candidates']} candidates")
    click.echo(f"Sharing as {read_by('source', source)}", err=True)


def _name(given: Path) -> str:
    return "standard input" if str(given) == "-" else str(given)


def _read(given: Path | None) -> dict[str, Any]:
    if given is None:
        return {}
    try:
        with click.open_file(str(given), encoding="utf-8") as file:
            kept = json.load(file)
    except OSError as error:
        raise Invalid(
            f"It cannot be read: {error.strerror or error}.", "Check the path.", kind="not-a-file"
        ) from None
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        raise Invalid(f"This is not JSON: {error}.", "Give one object of answers.") from None
    if not isinstance(kept, dict):
        raise Invalid("This is not a JSON object.", "Give one object of answers.")
    return kept


def _checked(answers: dict[str, Any]) -> dict[str, Any]:
    """Return the answers as the web's own steps take them; Invalid says what is wrong."""
    from balai.knowledge.contributing.forms import CASE_STEPS

    language = str(answers.get("language") or "en")
    kept: dict[str, Any] = {"language": language}
    fields: dict[str, str] = {}
    for step in CASE_STEPS:
        form = step(answers, language="en")
        fields |= {name: " ".join(map(str, words)) for name, words in form.errors.items()}
        kept |= form.cleaned_data
    known = {name for step in CASE_STEPS for name in step.base_fields} | {"language"}
    fields |= {name: "There is no such question." for name in answers if name not in known}
    if fields:
        words = " ".join(f"{name}: {said}" for name, said in sorted(fields.items()))
        raise Invalid(words, "`balai case --help` lists the questions.", fields=fields)
    return kept
