from __future__ import annotations

import pytest

from balai.core.audience import Level, audience
from balai.core.errors import Conflict, Invalid, NotAllowed
from balai.foundation.moment import one_request
from balai.sharing import actions
from balai.sharing.models import Gate
from balai.sharing.policy import may, require
from balai.sharing.queries import (
    may_see,
    open_gates,
    require_visible,
    sharing_of,
    sharing_of_many,
    visible_ids,
)
from tests.personas import A, B, Cast

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

GREEN, CLEAR = audience(Level.GREEN), audience(Level.CLEAR)
AMBER_A = audience(Level.AMBER, owners=[A])
STRICT_A = audience(Level.AMBER_STRICT, owners=[A])
STRICT_B = audience(Level.AMBER_STRICT, owners=[B])


def share(record_id: str, what: object) -> None:
    actions.share(actor="system", record_kind="thing", record_id=record_id, audience=what)


def test_a_record_without_an_audience_is_for_nobody(cast: Cast) -> None:
    assert not any(may_see(viewer, "thing", "1") for viewer in cast.viewers().values())
    with pytest.raises(NotAllowed):
        sharing_of("thing", "1")


def test_visible_ids_agree_with_the_core(cast: Cast) -> None:
    for number, what in enumerate((CLEAR, GREEN, AMBER_A, STRICT_B)):
        share(str(number), what)
    seen = {name: set(visible_ids(viewer, "thing")) for name, viewer in cast.viewers().items()}
    assert seen["dina"] == {"0"}
    assert seen["farid"] == seen["omar"] == {"0", "1"}
    assert seen["budi"] == {"0", "1", "2"}
    assert seen["chen"] == {"0", "1", "3"}


def test_equal_audiences_share_a_gate(cast: Cast) -> None:
    for number in range(5):
        share(str(number), AMBER_A)
    assert Gate.objects.count() == 1
    assert len(sharing_of_many("thing", [str(number) for number in range(5)])) == 5


def test_an_audience_is_given_once(cast: Cast) -> None:
    share("1", GREEN)
    share("1", GREEN)
    with pytest.raises(Conflict):
        share("1", CLEAR)
    assert sharing_of("thing", "1").level is Level.GREEN


def test_narrowing_leaves_only_who_may_read_both(cast_with_client: Cast) -> None:
    share("1", AMBER_A)
    actions.narrow(actor="x", record_kind="thing", record_id="1", audience=STRICT_B)
    viewers = cast_with_client.viewers().items()
    seen = {name for name, viewer in viewers if may_see(viewer, "thing", "1")}
    assert seen == {"chen"}
    assert not actions.narrow(actor="x", record_kind="thing", record_id="1", audience=CLEAR)


def ask(cast: Cast, name: str = "amina") -> str:
    return actions.ask_release(
        viewer=cast.viewer(name),
        record_kind="thing",
        record_id="1",
        audience=GREEN,
        organisation_id=A,
        reason="Others face the same.",
    )


@pytest.mark.asvs("2.3.1", "2.3.5")
def test_a_release_takes_a_second_reviewer_of_the_owner(cast: Cast) -> None:
    share("1", AMBER_A)
    release = ask(cast)
    with pytest.raises(Invalid, match="second person"):
        actions.decide_release(viewer=cast.viewer("amina"), release_id=release, grant=True)
    for name in ("budi", "chen", "farid", "dina"):
        with pytest.raises(NotAllowed):
            actions.decide_release(viewer=cast.viewer(name), release_id=release, grant=True)
    assert sharing_of("thing", "1").level is Level.AMBER


def test_a_release_is_decided_once_and_not_after_a_narrowing(cast: Cast) -> None:
    share("1", AMBER_A)
    release = ask(cast, "budi")
    actions.narrow(actor="x", record_kind="thing", record_id="1", audience=STRICT_A)
    with pytest.raises(Conflict):
        actions.decide_release(viewer=cast.viewer("amina"), release_id=release, grant=True)
    actions.decide_release(viewer=cast.viewer("amina"), release_id=release, grant=False)
    with pytest.raises(Conflict):
        actions.decide_release(viewer=cast.viewer("amina"), release_id=release, grant=True)


def test_a_release_needs_a_reason(cast: Cast) -> None:
    share("1", AMBER_A)
    with pytest.raises(Invalid, match="reason"):
        actions.ask_release(
            viewer=cast.viewer("amina"),
            record_kind="thing",
            record_id="1",
            audience=GREEN,
            organisation_id=A,
            reason=" ",
        )


def test_leaving_an_organisation_closes_its_gates_at_once(cast: Cast) -> None:
    from balai.people.models import Membership

    share("1", AMBER_A)
    assert may_see(cast.viewer("budi"), "thing", "1")
    Membership.objects.filter(account_id=cast.account("budi")).delete()
    assert not may_see(cast.viewer("budi"), "thing", "1")


def test_what_nobody_registered_is_forbidden(cast: Cast) -> None:
    assert not may(cast.viewer("amina"), "fly", "source")
    assert not may(cast.viewer("amina"), "see", "unheard-of")
    with pytest.raises(NotAllowed):
        require(cast.viewer("amina"), "fly", "source")
    with pytest.raises(NotAllowed):
        require_visible(cast.viewer("amina"), "thing", "none")


def test_open_gates_take_one_query(cast: Cast, django_assert_num_queries: object) -> None:
    for number in range(3):
        share(str(number), audience(Level.RED, recipients=[f"{number}"]))
    viewer = cast.viewer("amina")
    with django_assert_num_queries(1):
        open_gates(viewer)


def test_within_a_request_gates_are_asked_for_once(
    cast: Cast, django_assert_num_queries: object
) -> None:
    share("1", AMBER_A)
    amina, chen = cast.viewer("amina"), cast.viewer("chen")
    with django_assert_num_queries(2), one_request():
        assert [len(open_gates(amina)) for _ in range(5)] == [1] * 5
        assert open_gates(chen) == []


def test_what_is_shared_within_a_request_is_seen_within_it(cast: Cast) -> None:
    budi = cast.viewer("budi")
    with one_request():
        assert list(visible_ids(budi, "thing")) == []
        share("1", AMBER_A)
        assert list(visible_ids(budi, "thing")) == ["1"]
        actions.narrow(actor="x", record_kind="thing", record_id="1", audience=STRICT_B)
        assert list(visible_ids(budi, "thing")) == []


def test_a_second_person_decides_only_on_what_they_may_read(cast: Cast) -> None:
    from balai.people.models import Membership

    for name in ("budi", "chen"):
        Membership.objects.create(account_id=cast.account(name), organisation_id=A, role="reviewer")
    red = audience(Level.RED, recipients=[cast.account("amina"), cast.account("budi")])
    share("1", red)
    release = ask(cast)
    with pytest.raises(NotAllowed):
        actions.decide_release(viewer=cast.viewer("chen"), release_id=release, grant=True)
    actions.decide_release(viewer=cast.viewer("budi"), release_id=release, grant=True)
    assert sharing_of("thing", "1").level is Level.GREEN


def test_asking_again_takes_the_place_of_what_waits(cast: Cast) -> None:
    share("1", AMBER_A)
    first, second = ask(cast, "budi"), ask(cast, "budi")
    with pytest.raises(Conflict):
        actions.decide_release(viewer=cast.viewer("amina"), release_id=first, grant=True)
    actions.decide_release(viewer=cast.viewer("amina"), release_id=second, grant=True)
    assert sharing_of("thing", "1").level is Level.GREEN


def test_what_was_narrowed_meanwhile_is_not_opened_with_the_rest(cast: Cast) -> None:
    for each in ("1", "2", "3"):
        share(each, AMBER_A)
    release = actions.ask_release(
        viewer=cast.viewer("budi"),
        record_kind="thing",
        record_id="1",
        audience=GREEN,
        organisation_id=A,
        reason="Others face the same.",
        with_records=(("thing", "2"), ("thing", "3")),
    )
    actions.narrow(actor="x", record_kind="thing", record_id="2", audience=STRICT_B)
    actions.decide_release(viewer=cast.viewer("amina"), release_id=release, grant=True)
    levels = [sharing_of("thing", each).level for each in ("1", "2", "3")]
    assert levels == [Level.GREEN, Level.AMBER_STRICT, Level.GREEN]


def test_who_reads_alone_names_the_first_readers(cast: Cast) -> None:
    budi = cast.viewer("budi")
    share("1", audience(Level.RED, recipients=[cast.account("budi")]))
    both = audience(Level.RED, recipients=[cast.account("budi"), cast.account("amina")])
    with pytest.raises(NotAllowed):
        actions.name_readers(
            viewer=cast.viewer("amina"), record_kind="thing", record_id="1", audience=both
        )
    actions.name_readers(viewer=budi, record_kind="thing", record_id="1", audience=both)
    assert may_see(cast.viewer("amina"), "thing", "1")
    with pytest.raises(NotAllowed):
        actions.name_readers(viewer=budi, record_kind="thing", record_id="1", audience=GREEN)


def test_an_address_is_forgotten_with_the_last_record_that_names_it(cast: Cast) -> None:
    from balai.people.actions import name_addressees
    from balai.people.queries import named

    (chen,) = name_addressees(viewer=cast.viewer("budi"), addresses=[cast.email("chen")])
    red = audience(Level.RED, recipients=[cast.account("budi"), chen])
    share("1", red)
    share("2", red)
    only = audience(Level.RED, recipients=[cast.account("budi")])
    actions.narrow(actor="x", record_kind="thing", record_id="1", audience=only)
    assert named([chen]) == {chen: cast.email("chen")}
    assert not may_see(cast.viewer("chen"), "thing", "1")
    assert may_see(cast.viewer("chen"), "thing", "2")
    actions.forget(actor="x", record_kind="thing", record_id="2")
    assert named([chen]) == {}


def test_an_address_that_was_refused_is_forgotten(cast: Cast) -> None:
    from balai.people.actions import name_addressees
    from balai.people.queries import named

    (chen,) = name_addressees(viewer=cast.viewer("budi"), addresses=[cast.email("chen")])
    share("1", AMBER_A)
    release = actions.ask_release(
        viewer=cast.viewer("budi"),
        record_kind="thing",
        record_id="1",
        audience=audience(Level.RED, recipients=[chen]),
        organisation_id=A,
        reason="She was there.",
    )
    assert named([chen]) == {chen: cast.email("chen")}
    actions.decide_release(viewer=cast.viewer("amina"), release_id=release, grant=False)
    assert named([chen]) == {}
