"""What is taken out of a text before any tokeniser or model sees it.

Text comes from uploaded files. Lone surrogates cannot be encoded, NUL ends C strings, and one
code point may expand to eighteen under NFKC (U+FDFA), so length is capped before and after.
"""

from __future__ import annotations

import re
import unicodedata

LONGEST = 8_000
"""Characters kept of a text that is embedded: well over what the model's 512 tokens hold."""

_SURROGATE = re.compile("[\ud800-\udfff]")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_SPACES = re.compile(" {2,}")


def clean(text: str, longest: int = LONGEST) -> str:
    """Return `text` in NFKC, without control characters or surrogates, at most `longest` long."""
    text = _SURROGATE.sub("\ufffd", text[:longest])
    text = unicodedata.normalize("NFKC", _CONTROL.sub(" ", text))[:longest]
    return _SPACES.sub(" ", text).strip()
