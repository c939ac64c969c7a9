"""The application the server loads; the node's worker starts with it."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "balai.config.settings")
application = get_wsgi_application()

if os.environ.get("BALAI_WORKER") == "inside":
    from balai.foundation.tasks.worker import Worker, release_the_dead

    release_the_dead()
    Worker().start()
