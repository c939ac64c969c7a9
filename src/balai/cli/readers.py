"""Who shall read something, as commands take it: a level and, for RED, people by address."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

from balai.cli.node import as_line
from balai.core.audience import Audience, Level, Viewer

recipient_option = click.option(
    "--recipient",
    "recipients",
    multiple=True,
    metavar="EMAIL",
    help="Who may read it, with --level RED; may be given several times.",
)


def by_address(level: Level, addresses: Sequence[str]) -> tuple[str, ...]:
    """Return the addresses of those who shall read what is brought in, as they are kept.

    Raises UsageError where another level than RED would open it to more than those named.
    """
    if addresses and level is not Level.RED:
        raise click.UsageError("--recipient names people for --level RED only.")
    from balai.people.actions.addressees import clean_addresses

    return clean_addresses(addresses)


def named(who: Viewer, level: Level, addresses: Sequence[str]) -> tuple[str, ...]:
    """Return the identifiers of recipients named by address; whether they have accounts is not
    told.
    """
    from balai.people.actions.addressees import name_addressees

    return name_addressees(viewer=who, addresses=by_address(level, addresses))


def confirm_named(
    who: Viewer, addresses: Sequence[str], now: Audience, organisation_id: str, *, yes: bool
) -> None:
    """Say who will be named as a reader and what follows; ask, unless `yes`. Aborts on a no."""
    if not addresses:
        return
    from balai.knowledge.deciding import who_decides

    click.echo(f"Named as readers, beside you: {', '.join(map(as_line, addresses))}.", err=True)
    click.echo(
        "Whoever is invited later under one of these addresses may read it too; Balai does not "
        "say who has an account.",
        err=True,
    )
    click.echo(who_decides(who, now, organisation_id), err=True)
    if not yes:
        click.confirm("Go on?", abort=True, err=True)


yes_option = click.option("--yes", is_flag=True, help="Do not ask before people are named.")


def shared(kind: str, record_id: str, done: Any) -> dict[str, Any]:
    """Return what came of changing an audience, as it is printed."""
    from balai.sharing.queries import sharing_of

    return {
        kind: record_id,
        "level": sharing_of(kind, record_id).level.label,
        "narrowed": done.narrowed,
        "named": done.named,
        "release": done.asked or None,
        "kept_open": done.kept_open,
    }


def read_by(kind: str, record_id: str) -> str:
    """Return a record's mark and who may read it, in the words of this node."""
    from balai.sharing.presenting import sentence
    from balai.sharing.queries import sharing_of

    known = sharing_of(kind, record_id)
    return f"TLP:{known.level.label}. {as_line(sentence(known.audience))}"


def tell(kind: str, row: dict[str, Any]) -> None:
    """Say in words what came of it."""
    click.echo(f"It is {read_by(kind, row[kind])}")
    if row["release"]:
        click.echo(f"A second reviewer decides on the wider audience: release {row['release']}.")
    if row["kept_open"]:
        click.echo(f"{row['kept_open']} lessons were released wider before and stay so.")
