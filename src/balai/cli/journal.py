"""`balai journal`: take the journal out of the node, and prove it from what was taken."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from balai.cli.entry import OK, REFUSED
from balai.cli.node import FILE, as_option, json_option, open_node, print_json, viewer
from balai.core.errors import Invalid, concerning

if TYPE_CHECKING:
    from balai.foundation.journal.export import Line, Proof

_HASH = re.compile("[0-9a-f]{64}")
JSON = (
    "`export`: `{file, entries, head}`; `verify`: `{entries, first, last, head, is_whole, fault, "
    "why}` and, with `--node`, `is_of_this_node`, with `--head`, `has_head`"
)
"""What `--json` prints; docs/reference/cli.md is made from it."""


@click.group()
def command() -> None:
    """Take the journal out of the node, and prove it."""


@command.command()
@click.argument("file", type=FILE)
@click.option("--format", "form", type=click.Choice(("jsonl", "csv")), help="Default: jsonl.")
@as_option
@json_option
def export(file: Path, form: str | None, email: str | None, as_json: bool) -> None:
    """Write every entry with its hashes to FILE, so that the chain can be proved elsewhere."""
    open_node()
    from balai.foundation.journal.export import prove, read, written
    from balai.people.stewardship.queries import journal_lines

    lines = journal_lines(viewer(email))
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        _write(draft, written(lines, form or "jsonl"))
        with draft.open(encoding="utf-8", newline="") as told:
            proof = prove(read(told))
        draft.replace(file)
    except OSError as error:
        with concerning(file):
            raise Invalid(
                f"{file} cannot be written: {error.strerror or error}.",
                "Choose a folder that exists and may be written.",
                kind="cannot-write",
            ) from error
    finally:
        draft.unlink(missing_ok=True)
    if as_json:
        print_json({"file": str(file), "entries": proof.entries, "head": proof.head})
        return
    click.echo(f"{proof.entries} entries; newest hash {proof.head}")


def _write(draft: Path, rows: Iterable[str]) -> None:
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with closing(os.fdopen(descriptor, "w", encoding="utf-8", newline="")) as out:
        out.writelines(rows)


@command.command()
@click.argument("file", type=FILE, required=False)
@click.option("--node", is_flag=True, help="Also look whether it is the beginning of this node's.")
@click.option("--head", metavar="HASH", help="A newest hash that was kept elsewhere: is it in it?")
@json_option
def verify(file: Path | None, node: bool, head: str | None, as_json: bool) -> int:
    """Prove an exported FILE by itself: every hash, and that each entry follows the last.

    An entry that was changed, put in, taken out or moved is found. Entries cut off at the end are
    not to be seen in the file: `--node` compares with the node, also with an old export. Without
    FILE the journal of this node is proved. `--head` takes the newest hash that an export, a
    backup or `balai doctor` once told: it is missing where that entry, or one before it, was cut
    off or changed.
    """
    wanted = _clean_hash(head)
    met: set[str] = set()
    if file is None:
        open_node()
        from balai.foundation.journal.queries import lines

        proof = _proof(lines(), wanted, met)
    else:
        proof = _proof_of(file, wanted, met)
    said = asdict(proof)
    is_of_node, has_head = True, not wanted or wanted in met
    if wanted:
        said["has_head"] = has_head
    if node:
        open_node()
        from balai.foundation.journal.queries import hash_of

        is_of_node = not proof.entries or hash_of(proof.last) == proof.head
        said["is_of_this_node"] = is_of_node
    if as_json:
        print_json(said)
    else:
        _tell(proof.entries, proof.first, proof.last, proof.head)
    if proof.fault is not None:
        sys.stderr.write(f"Entry {proof.fault} {proof.why}.\n")
    elif not proof.is_whole and proof.entries:
        sys.stderr.write("It does not begin with the node's first entry.\n")
    if not is_of_node:
        sys.stderr.write("This node's journal is another, or was changed or cut since.\n")
    if not has_head:
        sys.stderr.write("No entry has that hash: it was cut off or changed, or is of another.\n")
    return OK if proof.fault is None and is_of_node and has_head else REFUSED


def _clean_hash(head: str | None) -> str:
    wanted = (head or "").strip().lower()
    if head is not None and not _HASH.fullmatch(wanted):
        raise Invalid(
            f"“{head}” is not a hash of the journal.",
            "It has 64 characters, 0 to 9 and a to f, as an export, a backup or doctor tells it.",
            kind="no-hash",
        )
    return wanted


def _proof(lines: Iterable[Line], wanted: str, met: set[str]) -> Proof:
    """Prove a chain, and put the wanted hash into `met` where an entry has it."""
    from balai.foundation.journal.export import prove

    def passing() -> Iterator[Line]:
        for line in lines:
            yield line
            if line.hash == wanted:
                met.add(wanted)

    return prove(passing())


def _proof_of(file: Path, wanted: str, met: set[str]) -> Proof:
    """Prove an exported file. Raises Invalid for what is none."""
    from balai.foundation.journal.export import read

    with concerning(file):
        try:
            with file.open(encoding="utf-8", newline="") as told:
                proof = _proof(read(told), wanted, met)
        except OSError as error:
            raise Invalid(
                f"{file} cannot be read: {error.strerror or error}.",
                "Name a file that `balai journal export` wrote.",
                kind="not-a-file",
            ) from error
        except UnicodeDecodeError as error:
            raise Invalid(
                f"{file} is not text.",
                "Name a file that `balai journal export` wrote.",
                kind="not-a-journal",
            ) from error
        if not proof.entries and proof.fault is None:
            raise Invalid(
                f"{file} holds no entries.",
                "Name a file that `balai journal export` wrote.",
                kind="not-a-journal",
            )
    return proof


def _tell(entries: int, first: int, last: int, head: str) -> None:
    click.echo(f"{entries} entries, {first} to {last}; newest hash {head}")
