"""The node itself: set up, greeted, described, opened and kept going."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from balai.core.audience import Viewer
from balai.core.errors import Conflict, Invalid
from balai.foundation.journal.kinds import declare
from balai.foundation.journal.recording import recording
from balai.foundation.node_settings import WORDS, as_kept, get_setting, set_setting
from balai.foundation.tasks import worker
from balai.people import policy, queries
from balai.people.actions.invitations import ACCOUNT_MADE, clean_email
from balai.people.actions.one_time import LinkMade, make_link, unknown_link, use_up, withdraw
from balai.people.actions.organisations import clean_organisation
from balai.people.actions.passwords import hashed
from balai.people.models import Account, LinkKind, Membership, Organisation, Role
from balai.people.names import clean_name, clean_words

WELCOME_LASTS = timedelta(days=7)
NODE_SET_UP = declare("people.node-set-up", "The node was given the operator's organisation.")
STEWARD_GREETED = declare("people.steward-greeted", "The first steward made an account.")
NODE_DESCRIBED = declare(
    "people.node-described", "The node's name, community, purpose or contact was put in words."
)
REGISTRATION_SET = declare("people.registration-set", "Registration was opened or closed.")
TASK_RETRIED = declare("people.task-retried", "A steward had a stuck task tried again.")


def set_up_node(*, name: str, country: str = "", actor: str = "") -> str:
    """Give the node the operator's organisation and return its identifier; once, then as it is.

    The operator is whoever runs `balai` on the machine.
    """
    known = _operators_organisation()
    if known:
        return known
    cleaned = clean_organisation(name, country)
    with recording(queries.OPERATOR) as journal:
        known = _operators_organisation()  # another process may have been first
        if known:
            return known
        row, _is_new = Organisation.objects.get_or_create(
            name=cleaned[0], defaults={"country": cleaned[1], "actor": actor}
        )
        Organisation.objects.filter(pk=row.pk).update(is_operator=True)
        journal.note(NODE_SET_UP, "organisation", row.pk)
        return row.pk


def _operators_organisation() -> str | None:
    return Organisation.objects.filter(is_operator=True).values_list("pk", flat=True).first()


def welcome_link() -> LinkMade | None:
    """Make the link with which the first steward makes an account; None where there is one.

    `balai up` prints it at each start of an empty node; the link of an earlier start ends.
    """
    with recording(queries.OPERATOR):
        if queries.has_accounts():
            return None
        withdraw(LinkKind.INVITATION, email="", account=None)
        return make_link(
            kind=LinkKind.INVITATION,
            route="welcome",
            lasts=WELCOME_LASTS,
            made_by=queries.OPERATOR,
            roles=[Role.STEWARD.value],
        )


def welcome_token() -> str:
    """Return the token of a fresh welcome link; empty where the node has its first account."""
    link = welcome_link()
    return link.token if link else ""


def make_first_steward(
    *,
    token: str,
    name: str,
    email: str,
    password: str,
    organisation_name: str,
    country: str = "",
    works_with_content: bool = True,
) -> str:
    """Make the first account, a steward's, and name the operator's organisation.

    With `works_with_content` the steward is also contributor, reviewer and convenor there, so
    that one person alone can begin. Raises Conflict where the node has an account by now.
    """
    account = Account(
        email=clean_email(email),
        name=clean_name(name),
        language=(get_language() or "en").partition("-")[0],
    )
    account.password = hashed(password, account)
    title, code = _for_field("organisation_name", organisation_name, country)
    home = set_up_node(name=title, country=code)
    with recording(account.pk) as journal:
        if queries.has_accounts():
            raise Conflict(
                _("This node has its first steward already."),
                _("Sign in, or ask that steward for an invitation."),
                kind="link-used",
            )
        row = use_up(LinkKind.INVITATION, token)
        if row.email or row.made_by != queries.OPERATOR:
            raise unknown_link()
        account.save(force_insert=True)
        Organisation.objects.filter(pk=home).update(name=title, country=code)
        held: list[tuple[str, str | None]] = [(Role.STEWARD.value, None)]
        if works_with_content:
            held += [(role, home) for role in ("contributor", "reviewer", "convenor")]
        Membership.objects.bulk_create(
            Membership(account=account, role=role, organisation_id=where) for role, where in held
        )
        journal.note(ACCOUNT_MADE, "account", account.pk, by=row.pk)
        journal.note(STEWARD_GREETED, "account", account.pk, organisation=home)
        return account.pk


def _for_field(field: str, name: str, country: str) -> tuple[str, str]:
    try:
        return clean_organisation(name, country)
    except Invalid as error:
        fields = {field if key == "name" else key: said for key, said in error.fields.items()}
        raise Invalid(error.message, error.hint, kind=error.kind, fields=fields) from error


def describe_node(
    *,
    viewer: Viewer,
    name: str,
    community: str,
    purpose: str,
    contact_name: str = "",
    contact: str = "",
) -> None:
    """Keep the node's name, who its community is, what it is for, and whom to ask for corrections.

    `contact` is an e-mail address or nothing; `contact_name` says whose.
    """
    policy.require(policy.is_steward(viewer))
    words = {
        "name": clean_name(name, field="name", longest=_LONGEST["name"]),
        **_clean_words(community=community, purpose=purpose, contact_name=contact_name),
    }
    address = _clean_contact(contact)
    with recording(viewer) as journal:
        for key, value in words.items():
            set_setting(key, as_kept(key, value))
        set_setting("contact", address)
        journal.note(NODE_DESCRIBED, "node", "node")


def translate_node(
    *,
    viewer: Viewer,
    language: str,
    name: str = "",
    community: str = "",
    purpose: str = "",
    contact_name: str = "",
) -> None:
    """Keep the node's words as pages in one language show them; empty ones are as elsewhere."""
    policy.require(policy.is_steward(viewer))
    if language not in dict(settings.LANGUAGES):
        raise Invalid(
            _("The pages of Balai do not come in that language."),
            _("Choose one of the languages at the top of the page."),
        )
    given = _clean_words(name=name, community=community, purpose=purpose, contact_name=contact_name)
    if given["name"]:
        given["name"] = clean_name(name, field="name", longest=_LONGEST["name"])
    kept = {key: given[key] for key in WORDS if given[key]}
    with recording(viewer) as journal:
        others = {
            code: words for code, words in get_setting("translations").items() if code != language
        }
        set_setting("translations", others | ({language: kept} if kept else {}))
        journal.note(NODE_DESCRIBED, "node", "node", language=language)


_LONGEST = {"name": 80, "community": 500, "purpose": 500, "contact_name": 120}


def _clean_words(**words: str) -> dict[str, str]:
    return {key: clean_words(text, field=key, longest=_LONGEST[key]) for key, text in words.items()}


def _clean_contact(address: str) -> str:
    try:
        return clean_email(address) if address.strip() else ""
    except Invalid as error:
        raise Invalid(error.message, error.hint, fields={"contact": error.message}) from error


def open_registration(*, viewer: Viewer, is_open: bool) -> None:
    """Let anybody make an account, or only who is invited. Who registers reads GREEN."""
    policy.require(policy.is_steward(viewer))
    with recording(viewer) as journal:
        set_setting("registration_open", is_open)
        journal.note(REGISTRATION_SET, "node", "node", open=is_open)


def retry_task(*, viewer: Viewer, task_id: str) -> None:
    """Have a stuck task tried again."""
    policy.require(policy.is_steward(viewer))
    with recording(viewer) as journal:
        worker.retry(task_id)
        journal.note(TASK_RETRIED, "task", task_id)
    worker.wake()
