"""Naming readers by their e-mail address, without telling who has an account."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from balai.core.audience import Viewer
from balai.core.errors import Invalid, NotAllowed
from balai.foundation.journal.kinds import declare
from balai.foundation.journal.recording import recording
from balai.people.actions.invitations import clean_email
from balai.people.models import Addressee
from balai.people.queries import accounts_of_colleagues

LONGEST = 254
"""Characters of an address; of what is none, so many are repeated."""
MOST = 50
"""How many addresses may be named in one go."""

ADDRESSEE_NAMED = declare("people.addressee-named", "An address was named as a reader's.")
ADDRESSEE_FORGOTTEN = declare(
    "people.addressee-forgotten", "An address that names no reader any more was forgotten."
)


def name_addressees(*, viewer: Viewer, addresses: Iterable[str]) -> tuple[str, ...]:
    """Return the identifiers under which these addresses may be named as recipients, in order.

    A colleague's is the account's. Of others the same happens whether or not somebody has an
    account under the address. Raises Invalid, naming the address, where one cannot be one.
    """
    if viewer.account is None:
        raise NotAllowed()
    wanted = clean_addresses(addresses)
    if not wanted:
        return ()
    with recording(viewer) as journal:
        known = dict(Addressee.objects.filter(email__in=wanted).values_list("email", "pk"))
        known |= accounts_of_colleagues(viewer, wanted)
        for each in wanted:
            if each not in known:
                row = Addressee.objects.create(email=each)
                known[each] = row.pk
                journal.note(ADDRESSEE_NAMED, "addressee", row.pk)
    return tuple(known[each] for each in wanted)


def clean_addresses(addresses: Iterable[str]) -> tuple[str, ...]:
    """Return addresses as they are kept, each once. Raises Invalid where one cannot be one."""
    wanted = tuple(dict.fromkeys(_clean(each) for each in addresses))
    if len(wanted) > MOST:
        raise Invalid(
            _("At most %(most)d people can be named at once.") % {"most": MOST},
            _("Share with an organisation instead, or name the others later."),
            fields={"others": _("Name fewer people.")},
        )
    return wanted


def forget_addressees(*, actor: str, identifiers: Iterable[str]) -> None:
    """Forget addresses that name nobody's reader any more; the caller knows that none does."""
    with recording(actor) as journal:
        for row in Addressee.objects.filter(pk__in=list(identifiers)):
            journal.note(ADDRESSEE_FORGOTTEN, "addressee", row.pk)
            row.delete()


def _clean(address: str) -> str:
    try:
        return clean_email(address)
    except Invalid as error:
        shown = address.strip()[:LONGEST]
        problem = _("“%(address)s” is not an e-mail address.") % {"address": shown}
        raise Invalid(problem, error.hint, kind=error.kind, fields={"others": problem}) from error
