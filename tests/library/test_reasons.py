"""Every reason of a finding has a sentence on pages, the same in English as `--json` prints."""

from __future__ import annotations

import pytest
from django.utils import translation

from balai.core.privacy.why import COUNTRIES, ENGLISH, Why
from balai.library.reasons import reason


@pytest.mark.parametrize("code", list(ENGLISH))
def test_a_page_says_in_english_what_the_command_line_says(code: str) -> None:
    why = Why(code, word="bin")
    with translation.override("en"):
        assert reason(why) == str(why)


@pytest.mark.parametrize("country", list(COUNTRIES))
def test_the_country_is_named_as_the_vocabulary_names_it(country: str) -> None:
    why = Why("checked", country)
    with translation.override("en"):
        assert reason(why) == str(why)


def test_the_country_is_named_in_the_language_of_the_page() -> None:
    with translation.override("fr"):
        assert reason(Why("checked", "GB")).endswith("(Royaume-Uni)")
