"""The `balai` command: every capability of the web for scripts, measurements and stewards.

Each command has a module of its own in this folder, imported when it is called.
"""

from __future__ import annotations

from balai.cli.entry import main

__all__ = ["main"]
