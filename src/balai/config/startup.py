"""Bringing a home up to date: tables, the operator, style sheets; quick when all is done."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

from django.conf import settings
from django.db import connection

from balai import __version__

OPERATOR_NAME = "Operator of this node"


def prepare() -> None:
    """Make or upgrade the node's tables, and what every node has."""
    from balai.foundation.ports.files import files
    from balai.people.actions.node import set_up_node

    if not _is_current():
        from django.core.management import call_command

        print("Preparing the node's database …", file=sys.stderr)
        _back_up_before_upgrade()
        call_command("migrate", verbosity=0, interactive=False)
    set_up_node(name=OPERATOR_NAME)
    files().sweep()


def _is_current() -> bool:
    """Say whether every migration has been applied, from one query."""
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def _back_up_before_upgrade() -> None:
    """Keep a backup of a node that has tables already, for the way back from an upgrade."""
    from balai.config.backup import make_backup

    home = Path(settings.BALAI.path)
    is_new = "django_migrations" not in connection.introspection.table_names()
    if is_new or connection.vendor != "sqlite" or not (home / "balai.sqlite3").is_file():
        return
    folder = home / "backups"
    folder.mkdir(exist_ok=True, mode=0o700)
    stamp = time.strftime("%Y%m%d-%H%M%S", time.gmtime())
    made = make_backup(home, folder / f"before-{__version__}-{stamp}.tar")
    print(f"A backup from before the upgrade lies in {made.path}", file=sys.stderr)


def collect_static() -> None:
    """Lay out style sheets and scripts under their hashed names, once for each change of them."""
    from django.core.management import call_command

    stamp = Path(settings.STATIC_ROOT) / ".made-of"
    made_of = f"{__version__} {_newest_static()}"
    if stamp.is_file() and stamp.read_text("utf-8") == made_of:
        return
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    stamp.write_text(made_of, "utf-8")


def _newest_static() -> float:
    folder = Path(__file__).parent.parent / "web" / "static"
    return max((each.stat().st_mtime for each in folder.rglob("*")), default=0.0)


def first_visit(address: str, demo: bool) -> list[str]:
    """Return what the terminal says before the node serves: the address and how to get in."""
    from balai.foundation.node_settings import get_setting
    from balai.people.actions.node import welcome_link

    if demo:
        if not get_setting("is_demo"):
            subprocess.run([sys.executable, "-m", "balai.config.demo"], check=True)
        from balai.config.demo.welcome import invitation

        return invitation(address)
    lines = ["", f"Balai is at {address}", "Stop it with Ctrl-C."]
    link = welcome_link()
    if link:
        lines[2:2] = [
            "This node is empty. Its first steward begins here (this link works once):",
            f"  {address}{link.path}",
        ]
    return lines
