"""A node that runs while something is measured, and a signed-in way to ask it.

The process that measures opens the same home (for sessions and for looking at tasks) but leaves
all work to the node.
"""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path


def open_home(home: Path) -> None:
    """Start Django on a home in this process."""
    os.environ |= {"BALAI_HOME": str(home), "DJANGO_SETTINGS_MODULE": "balai.config.settings"}
    import django

    django.setup()


def session_of(email: str) -> str:
    """Return the cookie of a new session of an account."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from balai.people.models import Account

    account = Account.objects.get(email=email)
    session = SessionStore()
    session[SESSION_KEY] = account.pk
    session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    session[HASH_SESSION_KEY] = account.get_session_auth_hash()
    session.save()
    return f"sessionid={session.session_key}"


@dataclass(frozen=True)
class Running:
    """A node that serves: its port, and the process that answers and works."""

    port: int
    pid: int

    def get(self, path: str, cookie: str = "") -> tuple[int, bytes, float]:
        """Ask for a page on a connection of its own; return status, body and seconds."""
        began = time.perf_counter()
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=300)
        try:
            connection.request("GET", path, headers={"Cookie": cookie} if cookie else {})
            answer = connection.getresponse()
            return answer.status, answer.read(), time.perf_counter() - began
        finally:
            connection.close()

    def memory(self) -> dict[str, float]:
        """Return the megabytes resident in the web process and in the encoder's child."""
        found = {"web": memory_of(self.pid)}
        for child in children(self.pid):
            if "embedding.child" in _command(child):
                found["encoder"] = memory_of(child)
        return found


def memory_of(pid: int) -> float:
    """Return the megabytes of a process that are in memory."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS"))


def _command(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
    except OSError:
        return ""


def children(pid: int) -> list[int]:
    """Return the processes that a process has started."""
    found: list[int] = []
    for tasks in Path(f"/proc/{pid}/task").iterdir():
        try:
            found += map(int, (tasks / "children").read_text().split())
        except OSError:
            continue
    return found


@contextmanager
def running(home: Path, environment: dict[str, str] | None = None) -> Iterator[Running]:
    """Serve a home on a free port until the block ends."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(
            [sys.executable, "-m", "balai.cli", "--home", str(home), "up", "--port", str(port)],
            env=os.environ
            | {"DJANGO_SETTINGS_MODULE": "balai.config.settings"}
            | (environment or {}),
            stdout=said,
            stderr=subprocess.STDOUT,
        )
        try:
            pid = _worker_of(process, port)
            if pid is None:
                said.seek(0)
                raise RuntimeError(f"the node did not start: {said.read().decode()}")
            yield Running(port, pid)
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(60)


def _worker_of(process: subprocess.Popen[bytes], port: int) -> int | None:
    """Wait until the node answers; return the process that does (the other watches it)."""
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with socket.create_connection(("127.0.0.1", port), 1) as probe:
                probe.sendall(b"GET /search/ HTTP/1.0\r\nHost: localhost\r\n\r\n")
                if probe.recv(12).startswith(b"HTTP/1"):
                    return max(children(process.pid), key=memory_of)
        except OSError:
            time.sleep(0.1)
    return None
