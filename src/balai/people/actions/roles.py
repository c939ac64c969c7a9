"""Giving and taking roles. Sight follows at once: a viewer is read anew with each request."""

from __future__ import annotations

from django.utils.translation import gettext as _

from balai.core.audience import Viewer
from balai.core.errors import Conflict, Invalid, NotAllowed
from balai.foundation.journal.kinds import declare
from balai.foundation.journal.recording import recording
from balai.people import policy
from balai.people.actions.invitations import clean_roles
from balai.people.models import Account, Membership, Organisation, Role

ROLE_GIVEN = declare("people.role-given", "A role was given.")
ROLE_TAKEN = declare("people.role-taken", "A role was taken.")


def give_role(*, viewer: Viewer, account_id: str, organisation: str, role: str) -> bool:
    """Give a role in an organisation (empty: of the node); say whether anything changed.

    A steward has no right on content, so no steward lets oneself into an organisation that has
    other members (Invalid, second-person): a member or another steward must.
    """
    policy.require(policy.may_manage_role(viewer, organisation, role))
    clean_roles(organisation, [role])
    with recording(viewer) as journal:
        account = Account.objects.filter(pk=account_id, is_active=True).first()
        known = not organisation or Organisation.objects.filter(pk=organisation).exists()
        if account is None or not known:
            raise NotAllowed()
        if account.pk == viewer.account and organisation:
            _check_not_letting_oneself_in(viewer, organisation)
        _, is_new = Membership.objects.get_or_create(
            account=account, organisation_id=organisation or None, role=role
        )
        if is_new:
            journal.note(ROLE_GIVEN, "account", account.pk, organisation=organisation, role=role)
        return is_new


def take_role(*, viewer: Viewer, account_id: str, organisation: str, role: str) -> bool:
    """Take a role away, or leave it oneself; say whether anything changed.

    The node's last steward stays (Conflict).
    """
    own = viewer.account == account_id
    policy.require(own or policy.may_manage_role(viewer, organisation, role))
    with recording(viewer) as journal:
        if role == Role.STEWARD:
            require_another_steward(account_id)
        removed, _rows = Membership.objects.filter(
            account_id=account_id, organisation_id=organisation or None, role=role
        ).delete()
        if removed:
            journal.note(ROLE_TAKEN, "account", account_id, organisation=organisation, role=role)
        return bool(removed)


def require_another_steward(account_id: str) -> None:
    """Raise Conflict where this account is the node's last steward; inside a recording.

    The rows are locked, so that two stewards who leave at once do not both succeed.
    """
    stewards = Membership.objects.select_for_update().filter(
        role=Role.STEWARD, organisation=None, account__is_active=True
    )
    ids = set(stewards.values_list("account_id", flat=True))
    if ids == {account_id}:
        raise Conflict(
            _("A node needs a steward, and this is the last one."),
            _("Make somebody else a steward first."),
            kind="last-steward",
        )


def _check_not_letting_oneself_in(viewer: Viewer, organisation: str) -> None:
    others = Membership.objects.filter(
        organisation_id=organisation, account__is_active=True
    ).exclude(account_id=viewer.account)
    if organisation not in viewer.organisations and others.exists():
        raise Invalid(
            _("You cannot let yourself into an organisation."),
            _("Ask somebody who belongs to it, or another steward."),
            kind="second-person",
        )
