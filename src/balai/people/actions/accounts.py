"""What happens to an account: registered, changed by its holder, helped, closed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from balai.core.audience import Viewer
from balai.core.errors import Invalid, NotAllowed
from balai.foundation.journal.kinds import declare
from balai.foundation.journal.recording import recording
from balai.foundation.models import JournalDetail
from balai.foundation.node_settings import get_setting, set_setting
from balai.foundation.ports.outbox import forget_messages
from balai.people import policy
from balai.people.actions.invitations import ACCOUNT_MADE, clean_email
from balai.people.actions.passwords import hashed
from balai.people.actions.roles import require_another_steward
from balai.people.actions.sessions import end_sessions, forget_in_sessions
from balai.people.languages import is_reading_language
from balai.people.models import Account, Addressee, Membership, OneTimeLink, ProviderSubject
from balai.people.names import clean_name

PROFILE_CHANGED = declare("people.profile-changed", "Somebody changed the own account.")
PASSWORD_CHANGED = declare("people.password-changed", "Somebody changed the own password.")
SECOND_STEP_REMOVED = declare(
    "people.second-step-removed", "A steward removed the second step of somebody's sign-in."
)
ACCOUNT_CLOSED = declare(
    "people.account-closed", "An account was closed and what it said of a person erased."
)


def record_registration(*, email: str, name: str, password: str, language: str) -> str:
    """Make an account for somebody who registers, and return its identifier.

    Only where a steward opened registration (NotAllowed). The account belongs to no
    organisation: it reads CLEAR and GREEN.
    """
    policy.require(bool(get_setting("registration_open")))
    account = Account(email=clean_email(email), name=clean_name(name), language=language)
    account.password = hashed(password, account)
    with recording(account.pk) as journal:
        if Account.objects.filter(email=account.email).exists():
            problem = _("This address cannot be used.")
            raise Invalid(
                problem,
                _("If it is yours, sign in, or ask for a new password."),
                fields={"email": problem},
            )
        account.save(force_insert=True)
        journal.note(ACCOUNT_MADE, "account", account.pk)
        return account.pk


def change_profile(
    *,
    viewer: Viewer,
    name: str,
    language: str,
    reading_languages: Sequence[str],
    review_keys: bool,
) -> None:
    """Change the own name, languages, and whether single keys work on the review bench."""
    if not viewer.account:
        raise NotAllowed()
    known = {code for code, _label in settings.LANGUAGES}
    unknown = [code for code in reading_languages if not is_reading_language(code)]
    if language not in known or unknown:
        raise Invalid(_("Balai does not know this language."), fields={"language": ""})
    with recording(viewer) as journal:
        changed = Account.objects.filter(pk=viewer.account, is_active=True).update(
            name=clean_name(name),
            language=language,
            reading_languages=list(dict.fromkeys(reading_languages)),
            review_keys=review_keys,
        )
        policy.require(bool(changed))
        journal.note(PROFILE_CHANGED, "account", viewer.account)


def record_password(*, account_id: str, kept: str) -> None:
    """Keep the hash of a password that its holder changed after giving the old one."""
    with recording(account_id) as journal:
        Account.objects.filter(pk=account_id, is_active=True).update(password=kept)
        journal.note(PASSWORD_CHANGED, "account", account_id)


def remove_second_step(*, viewer: Viewer, account_id: str) -> None:
    """Remove authenticator and recovery codes, for somebody who lost the phone; a steward."""
    policy.require(policy.is_steward(viewer))
    with recording(viewer) as journal:
        if not Account.objects.filter(pk=account_id, is_active=True).exists():
            raise NotAllowed()
        removed, _rows = Authenticator.objects.filter(user_id=account_id).delete()
        if removed:
            journal.note(SECOND_STEP_REMOVED, "account", account_id)


def close_account(*, viewer: Viewer, account_id: str) -> None:
    """Close an account: its own holder or a steward; never the last steward's (Conflict).

    Name, address, password, second steps, sessions, links, what providers said, and the details
    of the journal's entries about the account are erased; what the account did stays under its
    identifier, which then leads to "a former member".
    """
    policy.require(policy.may_close(viewer, account_id))
    with recording(viewer) as journal:
        account = Account.objects.filter(pk=account_id, is_active=True).first()
        if account is None:
            raise NotAllowed()
        require_another_steward(account_id)
        OneTimeLink.objects.filter(Q(account_id=account_id) | Q(email=account.email)).delete()
        Addressee.objects.filter(email=account.email).delete()
        Membership.objects.filter(account_id=account_id).delete()
        Authenticator.objects.filter(user_id=account_id).delete()
        EmailAddress.objects.filter(user_id=account_id).delete()
        ProviderSubject.objects.filter(account_id=account_id).delete()
        JournalDetail.objects.filter(
            entry__record_kind="account", entry__record_id=account_id
        ).delete()
        end_sessions(account_id)
        forget_in_sessions(account_id, account.email)
        if get_setting("contact") == account.email:
            set_setting("contact", "")
            set_setting("contact_name", "")
        transaction.on_commit(partial(forget_messages, account.email))
        account.email, account.name = f"{account.pk.lower()}@closed.invalid", ""
        account.password, account.last_login = make_password(None), None
        account.reading_languages, account.is_active = [], False
        account.save()
        journal.note(ACCOUNT_CLOSED, "account", account_id)
