"""up: a node that serves on a port of its own, with its own certificate, and behind a proxy."""

from __future__ import annotations

import contextlib
import datetime
import os
import re
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from balai.cli import entry, up
from balai.core.errors import Invalid
from tests.cli.conftest import environment, process

pytestmark = [
    pytest.mark.thorough,
    pytest.mark.timeout(300),
]  # several processes, on a machine that may be busy

MOST_CPU = 3.0 if os.environ.get("BALAI_QUIET") else 6.0
"""Seconds of one core that a second start may take until its first page is there.

The goal is that of a quiet machine (BALAI_QUIET=1); beside other work the same start takes more.
"""


@dataclass
class Node:
    """A running node: its port, and what its terminal said."""

    port: int
    process: subprocess.Popen[str]
    log: Path

    @property
    def said(self) -> str:
        """Return what the terminal shows."""
        return self.log.read_text("utf-8")

    def get(
        self, path: str = "/", scheme: str = "http", trust: Path | None = None, **headers: str
    ) -> tuple[int, dict[str, str], str]:
        """Ask for a page, by this node's own address."""
        context = ssl.create_default_context(cafile=str(trust)) if trust else None
        request = urllib.request.Request(
            f"{scheme}://127.0.0.1:{self.port}{path}",
            headers={name.replace("_", "-"): value for name, value in headers.items()},
        )
        with urllib.request.urlopen(request, timeout=30, context=context) as answer:
            return answer.status, dict(answer.headers), answer.read().decode()

    def cpu(self) -> float:
        """Return the seconds of processor time that the server and its children used."""
        family = [self.process.pid]
        for each in Path("/proc").glob("[0-9]*/stat"):
            with contextlib.suppress(OSError):
                fields = each.read_text().rpartition(")")[2].split()
                if int(fields[1]) == self.process.pid:
                    family.append(int(each.parent.name))
        ticks = 0
        for pid in family:
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            ticks += sum(int(each) for each in fields[11:15])
        return ticks / os.sysconf("SC_CLK_TCK")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def running(home: Path, *arguments: object, **more: str) -> Iterator[Node]:
    """Start a node, wait until it listens, and end it."""
    port, log = free_port(), home.parent / f"{home.name}.log"
    with log.open("w") as terminal:
        started = subprocess.Popen(
            [sys.executable, "-m", "balai.cli", "up", "--port", str(port), *map(str, arguments)],
            stdout=terminal,
            stderr=subprocess.STDOUT,
            text=True,
            env=environment(home, **more),
        )
    node = Node(port, started, log)
    try:
        deadline = time.monotonic() + 90
        while True:
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                break
            assert started.poll() is None, node.said
            assert time.monotonic() < deadline, node.said
            time.sleep(0.05)
        yield node
    finally:
        started.send_signal(signal.SIGINT)
        started.wait(30)


@pytest.fixture
def home(filled: Path, tmp_path: Path) -> Path:
    """Return a copy of the filled home."""
    return Path(shutil.copytree(filled, tmp_path / "home"))


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Return a self-signed certificate for this machine and its key, as PEM."""
    import ipaddress

    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    folder = tmp_path_factory.mktemp("certificate")
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    today = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(today - datetime.timedelta(days=1))
        .not_valid_after(today + datetime.timedelta(days=2))
        .add_extension(
            x509.SubjectAlternativeName(
                [
                    x509.DNSName("localhost"),
                    x509.IPAddress(ipaddress.ip_address("127.0.0.1")),
                ]
            ),
            critical=False,
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    (folder / "cert.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    for file, form in (
        ("key.pem", serialization.PrivateFormat.PKCS8),
        ("old-key.pem", serialization.PrivateFormat.TraditionalOpenSSL),
    ):
        (folder / file).write_bytes(
            key.private_bytes(serialization.Encoding.PEM, form, serialization.NoEncryption())
        )
    return folder / "cert.pem", folder / "key.pem"


def test_a_second_start_is_quick_and_alone_on_its_home(home: Path) -> None:
    with running(home) as first:
        first.get()
        assert f"http://127.0.0.1:{first.port}" in first.said
    # The least of three counts: beside other work the same start takes more of a core.
    spent = []
    while len(spent) < 2:
        with running(home) as node:
            node.get()
            spent.append(node.cpu())
    with running(home) as node:
        status, _, page = node.get()
        spent.append(node.cpu())
        assert status == 200
        assert "<main" in page
        assert min(spent) < MOST_CPU, f"{spent} s of one core"
        other = process(home, "up", "--port", free_port())
        assert (other.status, "already" in other.err) == (entry.REFUSED, True)
        taken = process(home.with_name("another"), "up", "--port", node.port)
        assert (taken.status, "cannot be used" in taken.err) == (entry.REFUSED, True)
        backup = process(home, "backup", home.parent / "live.tar", "--json")
        assert backup.data["files"] == 2
        refused = process(home, "restore", home.parent / "live.tar", "--force", "--json")
        assert (refused.status, refused.data["error"]["kind"]) == (entry.REFUSED, "in-use")
        report = home.parent / "beside.md"
        report.write_text("# Beside\n\n## Lessons learned\n\n- Wardens should walk in pairs.\n")
        row = process(home, "ingest", report, "--level", "clear", "--json").data[0]
        assert row["candidates"] == 1
        _, _, found = node.get("/search/?q=wardens")
        assert "Beside" in found or "beside.md" in found


def test_the_environment_may_name_the_port(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        answer = process(tmp_path / "home", "up", BALAI_PORT=str(port))
    assert (answer.status, f"Port {port} on" in answer.err) == (entry.REFUSED, True)
    assert process(tmp_path / "home", "up", BALAI_PORT="many").status == entry.WRONG_USE


def test_an_empty_node_greets_its_first_steward_over_tls(
    tmp_path: Path, certificate: tuple[Path, Path]
) -> None:
    cert, key = certificate
    with running(tmp_path / "new", "--tls-cert", cert, "--tls-key", key) as node:
        link = re.search(rf"https://127\.0\.0\.1:{node.port}(/welcome/begin/)#(\S+)", node.said)
        assert link, node.said
        status, headers, _ = node.get(link[1], "https", cert)
        assert status == 200
        assert len(link[2].replace("-", "")) == 52
        assert "max-age" in headers["strict-transport-security"]
        assert "Secure" in headers["set-cookie"]
        assert "plain http" not in node.said


def test_behind_a_proxy_the_public_address_counts(home: Path) -> None:
    with running(home, "--public-url", "https://balai.example.org") as node:
        assert "https://balai.example.org" in node.said
        assert "plain http" not in node.said
        told = {"Host": "balai.example.org", "X_Forwarded_Proto": "https"}
        status, headers, _ = node.get("/account/login/", **told)
        assert status == 200
        assert "max-age" in headers["strict-transport-security"]
        assert "Secure" in headers["set-cookie"]
        with pytest.raises(urllib.error.HTTPError) as caught:
            node.get(Host="elsewhere.example.org")
        assert caught.value.code == 400
        caught.value.close()


def test_plain_http_away_from_this_machine_is_warned_of(tmp_path: Path) -> None:
    with running(tmp_path / "new", "--host", "0.0.0.0") as node:
        assert "plain http" in node.said
        assert "docs/how-to/serve.md" in node.said
        assert "passkeys" in node.said


def test_a_key_the_server_cannot_read_says_how_to_turn_it(certificate: tuple[Path, Path]) -> None:
    cert, key = certificate
    up.check_certificate(cert, key)
    with pytest.raises(Invalid) as caught:
        up.check_certificate(cert, key.with_name("old-key.pem"))
    assert caught.value.kind == "key-form"
    assert caught.value.hint.startswith("openssl pkcs8 -topk8 -nocrypt -in ")
    locked = key.with_name("locked.pem")
    locked.write_text("-----BEGIN ENCRYPTED PRIVATE KEY-----\n")
    with pytest.raises(Invalid) as caught:
        up.check_certificate(cert, locked)
    assert caught.value.kind == "key-encrypted"
    with pytest.raises(Invalid) as caught:
        up.check_certificate(key, key)
    assert caught.value.kind == "certificate"


def test_ctrl_c_reaches_the_process_that_watches_and_no_other(tmp_path: Path) -> None:
    # A terminal signals its whole group; what serves has one of its own (config/wsgi.py says why).
    with running(tmp_path / "new") as node:
        node.get()
        started = node.process.pid
        children = Path(f"/proc/{started}/task/{started}/children").read_text().split()
        assert children
        groups = {os.getpgid(int(each)) for each in children}
        assert os.getpgid(started) not in groups


def test_a_killed_server_leaves_nothing_behind(home: Path) -> None:
    with running(home) as node:
        node.get()
        node.process.kill()
        node.process.wait()
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", node.port)):
                    break
            time.sleep(0.1)
        else:
            pytest.fail("a process still answers")
