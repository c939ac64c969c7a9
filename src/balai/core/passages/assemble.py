"""Raw blocks of a reader become a document: texts normalised, placed, and given a language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence, Set
from dataclasses import replace
from functools import cache

from .document import Block, BlockKind, Caution, Document, RawBlock, SetAside
from .normalise import normalise, normalise_lines

Detect = Callable[[str], str]
"""Returns the ISO 639-1 code of a text's language, or an empty string where it cannot tell."""

# Below this many letters a block is too short to have a language of its own.
_LETTERS_TO_TELL = 60
_SAMPLE = 20_000
_BLOCK_SAMPLE = 800  # characters that are enough to tell the language of a block
# Too alike to be told apart in one paragraph; a document is in one of them.
_HARD_TO_TELL = {"ms", "id"}


def assemble(
    blocks: Iterable[RawBlock],
    *,
    format: str,
    pages: int = 1,
    detect: Detect | None = None,
    title: str = "",
    metadata: Sequence[tuple[str, str]] = (),
    set_aside: Sequence[SetAside] = (),
    warnings: Sequence[Caution] = (),
) -> Document:
    """Return the document of blocks given in reading order.

    Blocks without words are dropped. `text` joins the others by one newline, by two where the
    page changes; a table keeps the lines of its rows. The language of the document is that of
    most of its words; a short block, or one `detect` cannot tell, has the document's.
    """
    texts = [(raw, text) for raw in blocks if (text := _words(raw))]
    detect = cache(detect) if detect is not None else None  # samples are asked for again
    language = _main_language([text for _, text in texts], detect)
    placed: list[Block] = []
    parts: list[str] = []
    at = 0
    for raw, text in texts:
        if placed:
            joint = "\n" if placed[-1].page == raw.page else "\n\n"
            parts.append(joint)
            at += len(joint)
        placed.append(
            Block(
                page=raw.page,
                start=at,
                end=at + len(text),
                kind=raw.kind,
                level=raw.level,
                bbox=raw.bbox,
                marker=normalise(raw.marker),
                language=raw.language or _language_of(text, language, detect),
                confidence=raw.confidence,
            )
        )
        parts.append(text)
        at += len(text)
    return Document(
        format=format,
        text="".join(parts),
        blocks=tuple(placed),
        pages=pages,
        language=language,
        title=normalise(title),
        metadata=tuple((key, normalise(value)) for key, value in metadata if normalise(value)),
        set_aside=_asides(set_aside, {block.page for block in placed}),
        warnings=tuple(warnings),
    )


def _asides(set_aside: Sequence[SetAside], kept: Set[int]) -> tuple[SetAside, ...]:
    """Return what was set aside, marked as a part where its page has blocks that are kept."""
    return tuple(replace(each, whole=each.page not in kept) for each in set_aside)


def _words(raw: RawBlock) -> str:
    """Return the text of a block with its marker in front, empty where it says nothing."""
    if raw.kind is BlockKind.TABLE:
        text = "\n".join(line for line in normalise_lines(raw.text).split("\n") if line)
    else:
        text = normalise(raw.text)
    marker = normalise(raw.marker)
    if not any(character.isalnum() for character in text):
        return ""
    return text if text.startswith(marker) else f"{marker} {text}"


def _letters(text: str) -> int:
    return sum(map(str.isalpha, text))


def _main_language(texts: Sequence[str], detect: Detect | None) -> str:
    """Return the language of most letters; a sample from all over a long document is enough."""
    if detect is None or not texts:
        return ""
    step = max(1, sum(map(len, texts)) // _SAMPLE)
    counts: Counter[str] = Counter()
    for text in texts[::step]:
        if _letters(text) >= _LETTERS_TO_TELL:
            counts[detect(text[:_BLOCK_SAMPLE])] += len(text)
    counts.pop("", None)
    if counts:
        return min(counts, key=lambda code: (-counts[code], code))
    return detect("\n".join(texts)[:_SAMPLE])


def _language_of(text: str, language: str, detect: Detect | None) -> str:
    if detect is None or _letters(text) < _LETTERS_TO_TELL:
        return language
    found = detect(text[:_BLOCK_SAMPLE])
    if not found or {found, language} <= _HARD_TO_TELL:
        return language
    return found
