"""A node that can be killed: it brings sources in, works on them and reviews, until it dies.

    python -m tests.crash.actor HOME

Commands come on standard input, one a line: `prepare`, `pace`, `run SEED`, `index SEED`, `finish`,
`examine`.
Each is carried out by a process of its own, forked from this one, which holds no database:
forking only spares the imports. `run` has the worker's thread beside the thread that adds and
decides, as in the web process, and never ends by itself; nor does `index`, in which the whole
index is made anew again and again beside a few of the same acts. What was done is written as a
line of JSON after the action has returned; the last line of a command is {"ended": signal or
status}.
"""

from __future__ import annotations

import json
import os
import random
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

MOST_WAITING = 3
"""Sources that may wait before the actor turns to reviewing."""

_PLACES = ("market", "harbour", "school", "mosque", "library", "station", "clinic", "stadium")
_LESSONS = (
    "We learned that officers who kept the same beat at the {place} were trusted sooner.",
    "The lesson is that residents near the {place} came once they had chosen the hour.",
    "It is recommended that the police publish what became of complaints about the {place}.",
    "A challenge was that patrols at the {place} changed every month.",
)


def say(**what: object) -> None:
    """Acknowledge, in one write that nobody can cut in two."""
    os.write(1, json.dumps(what).encode() + b"\n")


def report(chance: random.Random) -> str:
    """Return a small report that is like no other, with sentences worth proposing."""
    place = chance.choice(_PLACES)
    lines = [f"Notes {chance.getrandbits(48):012x} from the {place}", "", "Lessons learned", ""]
    for each in chance.sample(_LESSONS, chance.randint(1, 3)):
        lines += [each.format(place=f"{place} number {chance.getrandbits(20)}"), ""]
    return "\n".join(lines)


def prepare() -> None:
    """Set the home up."""
    from balai.config.startup import prepare as prepare_home

    prepare_home()


def pace() -> None:
    """Say how many seconds a new process takes now for its first source, from file to index.

    The first one waits for the process from which readers are forked, as in every life.
    """
    from balai.foundation.tasks.worker import run_all
    from balai.people.queries import operator

    began = time.monotonic()
    _add(operator(), random.Random(0))
    run_all()
    say(seconds=time.monotonic() - began)


def run(seed: int) -> None:
    """Act until killed."""
    from balai.foundation.tasks.worker import Worker, release_the_dead

    chance = random.Random(seed)
    release_the_dead()
    Worker(pause=0.02).start()
    say(started=os.getpid())
    try:
        while True:
            _act(chance)
    except Exception as error:
        say(fault=f"{type(error).__name__}: {error}")
        raise


def index(seed: int) -> None:
    """Make the index anew again and again, and act a little beside it, until killed."""
    from balai.foundation.tasks.worker import Worker, release_the_dead, waiting, wake
    from balai.search import tasks

    chance = random.Random(seed)
    tasks.TOGETHER = chance.choice([3, 1000])  # shared out, or in one go
    release_the_dead()
    Worker(pause=0.02).start()
    say(started=os.getpid())
    try:
        while True:
            if not waiting()["queued"]:
                tasks.queue_rebuild()
                wake()
            if chance.random() < 0.1:
                _act(chance)
            time.sleep(0.02)
    except Exception as error:
        say(fault=f"{type(error).__name__}: {error}")
        raise


def _act(chance: random.Random) -> None:
    from balai.knowledge.models import Candidate
    from balai.library.models import Source
    from balai.people.queries import operator

    viewer = operator()
    waiting = Source.objects.filter(state="waiting").count()
    open_ones = list(Candidate.objects.filter(state="open").values_list("pk", flat=True)[:20])
    if open_ones and (waiting >= MOST_WAITING or chance.random() < 0.7):
        _decide(viewer, chance, chance.choice(open_ones))
    elif waiting < MOST_WAITING:
        _add(viewer, chance)
    else:
        time.sleep(0.01)


def _add(viewer: Any, chance: random.Random) -> None:
    from balai.core.audience import Level
    from balai.foundation.tasks.worker import wake
    from balai.library.actions import Sharing, add_source

    (organisation,) = viewer.organisations
    source = add_source(
        viewer=viewer,
        organisation_id=organisation,
        name="notes.txt",
        content=[report(chance).encode()],
        sharing_as=Sharing(Level.AMBER),
    )
    say(added=source)
    wake()


def _decide(viewer: Any, chance: random.Random, candidate_id: str) -> None:
    from balai.knowledge.actions.review import Validated, accept, merge, reject
    from balai.knowledge.models import Candidate, Lesson

    row = Candidate.objects.get(pk=candidate_id)
    lessons = list(Lesson.objects.values_list("pk", flat=True)[:50])
    kind = chance.choice(["accept", "accept", "reject", "merge" if lessons else "accept"])
    if kind == "reject":
        reject(viewer=viewer, candidate_id=candidate_id, reason="It is known here.")
        say(rejected=candidate_id)
    elif kind == "merge":
        lesson = chance.choice(lessons)
        merge(viewer=viewer, candidate_id=candidate_id, lesson_id=lesson)
        say(merged=candidate_id, lesson=lesson)
    else:
        validated = Validated(row.kind, row.text[:400], "en", (("approach", "A1"),))
        lesson = accept(viewer=viewer, candidate_id=candidate_id, validated=validated)
        say(accepted=candidate_id, lesson=lesson)


def finish() -> None:
    """Do what is left, as the next start of a node would, until nothing is queued."""
    from balai.foundation.tasks.worker import release_the_dead, run_all, waiting

    release_the_dead()
    deadline = time.monotonic() + 300
    while True:
        run_all()
        if not waiting()["queued"] and not waiting()["running"]:
            return
        if time.monotonic() > deadline:
            raise RuntimeError(f"work does not end: {waiting()}")
        time.sleep(0.2)


def examine() -> None:
    """Say what the home holds now."""
    from tests.crash.findings import found

    say(found=found())


def _forked(work: Callable[[], None]) -> int:
    """Carry work out in a process of its own; return its status, or minus its signal."""
    child = os.fork()
    if child == 0:
        status = 1
        try:
            work()
            status = 0
        except BaseException:
            import traceback

            traceback.print_exc()
        finally:
            os._exit(status)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _commands() -> Iterator[Callable[[], None]]:
    for line in sys.stdin:
        name, _, argument = line.strip().partition(" ")
        if name in ("run", "index"):
            never_ends = {"run": run, "index": index}[name]
            yield partial(never_ends, int(argument))
        else:
            yield {"prepare": prepare, "pace": pace, "finish": finish, "examine": examine}[name]


def _warm() -> None:
    """Load once, before forking, what the first source would load."""
    from balai.core.passages.assemble import assemble
    from balai.core.passages.document import RawBlock
    from balai.core.retrieval import analyse as terms
    from balai.knowledge.proposing import propose
    from balai.library.analysis import analyse

    blocks = [RawBlock(1, each) for each in report(random.Random(1)).splitlines() if each]
    document = assemble(blocks, format="text", title="", detect=lambda _: "en")
    analyse(document)
    propose(document)
    terms(document.text, "en")


def main(home: str) -> None:
    """Obey until standard input ends."""
    os.environ |= {"BALAI_HOME": home, "DJANGO_SETTINGS_MODULE": "balai.config.settings"}
    os.environ.setdefault("BALAI_EMBEDDER", "none")
    os.environ.pop("BALAI_DATABASE", None)
    import django

    django.setup()
    _warm()
    for command in _commands():
        say(ended=_forked(command))


if __name__ == "__main__":
    main(sys.argv[1])
