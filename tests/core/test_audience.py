"""The algebra of audiences: joining intersects readers, narrowing never adds one."""

from __future__ import annotations

from itertools import combinations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balai.core.audience import (
    PUBLIC,
    Audience,
    Level,
    Rule,
    Viewer,
    audience,
    is_within,
    join,
    may_see,
    narrow,
    parse,
)
from balai.core.errors import Invalid

ORGANISATIONS = ("ORG-A", "ORG-B", "ORG-C")
PEOPLE = ("AMINA", "BUDI", "CHEN", "FARID")


def _subsets(names: tuple[str, ...]) -> list[tuple[str, ...]]:
    return [each for size in range(len(names) + 1) for each in combinations(names, size)]


SIMPLE = [
    *(audience(Level.CLEAR), audience(Level.GREEN)),
    *(audience(Level.AMBER, owners=some) for some in _subsets(ORGANISATIONS) if some),
    *(audience(Level.AMBER_STRICT, owners=some) for some in _subsets(ORGANISATIONS) if some),
    *(audience(Level.RED, recipients=some) for some in _subsets(PEOPLE) if some),
]
AUDIENCES = st.lists(st.sampled_from(SIMPLE), min_size=1, max_size=4).map(lambda each: join(*each))

# Viewers as the system makes them: whoever has an account or an organisation is signed in, and
# only members of an organisation are served by another.
EVERYBODY = [
    PUBLIC,
    Viewer("EDA", signed_in=True, named_as=frozenset({"BUDI"})),
    *(
        Viewer(account, frozenset(own), frozenset(served), signed_in=True)
        for account in (None, *PEOPLE)
        for own in _subsets(ORGANISATIONS)
        for served in (_subsets(ORGANISATIONS) if own else [()])
    ),
]
VIEWERS = st.sampled_from(EVERYBODY)


@given(VIEWERS, AUDIENCES, AUDIENCES)
def test_joining_leaves_exactly_who_may_read_both(
    viewer: Viewer, one: Audience, two: Audience
) -> None:
    assert may_see(viewer, join(one, two)) == (may_see(viewer, one) and may_see(viewer, two))


def test_two_simple_audiences_joined_and_compared_for_everybody() -> None:
    """Exhaustive: every pair of audiences of one rule, and every viewer there can be."""
    seen = {
        what.key(): frozenset(at for at, each in enumerate(EVERYBODY) if may_see(each, what))
        for what in SIMPLE
    }
    for one, two in product(SIMPLE, SIMPLE):
        both = seen[one.key()] & seen[two.key()]
        joined = join(one, two)
        assert {at for at, each in enumerate(EVERYBODY) if may_see(each, joined)} == both
        assert not is_within(one, two) or seen[one.key()] <= seen[two.key()]


@given(AUDIENCES, AUDIENCES, AUDIENCES)
def test_joining_does_not_depend_on_order_or_repetition(
    one: Audience, two: Audience, three: Audience
) -> None:
    assert join(one, two) == join(two, one)
    assert join(join(one, two), three) == join(one, join(two, three)) == join(one, two, three)
    assert join(one, one) == join(one) == one
    assert join(one, two).level == max(one.level, two.level)


@given(VIEWERS, AUDIENCES, AUDIENCES)
def test_narrowing_never_adds_a_reader(viewer: Viewer, current: Audience, wanted: Audience) -> None:
    after = narrow(current, wanted)
    assert not may_see(viewer, after) or may_see(viewer, current)
    assert is_within(after, current)
    assert is_within(after, wanted)


@given(VIEWERS, AUDIENCES, AUDIENCES)
def test_what_is_within_is_seen_by_nobody_else(
    viewer: Viewer, inner: Audience, outer: Audience
) -> None:
    if is_within(inner, outer):
        assert not may_see(viewer, inner) or may_see(viewer, outer)
    assert is_within(inner, inner)


@given(VIEWERS, AUDIENCES, AUDIENCES)
def test_normalising_drops_only_what_the_rest_says(
    viewer: Viewer, one: Audience, two: Audience
) -> None:
    joined = join(one, two)
    every = (*one.rules, *two.rules)
    assert may_see(viewer, joined) == all(rule.holds_for(viewer) for rule in every)
    assert not any(
        mine.implies(other) for mine in joined.rules for other in joined.rules if mine != other
    )


@given(AUDIENCES)
def test_keys_are_read_back(what: Audience) -> None:
    assert parse(what.key()) == what
    assert parse(what.key()).key() == what.key()


@given(AUDIENCES, AUDIENCES)
def test_equal_audiences_have_equal_keys_and_others_do_not(one: Audience, two: Audience) -> None:
    assert (one == two) == (one.key() == two.key())


@pytest.mark.parametrize(
    "key",
    [
        "",
        "&",
        "::",
        "SECRET::",
        "amber:ORG-A:",
        "CLEAR",
        "CLEAR:",
        "CLEAR:::",
        "CLEAR::&",
        "CLEAR:ORG-A:",
        "GREEN::AMINA",
        "AMBER::",
        "AMBER:,:",
        "AMBER:ORG-A,:",
        "AMBER:ORG-B,ORG-A:",
        "AMBER:ORG-A,ORG-A:",
        "AMBER:ORG-A:AMINA",
        "RED::",
        "RED:ORG-A:AMINA",
        "CLEAR::&GREEN::",
        "AMBER:ORG-A:&GREEN::",
        "GREEN::&AMBER:ORG-A:",
        " GREEN::",
        "GREEN::\n",
    ],
)
def test_what_is_not_a_key_is_refused(key: str) -> None:
    with pytest.raises(ValueError, match="not the key of an audience"):
        parse(key)


@given(st.text(alphabet="CLEARGNMB:&,_ORG-abc", max_size=30))
def test_whatever_is_read_was_written(key: str) -> None:
    try:
        read = parse(key)
    except ValueError:
        return
    assert read.key() == key
    assert join(read) == read


@pytest.mark.parametrize(
    ("viewer", "seen"),
    [
        (PUBLIC, {"clear"}),
        (Viewer(account="DINA", signed_in=True), {"clear", "green"}),
        (
            Viewer("BUDI", frozenset({"ORG-A"}), signed_in=True),
            {"clear", "green", "amber", "strict"},
        ),
        (
            Viewer("CHEN", frozenset({"ORG-B"}), frozenset({"ORG-A"}), signed_in=True),
            {"clear", "green", "amber"},
        ),
        (
            Viewer("AMINA", frozenset({"ORG-A"}), signed_in=True),
            {"clear", "green", "amber", "strict", "red"},
        ),
        (Viewer("FARID", roles=frozenset({("steward", "")}), signed_in=True), {"clear", "green"}),
    ],
)
def test_who_sees_what(viewer: Viewer, seen: set[str]) -> None:
    levels = {
        "clear": audience(Level.CLEAR),
        "green": audience(Level.GREEN),
        "amber": audience(Level.AMBER, owners=["ORG-A"]),
        "strict": audience(Level.AMBER_STRICT, owners=["ORG-A"]),
        "red": audience(Level.RED, recipients=["AMINA"]),
    }
    assert {name for name, what in levels.items() if may_see(viewer, what)} == seen


def test_amber_of_two_owners_joined_is_for_who_belongs_to_both() -> None:
    both = join(audience(Level.AMBER, owners=["ORG-A"]), audience(Level.AMBER, owners=["ORG-B"]))
    assert not may_see(Viewer("X", frozenset({"ORG-A"}), signed_in=True), both)
    assert may_see(Viewer("X", frozenset({"ORG-A", "ORG-B"}), signed_in=True), both)
    assert both.owners == {"ORG-A", "ORG-B"}
    assert both.recipients == frozenset()


def test_the_named_of_a_red_text() -> None:
    red = audience(Level.RED, owners=["ORG-A"], recipients=["BUDI", "AMINA", "BUDI"])
    assert red.recipients == {"AMINA", "BUDI"}
    assert red.owners == frozenset()
    assert red.key() == "RED::AMINA,BUDI"


@pytest.mark.parametrize("level", [Level.AMBER, Level.AMBER_STRICT])
def test_amber_without_an_owner_is_refused(level: Level) -> None:
    with pytest.raises(Invalid, match="needs the organisation"):
        audience(level)


def test_red_without_a_recipient_is_refused() -> None:
    with pytest.raises(Invalid, match="by name"):
        audience(Level.RED, owners=["ORG-A"])


@pytest.mark.parametrize("name", ["", "a:b", "a&b", "a,b"])
def test_names_that_would_break_the_key_are_refused(name: str) -> None:
    with pytest.raises(Invalid, match="identifier"):
        audience(Level.AMBER, owners=[name])
    with pytest.raises(Invalid, match="identifier"):
        audience(Level.RED, recipients=["AMINA", name])


def test_an_audience_has_a_rule() -> None:
    """Without one it would be within everything and read by nobody."""
    with pytest.raises(ValueError, match="at least one rule"):
        Audience(())
    with pytest.raises(ValueError, match="at least one rule"):
        join()


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("clear", Level.CLEAR),
        ("TLP:WHITE", Level.CLEAR),
        ("white", Level.CLEAR),
        (" tlp:green ", Level.GREEN),
        ("Amber", Level.AMBER),
        ("TLP:AMBER+STRICT", Level.AMBER_STRICT),
        ("amber-strict", Level.AMBER_STRICT),
        ("amber strict", Level.AMBER_STRICT),
        ("AMBER_STRICT", Level.AMBER_STRICT),
        ("tlp: red", Level.RED),
    ],
)
def test_levels_are_read_in_every_spelling(text: str, level: Level) -> None:
    assert Level.read(text) is level


@pytest.mark.parametrize("level", Level)
def test_a_label_is_read_back(level: Level) -> None:
    assert Level.read(level.label) is level
    assert Level.read(f"TLP:{level.label}") is level


@pytest.mark.parametrize("text", ["", "tlp", "TLP:", "orange", "AMBER+", "0", "__class__", "read"])
def test_other_levels_are_refused_with_the_list(text: str) -> None:
    with pytest.raises(Invalid) as raised:
        Level.read(text)
    assert raised.value.kind == "unknown-level"
    assert "CLEAR, GREEN, AMBER, AMBER+STRICT, RED" in raised.value.hint


def test_roles_of_a_viewer() -> None:
    viewer = Viewer(
        "AMINA", roles=frozenset({("convenor", "ORG-A"), ("reviewer", "ORG-B"), ("steward", "")})
    )
    assert viewer.has("steward")
    assert viewer.has("convenor", "ORG-A")
    assert not viewer.has("convenor")
    assert not viewer.has("convenor", "ORG-B")
    assert viewer.organisations_as("convenor") == {"ORG-A"}
    assert viewer.organisations_as("steward") == frozenset()


def test_a_stricter_rule_of_fewer_owners_implies_a_wider_one_and_not_the_other_way() -> None:
    strict = Rule(Level.AMBER_STRICT, ("ORG-A",))
    wide = Rule(Level.AMBER, ("ORG-A", "ORG-B"))
    red = Rule(Level.RED, (), ("AMINA",))
    assert strict.implies(wide)
    assert not wide.implies(strict)
    assert not red.implies(strict)
    assert not strict.implies(red)
    assert red.implies(Rule(Level.GREEN))
    assert not Rule(Level.CLEAR).implies(Rule(Level.GREEN))
