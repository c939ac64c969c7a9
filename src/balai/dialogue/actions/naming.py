"""Words of a dialogue name nobody: what would is refused before it is written anywhere."""

from __future__ import annotations

from balai.core.errors import Invalid
from balai.library.findings import findings_in, told


def require_nobody_named(text: str, language: str, *, field: str = "text") -> None:
    """Raise Invalid where somebody could be recognised by these words.

    Call it before a transaction: the encoder is asked. Raises NotReady where names could not be
    looked for.
    """
    found = findings_in("", text, language)
    if found:
        raise Invalid(
            "Somebody could be recognised by these words: %(words)s.",
            "Say it more generally.",
            kind="names-somebody",
            fields={field: ""},
            values={"words": told(found)},
        )
