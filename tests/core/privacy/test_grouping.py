"""Equal findings are answered once."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from balai.core.privacy import FindingType, findings, group_equal, normal_form
from balai.core.privacy.finding import found


def test_names_whatever_their_case_and_spacing_numbers_by_their_digits() -> None:
    text = (
        "Encik Ahmad bin Ali, 012-345 6789. ENCIK AHMAD BIN ALI, 0123456789. Encik  Ahmad bin Ali. "
        "Puan Aminah, 013-345 6789."
    )
    groups = group_equal(findings(text))
    assert [(group.type, group.text, len(group.findings)) for group in groups] == [
        (FindingType.NAME, "Encik Ahmad bin Ali", 3),
        (FindingType.PHONE, "012-345 6789", 2),
        (FindingType.NAME, "Puan Aminah", 1),
        (FindingType.PHONE, "013-345 6789", 1),
    ]
    assert groups[0].confidence == max(each.confidence for each in groups[0].findings)


def test_normal_forms() -> None:
    assert normal_form("phone", "(012) 345-6789") == "0123456789"
    assert normal_form("phone", "๐๑๒") == "012"
    assert normal_form("identity-number", "S8410572D") == "8410572"
    assert normal_form("name", "  Dato’  SERI\nAzman ") == "dato seri azman"
    assert normal_form("name", "Ａｌｉ") == "ali"
    assert normal_form("name", "นาง") != normal_form("name", "นาย")
    assert normal_form("name", "é") == normal_form("name", "e\u0301")
    assert normal_form("email", "A.B@Example.org") == normal_form("email", "a.b@example.ORG")


def test_a_type_keeps_to_itself() -> None:
    text = "12 12"
    first = found(text, 0, 2, FindingType.PHONE, 0.9, "x")
    second = found(text, 3, 5, FindingType.CARD, 0.9, "x")
    assert len(group_equal([second, first])) == 2
    assert group_equal([]) == ()


@given(st.lists(st.sampled_from(["Ali", "ALI ", "Abu", "a bu"]), max_size=8))
def test_every_finding_is_in_exactly_one_group(names: list[str]) -> None:
    text = "|".join(names)
    starts = [sum(len(name) + 1 for name in names[:at]) for at in range(len(names))]
    given_ = [
        found(text, start, start + len(name), FindingType.NAME, 0.5, "x")
        for start, name in zip(starts, names, strict=True)
    ]
    groups = group_equal(given_)
    assert sorted(each.start for group in groups for each in group.findings) == starts
    assert len({group.key for group in groups}) == len(groups)
