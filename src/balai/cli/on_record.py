"""What had gone out of a record and its releases, as commands print them to those in charge."""

from __future__ import annotations

from typing import Any

import click

from balai.cli.node import as_line


def outs_of(record_kind: str, record_id: str) -> list[dict[str, Any]]:
    """Return in which ways a record left the node, how often, last when and at which level."""
    from balai.sharing.queries import gone_out

    return [
        {
            "way": each.way,
            "level": each.level.label,
            "times": each.times,
            "last": each.last.isoformat(),
        }
        for each in gone_out(record_kind, [record_id])
    ]


def releases_on_record(*records: tuple[str, str]) -> list[dict[str, Any]]:
    """Return every release of these records: when, why, from where to where, and the answer."""
    from balai.sharing.queries import releases_of

    return [
        {
            "asked": each.asked.isoformat(),
            "reason": each.reason,
            "before": each.before.label,
            "after": each.after.label,
            "state": each.state,
            "decided": each.decided.isoformat() if each.decided else None,
            "answer": each.answer,
            "original": each.with_original,
        }
        for each in releases_of(*records)
    ]


def print_marked(known: dict[str, Any]) -> None:
    """Print what is known of a record between its marks; what is empty is left out."""
    mark = f"TLP:{known['level']}"
    click.echo(mark)
    for name, value in known.items():
        if value not in ("", [], None, False):
            for words in in_words(name, value):
                click.echo(f"{name.replace('_', ' ')}: {as_line(words)}")
    click.echo(mark)


def in_words(name: str, value: Any) -> list[str]:
    """Return a value as lines for people: a list of rows has one line each."""
    if name == "original":
        return [f"TLP:{value['level']}" + ("" if value["open"] else ", not for this reader")]
    if name == "gone_out":
        return [
            f"{each['way']}, {each['times']} times, last {each['last'][:10]}, TLP:{each['level']}"
            for each in value
        ]
    if name == "releases":
        return [
            f"{each['asked'][:10]}, TLP:{each['before']} to TLP:{each['after']}, {each['state']}"
            f"{', with the original' if each['original'] else ''}: {each['reason']}"
            for each in value
        ]
    return [", ".join(value) if isinstance(value, list) else str(value)]
