"""Words that a reader or a reviewer writes about an entry: their length, and whom they name."""

from __future__ import annotations

from balai.core.errors import Invalid
from balai.knowledge.voice.words import LONGEST
from balai.library.findings import findings_in, shown_text, told
from balai.people.names import without_tricks


def checked_words(
    text: str,
    language: str,
    *,
    mask: bool = False,
    field: str = "text",
    longest: int = LONGEST,
) -> str:
    """Return words fit to be shown, with personal data masked where `mask` asks for it.

    Raises Invalid where they are none or too many, and where somebody could be recognised by them
    and `mask` is off: whoever wrote them decides. Raises NotReady where names could not be looked
    for. Call it before a transaction: the encoder is asked.
    """
    if len(text) > longest:
        raise Invalid(
            "This text has %(length)s characters; %(most)s is the most.",
            "Say it in fewer words.",
            kind="too-long",
            fields={field: ""},
            values={"length": len(text), "most": longest},
        )
    words = without_tricks(text, keep_lines=True)
    if not words:
        raise Invalid("There are no words here yet.", kind="no-words", fields={field: ""})
    found = findings_in("", words, language)
    if found and not mask:
        raise Invalid(
            "Somebody could be recognised by these words: %(words)s.",
            "Say it more generally, or have them masked.",
            kind="names-somebody",
            fields={field: ""},
            values={"words": told(found)},
        )
    return shown_text(words, found, language)
