"""`balai restore`: a node from its backup, after every byte of it has been proved."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import click

from balai.cli.node import FILE, json_option, print_json

JSON = "`{records, files, hash, journal, made, missing, set_aside}`"
"""What `--json` prints; docs/reference/cli.md is made from it."""


@click.command()
@click.argument("file", type=FILE)
@click.option("--force", is_flag=True, help="Set aside the node that this home holds.")
@json_option
def command(file: Path, force: bool, as_json: bool) -> None:
    """Restore the backup FILE into the home, which must be empty and not in use."""
    from balai.config.backup import restore_backup
    from balai.config.node import read_node

    home = read_node().path
    done = restore_backup(file, home, known=_migrations(), force=force)
    for digest in done.missing:
        click.echo(f"The original file {digest} was missing already from the backup.", err=True)
    if as_json:
        print_json(
            {
                "records": done.records,
                "files": done.files,
                "hash": done.seal,
                "journal": done.journal,
                "made": done.made,
                "missing": list(done.missing),
                "set_aside": str(done.set_aside) if done.set_aside else None,
            }
        )
        return
    click.echo(f"{done.records} records and {done.files} files of {done.made} are in {home}.")
    if done.set_aside:
        click.echo(f"What stood there before lies in {done.set_aside}.")
    click.echo("Next: balai doctor")


def _migrations() -> frozenset[str]:
    """Return the migrations this version of Balai knows; no database is opened.

    Django is started on an empty folder for it, since it makes a home with a key where it starts,
    and one that a backup is refused for is left as it was.
    """
    import django
    from django.db.migrations.loader import MigrationLoader

    chosen = os.environ.get("BALAI_HOME")
    with tempfile.TemporaryDirectory(prefix="balai-restore-") as folder:
        os.environ["BALAI_HOME"] = folder
        try:
            django.setup()
            loader = MigrationLoader(None)
        finally:
            os.environ.pop("BALAI_HOME")
            if chosen is not None:
                os.environ["BALAI_HOME"] = chosen
    return frozenset(f"{app}.{name}" for app, name in loader.disk_migrations)
