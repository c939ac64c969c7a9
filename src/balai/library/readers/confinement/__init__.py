"""What a reader of hostile files is kept from, by the system itself.

Limits hold everywhere; the rest where the system has it, which `balai doctor` tries and says:
no network (a namespace of its own), no calls that a parser never needs (a filter, `calls`), no
file but the code it runs (Landlock, `files`). It is for the process that asks and all it starts,
and cannot be taken back.
"""

from .confine import Held, confine

__all__ = ["Held", "confine"]
