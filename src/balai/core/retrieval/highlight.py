"""Marking in a text what the query asked for, and choosing which part of it to show.

Only words that stand in the text are marked: a word of the query, or the same word with another
ending (the same term), and a phrase where it stands word for word. What was found by meaning
alone is shown without marks: a mark on the wrong words is worse than none.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from .analysis import places_of
from .words import fold, without_accents, words_of

Span = tuple[int, int]


@dataclass(frozen=True)
class Snippet:
    """A part of a text to show: `text[start:end]`, with marks counted from `start`.

    `cut_before` and `cut_after` say whether words were left out there.
    """

    text: str
    start: int
    end: int
    marks: tuple[Span, ...]
    cut_before: bool
    cut_after: bool


def highlight(
    text: str, terms: Collection[str], phrases: Sequence[str] = (), language: str = ""
) -> tuple[Span, ...]:
    """Return the places to mark, in order, apart and not touching words they do not cover.

    `terms` are analysed (see `analyse`) in the text's `language`.
    """
    spans = places_of(text, frozenset(terms), language)
    for phrase in phrases:
        spans.extend(find_phrase(text, phrase))
    return _joined(spans)


def find_phrase(text: str, phrase: str) -> list[Span]:
    """Return every place where the words of `phrase` stand in this order, one after another.

    Case and accents do not count, nor does what stands between two words if it is no word.
    """
    wanted = [_plain(word.text) for word in words_of(phrase)]
    if not wanted:
        return []
    words = list(words_of(text))
    plain = [_plain(word.text) for word in words]
    return [
        (words[at].start, words[at + len(wanted) - 1].end)
        for at in range(len(words) - len(wanted) + 1)
        if plain[at] == wanted[0] and plain[at : at + len(wanted)] == wanted
    ]


def snippet(text: str, marks: Sequence[Span], length: int = 320) -> Snippet:
    """Return the part of about `length` characters that shows most marks, cut between words.

    Without marks it is the beginning.
    """
    if len(text) <= length:
        return Snippet(text, 0, len(text), tuple(marks), False, False)
    start = _best_start(text, marks, length)
    end = _word_end(text, min(len(text), start + length))
    inside = tuple((a - start, b - start) for a, b in marks if a >= start and b <= end)
    return Snippet(text[start:end], start, end, inside, start > 0, end < len(text))


def _plain(word: str) -> str:
    return without_accents(fold(word))


def _joined(spans: list[Span]) -> tuple[Span, ...]:
    joined: list[Span] = []
    for start, end in sorted(set(spans)):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


def _best_start(text: str, marks: Sequence[Span], length: int) -> int:
    """Return where the window with most distinct marked words begins, a little before them."""
    if not marks:
        return 0
    best, best_value = 0, (-1, -1)
    for first, _ in marks:
        inside = [text[a:b].casefold() for a, b in marks if a >= first and b <= first + length]
        value = (len(set(inside)), len(inside))
        if value > best_value:
            best, best_value = first, value
    last = max(b for a, b in marks if a >= best and b <= best + length) if best_value[1] else best
    slack = max(0, length - (last - best)) // 2
    start = max(0, min(best - slack, len(text) - length))
    return _sentence_or_word_start(text, start, best)


def _sentence_or_word_start(text: str, start: int, latest: int) -> int:
    if start == 0:
        return 0
    for at in range(start, min(start + 80, latest)):
        if text[at - 1] in ".!?\n。؟" and text[at : at + 1].isspace():
            return at + 1
    while start < latest and not text[start - 1].isspace():
        start += 1
    return start


def _word_end(text: str, end: int) -> int:
    limit = end
    while end < len(text) and end > limit - 40 and not text[end].isspace():
        end -= 1
    return end if end > limit - 40 else limit
