"""`balai backup`: the whole node in one file that proves itself."""

from __future__ import annotations

from pathlib import Path

import click

from balai.cli.node import FILE, json_option, open_node, print_json

JSON = "`{records, files, hash, journal, missing, tables}`; `hash` is the seal of the archive"
"""What `--json` prints; docs/reference/cli.md is made from it."""


@click.command()
@click.argument("file", type=FILE)
@click.option("--without-key", is_flag=True, help="Leave out the secret key and balai.toml.")
@json_option
def command(file: Path, without_key: bool, as_json: bool) -> None:
    """Write a backup of this node to FILE while it goes on working.

    FILE holds everything, also what only few may read: keep it as you keep the node itself.
    """
    open_node()
    from django.conf import settings

    from balai.config.backup import make_backup

    made = make_backup(settings.BALAI.path, file, with_key=not without_key)
    for digest in made.missing:
        click.echo(f"The original file {digest} is missing from the home.", err=True)
    if as_json:
        print_json(
            {
                "records": made.records,
                "files": made.files,
                "hash": made.seal,
                "journal": made.journal,
                "missing": list(made.missing),
                "tables": made.tables,
            }
        )
        return
    click.echo(f"{file}: {made.records} records and {made.files} files.")
    click.echo(f"Its hash is {made.seal}; keep it apart from the file.")
