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


def record_scores(
    similarities: Numbers,
    records: NDArray[np.int64],
    gist_similarities: Numbers,
    is_lead: NDArray[np.bool_],
) -> Numbers:
    """Return one score per record.

    `similarities` are of parts to the query; `records` numbers the record of each part from 0;
    `gist_similarities` has one entry per record. A record without a lead counts its best part
    in its place.
    """
    import numpy as np

    best = np.full(len(gist_similarities), -1.0, np.float32)
    np.maximum.at(best, records, similarities)
    lead = np.full(len(gist_similarities), -2.0, np.float32)
    np.maximum.at(lead, records[is_lead], similarities[is_lead])
    lead = np.where(lead < -1, best, lead)
    scores: Numbers = (best + GIST * gist_similarities + LEAD * lead) / (1 + GIST + LEAD)
    return scores
