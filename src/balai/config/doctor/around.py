"""What the node leans on: encoder, Tesseract, mail, and the address people use."""

from __future__ import annotations

import ipaddress
import shutil
import smtplib
import subprocess
from urllib.parse import urlsplit

from balai.config.doctor.check import Check

_OCR_LANGUAGES = {"en": "eng", "fr": "fra", "ms": "msa", "nl": "nld", "ar": "ara", "th": "tha"}


def encoder(thorough: bool) -> Check:
    """Ask the encoder for a vector."""
    from django.conf import settings

    from balai.core.errors import NotReady
    from balai.foundation.embedding import get_embedder

    embedder = get_embedder()
    if not embedder.available:
        hint = "Set embedder to carried to find the same thought in other languages."
        return Check("encoder", True, "Switched off: search finds words only.", hint)
    try:
        embedder.embed(["Is anybody there?"], "query")
    except NotReady as error:
        return Check("encoder", False, error.message, error.hint)
    return Check("encoder", True, f"{embedder.name} ({settings.BALAI.embedder.partition(':')[0]})")


def meaning(thorough: bool) -> Check:
    """Look where vectors are compared: in the memory of each process, or by pgvector."""
    from balai.foundation.embedding import get_embedder
    from balai.search.queries import vectors_compared

    if not get_embedder().available:
        return Check("meaning", True, "Nothing is compared: there is no encoder.")
    match vectors_compared():
        case "pgvector":
            return Check("meaning", True, "Vectors are compared in the database, by pgvector.")
        case "memory":
            return Check("meaning", True, "Vectors are compared in memory.")
        case "pgvector-old":
            hint = "Ask who runs the server for pgvector 0.8, then ALTER EXTENSION vector UPDATE."
        case "pgvector-offered":
            hint = (
                "A superuser runs CREATE EXTENSION vector in this database; start the node anew, "
                "then `balai doctor --rebuild-index`. See docs/how-to/serve.md."
            )
        case _:
            hint = "Ask who runs the server for pgvector 0.8 or newer; see docs/how-to/serve.md."
    said = "The database has no pgvector it can use: each process holds all vectors in memory."
    return Check("meaning", True, said, hint)


def tesseract(thorough: bool) -> Check:
    """Look for Tesseract and the languages it reads."""
    command = shutil.which("tesseract")
    if not command:
        hint = "Install tesseract-ocr with the languages of your scans, to read scans."
        return Check("tesseract", True, "Not installed: scans are refused.", hint)
    listed = subprocess.run(  # noqa: S603 - found by which, no shell
        [command, "--list-langs"], capture_output=True, text=True, timeout=20, check=False
    )
    there = set(listed.stdout.split())
    lacking = [code for code, name in _OCR_LANGUAGES.items() if name not in there]
    known = [code for code in _OCR_LANGUAGES if code not in lacking]
    hint = f"Further ones by their packages: {', '.join(lacking)}." if lacking else ""
    return Check("tesseract", True, f"Reads scans in {', '.join(known) or 'no language'}.", hint)


def readers(thorough: bool) -> Check:
    """Let a reader of files try what it must not be able to do on this system."""
    from balai.library.reading import try_confinement

    tried = try_confinement()
    walls = {
        "a network of its own": tried.network,
        "a filter of system calls": tried.calls,
        f"rules about files (Landlock {tried.files})": bool(tried.files),
    }
    holds = "; ".join(wall for wall, stands in walls.items() if stands) or "limits only"
    said = f"Files are read in a process of its own with limits on time and memory; {holds}."
    if tried.let_through:
        said += f" Not refused here: {', '.join(tried.let_through)}."
    hint = "Linux 6.12 or newer gives readers every wall; so does a container that allows them."
    return Check("readers", True, said, hint if tried.let_through else "")


def mail(thorough: bool) -> Check:
    """Look whether the mail server answers; without one, links are handed over."""
    from django.conf import settings
    from django.core.mail import get_connection

    if not settings.BALAI.mail:
        hint = "Enough for most nodes; set mail to send by a server."
        return Check("mail", True, "No mail server: links are printed and handed over.", hint)
    connection = get_connection()
    try:
        connection.open()
        connection.close()
    except (OSError, smtplib.SMTPException) as error:
        hint = "Check the address, the name and the password in the setting mail."
        return Check("mail", False, f"The mail server cannot be used: {error}", hint)
    return Check("mail", True, "The mail server answers.")


def address(thorough: bool) -> Check:
    """Look whether people reach the node over https."""
    from django.conf import settings

    url = str(settings.BALAI.public_url)
    if settings.BALAI.is_secure:
        return Check("address", True, url)
    if not url or is_local(urlsplit(url).hostname or ""):
        return Check("address", True, url or "This machine only, unless `up` is told otherwise.")
    said = f"{url} is plain http: passwords and texts cross the network in the open."
    return Check("address", False, said, "docs/how-to/serve.md says how to have https.")


def is_local(host: str) -> bool:
    """Say whether a host is this machine itself."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
