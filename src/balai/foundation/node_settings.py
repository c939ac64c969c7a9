"""What a steward has chosen in the web, with the defaults that hold until then."""

from __future__ import annotations

from typing import Any

from balai.foundation.models import NodeSetting

DEFAULTS: dict[str, Any] = {
    "name": "Balai",
    "registration_open": False,
    "community": "Members of the organisations on this exchange.",
    "purpose": "Balai keeps what was learned, never files on people.",
    "contact_name": "",
    "contact": "",
    "is_demo": False,
}
"""Every choice with its default; an unknown key is a mistake."""


def get_setting(key: str) -> Any:
    """Return what was chosen, or the default."""
    default = DEFAULTS[key]
    kept = NodeSetting.objects.filter(key=key).values_list("value", flat=True).first()
    return default if kept is None else kept


def all_settings() -> dict[str, Any]:
    """Return every choice, in one query."""
    return DEFAULTS | dict(NodeSetting.objects.filter(key__in=DEFAULTS).values_list("key", "value"))


def set_setting(key: str, value: Any) -> None:
    """Keep a choice. The caller is an action that has checked who chooses."""
    if key not in DEFAULTS:
        raise KeyError(key)
    NodeSetting.objects.update_or_create(key=key, defaults={"value": value})
