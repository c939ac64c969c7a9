"""Second steps: put on record, asked of roles or not, sealed anew with a new key."""

from __future__ import annotations

from allauth.mfa.models import Authenticator

from balai.core.audience import Viewer
from balai.foundation.journal.kinds import declare
from balai.foundation.journal.recording import recording
from balai.foundation.node_settings import get_setting, set_setting
from balai.foundation.sealing import is_newest, seal, unseal
from balai.people import policy
from balai.people.second_step.adapter import PURPOSE

STEP_ADDED = declare("people.second-step-added", "Somebody set up a second step of signing in.")
STEP_ENDED = declare("people.second-step-ended", "Somebody gave up a second step of signing in.")
REQUIRED = declare(
    "people.second-step-required", "A steward said that roles need a second step at sign-in."
)
NOT_REQUIRED = declare(
    "people.second-step-not-required", "A steward said that roles need no second step at sign-in."
)
_SEALED = ("secret", "seed")


def record_second_step(*, account_id: str, kind: str, is_added: bool) -> None:
    """Put on record that somebody set up or gave up a second step of one's own."""
    with recording(account_id) as journal:
        journal.note(STEP_ADDED if is_added else STEP_ENDED, "account", account_id, step=kind)


def require_second_step(*, viewer: Viewer, is_required: bool) -> None:
    """Say whether reviewers, convenors, stewards and oversight need a second step here."""
    policy.require(policy.is_steward(viewer))
    if get_setting("require_second_step") == is_required:
        return
    with recording(viewer) as journal:
        set_setting("require_second_step", is_required)
        journal.note(REQUIRED if is_required else NOT_REQUIRED, "node", "node")


def seal_second_steps_anew() -> int:
    """Seal every second-step secret with the newest key; return how many were sealed otherwise.

    Raises NotReady where a former key that is still needed is gone; nothing is changed then.
    """
    changed = 0
    with recording("operator"):
        for row in Authenticator.objects.select_for_update():
            old = {key: row.data[key] for key in _SEALED if key in row.data}
            stale = {key: text for key, text in old.items() if not is_newest(text, PURPOSE)}
            if stale:
                row.data |= {
                    key: seal(unseal(text, PURPOSE), PURPOSE) for key, text in stale.items()
                }
                row.save(update_fields=["data"])
                changed += 1
    return changed
