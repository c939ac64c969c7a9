"""What a steward has chosen in the web, with the defaults that hold until then."""

from __future__ import annotations

from typing import Any

from balai.foundation.models import NodeSetting
from balai.foundation.moment import ask_once, let_go

DEFAULTS: dict[str, Any] = {
    "name": "Balai",
    "registration_open": False,
    "community": "Members of the organisations on this exchange.",
    "purpose": "Balai keeps what was learned, never files on people.",
    "contact_name": "",
    "contact": "",
    "is_demo": False,
    "require_second_step": True,
}
"""Every choice with its default; an unknown key is a mistake."""
_CHOSEN = "node-settings"


def get_setting(key: str) -> Any:
    """Return what was chosen, or the default."""
    return all_settings()[key]


def all_settings() -> dict[str, Any]:
    """Return every choice, in one query for a request."""
    return ask_once(_CHOSEN, None, _read)


def _read() -> dict[str, Any]:
    return DEFAULTS | dict(NodeSetting.objects.filter(key__in=DEFAULTS).values_list("key", "value"))


def set_setting(key: str, value: Any) -> None:
    """Keep a choice. The caller is an action that has checked who chooses."""
    if key not in DEFAULTS:
        raise KeyError(key)
    NodeSetting.objects.update_or_create(key=key, defaults={"value": value})
    let_go(_CHOSEN)
