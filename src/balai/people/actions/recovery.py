"""Coming back in: recovery handed over by a steward, and the sign-in links of a demo."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext as _

from balai.core.audience import Viewer
from balai.core.errors import Conflict, NotAllowed
from balai.foundation.clock import now
from balai.foundation.journal.kinds import declare
from balai.foundation.journal.recording import recording
from balai.people import policy, queries
from balai.people.actions.one_time import LinkMade, make_link, use_up, withdraw
from balai.people.actions.passwords import hashed
from balai.people.actions.sessions import end_sessions
from balai.people.models import Account, LinkKind, OneTimeLink
from balai.people.tokens import hash_of, new_token

RECOVERY_LASTS = timedelta(days=2)
ASK_LASTS = timedelta(days=30)
SIGN_IN_LASTS = timedelta(days=1)
RECOVERY_ASKED = declare("people.recovery-asked", "A new password was asked for.")
RECOVERY_MADE = declare("people.recovery-made", "A steward made a recovery link.")
RECOVERY_USED = declare("people.recovery-used", "A recovery link set a new password.")
SIGN_IN_MADE = declare("people.sign-in-link-made", "The operator made a sign-in link.")
SIGN_IN_USED = declare("people.sign-in-link-used", "A sign-in link was used.")


def ask_recovery(*, email: str) -> None:
    """Put a wish for a new password before the stewards.

    Says nothing about whether the address has an account, and asks once however often it is
    called. A wish is a recovery link of the account's own making whose token nobody holds.
    """
    account = Account.objects.filter(email=email.strip().lower(), is_active=True).first()
    if account is None:
        return
    with recording("system") as journal:
        waiting = OneTimeLink.objects.filter(
            kind=LinkKind.RECOVERY, account=account, made_by=account.pk, used=None
        )
        if waiting.filter(OneTimeLink.lasting(now())).exists():
            return
        OneTimeLink.objects.create(
            kind=LinkKind.RECOVERY,
            token_hash=hash_of(new_token()),
            account=account,
            made_by=account.pk,
            expires=now() + ASK_LASTS,
        )
        journal.note(RECOVERY_ASKED, "account", account.pk)


def make_recovery_link(*, viewer: Viewer, account_id: str) -> LinkMade:
    """Make a link with which somebody sets a new password; a steward hands it over.

    Earlier recovery links and wishes of the account end with it.
    """
    policy.require(policy.is_steward(viewer))
    with recording(viewer) as journal:
        account = _open_account(account_id)
        withdraw(LinkKind.RECOVERY, account=account)
        link = make_link(
            kind=LinkKind.RECOVERY,
            route="recovery",
            lasts=RECOVERY_LASTS,
            made_by=viewer.account or "",
            account=account,
        )
        journal.note(RECOVERY_MADE, "account", account.pk, link=link.id)
        return link


def use_recovery(*, token: str, password: str) -> str:
    """Set a new password by a recovery link and return the account's identifier.

    Every session of the account ends, also that of whoever may have known the old password. A
    second step at sign-in stays as it was.
    """
    waiting = queries.link(LinkKind.RECOVERY, token)
    account = Account.objects.filter(pk=waiting.account_id, is_active=True).first()
    kept = hashed(password, account) if account and waiting.is_open else ""
    with recording(account.pk if account else "") as journal:
        row = use_up(LinkKind.RECOVERY, token)
        if account is None or not kept:
            raise Conflict(_("This account is closed."), _("Ask a steward."), kind="link-void")
        Account.objects.filter(pk=account.pk).update(password=kept)
        withdraw(LinkKind.RECOVERY, account=account)
        end_sessions(account.pk)
        journal.note(RECOVERY_USED, "account", account.pk, link=row.pk, made_by=row.made_by)
        return account.pk


def sign_in_link(*, viewer: Viewer, account_id: str, lasts: timedelta = SIGN_IN_LASTS) -> LinkMade:
    """Make a link that signs an account in once: for the personas of a demo.

    Only the operator of the machine may; a steward in the web has recovery, which the person
    notices.
    """
    if viewer.account != queries.OPERATOR:
        raise NotAllowed()
    with recording(viewer) as journal:
        account = _open_account(account_id)
        link = make_link(
            kind=LinkKind.SIGN_IN,
            route="sign-in",
            lasts=lasts,
            made_by=viewer.account,
            account=account,
        )
        journal.note(SIGN_IN_MADE, "account", account.pk, link=link.id)
        return link


def use_sign_in_link(*, token: str) -> str:
    """Use a sign-in link and return whom to sign in; the view does so, with any second step."""
    waiting = queries.link(LinkKind.SIGN_IN, token)
    with recording(waiting.account_id) as journal:
        row = use_up(LinkKind.SIGN_IN, token)
        account = _open_account(row.account_id or "")
        journal.note(SIGN_IN_USED, "account", account.pk, link=row.pk)
        return account.pk


def _open_account(account_id: str) -> Account:
    account = Account.objects.filter(pk=account_id, is_active=True).first()
    if account is None:
        raise NotAllowed()
    return account
