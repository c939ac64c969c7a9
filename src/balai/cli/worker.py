"""`balai worker`: do the node's queued work beside the process that serves it."""

from __future__ import annotations

import signal
from types import FrameType

import click

from balai.cli.node import open_node

_PAUSE = 0.2


@click.command()
@click.option("--until-done", is_flag=True, help="End as soon as nothing is left to do.")
def command(until_done: bool) -> None:
    """Read, propose and index what waits, until Ctrl-C.

    `balai up` does so already. Further workers share its work: on PostgreSQL from other machines
    too, with the same balai.toml; those that read new files need the folder of the home as well.
    A task that was begun is finished first; a worker that dies loses nothing.
    """
    open_node()
    from balai.foundation.tasks.worker import Worker, release_the_dead, waiting

    worker = Worker()

    def stop(_signal: int, _frame: FrameType | None) -> None:
        worker.stop()

    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, stop)
    release_the_dead()
    worker.start()
    if not until_done:
        click.echo("Working; Ctrl-C ends after the task at hand.")
    while worker.is_alive():
        counts = waiting()
        if until_done and not (counts["queued"] or counts["running"]):
            worker.stop()
        worker.join(_PAUSE)
