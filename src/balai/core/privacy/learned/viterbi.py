"""The likeliest sequence of tags in which nothing continues that has not begun.

Tags: 0 is "none"; type t begins with 2t + 1 and continues with 2t + 2. The only transitions
known are the hard ones. Learned ones would let one entity swallow a document, for entities are
rare.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

NEVER = -1e9


def decode(scores: NDArray[np.float32]) -> list[int]:
    """Return one tag per token; `scores` has a row per token and a column per tag."""
    import numpy as np

    count = len(scores)
    if not count:
        return []
    begin, inside = slice(1, None, 2), slice(2, None, 2)
    best = scores[0].copy()
    best[inside] = NEVER
    came_from = np.zeros(count, np.int64)
    went_on = np.zeros((count, (scores.shape[1] - 1) // 2), np.bool_)
    for at in range(1, count):
        row = scores[at]
        came_from[at] = highest = int(best.argmax())
        fresh = best[highest]
        went_on[at] = best[inside] >= best[begin]
        inner = np.maximum(best[begin], best[inside]) + row[inside]
        best = row + fresh
        best[inside] = inner
    tags = [int(best.argmax())]
    for at in range(count - 1, 0, -1):
        tag = tags[-1]
        if tag and tag % 2 == 0:
            tags.append(tag if went_on[at, tag // 2 - 1] else tag - 1)
        else:
            tags.append(int(came_from[at]))
    return tags[::-1]
