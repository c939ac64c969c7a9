"""The records: journal, original files, index, tasks, and who reviews."""

from __future__ import annotations

import hashlib
import random

from balai.config.doctor.check import Check, Look

SAMPLE = 200
"""Original files whose content is read when not thorough; that they exist is always looked at."""


def journal(thorough: bool) -> Check:
    """Compute the journal's chain anew."""
    from balai.config.doctor.queries import journal_length
    from balai.foundation.journal.queries import first_broken, head

    broken = first_broken()
    if broken is not None:
        said = f"Entry {broken} of the journal is not what was written."
        hint = "Somebody or something changed the database; compare with a backup's journal hash."
        return Check("journal", False, said, hint)
    return Check("journal", True, f"{journal_length()} entries, unbroken; newest hash {head()}")


def files(thorough: bool) -> Check:
    """Look whether every original file is there, and whether a sample is what its name says."""
    from balai.config.doctor.queries import file_sizes
    from balai.foundation.ports.files import chunks_of
    from balai.foundation.ports.files import files as kept

    port, sizes = kept(), file_sizes()
    missing = [each for each in sizes if not port.exists(each)]
    there = [each for each in sizes if each not in set(missing)]
    looked_at = there if thorough else random.sample(there, min(SAMPLE, len(there)))
    damaged = []
    for each in looked_at:
        digest = hashlib.sha256()
        with port.open_path(each) as path:
            for chunk in chunks_of(path):
                digest.update(chunk)
        if digest.hexdigest() != each:
            damaged.append(each)
    if missing or damaged:
        said = f"{len(missing)} missing, {len(damaged)} damaged, first {(missing + damaged)[0]}."
        return Check("files", False, said, "Put them back from a backup, under the same names.")
    part = f"{len(looked_at)} read again" if len(looked_at) < len(sizes) else "all read again"
    return Check("files", True, f"{len(sizes)} original files are there, {part}.")


def index(thorough: bool) -> Check:
    """Compare the index with the records."""
    from balai.foundation.embedding import get_embedder
    from balai.search.queries import index_report

    report = index_report(get_embedder())
    if report.is_sound:
        return Check("index", True, f"{report.records} records, {report.entries} entries.")
    wrong = {
        "records are not in it": len(report.missing),
        "records in it are gone": len(report.extra),
        "entries are of another analysis": report.other_analysis,
        "entries are of another encoder": report.other_model,
        "entries are found by words only": report.without_vector,
        "vectors are not where they are compared": report.vectors_apart,
        "records are found by no filter": report.without_facts,
        "entries differ from the index of words": abs(report.words - report.entries),
    }
    said = "; ".join(f"{count} {words}" for words, count in wrong.items() if count)
    return Check("index", False, f"{said}.", "`balai doctor --rebuild-index` makes it anew.")


def tasks(thorough: bool) -> Check:
    """Look for work that failed too often."""
    from balai.config.doctor.queries import stuck_tasks
    from balai.foundation.tasks.worker import waiting

    stuck, counts = stuck_tasks(), waiting()
    if stuck:
        said = f"{len(stuck)} tasks are stuck; the first, {stuck[0].name}: {stuck[0].error}"
        return Check("tasks", False, said, "A steward can have them tried again, on the web.")
    open_ = counts["queued"] + counts["running"]
    return Check("tasks", True, f"{open_} wait or run, none is stuck.")


def reviewers(thorough: bool) -> Check:
    """Look for organisations whose contributions nobody reviews."""
    from balai.config.doctor.queries import organisations_without_reviewer

    names = organisations_without_reviewer()
    if names:
        said = f"Nobody reviews for {', '.join(names)}."
        hint = "`balai user role EMAIL reviewer --organisation NAME` makes somebody a reviewer."
        return Check("reviewers", False, said, hint)
    return Check("reviewers", True, "Wherever somebody contributes, somebody reviews.")


LOOKS: tuple[Look, ...] = (journal, files, index, tasks, reviewers)
