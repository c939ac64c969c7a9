"""Markdown (CommonMark's common part): its marks are read, not shown."""

from __future__ import annotations

import re
from collections.abc import Iterator

from balai.core.passages.boilerplate import without_boilerplate
from balai.core.passages.document import BlockKind, RawBlock
from balai.core.passages.normalise import join_lines

from .cautions import caution
from .encodings import decode
from .found import Allowance, Found, Progress
from .refusals import refusal

_FRONT = re.compile(r"\A---\s*\n(.*?)\n(?:---|\.\.\.)\s*\n", re.S)
_FACT = re.compile(r"^(title|date|publisher)\s*:\s*[\"']?(.+?)[\"']?\s*$", re.I | re.M)
_COMMENT = re.compile(r"<!--.*?-->", re.S)
_HEADING = re.compile(r" {0,3}(#{1,6})\s+(.*?)\s*#*\s*$")
_UNDERLINE = re.compile(r" {0,3}(=+|-+)\s*$")
_ITEM = re.compile(r"(\s*)([-*+]|\d{1,9}[.)])\s+(?:\[([ xX])\]\s+)?(.*)$")
_QUOTE = re.compile(r" {0,3}>\s?(.*)$")
_RULE = re.compile(r" {0,3}([-*_])(?:\s*\1){2,}\s*$")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_ROW = re.compile(r"\s*\|.*\|\s*$")
_TABLE_RULE = re.compile(r"\s*\|?(?:\s*:?-+:?\s*\|)+(?:\s*:?-+:?)?\s*$")
_INLINE = (
    (re.compile(r"!\[[^\]]*\]\([^)]*\)"), ""),
    (re.compile(r"\[([^\]]*)\]\([^)]*\)"), r"\1"),
    (re.compile(r"\[([^\]]+)\]\[[^\]]*\]"), r"\1"),
    (re.compile(r"\[\^[^\]]+\]:?"), ""),
    (re.compile(r"<(https?://[^>]+)>"), r"\1"),
    (re.compile(r"</?[a-zA-Z][^>]*>"), ""),
    (re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<![\w*])\*(?=\S)([^*]+?)(?<=\S)\*(?![\w*])"), r"\1"),
    (re.compile(r"(?<!\w)_(?=\S)([^_]+?)(?<=\S)_(?!\w)"), r"\1"),
    (re.compile(r"~~(.+?)~~"), r"\1"),
    (re.compile(r"`+([^`]+)`+"), r"\1"),
    (re.compile(r"\\([\\`*_{}\[\]()#+\-.!|>~])"), r"\1"),
)


def read_markdown(data: bytes, allowance: Allowance, progress: Progress) -> Found:
    """Return the headings, paragraphs, list items, quotations and tables of a Markdown text."""
    text, whole = decode(data)
    if len(text) > allowance.characters:
        raise refusal("too-much-text")
    found = Found(format="markdown", blocks=[])
    front = _FRONT.match(text)
    for name, value in _FACT.findall(front[1]) if front else ():
        if name.lower() == "title":
            found.title = value
        else:
            found.metadata.append((name.lower(), value))
    body = _COMMENT.sub("", text[front.end() :] if front else text)
    found.blocks = without_boilerplate(list(_blocks(body.replace("\r\n", "\n").split("\n"))))
    if not whole:
        found.warnings.append(caution("letters-damaged"))
    progress(1, 1)
    return found


def _blocks(lines: list[str]) -> Iterator[RawBlock]:
    """Yield the blocks of a text, each taker returning its block and the line after it."""
    at = 0
    while at < len(lines):
        line = lines[at]
        if not line.strip() or _RULE.match(line):
            at += 1
            continue
        if _FENCE.match(line):
            block, at = _fenced(lines, at)
        elif _ROW.match(line):
            block, at = _table(lines, at)
        elif heading := _HEADING.match(line):
            block, at = _made(heading[2], BlockKind.HEADING, len(heading[1])), at + 1
        else:
            block, at = _flowing(lines, at)
        if block.text.strip(" |"):
            yield block


def _made(text: str, kind: BlockKind, level: int = 0, marker: str = "") -> RawBlock:
    for pattern, kept in _INLINE:
        text = pattern.sub(kept, text)
    return RawBlock(1, f"{marker} {text}" if marker else text, kind, level, marker=marker)


def _fenced(lines: list[str], at: int) -> tuple[RawBlock, int]:
    end = at + 1
    while end < len(lines) and not _FENCE.match(lines[end]):
        end += 1
    return RawBlock(1, " ".join(lines[at + 1 : end])), end + 1


def _table(lines: list[str], at: int) -> tuple[RawBlock, int]:
    end = at
    rows = []
    while end < len(lines) and _ROW.match(lines[end]):
        if not _TABLE_RULE.match(lines[end]):
            cells = lines[end].strip().strip("|").split("|")
            rows.append(" | ".join(cell.strip() for cell in cells))
        end += 1
    return _made("\n".join(rows), BlockKind.TABLE), end


def _flowing(lines: list[str], at: int) -> tuple[RawBlock, int]:
    """Take a list item, quotation or paragraph with the lines that go on with it."""
    item, quote = _ITEM.match(lines[at]), _QUOTE.match(lines[at])
    text = [item[4] if item else quote[1] if quote else lines[at]]
    end = at + 1
    while end < len(lines) and _goes_on(lines[end]):
        if not item and not quote and _UNDERLINE.match(lines[end]):
            level = 1 if "=" in lines[end] else 2
            return _made(join_lines(text), BlockKind.HEADING, level), end + 1
        going_on = _QUOTE.match(lines[end]) if quote else None
        text.append(going_on[1] if going_on else lines[end])
        end += 1
    if item:
        box = {"x": "[x] ", " ": "[ ] "}.get((item[3] or "").lower(), "")
        marker = "•" if item[2] in "-*+" else item[2]
        depth = 1 + len(item[1].expandtabs(4)) // 2
        return _made(box + join_lines(text), BlockKind.LIST_ITEM, depth, marker), end
    return _made(join_lines(text), BlockKind.QUOTE if quote else BlockKind.PARAGRAPH), end


def _goes_on(line: str) -> bool:
    """Say whether a line goes on with the block before it."""
    if not line.strip():
        return False
    begins = (_HEADING, _ITEM, _FENCE, _ROW)
    if any(pattern.match(line) for pattern in begins):
        return False
    return _UNDERLINE.match(line) is not None or not _RULE.match(line)
