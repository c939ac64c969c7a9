"""`balai up`: set the home up and serve it, web and worker in one go."""

from __future__ import annotations

import os
import socket
import ssl
import sys
from pathlib import Path
from urllib.parse import urlsplit

import click

from balai.cli.node import FILE
from balai.core.errors import Invalid, concerning
from balai.foundation.reaching import address_in_network, is_this_machine

SECONDS_TO_END = 10
"""How long the serving process has to end; it was seen to wait for good, and it may be killed at
any moment: what was acknowledged is kept.
"""


@click.command()
@click.option("--host", default="127.0.0.1", help="Address to listen on.")
@click.option(
    "--port",
    envvar="BALAI_PORT",
    default=8000,
    type=click.IntRange(1, 65535),
    help="Port to listen on (BALAI_PORT).",
)
@click.option("--public-url", default="", help="The address people use, behind a proxy.")
@click.option("--tls-cert", type=FILE, help="Certificate (PEM).")
@click.option("--tls-key", type=FILE, help="Its key (PEM).")
@click.option("--demo", is_flag=True, help="A home of its own with the sample library.")
def command(
    host: str, port: int, public_url: str, tls_cert: Path | None, tls_key: Path | None, demo: bool
) -> None:
    """Serve a node until it is stopped. The first start sets everything up."""
    if bool(tls_cert) != bool(tls_key):
        raise click.UsageError("A certificate needs its key, and a key its certificate: give both.")
    if tls_cert and tls_key:
        check_certificate(tls_cert, tls_key)
    if demo:
        os.environ["BALAI_HOME"] = str(_demo_home())
    if public_url:
        _check_address(public_url)
        os.environ["BALAI_PUBLIC_URL"] = public_url.rstrip("/")
        if not tls_cert and public_url.startswith("https:") and is_this_machine(host):
            # Only what runs on this machine reaches it: the proxy in front.
            os.environ.setdefault("BALAI_BEHIND_PROXY", "yes")
    elif tls_cert:
        os.environ["BALAI_PUBLIC_URL"] = f"https://{_name(host)}:{port}"
    if not is_this_machine(host):
        from balai.config.node import read_node

        os.environ["BALAI_HOSTS"] = ",".join(filter(None, [read_node().hosts, *_own_names(host)]))
    os.environ["BALAI_LISTENS"] = host
    _require_free(host, port)

    from balai.cli.node import open_node

    os.close(open_node())
    from django.conf import settings

    from balai.config.in_use import serve
    from balai.config.startup import collect_static, first_visit

    serve(settings.BALAI.path)
    collect_static()
    address = settings.BALAI.public_url or f"http://{_name(host)}:{port}"
    _say(first_visit(address, demo))
    for line in _limits_of(address):
        click.echo(line)
    sys.stdout.flush()
    os.environ["BALAI_WORKER"] = "inside"
    _serve(host, port, tls_cert, tls_key)


def _demo_home() -> Path:
    from balai.config.node import default_home

    chosen = os.environ.get("BALAI_HOME")
    home = Path(chosen) if chosen else default_home()
    return home.with_name(home.name + "-demo")


def check_certificate(certificate: Path, key: Path) -> None:
    """Look whether the server can use a certificate and its key. Raises Invalid otherwise.

    The server reads keys in PKCS#8 without a passphrase; older tools write other forms.
    """
    for file in (certificate, key):
        with concerning(file):
            _require_readable(file)
    with concerning(key):
        _check_key(key)
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(certificate, key)
    except ssl.SSLError as error:
        with concerning(certificate):
            raise Invalid(
                f"Certificate and key cannot be used: {error.reason or error}.",
                "Give the certificate (with those it rests on) as PEM, and the key that belongs "
                "to it.",
                kind="certificate",
            ) from error


def _require_readable(file: Path) -> None:
    try:
        file.open("rb").close()
    except OSError as error:
        raise Invalid(
            f"It cannot be read: {error.strerror or error}.", "Check the path.", kind="not-a-file"
        ) from error


def _check_key(key: Path) -> None:
    text = key.read_text("ascii", "replace")
    if "ENCRYPTED" in text:
        raise Invalid(
            f"The key {key} is protected by a passphrase.",
            f"openssl pkcs8 -topk8 -nocrypt -in {key} -out key8.pem",
            kind="key-encrypted",
        )
    if "BEGIN PRIVATE KEY" not in text:
        raise Invalid(
            f"The key {key} is not in PKCS#8, the form that begins with BEGIN PRIVATE KEY.",
            f"openssl pkcs8 -topk8 -nocrypt -in {key} -out key8.pem",
            kind="key-form",
        )


def _check_address(address: str) -> None:
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise click.BadParameter(
            f"“{address}” is not an address people can use; write https://balai.example.org",
            param_hint="--public-url",
        )


def _require_free(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise Invalid(
                f"Port {port} on {host} cannot be used: {error.strerror}.",
                "Stop what listens there, or choose another with --port or BALAI_PORT.",
                kind="port-taken",
            ) from error


def _name(host: str) -> str:
    if host in ("0.0.0.0", "::"):  # noqa: S104 - compared, not bound
        return address_in_network() or "127.0.0.1"
    return f"[{host}]" if ":" in host else host


def _own_names(host: str) -> list[str]:
    return [_name(host).strip("[]"), socket.gethostname()]


def _limits_of(address: str) -> list[str]:
    """Return what will not work at this address, in words."""
    parts = urlsplit(address)
    if parts.scheme == "https" or is_this_machine(parts.hostname or ""):
        return []
    return [
        "",
        "This node is reached over plain http. Then",
        "  - passwords and texts cross the network in the open;",
        "  - passkeys will not work on phones.",
        "Use --tls-cert and --tls-key, or a proxy with --public-url https://…; see",
        "docs/how-to/serve.md.",
    ]


def _say(lines: list[str]) -> None:
    for line in lines:
        click.echo(line)


def _serve(host: str, port: int, tls_cert: Path | None, tls_key: Path | None) -> None:
    """Be the server: this process watches one that it forks, which answers and works.

    What has been loaded by now is loaded once for both (docs/decisions/0003).
    """
    import gc
    import multiprocessing

    from django.db import connections
    from granian.constants import Interfaces
    from granian.errors import FatalError
    from granian.log import LogLevels
    from granian.server import Server

    connections.close_all()  # a connection must not be used on both sides of a fork
    multiprocessing.set_start_method("fork")
    gc.freeze()  # the collector would otherwise write to every page that both share
    try:
        Server(
            "balai.config.wsgi:application",
            address=host,
            port=port,
            interface=Interfaces.WSGI,
            blocking_threads=8,
            respawn_failed_workers=True,
            workers_kill_timeout=SECONDS_TO_END,
            log_level=LogLevels.error,
            ssl_cert=tls_cert,
            ssl_key=tls_key,
        ).serve()
    except FatalError as error:
        raise click.exceptions.Exit(1) from error
