"""Words of a dialogue name nobody: a person has looked before others read them.

The finder errs on the careful side, above all in short sentences, so it never has the last word:
a convenor says that nobody is named, and what a participant writes waits for the convenor.
"""

from __future__ import annotations

from balai.core.errors import Invalid
from balai.library.findings import findings_in, told


def may_name(text: str, language: str) -> bool:
    """Say whether somebody could be recognised by these words.

    Call it before a transaction: the encoder is asked. Raises NotReady where names could not be
    looked for.
    """
    return bool(findings_in("", text, language))


def require_nobody_named(text: str, language: str, *, names_nobody: bool) -> None:
    """Raise Invalid where somebody could be recognised, unless a person says that nobody is.

    Call it before a transaction: the encoder is asked. Raises NotReady where names could not be
    looked for.
    """
    found = () if names_nobody else findings_in("", text, language)
    if found:
        raise Invalid(
            "Somebody could be recognised by these words: %(words)s.",
            "Say it more generally, or say that nobody is named.",
            kind="names-somebody",
            fields={"names_nobody": ""},
            values={"words": told(found)},
        )
