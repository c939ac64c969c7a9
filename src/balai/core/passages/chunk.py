"""Passages: the pieces of a document that are indexed, quoted and mined.

A passage holds whole sentences of one section, about 110 words of them (bodies nearer 100 than
220 words are found better by meaning), never more tokens than the encoder reads. Only a
sentence that is too long by itself is cut, at clauses where it has any.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from .document import BlockKind, Document
from .segment import Sentence, segment

Count = Callable[[str], int]
"""Returns how many tokens the encoder makes of a text."""

LIMIT = 400
AIM = 110
_LONGEST_TOKEN = 40  # characters: what is longer is cut without counting
_MOST = 130  # a section up to this many words is left in one piece

_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"
)
_IDEOGRAPHS = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
_CLAUSE = re.compile(r"[;:,،؛、，；]\s*|\s[–—]\s|\s+")


@dataclass(frozen=True)
class Passage:
    """A piece of a document: `document.text[start:end]`, beginning on `page`.

    `headings` is the path of headings it stands under, outermost first; a heading is part of
    the first passage of its section too, so that passages cover the text.
    """

    start: int
    end: int
    page: int
    language: str
    headings: tuple[str, ...]


def estimate_tokens(text: str) -> int:
    """Estimate the tokens of a text for a multilingual subword vocabulary of 250,000.

    Measured against that of multilingual-e5: at the median 1.1 to 1.3 times as many in spaced
    scripts and in Thai, and seldom fewer than there are. A word has a token for each four Latin
    letters it begins, for each three of another script; Chinese and Japanese signs are one each,
    Thai and its neighbours write three in one, a mark is one.
    """
    tokens = 2
    for word in text.split():
        signs = len(_IDEOGRAPHS.findall(word))
        joined = len(_UNSPACED.findall(word)) - signs
        letters = sum(map(str.isalnum, word)) - signs - joined
        marks = len(word) - signs - joined - max(letters, 0)
        per_token = 4 if word.isascii() or _LATIN.search(word) else 3
        tokens += signs + math.ceil(joined / 3) + math.ceil(max(letters, 0) / per_token) + marks
    return tokens


def count_words(text: str) -> int:
    """Count words, taking four letters for a word in scripts written without spaces."""
    unspaced = len(_UNSPACED.findall(text))
    return len(_UNSPACED.sub(" ", text).split()) + unspaced // 4 if unspaced else len(text.split())


@dataclass(frozen=True)
class _Piece:
    """A sentence, or a part of one that is too long: what passages are made of."""

    start: int
    end: int
    page: int
    language: str
    words: int
    tokens: int


def chunk(
    document: Document,
    *,
    count: Count = estimate_tokens,
    limit: int = LIMIT,
    aim: int = AIM,
) -> tuple[Passage, ...]:
    """Return the passages of a document in order, covering every word of it once.

    `count` counts the tokens of a text, `limit` is the most a passage may have, `aim` the words
    it should have.
    """
    passages: list[Passage] = []
    for headings, sentences in _sections(document):
        pieces = [piece for each in sentences for piece in _pieces(document, each, count, limit)]
        for group in _groups(pieces, limit, aim, document, count):
            passages.append(
                Passage(
                    start=group[0].start,
                    end=group[-1].end,
                    page=group[0].page,
                    language=_main_language(group),
                    headings=headings,
                )
            )
    return tuple(passages)


def _sections(document: Document) -> Iterator[tuple[tuple[str, ...], list[Sentence]]]:
    """Yield each heading with what stands under it; headings in a row begin one section."""
    path: list[tuple[int, str]] = []
    section: list[Sentence] = []
    open_headings = True
    for sentence in segment(document):
        block = document.blocks[sentence.block]
        is_heading = block.kind in (BlockKind.HEADING, BlockKind.TITLE)
        if is_heading:
            level = 0 if block.kind is BlockKind.TITLE else max(1, block.level)
            deeper = not path or level > path[-1][0]
            if section and not (open_headings and deeper):
                yield tuple(text for _, text in path), section
                section = []
            while path and path[-1][0] >= level:
                path.pop()
            path.append((level, document.words_of(block)))
        open_headings = is_heading
        section.append(sentence)
    if section:
        yield tuple(text for _, text in path), section


def _pieces(document: Document, sentence: Sentence, count: Count, limit: int) -> Iterator[_Piece]:
    for start, end in _cut(document.text, sentence.start, sentence.end, count, limit):
        words = document.text[start:end]
        yield _Piece(start, end, sentence.page, sentence.language, count_words(words), count(words))


def _cut(text: str, start: int, end: int, count: Count, limit: int) -> Iterator[tuple[int, int]]:
    """Yield parts of a span that each fit: the span itself, else halves cut at clauses."""
    while start < end and text[start].isspace():
        start += 1
    if end - start <= 1 or (
        end - start <= limit * _LONGEST_TOKEN and count(text[start:end]) <= limit
    ):
        if start < end:
            yield start, end
        return
    middle = (start + end) // 2
    reach = (end - start) // 4
    cut = _nearest(text, middle, max(start + 1, middle - reach), min(end - 1, middle + reach))
    left = cut
    while left > start and text[left - 1].isspace():
        left -= 1
    yield from _cut(text, start, left, count, limit)
    yield from _cut(text, cut, end, count, limit)


def _nearest(text: str, middle: int, low: int, high: int) -> int:
    """Return the cut nearest to the middle: after a clause mark, else at a space, else there."""
    marks = [found.end() for found in _CLAUSE.finditer(text, low, high)]
    clauses = [
        at
        for at in marks
        if not text[at - 1].isalnum() and text[:at].rstrip()[-1:] in ";:,،؛、，；–—"
    ]
    for choice in (clauses, marks):
        if choice:
            return min(choice, key=lambda at: (abs(at - middle), at))
    return middle


def _groups(
    pieces: Sequence[_Piece], limit: int, aim: int, document: Document, count: Count
) -> Iterator[list[_Piece]]:
    """Yield runs of pieces of even size: near `aim` words, never over `limit` tokens."""
    total = sum(piece.words for piece in pieces)
    most = max(aim, aim * _MOST // AIM)
    target = total if total <= most else total / math.ceil(total / most)
    group: list[_Piece] = []
    words = 0
    for piece in pieces:
        full = bool(group) and (
            words + piece.words / 2 > target or not _fits(group, piece, limit, document, count)
        )
        if full:
            yield group
            group, words = [], 0
        group.append(piece)
        words += piece.words
    if group:
        yield group


def _fits(
    group: Sequence[_Piece], piece: _Piece, limit: int, document: Document, count: Count
) -> bool:
    """Say whether a piece fits; near the limit the whole is counted, for sums may err."""
    if sum(each.tokens for each in group) + piece.tokens < limit // 2:
        return True
    return count(document.text[group[0].start : piece.end]) <= limit


def _main_language(group: Sequence[_Piece]) -> str:
    letters: dict[str, int] = {}
    for piece in group:
        letters[piece.language] = letters.get(piece.language, 0) + piece.end - piece.start
    return max(letters, key=lambda code: letters[code])
