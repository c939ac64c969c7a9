"""Loading the sample library, with progress on the terminal."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from balai.config.demo.dialogues import hold
from balai.config.demo.lessons import review, reviewers_by_source
from balai.config.demo.people import admit_people, make_organisations
from balai.config.demo.sources import bring_in, count_read, not_ready
from balai.config.demo.telling import Telling
from balai.config.demo.voices import say
from balai.foundation.node_settings import DEMO_NAME, get_setting, set_setting
from balai.foundation.tasks.worker import Worker, waiting, wake
from balai.sample.catalogue import lessons, library, voices

_WORKERS = 2
"""Reading and embedding happen in child processes: while one waits, the other goes on."""
_PAUSE = 0.1


def load() -> None:
    """Load the sample library into this home; what is there already stays as it is."""
    if get_setting("is_demo"):
        return
    sample = library()
    telling = Telling(sys.stderr)
    telling.say("Admitting the people of the sample")
    people = admit_people(
        sample.personas, organisations := make_organisations(sample.organisations)
    )
    with _working():
        sources = {each.key: bring_in(each, organisations, people) for each in sample.sources}
        while _at_work():
            telling.count("Reading the sample library", count_read(sources), len(sources))
    unread = not_ready(sources)
    every = [each for each in lessons() if not any(q.source in unread for q in each.quotes)]
    reviewers = reviewers_by_source(sample)
    made: dict[str, str] = {}
    known = {each.key: each for each in sample.sources}
    # Nobody indexes meanwhile: a lesson that gets its translations is then indexed once.
    for number, lesson in enumerate(every, 1):
        telling.count("Reviewing lessons", number, len(every))
        made[lesson.key] = review(lesson, known, sources, people, reviewers)
    say(voices(), made, people)
    telling.say("Holding the dialogues of the sample")
    hold(people, organisations)
    with _working():
        most = 0
        while left := _at_work():
            most = max(most, left)
            telling.count("Indexing", most - left, most)
    set_setting("name", DEMO_NAME)
    set_setting("is_demo", True)
    set_setting("require_second_step", False)  # whoever tries the tour brings no authenticator
    telling.end("The sample library is here.")


@contextmanager
def _working() -> Iterator[None]:
    """Run tasks beside what the block does."""
    workers = [Worker(_PAUSE) for _ in range(_WORKERS)]
    for worker in workers:
        worker.start()
    try:
        yield
    finally:
        for worker in workers:
            worker.stop()
        for worker in workers:
            worker.join()


def _at_work() -> int:
    """Wait a moment; return how many tasks wait or run. One that is stuck is not waited for."""
    wake()
    time.sleep(_PAUSE)
    count = waiting()
    return count["queued"] + count["running"]
