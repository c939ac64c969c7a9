"""`balai review answer`: personal data in what is about to be published."""

from __future__ import annotations

from typing import Any

import click

from balai.cli.node import as_option, json_option, open_node, viewer
from balai.cli.review.each import each_of
from balai.core.audience import Viewer
from balai.core.errors import Invalid


@click.command()
@click.argument("candidate")
@click.argument("finding")
@click.argument("decision", type=click.Choice(("mask", "generalise", "keep", "open")))
@click.option("--reason", default="", help="Why it may be published (keep). Name no one.")
@click.option("--instead", default="", help="What shall stand there (generalise). Name no one.")
@as_option
@json_option
def answer(
    candidate: str,
    finding: str,
    decision: str,
    reason: str,
    instead: str,
    email: str | None,
    as_json: bool,
) -> int:
    """Answer FINDING of personal data in CANDIDATE; its equals in the source are answered too.

    `open` takes an earlier answer back.
    """
    open_node()
    from balai.knowledge import review
    from balai.knowledge.actions import answering

    who = viewer(email)

    def answered(each: str) -> dict[str, Any]:
        shown = review.candidate(who, each)
        found = next((f for f in shown.findings if f.digest.startswith(finding)), None)
        if found is None or len(finding) < 8:
            raise Invalid("There is no such finding.", "`balai review show` lists them.")
        if decision == "open":
            answering.reopen(
                viewer=who, source_id=shown.source.id, digest=found.digest, seen=found.stands
            )
            return {"candidate": each, "finding": found.digest, "decision": None}
        answering.answer(
            viewer=who,
            source_id=shown.source.id,
            digest=found.digest,
            type_=found.type,
            decision=decision,
            replacement=instead,
            reason=reason,
            seen=found.stands,
        )
        return {"candidate": each, "finding": found.digest, "decision": decision}

    return each_of((candidate,), as_json, answered)


def mask_open(who: Viewer, candidate: str, statement: str, mask: bool) -> None:
    """Mask what nobody has answered, where the reviewer asked for that."""
    from balai.knowledge.actions.masking import settle_candidate

    if mask:
        settle_candidate(viewer=who, candidate_id=candidate, statement=statement)
