"""Places and dates are asked about only where their sentence describes a person as well."""

from __future__ import annotations

from balai.core.privacy import Mark, MarkType, findings
from balai.core.privacy.together import telling


def asked(text: str, **marks: MarkType) -> list[str]:
    made = []
    for words, kind in marks.items():
        written = words.replace("_", " ")
        at = text.index(written)
        made.append(Mark(at, at + len(written), kind, 0.9))
    return [each.text for each in telling(text, findings(text, "en", marks=sorted(made)))]


def test_where_and_when_a_meeting_was_held_is_not_asked() -> None:
    text = "The workshop was held in Muar in May."
    assert asked(text, Muar=MarkType.PLACE, May=MarkType.DATE) == []


def test_an_occupation_and_a_place_single_out() -> None:
    text = "A fisherman from Muar was heard. The workshop was held in Kajang."
    assert asked(text, fisherman=MarkType.TRAIT, Muar=MarkType.PLACE, Kajang=MarkType.PLACE) == [
        "A fisherman from Muar"
    ]


def test_a_trait_alone_singles_nobody_out() -> None:
    assert asked("Fishermen were heard.", Fishermen=MarkType.TRAIT) == []


def test_names_are_always_asked() -> None:
    assert asked("Then Wanjiru spoke.", Wanjiru=MarkType.NAME) == ["Wanjiru"]


def test_what_patterns_find_is_asked_as_before() -> None:
    text = "Encik Ahmad bin Ali, 34, was arrested on 14 June 2016."
    assert len(asked(text)) == len(findings(text, "en")) == 3
