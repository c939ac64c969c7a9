"""`balai review`: the queue, the verdicts a reviewer gives, and the second person's."""

from __future__ import annotations

import click

from balai.cli.review import findings, marks, queue, releases, verdicts

JSON = (
    "`list`: sources `{source, source_name, title, language, level, organisation, waiting, "
    "decided, first}`, or with SOURCE its candidates as `show` gives them; `show`: `{id, source, "
    "source_name, title, kind, text, quote, page, start, end, language, confidence, rule, state, "
    "reason, lesson, version, suggestions, findings, similar}`; "
    "`lessons`: list of `{lesson, statement, language, level, why, candidate}`, `why` is "
    "`words-lost` or `later-findings`; a verdict: `{candidate, state, "
    "lesson, …}`, of several candidates a list, in which a refused one has `error`; `propose`: "
    "`{candidate, source, start, end}`; `releases`: list of `{release, record, id, words, "
    "language, before, after, readers, reason, asked_by, asked, may_decide, original}`; `release`: "
    "`{release, state, record, id, level}`"
)
"""What `--json` prints; docs/reference/cli.md is made from it."""


@click.group()
def command() -> None:
    """Work through what Balai proposes: list, show, accept, amend, merge, reject."""


for each in (
    queue.list_,
    queue.show,
    queue.lessons,
    verdicts.accept,
    verdicts.amend,
    verdicts.merge,
    verdicts.reject,
    findings.answer,
    marks.propose,
    releases.releases,
    releases.release,
):
    command.add_command(each)
