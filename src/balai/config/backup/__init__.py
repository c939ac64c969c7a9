"""Backup and restore of a node: one archive that proves itself, one home put back whole.

The archive is a plain tar: the database as it was at one moment, the original files under their
hashes, the keys and settings of the home, then `manifest.json` and `seal`, the SHA-256 of every
byte before it.
"""

from balai.config.backup.making import Backup, make_backup
from balai.config.backup.restoring import Restored, restore_backup

__all__ = ["Backup", "Restored", "make_backup", "restore_backup"]
