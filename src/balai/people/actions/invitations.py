"""Inviting people: a link that a colleague hands over, on paper or by mail."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from balai.core.audience import PUBLIC, Viewer
from balai.core.errors import Conflict, Invalid, NotAllowed
from balai.foundation.journal.kinds import declare
from balai.foundation.journal.recording import Recording, recording
from balai.people import policy, queries
from balai.people.actions.one_time import LinkMade, make_link, unknown_link, use_up, withdraw
from balai.people.actions.passwords import hashed
from balai.people.models import Account, LinkKind, Membership, OneTimeLink, Organisation
from balai.people.names import clean_name

LASTS = timedelta(days=14)
INVITED = declare("people.invited", "Somebody was invited by a one-time link.")
WITHDRAWN = declare("people.invitation-withdrawn", "An open invitation was withdrawn.")
ACCEPTED = declare("people.invitation-accepted", "An invitation was accepted.")
ACCOUNT_MADE = declare("people.account-made", "An account was made.")


def clean_email(email: str) -> str:
    """Return an address as accounts keep it. Raises Invalid where it is none."""
    address = email.strip().lower()
    try:
        validate_email(address)
        if len(address) > 254:
            raise ValidationError("too long")
    except ValidationError as error:
        problem = _("This is not an e-mail address.")
        raise Invalid(
            problem, _("It looks like name@example.org."), fields={"email": problem}
        ) from error
    return address


def clean_roles(organisation_id: str, roles: Collection[str]) -> list[str]:
    """Return roles in their order. Raises Invalid for none, or for one that is not held there."""
    known = policy.ORGANISATION_ROLES if organisation_id else policy.NODE_ROLES
    if not roles or set(roles) - set(known):
        problem = _("Choose at least one role that is held here.")
        raise Invalid(problem, ", ".join(known), fields={"roles": problem})
    return [role for role in known if role in roles]


def invite(*, viewer: Viewer, email: str, organisation: str, roles: Collection[str]) -> LinkMade:
    """Invite an address into an organisation, or with an empty one to a role of the node.

    An open invitation of the same address to the same place is withdrawn: the newest paper
    holds. Raises NotAllowed where the viewer may not invite there, Invalid where the address or
    the roles are wrong or there is nothing to add.
    """
    policy.require(policy.may_invite(viewer, organisation, roles))
    address, wanted = clean_email(email), clean_roles(organisation, roles)
    with recording(viewer) as journal:
        if organisation and not Organisation.objects.filter(pk=organisation).exists():
            raise NotAllowed()
        held = Membership.objects.filter(
            account__email=address, organisation_id=organisation or None, role__in=wanted
        )
        if held.count() == len(wanted):
            problem = _("This person has these roles already.")
            raise Invalid(problem, fields={"email": problem})
        old = withdraw(LinkKind.INVITATION, email=address, organisation_id=organisation or None)
        link = make_link(
            kind=LinkKind.INVITATION,
            route="invitation",
            lasts=LASTS,
            made_by=viewer.account or "",
            email=address,
            organisation_id=organisation or None,
            roles=wanted,
        )
        journal.note(INVITED, "link", link.id, organisation=organisation, roles=wanted, instead=old)
        return link


def withdraw_invitation(*, viewer: Viewer, link_id: str) -> None:
    """Make an open invitation worthless. Raises NotAllowed, or Conflict where it is not open."""
    with recording(viewer) as journal:
        row = OneTimeLink.objects.filter(pk=link_id, kind=LinkKind.INVITATION).first()
        if row is None or not policy.may_invite(viewer, row.organisation_id or "", row.roles):
            raise NotAllowed()
        if not withdraw(LinkKind.INVITATION, pk=link_id):
            raise Conflict(_("This invitation is no longer open."))
        journal.note(WITHDRAWN, "link", link_id)


def accept_invitation(
    *, token: str, name: str = "", password: str = "", viewer: Viewer = PUBLIC
) -> str:
    """Use an invitation and return the account's identifier.

    A new address becomes an account with this name and password. Where the address has an
    account already, only the one who is signed in to it may accept (Invalid, sign-in-first):
    the paper alone must not decide over somebody's account. An invitation does not outlive its
    maker's right to invite.
    """
    waiting = queries.link(LinkKind.INVITATION, token)
    if waiting.is_open and not waiting.email:
        raise unknown_link()
    account = Account.objects.filter(email=waiting.email).first() if waiting.email else None
    if account is None and waiting.is_open:
        account = Account(email=waiting.email, name=clean_name(name), language=spoken())
        account.password = hashed(password, account)
    elif account is not None and waiting.is_open and viewer.account != account.pk:
        raise Invalid(
            _("This address has an account already."),
            _("Sign in to it first, then open the link again."),
            kind="sign-in-first",
        )
    with recording(viewer, actor=account.pk if account else "") as journal:
        row = use_up(LinkKind.INVITATION, token)
        if account is None:
            raise unknown_link()
        let_in(journal, account, row)
        return account.pk


def let_in(journal: Recording, account: Account, row: OneTimeLink) -> None:
    """Give an account, made by this where it is new, what an invitation says; inside a recording.

    Raises Conflict where the one who invited could not do so any more.
    """
    _check_inviter(row)
    if account._state.adding:
        if Account.objects.filter(email=account.email).exists():
            raise Conflict(_("This address has an account by now."), _("Sign in to it first."))
        account.save(force_insert=True)
        journal.note(ACCOUNT_MADE, "account", account.pk, by=row.pk)
    _give_all(journal, account, row)


def spoken() -> str:
    """Return the language of the page, for an account that is made on it."""
    return (get_language() or "en").partition("-")[0]


def _check_inviter(row: OneTimeLink) -> None:
    """Raise Conflict where the one who invited could not do so any more."""
    maker = queries.viewer_by_id(row.made_by)
    if not policy.may_invite(maker, row.organisation_id or "", row.roles):
        raise Conflict(
            _("Whoever invited you can no longer do so."),
            _("Ask a colleague or a steward for a new invitation."),
            kind="link-void",
        )


def _give_all(journal: Recording, account: Account, row: OneTimeLink) -> None:
    for role in row.roles:
        Membership.objects.get_or_create(
            account=account, organisation_id=row.organisation_id, role=role
        )
    journal.note(
        ACCEPTED,
        "account",
        account.pk,
        link=row.pk,
        organisation=row.organisation_id or "",
        roles=row.roles,
        invited_by=row.made_by,
    )
