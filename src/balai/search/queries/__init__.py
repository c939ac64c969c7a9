"""Searching, and what the index holds; each query that shows something takes the viewer first."""

from balai.search.queries.index import IndexReport, index_report, vectors_compared
from balai.search.queries.near import similar
from balai.search.queries.searching import found, search, warm_up

__all__ = [
    "IndexReport",
    "found",
    "index_report",
    "search",
    "similar",
    "vectors_compared",
    "warm_up",
]
