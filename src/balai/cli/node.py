"""What commands share: opening the node's home, who acts, and how results are printed."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any, TypeVar

import click

from balai.core.audience import Level, Viewer
from balai.core.errors import Invalid

Function = TypeVar("Function")

as_option = click.option("--as", "email", metavar="EMAIL", help="Act as this account.")
FILE = click.Path(path_type=Path)
"""A file a command reads or writes; what is wrong with it is refused by whoever opens it, so that
every command says so in the same way."""
FILE.name = "file"
json_option = click.option(
    "--json", "as_json", is_flag=True, help="Print one JSON document on standard output."
)


class LevelType(click.ParamType):  # type: ignore[type-arg]  # generic in the stubs only
    """A sharing level in any case, with or without `TLP:`; WHITE is read as CLEAR."""

    name = "level"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> Level:
        """Return the level. Fails, as wrong use, for anything else."""
        try:
            return value if isinstance(value, Level) else Level.read(str(value))
        except Invalid as error:
            self.fail(f"{error.message} {error.hint}", param, ctx)


class CountryType(click.ParamType):  # type: ignore[type-arg]  # generic in the stubs only
    """A country by its code of two letters (ISO 3166-1), in any case."""

    name = "country"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the code in capitals. Fails, as wrong use, for one there is not."""
        from balai.vocabulary.places import is_country

        code = str(value).strip().upper()
        if code and not is_country(code):
            self.fail(f"“{value}” is not the code of a country; write it like NL.", param, ctx)
        return code


class LanguageType(click.ParamType):  # type: ignore[type-arg]  # generic in the stubs only
    """A language by its code (ISO 639), in any case."""

    name = "language"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the code. Fails, as wrong use, for what cannot be one."""
        code = str(value).strip().lower()
        if code and not (code.isascii() and code.isalpha() and len(code) in (2, 3)):
            self.fail(f"“{value}” is not the code of a language; write it like fr.", param, ctx)
        return code


LEVEL, COUNTRY, LANGUAGE = LevelType(), CountryType(), LanguageType()


def open_node() -> int:
    """Start Django on the node's home, setting the home up on its first use.

    Returns the descriptor that says, until this process ends, that the home is in use.
    """
    import django

    django.setup()
    from django.conf import settings

    from balai.config.in_use import use
    from balai.config.startup import prepare

    held = use(settings.BALAI.path)
    prepare()
    return held


def viewer(email: str | None) -> Viewer:
    """Return who acts: an account by its address, or the local operator."""
    from balai.people.queries import operator, viewer_by_email

    if not email:
        return operator()
    found = viewer_by_email(email)
    if found is None:
        raise Invalid(
            f"There is no account for {email}.", "See `balai user list`.", kind="no-account"
        )
    return found


def reading_languages(who: Viewer) -> tuple[str, ...]:
    """Return the languages that somebody reads, the best first; none for the operator."""
    from balai.core.errors import NotAllowed
    from balai.people.queries import profile_of

    try:
        profile = profile_of(who)
    except NotAllowed:
        return ()
    return tuple(dict.fromkeys(filter(None, (profile.language, *profile.reading_languages))))


def base_address() -> str:
    """Return the address of the node that links begin with; empty where none is set."""
    from django.conf import settings

    return str(settings.BALAI.public_url).rstrip("/")


def print_json(value: Any) -> None:
    """Print exactly one JSON document, on one line.

    Letters that standard output cannot carry (such as bytes in a file's name that are no text)
    are written as JSON's own escapes.
    """
    text = json.dumps(value, ensure_ascii=False)
    try:
        text.encode(sys.stdout.encoding or "utf-8")
    except UnicodeEncodeError:
        text = json.dumps(value)
    click.echo(text)


def as_line(text: str) -> str:
    """Return text on one line, without what a terminal would obey."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
