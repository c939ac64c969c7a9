"""Reading people, organisations, open links and stuck work, for stewards and for colleagues."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from allauth.mfa.models import Authenticator
from django.db.models import Count, F, Q, QuerySet
from django.utils.translation import gettext, gettext_noop

from balai.core.audience import Viewer
from balai.foundation.clock import now
from balai.foundation.journal.export import Line
from balai.foundation.journal.kinds import declared
from balai.foundation.journal.queries import Entry, entries_about, lines
from balai.foundation.models import JournalEntry, Task, TaskState
from balai.people import policy
from balai.people.models import Account, LinkKind, Membership, OneTimeLink, Organisation
from balai.people.queries import SECOND_STEPS, names_of


@dataclass(frozen=True)
class RoleHeld:
    """A role somebody holds; without an organisation it is held for the node."""

    role: str
    organisation_id: str
    organisation_name: str


@dataclass(frozen=True)
class PersonShown:
    """An account as others see it: how it signs in is for stewards, `email` for convenors too."""

    account_id: str
    name: str
    email: str
    joined: datetime
    last_seen: datetime | None
    roles: tuple[RoleHeld, ...]
    second_step: bool
    asks_recovery: bool


@dataclass(frozen=True)
class PeopleShown:
    """One page of people, by name."""

    people: tuple[PersonShown, ...]
    first: int
    last: int
    total: int

    @property
    def has_more(self) -> bool:
        """Say whether another page follows."""
        return self.last < self.total


PER_PAGE = 50


def people(viewer: Viewer, *, organisation: str = "", page: int = 1) -> PeopleShown:
    """Return open accounts, of one organisation or (stewards only) all, in five queries."""
    rows = Account.objects.filter(is_active=True)
    if organisation:
        policy.require(policy.may_see_people(viewer, organisation))
        rows = rows.filter(memberships__organisation_id=organisation).distinct()
    else:
        policy.require(policy.is_steward(viewer))
    total, start = rows.count(), PER_PAGE * (max(1, page) - 1)
    shown = list(rows.order_by("name", "email")[start : start + PER_PAGE])
    listed = _people(
        shown,
        organisation,
        with_email=policy.may_manage_role(viewer, organisation, "reader"),
        with_sign_in=policy.is_steward(viewer),
    )
    return PeopleShown(listed, start + 1, start + len(shown), total)


def person(viewer: Viewer, account_id: str) -> PersonShown:
    """Return one open account, for stewards."""
    policy.require(policy.is_steward(viewer))
    rows = list(Account.objects.filter(pk=account_id, is_active=True))
    policy.require(bool(rows))
    return _people(rows, "", with_email=True, with_sign_in=True)[0]


def roles_held(account_ids: Iterable[str], organisation: str = "") -> dict[str, list[RoleHeld]]:
    """Return the roles of several accounts, of one organisation or all, in one query."""
    rows = Membership.objects.filter(account_id__in=set(account_ids))
    if organisation:
        rows = rows.filter(organisation_id=organisation)
    held: dict[str, list[RoleHeld]] = {}
    for account, role, where, name in rows.order_by("organisation__name", "role").values_list(
        "account_id", "role", "organisation_id", "organisation__name"
    ):
        held.setdefault(account, []).append(RoleHeld(role, where or "", name or ""))
    return held


def _people(
    rows: list[Account], organisation: str, *, with_email: bool, with_sign_in: bool
) -> tuple[PersonShown, ...]:
    ids = [row.pk for row in rows]
    roles = roles_held(ids, organisation)
    protected = set(
        Authenticator.objects.filter(user_id__in=ids, type__in=SECOND_STEPS).values_list(
            "user_id", flat=True
        )
    )
    asking = set(_wishes().filter(account_id__in=ids).values_list("account_id", flat=True))
    return tuple(
        PersonShown(
            account_id=row.pk,
            name=row.name or row.email.partition("@")[0],
            email=row.email if with_email else "",
            joined=row.date_joined,
            last_seen=row.last_login if with_sign_in else None,
            roles=tuple(roles.get(row.pk, ())),
            second_step=with_sign_in and row.pk in protected,
            asks_recovery=with_sign_in and row.pk in asking,
        )
        for row in rows
    )


def _wishes() -> QuerySet[OneTimeLink]:
    """Return open wishes for a new password: recovery links of an account's own making."""
    return OneTimeLink.objects.filter(
        OneTimeLink.lasting(now()), kind=LinkKind.RECOVERY, made_by=F("account_id"), used=None
    )


def people_asking(viewer: Viewer) -> tuple[PersonShown, ...]:
    """Return who waits for a new password, for stewards."""
    policy.require(policy.is_steward(viewer))
    rows = Account.objects.filter(is_active=True, pk__in=_wishes().values("account_id"))
    return _people(list(rows.order_by("name")), "", with_email=True, with_sign_in=True)


@dataclass(frozen=True)
class OrganisationListed:
    """An organisation as stewards see it."""

    id: str
    name: str
    country: str
    members: int
    reviewers: int
    clients: tuple[str, ...]
    clients_described: str
    is_operator: bool


def organisations_listed(viewer: Viewer) -> tuple[OrganisationListed, ...]:
    """Return every organisation with its people counted and its clients named, in two queries."""
    policy.require(policy.is_steward(viewer))
    open_account = Q(memberships__account__is_active=True)
    rows = Organisation.objects.annotate(
        members=Count("memberships__account", filter=open_account, distinct=True),
        reviewers=Count(
            "memberships__account",
            filter=open_account & Q(memberships__role="reviewer"),
            distinct=True,
        ),
    ).prefetch_related("clients")
    return tuple(
        OrganisationListed(
            row.pk,
            row.name,
            row.country,
            row.members,
            row.reviewers,
            tuple(sorted(client.name for client in row.clients.all())),
            row.clients_described,
            row.is_operator,
        )
        for row in rows.order_by("name")
    )


def clients_of(organisation_id: str) -> dict[str, str]:
    """Return identifier and name of the organisations that this one names as its clients."""
    rows = Organisation.objects.filter(served_by=organisation_id).order_by("name")
    return dict(rows.values_list("pk", "name"))


@dataclass(frozen=True)
class InvitationShown:
    """An open invitation. Its token is not kept, so it cannot be shown again."""

    id: str
    email: str
    organisation_name: str
    roles: tuple[str, ...]
    expires: datetime
    made_by: str


def open_invitations(viewer: Viewer, organisation: str = "") -> tuple[InvitationShown, ...]:
    """Return open invitations into an organisation, or (stewards only) all, in two queries."""
    policy.require(policy.may_invite(viewer, organisation, policy.LENT_ROLES))
    rows = OneTimeLink.objects.filter(
        OneTimeLink.lasting(now()), kind=LinkKind.INVITATION, used=None
    ).exclude(email="")
    if organisation:
        rows = rows.filter(organisation_id=organisation)
    found = list(rows.select_related("organisation").order_by("expires"))
    names = names_of(row.made_by for row in found)
    return tuple(
        InvitationShown(
            row.pk,
            row.email,
            row.organisation.name if row.organisation else "",
            tuple(row.roles),
            row.expires,
            names.get(row.made_by, ""),
        )
        for row in found
    )


def account_history(viewer: Viewer) -> tuple[Entry, ...]:
    """Return what happened to the viewer's own account, newest first."""
    policy.require(viewer.account is not None)
    return entries_about("account", viewer.account or "")[::-1]


RECORDS = {
    "account": gettext_noop("account"),
    "addressee": gettext_noop("address of a reader"),
    "candidate": gettext_noop("candidate"),
    "comment": gettext_noop("comment"),
    "contest": gettext_noop("contest"),
    "contribution": gettext_noop("contribution"),
    "dialogue": gettext_noop("dialogue"),
    "evidence": gettext_noop("evidence"),
    "lesson": gettext_noop("lesson"),
    "link": gettext_noop("one-time link"),
    "look": gettext_noop("look before publication"),
    "node": gettext_noop("node"),
    "organisation": gettext_noop("organisation"),
    "original": gettext_noop("original file"),
    "series": gettext_noop("series of dialogues"),
    "session": gettext_noop("session of a dialogue"),
    "source": gettext_noop("source"),
    "statement": gettext_noop("sentence of a lesson"),
    "task": gettext_noop("task"),
}
"""What a journal entry is about, in words; one that is not here stands as it is."""


@dataclass(frozen=True)
class Happened:
    """One entry of the journal; `actor` is a name where the account is open, else as recorded."""

    seq: int
    at: datetime
    kind: str
    meaning: str
    record_kind: str
    record_id: str
    actor: str

    @property
    def said(self) -> str:
        """What happened, in the reader's language."""
        return gettext(self.meaning) if self.meaning else ""

    @property
    def about(self) -> str:
        """What it is about, in the reader's language."""
        return (
            gettext(RECORDS[self.record_kind]) if self.record_kind in RECORDS else self.record_kind
        )


JOURNAL_PAGE = 100


def journal_lines(viewer: Viewer) -> Iterator[Line]:
    """Return every entry of the journal, oldest first, with its hashes."""
    policy.require(policy.may_look_over(viewer))
    return lines()


def journal(
    viewer: Viewer,
    *,
    before: int | None = None,
    kind: str = "",
    since: date | None = None,
    until: date | None = None,
) -> tuple[Happened, ...]:
    """Return a page of the journal, newest first, older than entry `before`; two queries.

    `kind` is one kind, `since` and `until` are days, both included, in the node's time (UTC).
    """
    policy.require(policy.may_look_over(viewer))
    rows = JournalEntry.objects.order_by("-seq")
    if before is not None:
        rows = rows.filter(seq__lt=before)
    if kind:
        rows = rows.filter(kind=kind)
    if since is not None:
        rows = rows.filter(at__gte=datetime.combine(since, time.min, UTC))
    if until is not None:
        rows = rows.filter(at__lt=datetime.combine(until + timedelta(days=1), time.min, UTC))
    found = list(rows[:JOURNAL_PAGE])
    names, meanings = names_of(row.actor for row in found), declared()
    return tuple(
        Happened(
            row.seq,
            row.at,
            row.kind,
            meanings.get(row.kind, ""),
            row.record_kind,
            row.record_id,
            names.get(row.actor, row.actor),
        )
        for row in found
    )


@dataclass(frozen=True)
class StuckTask:
    """Work that failed too often and waits for a steward; `error` is its last line only."""

    id: str
    name: str
    attempts: int
    since: datetime
    error: str


def stuck_tasks(viewer: Viewer) -> tuple[StuckTask, ...]:
    """Return what is stuck, oldest first."""
    policy.require(policy.is_steward(viewer))
    rows = Task.objects.filter(state=TaskState.STUCK).order_by("created")[:200]
    return tuple(
        StuckTask(
            row.pk,
            row.name.rpartition(".")[2].replace("_", " "),
            row.attempts,
            row.finished or row.created,
            (row.error.strip().splitlines() or [""])[-1][:300],
        )
        for row in rows
    )
