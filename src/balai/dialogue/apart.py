"""The mathematics of a room in a process of its own, which yields to everything else.

    python -m balai.dialogue.apart

The child holds no database: it reads votes from standard input, writes what it found to standard
output, and is gone; so nothing is left of it when the node is killed. It costs a second to start,
which nobody waits for while a room is open.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any

from balai.core.errors import NotReady

Rows = list[tuple[str, str, int]]
LONGEST = 120
"""Seconds; thirty thousand people take two."""
_ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}


def found_apart(rows: Rows, statements: list[str]) -> dict[str, Any]:
    """Return what is found in votes, computed by a child. Raises NotReady where it fails."""
    try:
        done = subprocess.run(
            [sys.executable, "-m", "balai.dialogue.apart"],
            input=json.dumps([rows, statements]).encode(),
            stdout=subprocess.PIPE,
            env=os.environ | _ONE_THREAD,
            timeout=LONGEST,
            check=True,
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise NotReady(
            "What the votes say could not be computed.", "Try again; the votes are all there."
        ) from error
    result: dict[str, Any] = json.loads(done.stdout)
    return result


def found(rows: Rows, statements: list[str]) -> dict[str, Any]:
    """Return what is found in votes, nobody told from another: groups have sizes, no members.

    `places` are where people lie on the map, as [x, y, group], in an order of their own.
    """
    from balai.core.opinions.analysing import analyse
    from balai.core.opinions.plain import plain
    from balai.core.opinions.votes import Votes

    result = analyse(Votes.of(rows, statements=statements))
    data = plain(result)
    for group in data["groups"]:
        del group["members"]
    places = [[round(each.x, 3), round(each.y, 3), each.group] for each in result.places]
    return data | {"places": sorted(places)}


def main() -> None:
    """Be the child."""
    os.nice(15)
    rows, statements = json.load(sys.stdin)
    json.dump(found(rows, statements), sys.stdout)


if __name__ == "__main__":
    main()
