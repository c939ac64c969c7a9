"""The cast of every test: who they are, what they may do, and a browser for each.

| name   | is                                                                     |
|--------|------------------------------------------------------------------------|
| amina  | convenor, reviewer and contributor in organisation A                   |
| budi   | contributor in A                                                       |
| chen   | reviewer and contributor in B; B is a client of A only where asked for |
| dina   | signed out                                                             |
| esther | contributor and reviewer, alone in organisation C                      |
| farid  | steward of the node, without any right on content                      |
| omar   | oversight of the node                                                  |

Take the fixture `cast` (B is a stranger to A) or `cast_with_client` (B is a client of A), then
`cast.viewer("budi")`, `cast.viewers()`, `cast.client_for("budi")`. Identifiers are fixed, so that a
test can write them down. The cast is written straight into the tables: it stands before the
actions that the tests are about.
"""

from __future__ import annotations

import time
from dataclasses import dataclass

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from balai.core.audience import PUBLIC, Viewer
from balai.core.ids import make_id
from balai.foundation.sealing import seal
from balai.people.models import Account, Membership, Organisation
from balai.people.policy import SECOND_STEP_ROLES
from balai.people.queries import viewer_for
from balai.people.second_step.adapter import PURPOSE

PASSWORD = "hall with four posts"
"""The password of everybody who has an account."""
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
"""What the authenticator app of everybody with one holds: those whose roles need a second step."""


def _id(number: int) -> str:
    return make_id(1_000_000_000_000 + number, bytes(9) + bytes([number]))


A, B, C = _id(1), _id(2), _id(3)
"""The three organisations."""

ORGANISATIONS = {
    A: ("Straits Regional Centre", "MY"),
    B: ("Harbour City Police", "SG"),
    C: ("Lighthouse Neighbours", "NL"),
}

ROLES: dict[str, tuple[tuple[str, str | None], ...]] = {
    "amina": (("convenor", A), ("reviewer", A), ("contributor", A)),
    "budi": (("contributor", A),),
    "chen": (("reviewer", B), ("contributor", B)),
    "esther": (("contributor", C), ("reviewer", C)),
    "farid": (("steward", None),),
    "omar": (("oversight", None),),
}
"""Who holds which role where; None is the node. Dina has no account."""

NAMES = (*ROLES, "dina")
"""Everybody, also Dina, who is signed out."""

ACCOUNTS = {name: _id(number) for number, name in enumerate(ROLES, start=11)}
"""The identifier of everybody's account."""


def email_of(name: str) -> str:
    """Return the address with which a persona signs in."""
    return f"{name}@example.org"


def viewer(name: str) -> Viewer:
    """Return what the policy knows of a persona now; the public for Dina."""
    if name == "dina":
        return PUBLIC
    return viewer_for(Account.objects.get(pk=ACCOUNTS[name]))


def viewers() -> dict[str, Viewer]:
    """Return everybody's viewer by name."""
    return {name: viewer(name) for name in NAMES}


def second_reviewer(cast: Cast) -> None:
    """Let Budi review in A as well: a second person beside Amina."""
    Membership.objects.create(account_id=ACCOUNTS["budi"], role="reviewer", organisation_id=cast.a)
    give_second_step(ACCOUNTS["budi"])


def client_for(name: str) -> Client:
    """Return a browser in which a persona has just signed in; signed out for Dina."""
    client = Client()
    if name != "dina":
        account = Account.objects.get(pk=ACCOUNTS[name])
        client.force_login(account)
        prove(client, account)
    return client


def give_second_step(account_id: str) -> None:
    """Let an account have an authenticator app: a role of trust then counts in a browser."""
    Authenticator.objects.create(
        user_id=account_id, type="totp", data={"secret": seal(SECRET, PURPOSE)}
    )


def prove(client: Client, account: Account, *, ago: float = 0) -> None:
    """Let a browser have proved, some seconds ago, who is in it."""
    session = client.session
    session["account_authentication_methods"] = [{"method": "password", "at": time.time() - ago}]
    session["account_authentication_methods_user"] = account.pk
    session.save()


@dataclass(frozen=True)
class Cast:
    """The cast as it stands in the database of a test."""

    a: str = A
    b: str = B
    c: str = C

    def account(self, name: str) -> str:
        """Return the identifier of a persona's account."""
        return ACCOUNTS[name]

    def email(self, name: str) -> str:
        """Return a persona's address."""
        return email_of(name)

    def viewer(self, name: str) -> Viewer:
        """Return a persona's viewer."""
        return viewer(name)

    def viewers(self) -> dict[str, Viewer]:
        """Return everybody's viewer by name."""
        return viewers()

    def client_for(self, name: str) -> Client:
        """Return a persona's browser."""
        return client_for(name)


def assemble(*, b_is_client_of_a: bool = False) -> Cast:
    """Write the cast into the database and return it."""
    for identifier, (title, country) in ORGANISATIONS.items():
        Organisation.objects.create(pk=identifier, name=title, country=country)
    if b_is_client_of_a:
        Organisation.objects.get(pk=A).clients.add(B)
    for name, held in ROLES.items():
        account = Account.objects.create_user(
            email_of(name), PASSWORD, pk=ACCOUNTS[name], name=name.capitalize()
        )
        Membership.objects.bulk_create(
            Membership(account=account, role=role, organisation_id=where) for role, where in held
        )
        if SECOND_STEP_ROLES & {role for role, _where in held}:
            give_second_step(account.pk)
    return Cast()


@pytest.fixture
def cast(db: None) -> Cast:
    """Everybody; B is a stranger to A."""
    return assemble()


@pytest.fixture
def cast_with_client(db: None) -> Cast:
    """Everybody; B is a client of A, so that A's AMBER reaches it."""
    return assemble(b_is_client_of_a=True)
