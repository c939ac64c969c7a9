"""How the node stands, as far as its steward can see it from the web; `balai doctor` sees more."""

from __future__ import annotations

import shutil
import sqlite3
from dataclasses import dataclass

from django.conf import settings
from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from balai.core.audience import Viewer
from balai.foundation.journal.queries import head
from balai.foundation.node_settings import get_setting
from balai.foundation.tasks.worker import waiting
from balai.people import policy
from balai.people.second_step.queries import missing

LEAST_FREE = 1_000_000_000
"""Bytes of free disk below which the steward is warned."""


@dataclass(frozen=True)
class Check:
    """One thing that was looked at: what it is, whether it is well, and what would help."""

    name: str
    is_well: bool
    says: str
    hint: str = ""


def checks(viewer: Viewer) -> tuple[Check, ...]:
    """Return the state of address, disk, mail, database, tasks and journal, for stewards."""
    policy.require(policy.is_steward(viewer))
    return (
        _address(),
        _second_steps(viewer),
        _disk(),
        _mail(),
        _database(),
        _tasks(),
        _meaning(),
        _journal(),
    )


def _address() -> Check:
    if settings.BALAI.is_secure:
        return Check(_("Address"), True, settings.BALAI.public_url)
    return Check(
        _("Address"),
        False,
        settings.BALAI.public_url or _("This machine only"),
        _("Without https, phones cannot use it safely and passwords travel in the open."),
    )


def _second_steps(viewer: Viewer) -> Check:
    count = len(missing(viewer))
    if not get_setting("require_second_step"):
        return Check(
            _("Second step"),
            False,
            _("Not asked for: a stolen password alone opens every role."),
            _("Ask for it under “This node”, unless the node is only for trying things out."),
        )
    if not count:
        return Check(_("Second step"), True, _("Everybody whose role needs one has one."))
    says = ngettext(
        "%(n)d person holds a role that waits for one",
        "%(n)d people hold a role that waits for one",
        count,
    )
    return Check(_("Second step"), True, says % {"n": count})


def _disk() -> Check:
    free = shutil.disk_usage(settings.BALAI.path).free
    says = _("%(n)s GB free") % {"n": f"{free / 1e9:.1f}"}
    hint = "" if free >= LEAST_FREE else _("Make room before the node stops accepting files.")
    return Check(_("Disk"), free >= LEAST_FREE, says, hint)


def _mail() -> Check:
    if settings.BALAI.mail:
        return Check(_("Mail"), True, _("Sent by a mail server"))
    return Check(
        _("Mail"), True, _("No mail server: links are printed and handed over, which is enough.")
    )


def _database() -> Check:
    if connection.vendor == "sqlite":
        return Check(_("Database"), True, f"SQLite {sqlite3.sqlite_version}")
    return Check(_("Database"), True, "PostgreSQL")


def _tasks() -> Check:
    counts = waiting()
    stuck, queued = counts["stuck"], counts["queued"] + counts["running"]
    if stuck:
        says = ngettext("%(n)d task is stuck", "%(n)d tasks are stuck", stuck) % {"n": stuck}
        return Check(_("Work"), False, says, _("See below what failed, and try it again."))
    says = ngettext("%(n)d task waits or runs", "%(n)d tasks wait or run", queued) % {"n": queued}
    return Check(_("Work"), True, says)


def _meaning() -> Check:
    if settings.BALAI.embedder == "none":
        return Check(
            _("Search by meaning"),
            False,
            _("Switched off: search finds words only."),
            _("Set the embedder to “carried” to find the same thought in other languages."),
        )
    return Check(_("Search by meaning"), True, settings.BALAI.embedder.partition(":")[0])


def _journal() -> Check:
    newest = head()
    says = newest[:16] if newest else _("Nothing has happened yet")
    return Check(_("Journal, newest link of the chain"), True, says)
