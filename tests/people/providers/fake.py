"""A sign-in provider on this machine, which tells the truth unless a test has it lie."""

from __future__ import annotations

import datetime
import json
import ssl
import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import NameOID

HOST = "login.example.org"
CLIENT, SECRET = "balai-node", "s3cret/+ value"
_OWN, _STRANGE = (rsa.generate_private_key(public_exponent=65537, key_size=2048) for _ in "12")


@dataclass
class Fake:
    """What the provider says; a test changes it to have it lie."""

    port: int = 0
    discovery: dict[str, Any] = field(default_factory=dict)
    """Entries of the discovery document that differ from the truth."""
    claims: dict[str, Any] = field(default_factory=dict)
    """Claims of the token that differ; None leaves one out."""
    userinfo: dict[str, Any] = field(default_factory=dict)
    key: Any = _OWN
    alg: str = "RS256"
    kid: str | None = "own"
    status: int = 200
    body: bytes | None = None
    """The whole answer to a token request, where it is to be something else."""
    nonce: str = ""
    asked: list[tuple[str, str, dict[str, str]]] = field(default_factory=list)

    @property
    def issuer(self) -> str:
        return f"https://{HOST}:{self.port}"

    def token(self) -> str:
        now = int(time.time())
        claims = {
            "iss": self.issuer,
            "sub": "budi-at-the-provider",
            "aud": CLIENT,
            "exp": now + 300,
            "iat": now,
            "nonce": self.nonce,
            "email": "budi@example.org",
            "email_verified": True,
            "name": "Budi of the Provider",
        } | self.claims
        told = {key: value for key, value in claims.items() if value is not None}
        headers = {"kid": self.kid} if self.kid else {}
        return jwt.encode(told, self.key, algorithm=self.alg, headers=headers)

    def answer(self, path: str) -> tuple[int, Any]:
        if path == "/.well-known/openid-configuration":
            return 200, {
                "issuer": self.issuer,
                "authorization_endpoint": f"{self.issuer}/authorise",
                "token_endpoint": f"{self.issuer}/token",
                "jwks_uri": f"{self.issuer}/keys",
                "userinfo_endpoint": f"{self.issuer}/userinfo",
            } | self.discovery
        if path == "/keys":
            public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(_OWN.public_key()))
            return 200, {"keys": [public | {"kid": "own", "use": "sig", "alg": "RS256"}]}
        if path == "/token":
            return self.status, {"access_token": "at", "id_token": self.token()}
        if path == "/userinfo":
            return 200, {"sub": "budi-at-the-provider"} | self.userinfo
        return 404, {}


def strange_key() -> Any:
    """Return a key that the provider never published."""
    return _STRANGE


def serve(fake: Fake, folder: Path) -> ThreadingHTTPServer:
    """Start the provider over TLS with a certificate of its own in `folder`/cert.pem."""

    class Answering(BaseHTTPRequestHandler):
        def _answer(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            sent = self.rfile.read(length).decode()
            form = {key: values[0] for key, values in parse_qs(sent).items()}
            path = urlsplit(self.path).path
            fake.asked.append((path, self.headers.get("Authorization", ""), form))
            status, found = fake.answer(path)
            body = (
                fake.body
                if fake.body is not None and path == "/token"
                else json.dumps(found).encode()
            )
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_GET = do_POST = _answer  # noqa: N815 - the names that http.server calls

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(_certificate(folder), folder / "key.pem")
    server.socket = context.wrap_socket(server.socket, server_side=True)
    fake.port = server.server_address[1]
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def _certificate(folder: Path) -> Path:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, HOST)])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(HOST)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    (folder / "cert.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    (folder / "key.pem").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return folder / "cert.pem"
