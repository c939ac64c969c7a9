"""Who has which second step, for stewards; how they are kept is never read here."""

from __future__ import annotations

from dataclasses import dataclass

from allauth.mfa.models import Authenticator

from balai.core.audience import Viewer
from balai.people import policy
from balai.people.models import Account, Membership
from balai.people.queries import SECOND_STEPS


@dataclass(frozen=True)
class StepsShown:
    """An account with its second steps, and whether a role of it waits for one."""

    account_id: str
    name: str
    email: str
    apps: int
    passkeys: int
    is_needed: bool

    @property
    def has_one(self) -> bool:
        """Say whether there is a second step."""
        return self.apps + self.passkeys > 0

    @property
    def is_missing(self) -> bool:
        """Say whether a role needs a second step that is not there."""
        return self.is_needed and not self.has_one


def second_steps(viewer: Viewer) -> tuple[StepsShown, ...]:
    """Return every open account with its second steps, by name, in three queries; stewards."""
    policy.require(policy.is_steward(viewer))
    held: dict[str, list[str]] = {}
    rows = Authenticator.objects.filter(user__is_active=True, type__in=SECOND_STEPS)
    for account, kind in rows.values_list("user_id", "type"):
        held.setdefault(account, []).append(kind)
    needed = set(
        Membership.objects.filter(role__in=policy.SECOND_STEP_ROLES).values_list(
            "account_id", flat=True
        )
    )
    accounts = Account.objects.filter(is_active=True).order_by("name", "email")
    return tuple(
        StepsShown(
            account_id,
            name or email.partition("@")[0],
            email,
            held.get(account_id, []).count("totp"),
            held.get(account_id, []).count("webauthn"),
            account_id in needed,
        )
        for account_id, name, email in accounts.values_list("pk", "name", "email")
    )


def missing(viewer: Viewer) -> tuple[StepsShown, ...]:
    """Return whose role waits for a second step, for stewards."""
    return tuple(each for each in second_steps(viewer) if each.is_missing)
