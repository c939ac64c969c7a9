"""How near a record is to a query by meaning, from the parts of it that were indexed.

    score = (best part + half of its gist + half of its lead) / 2

The best part is what answers; the gist (the mean of all parts) says what the record is about
and lets several fair passages beat one chance hit; the lead (its first words) is where reports
say what they are. Measured on long bills and short write-ups alike; the best part alone is
clearly worse on both.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float32]

GIST, LEAD = 0.5, 0.5
NO_LEAD = -2.0
"""Stands for the likeness of a lead where a record has none."""


def record_scores(best: Numbers, gist: Numbers, lead: Numbers) -> Numbers:
    """Return one score per record from its likeness to the query: best part, gist and lead.

    A record without a lead (NO_LEAD) counts its best part in its place.
    """
    import numpy as np

    lead = np.where(lead <= NO_LEAD, best, lead)
    scores: Numbers = (best + GIST * gist + LEAD * lead) / (1 + GIST + LEAD)
    return scores


def likeness_by_record(
    similarities: Numbers,
    starts: NDArray[np.int64],
    is_lead: NDArray[np.bool_],
    gist_lengths: Numbers,
) -> tuple[Numbers, Numbers, Numbers]:
    """Return (best part, gist, lead) of each record from the likeness of its parts.

    Parts of a record stand together; `starts` says where each record begins. `gist_lengths` are
    the lengths of the sums of their vectors: the gist's likeness is the sum of the parts',
    divided by it, so no vector of the gist is needed.
    """
    import numpy as np

    best = np.maximum.reduceat(similarities, starts)
    gist = np.add.reduceat(similarities, starts) / np.maximum(gist_lengths, 1e-6)
    lead = np.maximum.reduceat(np.where(is_lead, similarities, NO_LEAD), starts)
    return best, gist.astype(np.float32), lead.astype(np.float32)
