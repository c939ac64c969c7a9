from __future__ import annotations

from django.utils import translation

from balai.core.lessons import Reason, Rule
from balai.knowledge.models import MARKED
from balai.knowledge.reasons import reason_words


def test_a_reason_is_put_into_words_where_it_is_shown() -> None:
    heading = Reason(Rule.HEADING, "Pengajaran").code()
    model = Reason(Rule.MODEL, "Kesimpulan", ("perlu",)).code()
    assert reason_words(heading, "ms") == "under the heading “Pengajaran”"
    assert reason_words(model, "ms") == "by its meaning: under the heading “Kesimpulan”, “perlu”"
    assert reason_words(MARKED) == "marked by a reviewer"


def test_a_reason_is_set_in_the_marks_of_the_page() -> None:
    model = Reason(Rule.MODEL, "Kesimpulan", ("perlu",)).code()
    with translation.override("fr"):
        said = reason_words(model, "ms")
    assert "« perlu »" in said.replace("\u00a0", " ").replace("\u202f", " ")
    assert "“" not in said


def test_a_language_without_phrases_is_told() -> None:
    code = Reason(Rule.MODEL).code()
    assert reason_words(code, "fi").endswith("; no phrases are known for this language")
    assert reason_words(code, "fr") == "by its meaning: resembles sentences that teach"


def test_what_was_kept_before_there_were_codes_is_shown_as_it_is() -> None:
    assert reason_words("cue phrases: “should” (rules 1)") == "cue phrases: “should” (rules 1)"
