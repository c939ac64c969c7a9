"""The journal: what happened, append-only, chained, written in the transaction that did it."""
