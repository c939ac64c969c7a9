"""Somebody who is told by role and origin, "the deputy commissioner of Norway", and not by name.

A language is one module: words only (`Speech`). `walk` knows how the words go together.
"""

from balai.core.privacy.told.phrases import combinations

__all__ = ["combinations"]
