"""Load the sample library into the home that BALAI_HOME names."""

from __future__ import annotations

import os

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "balai.config.settings")
    import django

    django.setup()
    from balai.config.demo.loading import load

    load()
