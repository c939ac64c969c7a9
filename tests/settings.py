"""Settings for tests: a home of its own, in memory, or on PostgreSQL by BALAI_DATABASE."""

import os
import tempfile

_home = os.environ.get("BALAI_TEST_HOME", "")
if not _home:
    _made = tempfile.TemporaryDirectory(prefix="balai-test-", ignore_cleanup_errors=True)
    _home = _made.name  # gone with this process, or with the worker that runs tests beside it
os.environ["BALAI_HOME"] = _home
os.environ.setdefault("BALAI_EMBEDDER", "none")

from balai.config.settings import *  # noqa: E402, F403

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
MIDDLEWARE = [each for each in MIDDLEWARE if "whitenoise" not in each]  # noqa: F405
if not BALAI.database:  # noqa: F405
    DATABASES["default"]["TEST"] = {"NAME": ":memory:"}  # noqa: F405
