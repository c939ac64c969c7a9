"""Finding: terms by language, queries, fusion, hub correction, highlights. Pure.

`analyse` turns text into terms, `parse_query` reads what was typed, `centred` corrects vectors,
`fuse` joins words and meaning, `highlight` and `snippet` show why something was found.
"""

from .analysis import ANALYSIS, analyse, terms_of
from .centring import Centres, Mean, centred, general_mean
from .fusion import WEIGHTS, Fused, Weights, fuse, weights_for
from .highlight import Snippet, find_phrase, highlight, snippet
from .query import FIELDS, FieldFilter, Query, parse_query
from .scoring import NO_LEAD, likeness_by_record, record_scores

__all__ = [
    "ANALYSIS",
    "FIELDS",
    "NO_LEAD",
    "WEIGHTS",
    "Centres",
    "FieldFilter",
    "Fused",
    "Mean",
    "Query",
    "Snippet",
    "Weights",
    "analyse",
    "centred",
    "find_phrase",
    "fuse",
    "general_mean",
    "highlight",
    "likeness_by_record",
    "parse_query",
    "record_scores",
    "snippet",
    "terms_of",
    "weights_for",
]
