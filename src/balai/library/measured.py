"""How much of what tells somebody is found in a language, in words for the one who reviews."""

from __future__ import annotations

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from balai.core.privacy.learned.measured import SINGLED_OUT, TextKind, measured
from balai.vocabulary.places import language_name


def how_much_is_found(language: str) -> str:
    """Return what was measured for texts of a language: names, and who is told without one."""
    return f"{_phrases(language)} {how_many_names(language)}"


def _phrases(language: str) -> str:
    found = SINGLED_OUT.get(language.split("-")[0])
    if found is None:
        return _(
            "Phrases that tell who somebody is without a name (“the only officer of a country”) "
            "are often missed."
        )
    return _(
        "Of 100 phrases that tell who somebody is without a name (“the only officer of a "
        "country”), "
        "%(found)d were found in sentences written for the test."
    ) % {"found": round(100 * found)}


def how_many_names(language: str) -> str:
    """Return what was measured for names in texts of a language, and on what."""
    shown = (get_language() or "en").split("-")[0]
    values: dict[str, object] = {"language": language_name(language, shown) if language else ""}
    found = measured(language)
    if not values["language"]:
        return _("Names were looked for; some are always missed. Read the text yourself.")
    if found is None:
        return (
            _("How many names are found in %(language)s was not measured. Read the text yourself.")
            % values
        )
    sentences = {
        TextKind.JUDGMENTS: _(
            "In %(language)s, %(found)d of 100 names were found in court judgments. "
            "Read the text yourself."
        ),
        TextKind.NEWS: _(
            "In %(language)s, %(found)d of 100 names were found in news. Read the text yourself."
        ),
        TextKind.WRITTEN: _(
            "In %(language)s, %(found)d of 100 names were found in sentences written for the "
            "test. Read the text yourself."
        ),
    }
    return sentences[found.kind] % (values | {"found": round(100 * found.recall)})
