"""Secrets that the database keeps sealed: second steps of sign-in, keys of other services.

Whoever reads the database alone (a copy, a query that went wrong, a backup made without the key)
learns none of them. The key of each purpose is drawn from the home's secret key by HKDF (RFC
5869), the sealing is AES-GCM with a fresh nonce, and the purpose is bound to it, so that one kind
of secret cannot be put in the place of another. Each sealed text says which key sealed it: while
a key is being replaced, those that came before it still open what they sealed.
"""

from __future__ import annotations

import base64
import binascii
import secrets

from django.conf import settings
from django.utils.translation import gettext as _

from balai.core.errors import NotReady

SIGN = "sealed1"
_NONCE = 12


def seal(text: str, purpose: str) -> str:
    """Return `text` sealed with the newest key."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    key = _key(settings.SECRET_KEY, purpose)
    nonce = secrets.token_bytes(_NONCE)
    closed = nonce + AESGCM(key).encrypt(nonce, text.encode(), purpose.encode())
    return ".".join((SIGN, _name(key), base64.urlsafe_b64encode(closed).decode()))


def unseal(sealed: str, purpose: str) -> str:
    """Return what was sealed. Raises NotReady where no key of this home opens it."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    sign, _dot, rest = sealed.partition(".")
    name, _dot, text = rest.partition(".")
    for each in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        key = _key(each, purpose)
        if sign == SIGN and _name(key) == name:
            try:
                closed = base64.urlsafe_b64decode(text.encode())
                opened = AESGCM(key).decrypt(closed[:_NONCE], closed[_NONCE:], purpose.encode())
            except (InvalidTag, ValueError, binascii.Error) as error:
                raise _cannot() from error
            return opened.decode()
    raise _cannot()


def is_sealed(text: str) -> bool:
    """Say whether a text looks like a sealed one."""
    return text.startswith(f"{SIGN}.")


def is_newest(sealed: str, purpose: str) -> bool:
    """Say whether the newest key sealed this."""
    return sealed.split(".")[:2] == [SIGN, _name(_key(settings.SECRET_KEY, purpose))]


def _cannot() -> NotReady:
    return NotReady(
        _("A secret that this node keeps cannot be opened with its key."),
        _("A steward can remove the second step, or enter the secret again."),
        kind="sealed-otherwise",
    )


def _key(secret: str, purpose: str) -> bytes:
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return HKDF(SHA256(), 32, salt=None, info=f"balai/{SIGN}/{purpose}".encode()).derive(
        secret.encode()
    )


def _name(key: bytes) -> str:
    """Return a name for a key that says nothing of it."""
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return HKDF(SHA256(), 6, salt=None, info=b"balai/key-name").derive(key).hex()
