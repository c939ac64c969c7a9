"""The fields that are labels, and the vocabulary's lists that have their values."""

from __future__ import annotations

from balai.knowledge import labels

SCHEMES = {labels.field_of(scheme): scheme for scheme in labels.SCHEMES}
"""Field -> the scheme of the lessons' labels that it narrows by."""
LISTS = {"kind": ("kinds",)} | {field: labels.lists_of(scheme) for field, scheme in SCHEMES.items()}
"""Field -> the vocabulary's lists that have its values."""
SAID = ("approach", "driver", "outcome", "setting", "actor")
"""Fields of which people say the terms in so many words, so that words name them."""
