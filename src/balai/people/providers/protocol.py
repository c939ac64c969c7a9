"""OpenID Connect Core 1.0, the part that Balai speaks; nothing here knows accounts or pages.

Every answer of a provider is taken for hostile: of limited length, of the expected form, its
addresses https and outside this network, its tokens signed with a key it publishes.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from django.utils.translation import gettext as _

from balai.core.errors import Invalid
from balai.foundation.outside import Answer, ask

SKEW = 60
"""Seconds by which the clocks of node and provider may differ."""
SIGNATURES = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "EdDSA"]
"""Signatures with a key pair only: never `none`, never one made with a shared secret."""
_LARGEST = 300_000
_JSON = {"Accept": "application/json"}


@dataclass(frozen=True)
class Client:
    """What a provider knows this node by."""

    issuer: str
    client_id: str
    secret: str


@dataclass(frozen=True)
class Endpoints:
    """Where a provider is asked what."""

    authorisation: str
    token: str
    keys: str
    userinfo: str
    by_post: bool
    """Whether the secret goes into the form of the token request instead of its header."""


@dataclass(frozen=True)
class Question:
    """What has to come back with the answer, kept in the session meanwhile."""

    state: str
    nonce: str
    verifier: str


@dataclass(frozen=True)
class Person:
    """Whom the provider vouches for; the address is verified by it."""

    subject: str
    email: str
    name: str


def lied(what: str, hint: str = "") -> Invalid:
    """Return the refusal of an answer; `what` says what was wrong with it."""
    hint = hint or _("Sign in with your password, and tell a steward what it says here.")
    return Invalid(what, hint, kind="provider")


def clean_issuer(issuer: str) -> str:
    """Return an issuer as it is compared. Raises Invalid where it cannot be one."""
    text = issuer.strip()
    parts = urlsplit(text)
    if parts.scheme != "https" or not parts.hostname or parts.query or parts.fragment:
        problem = _("An issuer is an https address without a query.")
        raise Invalid(problem, _("Copy it from the provider."), fields={"issuer": problem})
    return text


def discover(issuer: str) -> Endpoints:
    """Return a provider's endpoints by its discovery document, which must name this issuer."""
    found = _json(
        ask(
            "GET",
            f"{issuer.rstrip('/')}/.well-known/openid-configuration",
            largest=_LARGEST,
            headers=_JSON,
        )
    )
    if found.get("issuer") != issuer:
        raise lied(_("The provider calls itself something else than the issuer it was named by."))
    named = {
        key: found.get(f"{key}_endpoint", "") for key in ("authorization", "token", "userinfo")
    }
    named["jwks"] = found.get("jwks_uri", "")
    for key, address in named.items():
        is_missing = not address and key != "userinfo"
        if (
            is_missing
            or not isinstance(address, str)
            or (address and urlsplit(address).scheme != "https")
        ):
            raise lied(_("The provider does not say where it is to be asked."))
    ways = found.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
    return Endpoints(
        named["authorization"],
        named["token"],
        named["jwks"],
        named["userinfo"],
        by_post="client_secret_basic" not in ways,
    )


def new_question() -> Question:
    """Return fresh secrets for one sign-in."""
    state, nonce, verifier = (secrets.token_urlsafe(32) for _each in range(3))
    return Question(state, nonce, verifier)


def address_to_ask(
    endpoints: Endpoints, client: Client, question: Question, back: str, *, anew: bool = False
) -> str:
    """Return where the browser is sent; `anew` has the provider ask for the password again."""
    digest = hashlib.sha256(question.verifier.encode()).digest()
    asked = {
        "response_type": "code",
        "client_id": client.client_id,
        "redirect_uri": back,
        "scope": "openid email profile",
        "state": question.state,
        "nonce": question.nonce,
        "code_challenge": base64.urlsafe_b64encode(digest).rstrip(b"=").decode(),
        "code_challenge_method": "S256",
    }
    if anew:
        asked |= {"prompt": "login", "max_age": "0"}
    joint = "&" if urlsplit(endpoints.authorisation).query else "?"
    return f"{endpoints.authorisation}{joint}{urlencode(asked)}"


def person_behind(
    endpoints: Endpoints, client: Client, question: Question, code: str, back: str
) -> Person:
    """Exchange a code and return whom the provider vouches for. Raises Invalid for every lie."""
    answer = _json(_exchange(endpoints, client, question, code, back))
    claims = _claims(str(answer.get("id_token", "")), endpoints, client)
    if not hmac.compare_digest(str(claims.get("nonce", "")).encode(), question.nonce.encode()):
        raise lied(_("The provider answered another question than was asked."))
    if "email" not in claims and endpoints.userinfo:
        claims |= _userinfo(endpoints, str(answer.get("access_token", "")), str(claims["sub"]))
    email = claims.get("email")
    if not isinstance(email, str) or claims.get("email_verified") is not True:
        raise lied(
            _("The provider does not vouch for your e-mail address."),
            _("It has to mark the address as verified. Tell whoever runs it, or a steward."),
        )
    name = claims.get("name")
    return Person(str(claims["sub"]), email.strip().lower(), name if isinstance(name, str) else "")


def _exchange(
    endpoints: Endpoints, client: Client, question: Question, code: str, back: str
) -> Answer:
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": back,
        "code_verifier": question.verifier,
    }
    headers = _JSON | {"Content-Type": "application/x-www-form-urlencoded"}
    if endpoints.by_post:
        form |= {"client_id": client.client_id, "client_secret": client.secret}
    else:
        pair = f"{quote(client.client_id, safe='')}:{quote(client.secret, safe='')}"
        headers["Authorization"] = f"Basic {base64.b64encode(pair.encode()).decode()}"
    return ask(
        "POST", endpoints.token, largest=_LARGEST, body=urlencode(form).encode(), headers=headers
    )


def _claims(token: str, endpoints: Endpoints, client: Client) -> dict[str, Any]:
    """Return what a token says, having checked signature, issuer, audience and times."""
    import jwt

    keys = _json(ask("GET", endpoints.keys, largest=_LARGEST, headers=_JSON))
    try:
        header = jwt.get_unverified_header(token)
        if header.get("alg") not in SIGNATURES:
            raise jwt.InvalidAlgorithmError("not a signature with a key pair")
        key = _key(keys, header)
        claims: dict[str, Any] = jwt.decode(
            token,
            key,
            algorithms=[header["alg"]],
            audience=client.client_id,
            issuer=client.issuer,
            leeway=SKEW,
            options={"require": ["iss", "sub", "aud", "exp", "iat"], "strict_aud": False},
        )
    except jwt.ExpiredSignatureError as error:
        raise _clock(_("The provider's answer has expired.")) from error
    except jwt.ImmatureSignatureError as error:
        raise _clock(_("The provider's answer is from the future.")) from error
    except jwt.InvalidIssuerError as error:
        raise lied(_("The answer comes from another provider than was asked.")) from error
    except jwt.InvalidAudienceError as error:
        raise lied(_("The provider's answer is meant for another service.")) from error
    except (jwt.PyJWTError, TypeError, ValueError, KeyError, AttributeError) as error:
        raise lied(_("The provider's answer is not signed with a key of its own.")) from error
    audience = claims["aud"]
    party = claims.get("azp")
    if (isinstance(audience, list) and len(audience) > 1 and party is None) or (
        party is not None and party != client.client_id
    ):
        raise lied(_("The provider's answer is meant for another service."))
    if not isinstance(claims["sub"], str) or not 0 < len(claims["sub"]) <= 255:
        raise lied(_("The provider does not say who you are."))
    return claims


def _key(keys: dict[str, Any], header: dict[str, Any]) -> Any:
    """Return the published key that a token names; the only one where it names none."""
    import jwt

    listed = [each for each in keys.get("keys") or [] if isinstance(each, dict)]
    known = [
        each
        for each in listed
        if each.get("kty") != "oct"
        and each.get("use", "sig") == "sig"
        and (header.get("kid") is None or each.get("kid") == header["kid"])
    ]
    if len(known) != 1:
        raise jwt.InvalidKeyError("no such key")
    return jwt.PyJWK(known[0], algorithm=str(header.get("alg"))).key


def _clock(what: str) -> Invalid:
    return lied(
        what,
        _(
            "The clocks of the node and of the provider differ by more than a minute, or you "
            "waited too long. Try again; if it stays so, tell a steward."
        ),
    )


def _userinfo(endpoints: Endpoints, token: str, subject: str) -> dict[str, Any]:
    headers = _JSON | {"Authorization": f"Bearer {token}"}
    found = _json(ask("GET", endpoints.userinfo, largest=_LARGEST, headers=headers))
    if found.get("sub") != subject:
        raise lied(_("The provider speaks of two people at once."))
    return {key: found[key] for key in ("email", "email_verified", "name") if key in found}


def _json(answer: Answer) -> dict[str, Any]:
    if answer.status != 200:
        raise lied(_("The provider refused to answer (%(status)d).") % {"status": answer.status})
    try:
        found = json.loads(answer.body)
    except (ValueError, RecursionError) as error:
        raise lied(_("The provider's answer cannot be read.")) from error
    if not isinstance(found, dict):
        raise lied(_("The provider's answer cannot be read."))
    return found
