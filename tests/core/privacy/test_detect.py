"""What holds of findings whatever the text: exact places, order, no overlap, the same each time."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from balai.core.privacy import Finding, FindingType, findings
from balai.core.privacy.finding import found
from balai.core.privacy.searched import Searched
from balai.core.privacy.why import Why
from tests.core.privacy.marked import plain

PIECES = [
    "Encik Ahmad bin Ali",
    "Mr Tan",
    "Dato' ",
    "bin ",
    "M. ",
    "012-345 6789",
    "+60 12-345 6789",
    "850312-14-5678",
    "IC ",
    "S8410572D",
    "GB82 WEST 1234 5698 7654 32",
    "4111 1111 1111 1111",
    "a.b@example.org",
    "@someone_1",
    "x.com/someone",
    "No. 12, Jalan Melati 3, 43000 Kajang",
    "Kerkstraat 12, 1017 GC Amsterdam",
    "12 rue des Lilas",
    "born on 3 May 1987",
    "aged 34",
    "the suspect was arrested on 14 June 2016",
    "case no. 18245/91 and 4317/04",
    "WXY 1234",
    "plate ",
    "นายสมชาย ใจดี",
    "السيد محمد العلوي",
    "203.106.85.14",
    "๐๘๑-๒๓๔-๕๖๗๘",
    "İß",
    "\u0301",
    "\U0001f600",
    "\x00",
    "\n",
    " ",
    ", ",
    ". ",
    "(",
    ")",
    "A",
    "1",
]
MIXED = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=8)), max_size=25).map("".join)


@given(MIXED)
@settings(max_examples=150, deadline=None)
def test_every_finding_stands_where_it_says(text: str) -> None:
    everything = findings(text)
    for each in everything:
        assert each.start < each.end
        assert text[each.start : each.end] == each.text
        assert 0 < each.confidence <= 1
        assert each.class_ in ("direct", "quasi")
        assert str(each.why)
    assert all(left.end <= right.start for left, right in pairwise(everything))


@given(MIXED)
@settings(max_examples=40, deadline=None)
def test_the_same_text_gives_the_same_findings(text: str) -> None:
    assert findings(text) == findings(text)


def test_classes_follow_from_types() -> None:
    text = "Encik Ahmad bin Ali, 34, born on 3 May 1987, was arrested on 14 June 2016."
    assert {each.type: each.class_ for each in findings(text)} == {
        FindingType.NAME: "direct",
        FindingType.AGE: "quasi",
        FindingType.BIRTH_DATE: "quasi",
        FindingType.DATE: "quasi",
    }


def test_a_further_finder_is_merged_and_followed() -> None:
    """A learned finder gives bare names; the age behind and the second mention are then found."""
    text = "Marikka Holt, 41, spoke. Nobody answered. In the end Holt left."

    def learned(searched: Searched) -> Iterator[Finding]:
        assert searched.language == "en"
        yield found(searched.text, 0, 12, FindingType.NAME, 0.7, Why("reads-name"))

    assert findings(text, "en") == ()
    seen = findings(text, "en", also=[learned])
    assert [each.text for each in seen] == ["Marikka Holt", "41", "Holt"]


def test_equal_words_in_any_language_hint_give_the_same() -> None:
    text = plain("«Mme Le Goff», «06 12 34 56 78».")
    assert findings(text, "fr") == findings(text, "") == findings(text, "th")


def test_importing_the_finders_stays_light() -> None:
    code = (
        "import sys, balai.core.privacy; "
        "print([name for name in ('phonenumbers', 'numpy', 'django', 'datetime', 'random') "
        "if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
