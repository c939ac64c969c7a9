#!/bin/sh
# Rewrites the lock files from pyproject.toml; needs uv on PATH (development only).
set -eu
export UV_CUSTOM_COMPILE_COMMAND="make lock"
flags="--universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate --quiet"
uv pip compile pyproject.toml --extra build $flags -o requirements.lock >/dev/null
uv pip compile pyproject.toml --extra dev $flags -c requirements.lock -o requirements-dev.lock >/dev/null
uv pip compile pyproject.toml --extra bench $flags -c requirements.lock -o requirements-bench.lock >/dev/null
