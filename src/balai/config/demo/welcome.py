"""What the terminal says of a demo."""

from __future__ import annotations

from balai.people.actions.recovery import sign_in_link
from balai.people.models import Account
from balai.people.queries import operator
from balai.sample.catalogue import library


def invitation(address: str) -> list[str]:
    """Return what the terminal says of a demo: who one can be, and what to try first."""
    lines = ["", f"Balai is at {address}", "", "Be one of these people (each link works once):"]
    for each in library().personas:
        account = Account.objects.filter(email=each.email).first() if each.account else None
        if account:
            link = sign_in_link(viewer=operator(), account_id=account.pk)
            lines += [f"  {each.name:<8}{each.about}", f"          {address}{link.path}"]
        else:
            lines.append(f"  {each.name:<8}{each.about}")
    return [
        *lines,
        "",
        "Try first:",
        "  1. Search for “pegawai yang sama di pasar” and read what other countries saw.",
        "  2. As Budi, bring in a report of your own, or tell a case.",
        "  3. As Amina, review what Balai found in it.",
        "",
        "Stop with Ctrl-C; what you did is kept.",
    ]
