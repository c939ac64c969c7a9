"""Names and words that people type, made safe to show beside other people's.

They are stored as they are read: without control characters, without characters that turn the
direction of the text around them (Unicode TR36, "bidirectional spoofing"), and without what is
invisible. Angle brackets in a name are refused rather than repaired: nobody is called that.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.utils.translation import gettext as _

from balai.core.errors import Invalid

P = ParamSpec("P")
R = TypeVar("R")

_INVISIBLE = frozenset(
    "\u00ad\u034f\u061c\u180e\u200b\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufeff"
)
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_LINES = frozenset("\n")
_UNREAD = 10
"""A text this many times too long is refused unread: to clean a megabyte takes a second."""


def without_tricks(text: str, *, keep_lines: bool = False) -> str:
    """Return `text` in NFC without control, direction and invisible characters, spaces joined.

    The joiners U+200C and U+200D stay: Persian, Urdu and Indic names are spelt with them.
    """
    kept = _LINES if keep_lines else frozenset()
    shown = "".join(_harmless(each, kept) for each in unicodedata.normalize("NFC", text))
    shown = unicodedata.normalize("NFC", shown)  # what stood apart may stand together now
    lines = [" ".join(line.split()) for line in shown.split("\n")]
    return "\n".join(lines).strip() if keep_lines else " ".join(lines).strip()


def _harmless(character: str, kept: frozenset[str]) -> str:
    if character in kept or character in "\u200c\u200d":
        return character
    if character in _INVISIBLE or character in _TURNING:
        return ""
    category = unicodedata.category(character)
    if category in {"Cc", "Zl", "Zp", "Zs"}:
        return " "
    return "" if category in {"Cf", "Cs", "Co", "Cn"} else character


def clean_name(text: str, *, field: str = "name", longest: int = 120) -> str:
    """Return a name fit to be shown. Raises Invalid where it is empty, too long or has markup."""
    name = _cleaned(text, longest)
    problem = ""
    if len(name) > longest:
        problem = _("A name can have at most %(longest)d characters.") % {"longest": longest}
    elif not any(unicodedata.category(each)[0] in "LN" for each in name):
        problem = _("A name needs at least one letter.")
    elif "<" in name or ">" in name:
        problem = _("A name cannot contain < or >.")
    if problem:
        raise Invalid(problem, _("Write the name as colleagues know it."), fields={field: problem})
    return name


def clean_words(text: str, *, field: str, longest: int = 2000) -> str:
    """Return a short plain text with its line breaks. Raises Invalid where it is too long."""
    words = _cleaned(text, longest, keep_lines=True)
    if len(words) > longest:
        problem = _("This text can have at most %(longest)d characters.") % {"longest": longest}
        raise Invalid(problem, _("Say it in fewer words."), fields={field: problem})
    return words


def _cleaned(text: str, longest: int, *, keep_lines: bool = False) -> str:
    """Return a text without tricks; one that is far too long as it is, to be refused."""
    if len(text) > _UNREAD * longest:
        return text
    return without_tricks(text, keep_lines=keep_lines)


def in_plain_words(action: Callable[P, R]) -> Callable[P, R]:
    """Return an action that is given every text by itself or in a dataclass without tricks.

    So it is the same from a form, from the command line and from another program. Actions take
    what they are given by name.
    """

    @wraps(action)
    def plainly(*args: P.args, **kwargs: P.kwargs) -> R:
        given: dict[str, Any] = {name: _plain(value) for name, value in kwargs.items()}
        return action(*args, **given)

    return plainly


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return value if value.isascii() and value.isprintable() else _kept(value)
    if is_dataclass(value) and not isinstance(value, type):
        own = {each.name: getattr(value, each.name) for each in fields(value) if each.init}
        texts = {name: text for name, text in own.items() if isinstance(text, str)}
        plain = {name: _plain(text) for name, text in texts.items()}
        return value if plain == texts else replace(value, **plain)
    return value


def _kept(text: str) -> str:
    return without_tricks(text, keep_lines=True)
