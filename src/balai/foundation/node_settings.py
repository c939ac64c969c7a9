"""What a steward has chosen in the web, with the defaults that hold until then."""

from __future__ import annotations

from typing import Any

from django.utils.translation import get_language, gettext, gettext_noop

from balai.foundation.models import NodeSetting
from balai.foundation.moment import ask_once, let_go

DEFAULTS: dict[str, Any] = {
    "name": "Balai",
    "registration_open": False,
    "community": gettext_noop("Members of the organisations on this exchange."),
    "purpose": gettext_noop("Balai keeps what was learned, never files on people."),
    "contact_name": "",
    "contact": "",
    "is_demo": False,
    "require_second_step": True,
    "translations": {},
    "contest_days": 14,
    "look_days": 7,
}
"""Every choice with its default; an unknown key is a mistake.

`translations` holds a steward's own words in further languages: language -> key -> words.
`contest_days` are those within which a contest is answered, `look_days` those for which a lesson
waits until the community it is about has looked.
"""
WORDS = ("name", "community", "purpose", "contact_name")
"""The choices that are words a reader meets, and can be given in every language of the pages."""
DEMO_NAME = gettext_noop("Balai, the demo")
_OURS = frozenset({DEMO_NAME, DEFAULTS["community"], DEFAULTS["purpose"]})
"""Words that came with Balai: the catalogues hold them in every language."""
_CHOSEN = "node-settings"


def get_setting(key: str) -> Any:
    """Return what was chosen, or the default."""
    return all_settings()[key]


def all_settings() -> dict[str, Any]:
    """Return every choice, in one query for a request."""
    return ask_once(_CHOSEN, None, _read)


def in_words(key: str) -> str:
    """Return one of WORDS as a page in the active language shows it.

    A steward's words in that language go first, then what Balai itself brings in that language,
    then the steward's words in whichever language they were given.
    """
    chosen = all_settings()
    own = chosen["translations"].get(page_language(), {}).get(key)
    return str(own) if own else translated(str(chosen[key]))


def translated(words: str) -> str:
    """Return words that came with Balai in the active language, and any others as they are."""
    return gettext(words) if words in _OURS else words


def as_kept(key: str, words: str) -> str:
    """Return what to keep of words from a form: the default in any language is the default.

    So a steward who changes only the name does not fix the rest in the language of that page.
    """
    known = (str(DEFAULTS[key]), str(all_settings()[key]))
    return next((each for each in known if words in (each, translated(each))), words)


def page_language() -> str:
    """Return the code of the active language without its region."""
    return (get_language() or "en").partition("-")[0]


def _read() -> dict[str, Any]:
    return DEFAULTS | dict(NodeSetting.objects.filter(key__in=DEFAULTS).values_list("key", "value"))


def set_setting(key: str, value: Any) -> None:
    """Keep a choice. The caller is an action that has checked who chooses."""
    if key not in DEFAULTS:
        raise KeyError(key)
    NodeSetting.objects.update_or_create(key=key, defaults={"value": value})
    let_go(_CHOSEN)
