"""The furniture of pages goes; sentences about the same things stay."""

from __future__ import annotations

import pytest

from balai.core.passages.boilerplate import is_boilerplate, without_boilerplate
from balai.core.passages.document import BlockKind, RawBlock


@pytest.mark.parametrize(
    "text",
    [
        "• This field is for validation purposes and should be left unchanged.",
        "Subscribe to our monthly newsletter",
        "This website uses cookies to improve your experience.",
        "Ce site utilise des cookies.",
        "Laman web ini menggunakan kuki untuk anda.",
        "Schrijf je in voor onze nieuwsbrief!",
        "Share this on Facebook",
        "Facebook | Twitter | E-mail",
        "Baca juga: Latihan polis",
        "© 2020 The Centre",
    ],
)
def test_furniture(text: str) -> None:
    assert is_boilerplate(text)


@pytest.mark.parametrize(
    "text",
    [
        "Officers subscribed to the idea that a newsletter builds trust.",
        "The campaign used cookies and tea to bring neighbours together.",
        "Share what was learned with the next shift, on paper.",
        "Search and seizure were explained at the meeting.",
        "Register of complaints kept by the ward",
        "Subscribe to this newsletter, we told them. " + "A year later a third of them had. " * 10,
    ],
)
def test_sentences_stay(text: str) -> None:
    assert not is_boilerplate(text)


def test_a_heading_over_nothing_but_furniture_goes_too() -> None:
    blocks = [
        RawBlock(1, "What was agreed", BlockKind.HEADING, 1),
        RawBlock(1, "The officers stay in the ward for two years."),
        RawBlock(1, "News of the Centre"),
        RawBlock(1, "Subscribe to our newsletter", BlockKind.HEADING, 2),
        RawBlock(1, "This field should be left unchanged", BlockKind.LIST_ITEM, 1),
    ]
    assert without_boilerplate(blocks) == blocks[:2]
