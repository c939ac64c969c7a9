"""Asking to be named beside a quotation, saying yes or no, taking a yes back."""

from __future__ import annotations

from balai.core.audience import Viewer
from balai.core.errors import Conflict, Invalid, NotAllowed
from balai.foundation.clock import now
from balai.foundation.journal.recording import Recording, recording
from balai.knowledge.consent import kinds
from balai.knowledge.consent.queries import named_to, open_quotations
from balai.knowledge.models import Attribution, AttributionState, Evidence
from balai.knowledge.policy import may_review
from balai.people.actions import name_addressees
from balai.people.queries import colleagues, open_names_of
from balai.sharing import actions as sharing
from balai.sharing.queries import sharing_of


def ask(*, viewer: Viewer, evidence_id: str, account: str = "", address: str = "") -> str:
    """Ask a colleague by account, or anybody by address, to be named; return the question.

    An address is taken whether or not anybody has an account under it, and nothing says which.
    A question that waits is replaced; where somebody agreed already it is a Conflict.
    """
    if bool(account) == bool(address.strip()):
        raise Invalid(
            "Ask one person: a colleague, or somebody by e-mail address.",
            fields={"address": "Choose a colleague or write one address."},
        )
    with recording(viewer) as journal:
        evidence = _in_charge(viewer, evidence_id)
        asked = account or name_addressees(viewer=viewer, addresses=[address])[0]
        if account and account not in {each.account_id for each in colleagues(viewer)}:
            raise NotAllowed()
        row = Attribution.objects.select_for_update().filter(evidence=evidence).first()
        if row is None:
            row = Attribution(evidence=evidence)
        elif row.state == AttributionState.GIVEN:
            raise Conflict("Somebody agreed already to be named beside this quotation.")
        former = row.account
        row.account, row.asked_by, row.decided = asked, journal.actor, None
        row.state, row.readers = AttributionState.ASKED, ""
        row.save()
        journal.note(kinds.ASKED, "evidence", evidence_id)
        _let_go(journal, former)
    return row.pk


def give(*, viewer: Viewer, attribution_id: str) -> None:
    """Agree to be named beside a quotation, for the readers that it has now."""
    with recording(viewer, actor=kinds.NOBODY) as journal:
        row = _asked_of(viewer, attribution_id)
        account = viewer.account or ""
        if not open_names_of([account]).get(account):
            raise Invalid(
                "Your account has no name.",
                "Give it the name you want to be known by, on the page of your account.",
            )
        if not open_quotations(viewer).filter(pk=row.evidence_id).exists():
            raise NotAllowed()
        former, row.account = row.account, account
        row.readers = sharing_of("evidence", row.evidence_id).audience.key()
        _decide(row, AttributionState.GIVEN)
        journal.note(kinds.GIVEN, "evidence", row.evidence_id)
        _let_go(journal, former)


def refuse(*, viewer: Viewer, attribution_id: str) -> None:
    """Say no; who was asked is forgotten."""
    with recording(viewer, actor=kinds.NOBODY) as journal:
        row = _asked_of(viewer, attribution_id)
        if row.state != AttributionState.ASKED:
            raise Conflict("You agreed to this.", "Take it back instead.")
        _end(journal, row, AttributionState.REFUSED, kinds.REFUSED)


def take_back(*, viewer: Viewer, attribution_id: str) -> None:
    """Take a consent back, at any time and at once: who gave it is forgotten."""
    with recording(viewer, actor=kinds.NOBODY) as journal:
        row = _asked_of(viewer, attribution_id)
        if row.state != AttributionState.GIVEN:
            raise Conflict("You have not agreed to this.", "Say no instead.")
        _end(journal, row, AttributionState.TAKEN_BACK, kinds.ENDED)


def end_with_account(*, account_id: str) -> None:
    """Take back what a closed account had agreed to, and forget what it was asked.

    Nobody is named by a closed account from the moment it is closed; a second time changes
    nothing.
    """
    with recording(kinds.NOBODY) as journal:
        for row in Attribution.objects.select_for_update().filter(account=account_id):
            if row.state == AttributionState.GIVEN:
                _end(journal, row, AttributionState.TAKEN_BACK, kinds.ENDED)
            else:
                row.delete()


def _in_charge(viewer: Viewer, evidence_id: str) -> Evidence:
    """Return a published quotation that the viewer reads and whose lesson they review."""
    evidence = (
        open_quotations(viewer)
        .select_for_update(of=("self",))
        .select_related("lesson")
        .filter(pk=evidence_id)
        .first()
    )
    if evidence is None or not may_review(viewer, evidence.lesson):
        raise NotAllowed()
    return evidence


def _asked_of(viewer: Viewer, attribution_id: str) -> Attribution:
    row = (
        Attribution.objects.select_for_update()
        .filter(pk=attribution_id, account__in=named_to(viewer))
        .first()
    )
    if row is None:
        raise NotAllowed()
    return row


def _decide(row: Attribution, state: AttributionState) -> None:
    row.state, row.decided = state, now()
    row.save()


def _end(journal: Recording, row: Attribution, state: AttributionState, kind: str) -> None:
    former, row.account, row.readers = row.account, "", ""
    _decide(row, state)
    journal.note(kind, "evidence", row.evidence_id)
    _let_go(journal, former)


def _let_go(journal: Recording, former: str) -> None:
    """Forget an address that was asked, once neither a question nor a record names it."""
    if former and not Attribution.objects.filter(account=former).exists():
        sharing.forget_unnamed(actor=journal.actor, recipients=[former])
