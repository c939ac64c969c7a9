"""The only writers of accounts, organisations, roles and one-time links."""

from balai.people.actions.accounts import (
    change_profile,
    close_account,
    record_password,
    record_registration,
    remove_second_step,
)
from balai.people.actions.addressees import forget_addressees, name_addressees
from balai.people.actions.invitations import (
    accept_invitation,
    invite,
    withdraw_invitation,
)
from balai.people.actions.node import (
    describe_node,
    make_first_steward,
    open_registration,
    retry_task,
    set_up_node,
    translate_node,
    welcome_link,
    welcome_token,
)
from balai.people.actions.one_time import LinkMade
from balai.people.actions.organisations import (
    change_organisation,
    make_organisation,
    name_clients,
)
from balai.people.actions.recovery import (
    ask_recovery,
    make_recovery_link,
    sign_in_link,
    use_recovery,
    use_sign_in_link,
)
from balai.people.actions.roles import give_role, take_role

__all__ = [
    "LinkMade",
    "accept_invitation",
    "ask_recovery",
    "change_organisation",
    "change_profile",
    "close_account",
    "describe_node",
    "forget_addressees",
    "give_role",
    "invite",
    "make_first_steward",
    "make_organisation",
    "make_recovery_link",
    "name_addressees",
    "name_clients",
    "open_registration",
    "record_password",
    "record_registration",
    "remove_second_step",
    "retry_task",
    "set_up_node",
    "sign_in_link",
    "take_role",
    "translate_node",
    "use_recovery",
    "use_sign_in_link",
    "welcome_link",
    "welcome_token",
    "withdraw_invitation",
]
