"""The title of a document: the one it states, else the heading it begins with."""

from __future__ import annotations

import re
from collections.abc import Sequence

from balai.core.lessons.headings import is_generic
from balai.core.passages.document import BlockKind, RawBlock
from balai.core.passages.normalise import normalise

_BY_PROGRAM = re.compile(r"^(?:microsoft|ms|libreoffice|openoffice)[\w .]* - ", re.I)
_NO_TITLE = re.compile(
    r"(?:untitled|unbenannt|sans titre|tanpa judul|naamloos|document|dokumen|doc|title|titre"
    r"|judul|tajuk|titel|new|(?:power)?point presentation|slide|page|layout"
    r"|temp(?:late)?|\W)*[\d\W]*"
    r"|(?:microsoft )?(?:word|excel|powerpoint|publisher)[\w ]*"
    r"|\S+\.(?:docx?|dotx?|pdf|indd|rtf|odt|pub|pptx?|xlsx?|txt|qxd|qxp|p65|html?|tex|dvi|cdr|ai)"
    r"|.*\.(?:docx?|dotx?|pdf|indd|rtf|odt|qxd)",
    re.I,
)
_FRONT_MATTER = re.compile(  # which announces nothing that could be learnt
    r"\W*(?:foreword|preface|acknowledge?ment|avant-propos|résumé exécutif|voorwoord"
    r"|managementsamenvatting|kata pengantar|prakata"
    r"|(?:final |draft )?report|minutes|rapport(?: final)?|compte rendu|verslag|laporan(?: akhir)?"
    r")\W*",
    re.I,
)
_FILE_NAME = re.compile(r"\S*[_\d]\S*|\S+(?:[-_]\S+){2,}")  # or the number of a document
_LOOKED_AT = 15  # blocks
_LONGEST = 200
_LEAST_LETTERS = 4
_LEAST_WORDS = 3  # of a first line that is no heading


def title_of(stated: str, blocks: Sequence[RawBlock]) -> str:
    """Return the title a document states, else its first great heading, else an empty string.

    What a program put in the place of a title (the name of a file, "untitled") is none, nor is
    a heading that any document may have ("Recommendations").
    """
    plain = _BY_PROGRAM.sub("", normalise(stated)).strip()
    if _is_worth_a_title(plain):
        return plain
    first = [block for block in blocks[:_LOOKED_AT] if block.page == blocks[0].page]
    heads = [block for block in first if block.kind in (BlockKind.TITLE, BlockKind.HEADING)]
    heads = [block for block in heads if _is_worth_a_title(normalise(block.text))]
    if heads:
        return normalise(min(heads, key=_level).text).rstrip(":* ")
    return _first_line(blocks)


def _is_worth_a_title(text: str) -> bool:
    letters = sum(map(str.isalpha, text))
    return (
        letters >= _LEAST_LETTERS
        and len(text) <= _LONGEST
        and not _NO_TITLE.fullmatch(text)
        and not is_generic(text)
        and not _FRONT_MATTER.fullmatch(text)
        and not _FILE_NAME.fullmatch(text)
    )


def _level(block: RawBlock) -> int:
    return 0 if block.kind is BlockKind.TITLE else max(1, block.level)


def _first_line(blocks: Sequence[RawBlock]) -> str:
    """Return what a plain text begins with where it is a line by itself and no sentence."""
    if len(blocks) < 2 or blocks[0].kind is not BlockKind.PARAGRAPH:
        return ""
    text = normalise(blocks[0].text)
    if text.endswith((".", ",", ":", ";", "!", "?")) or len(text) > _LONGEST / 2:
        return ""
    return text if len(text.split()) >= _LEAST_WORDS and _is_worth_a_title(text) else ""
