"""What stands for the title of a source that states none: the name of its file, in words."""

from __future__ import annotations

import re
from urllib.parse import unquote

_ENDING = re.compile(r"\.[A-Za-z]\w{0,5}$")
_JOINT = re.compile(r"_+|(?<!\d)-+|-+(?!\d)")  # not between the numbers of a date


def title_from(file_name: str) -> str:
    """Return a file's name as a title: without its ending, with spaces for what stood for them."""
    stem = unquote(_ENDING.sub("", file_name)).strip()
    words = stem if " " in stem else " ".join(_JOINT.sub(" ", stem).split())
    return words[:1].upper() + words[1:] if any(map(str.isalnum, words)) else file_name


def is_untitled(title: str, file_name: str) -> bool:
    """Say whether a source is called by nothing but its file, whose name may be somebody's.

    Such a source is kept without a title; in those brought in earlier the file's name is one.
    """
    return title in ("", file_name)
