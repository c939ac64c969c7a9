"""A result as plain data: what the command line prints and what a closed round keeps."""

from __future__ import annotations

from typing import Any

from balai.core.opinions.results import Group, Opinions, Stated


def plain(result: Opinions) -> dict[str, Any]:
    """Return what was found; numbers, texts and lists only."""
    return {
        "participants": result.participants,
        "statements": result.statements,
        "votes": result.votes,
        "grouped": result.grouped,
        "shape": result.shape,
        "groups": [_group(each) for each in result.groups],
        "consensus": {
            stance: [stated(each) for each in result.agreed if each.stance == stance]
            for stance in ("agree", "disagree")
        },
        "group_consensus": result.group_consensus,
        "divisive": [
            {"statement": each.statement, "spread": each.spread, "interval": list(each.interval)}
            for each in result.divisive
        ],
        "uncertain": list(result.uncertain),
        "not_ready": vars(result.not_ready) if result.not_ready else None,
        "chance": result.chance,
        "clarity": result.clarity,
        "smallest_found": result.smallest_found,
        "algorithm": result.algorithm,
        "input_hash": result.input_hash,
    }


def stated(each: Stated) -> dict[str, Any]:
    """Return a stance with its numbers."""
    return {
        "statement": each.statement,
        "stance": each.stance,
        "share": each.share,
        "interval": list(each.interval),
        "count": each.count,
        "total": each.total,
    }


def _group(group: Group) -> dict[str, Any]:
    return {
        "id": group.number,
        "size": len(group.members),
        "members": list(group.members),
        "representative": [
            {
                **stated(each.stated),
                "score": each.apart,
                "apart_interval": list(each.apart_interval),
            }
            for each in group.typical
        ],
    }
