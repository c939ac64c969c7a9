"""`balai user`: organisations, people and their links, for whoever runs the machine."""

from __future__ import annotations

import click

from balai.cli.user import accounts, links, providers
from balai.cli.user import organisations as places

JSON = (
    "`list`: `{id, email, name, roles, joined, asks_recovery}`; `organisations`: `{id, name, "
    "country, members, reviewers, clients}`; `organisation`: `{id, name, country, clients, "
    "described}`; `invite`, `recovery`, `sign-in`: `{link, expires}`; `invitations`: "
    "`{invitation, email, organisation, roles, expires, made_by}`; `withdraw`: `{invitation, "
    "open}`; `role`: `{account, role, held, changed}`; `profile`: `{account, email, name, "
    "language, reads, keys}`; `second-step`: `{account, second_step}`; `second-steps`: list of "
    "`{account, email, apps, passkeys, needed}`; `provider`: list of `{organisation, name, issuer, "
    "client_id, address_back}`; `reseal`: `{second_steps, providers}`; `close`: `{account, closed}`"
)
"""What `--json` prints; docs/reference/cli.md is made from it."""


@click.group()
def command() -> None:
    """Look after people: organisations, invitations, roles, recovery links."""


for each in (
    accounts.list_,
    places.organisations,
    places.organisation,
    links.invite,
    links.invitations,
    links.withdraw,
    accounts.role,
    accounts.profile,
    accounts.second_step,
    accounts.second_steps,
    accounts.reseal,
    providers.provider,
    accounts.close,
    links.recovery,
    links.sign_in,
):
    command.add_command(each)
