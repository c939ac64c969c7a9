"""What `balai doctor` looks at: the home, the database, the records, and the world around them.

Looking changes nothing. A check that cannot be carried out is a finding itself, never a crash.
"""

from __future__ import annotations

from balai.config.doctor import around, home, records
from balai.config.doctor.check import Check, Look

LOOKS: tuple[Look, ...] = (
    home.home,
    home.secret_key,
    home.settings_file,
    home.disk,
    home.database,
    home.sqlite,
    home.migrations,
    records.journal,
    records.files,
    records.index,
    records.tasks,
    records.reviewers,
    around.encoder,
    around.meaning,
    around.tesseract,
    around.readers,
    around.mail,
    around.address,
)
"""Every check in the order in which it is shown; those of the records need the database."""


def examine(*, thorough: bool = False) -> list[Check]:
    """Return every check of this node. `thorough` reads each original file, not a sample."""
    found: list[Check] = []
    for look in LOOKS:
        if look in records.LOOKS and not _can_read(found):
            continue
        found.append(_looked(look, thorough))
    return found


def _can_read(found: list[Check]) -> bool:
    return all(each.ok for each in found if each.check in ("database", "migrations"))


def _looked(look: Look, thorough: bool) -> Check:
    name = look.__name__.replace("_", "-")
    try:
        return look(thorough)
    except Exception as error:  # whatever it is, the steward is told and the others go on
        said = f"This could not be looked at: {type(error).__name__}: {error}"
        return Check(name, False, said, "Please report this if the message does not help.")


__all__ = ["LOOKS", "Check", "examine"]
