"""Reading a source in the background: child process first, then one action."""

from __future__ import annotations

import time
from dataclasses import replace

from django.utils import translation
from django_tasks import task

from balai.core.errors import Invalid
from balai.core.passages.chunk import chunk
from balai.foundation.ports.files import files
from balai.foundation.tasks.backend import queue_unless_waiting
from balai.foundation.tasks.worker import report_progress
from balai.library import actions
from balai.library.limits import largest_upload
from balai.library.queries import fetching_job, looking_job, older_than, reading_job


@task()
def read_source(*, source_id: str) -> None:
    """Read a waiting source; what it holds or why it was refused is kept by an action."""
    job = reading_job(source_id)
    if job is None:
        return
    from balai.library.analysis import analyse
    from balai.library.readers.cautions import caution
    from balai.library.reading import read_file

    began = time.monotonic()
    try:
        # Kept in English, and put into the language of whoever looks.
        with translation.override("en"), files().open_path(job.digest) as path:
            document = read_file(
                path,
                name=job.file_name,
                ocr_languages=job.ocr_languages,
                progress=report_progress,
            )
        found = analyse(document)
        if not found.looked:
            cautions = (*document.warnings, caution("names-not-looked-for"))
            document = replace(document, warnings=cautions)
    except Invalid as error:
        actions.refuse_reading(source_id=source_id, error=error)
        return
    actions.keep_reading(
        source_id=source_id,
        document=document,
        passages=found.passages,
        signature=found.signature,
        findings=found.findings,
        seconds=round(time.monotonic() - began, 3),
    )


@task()
def fetch_source(*, source_id: str) -> None:
    """Fetch the page of a source that is known by its address."""
    address = fetching_job(source_id)
    if address is None:
        return
    from balai.library.fetching import fetch

    try:
        found = fetch(address, largest=largest_upload())
    except Invalid as error:
        actions.refuse_reading(source_id=source_id, error=error)
        return
    actions.attach_file(source_id=source_id, name=found.name, content=found.content)


@task(priority=-10)
def look_anew(*, source_id: str) -> None:
    """Look again for personal data in the kept text of a source, by the present recipe.

    Where the encoder does not answer nothing is kept, and the next sweep queues it again.
    """
    from balai.library.analysis import RECIPE, find

    document = looking_job(source_id, RECIPE)
    if document is None:
        return
    found, looked = find(document, chunk(document))
    if looked:
        actions.keep_later_findings(source_id=source_id, findings=found)


def queue_older() -> int:
    """Queue a look at every source whose findings an older recipe made; return how many."""
    from balai.library.analysis import RECIPE

    older = older_than(RECIPE)
    for source_id in older:
        queue_unless_waiting(look_anew, subject=f"look:{source_id}", source_id=source_id)
    return len(older)
