"""The application the server loads; the node's worker starts with it."""

from __future__ import annotations

import os
import threading
import time

from django.core.wsgi import get_wsgi_application


def _end_with(parent: int) -> None:
    """End this process when the server that watches it was killed: nobody could stop it else."""
    while os.getppid() == parent:
        time.sleep(0.5)
    os._exit(1)


def _make_ready() -> None:
    """Do what no page should wait for: make a stale index anew, and warm the encoder."""
    from django.db import close_old_connections

    from balai.search.queries import warm_up
    from balai.search.tasks import queue_rebuild_if_stale

    try:
        queue_rebuild_if_stale()
        warm_up()
    finally:
        close_old_connections()


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "balai.config.settings")
application = get_wsgi_application()

if os.environ.get("BALAI_WORKER") == "inside":
    # Ctrl-C reaches every process of a terminal's group. The server ends this one itself, and two
    # signals at once were seen to leave it waiting for good.
    os.setpgid(0, 0)

    from balai.foundation.tasks.worker import Worker, release_the_dead

    release_the_dead()
    Worker().start()
    threading.Thread(target=_make_ready, name="make-ready", daemon=True).start()
    threading.Thread(target=_end_with, args=(os.getppid(),), name="orphan", daemon=True).start()
