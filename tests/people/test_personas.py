import pytest

from balai.core.audience import Level, audience, may_see
from tests.personas import NAMES, Cast, viewers

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def readers_of(level: Level, owner: str) -> set[str]:
    what = audience(level, owners=[owner], recipients=["nobody"])
    return {name for name, viewer in viewers().items() if may_see(viewer, what)}


def test_who_reads_what_of_organisation_a(cast: Cast) -> None:
    assert readers_of(Level.CLEAR, cast.a) == set(NAMES)
    assert readers_of(Level.GREEN, cast.a) == set(NAMES) - {"dina"}
    assert readers_of(Level.AMBER, cast.a) == {"amina", "budi"}
    assert readers_of(Level.AMBER_STRICT, cast.a) == {"amina", "budi"}
    assert readers_of(Level.RED, cast.a) == set()


def test_a_client_reads_amber_and_no_more(cast_with_client: Cast) -> None:
    assert readers_of(Level.AMBER, cast_with_client.a) == {"amina", "budi", "chen"}
    assert readers_of(Level.AMBER_STRICT, cast_with_client.a) == {"amina", "budi"}
    assert readers_of(Level.AMBER, cast_with_client.b) == {"chen"}


def test_everybody_has_a_browser_of_their_own(cast: Cast) -> None:
    signed_in = {name: "_auth_user_id" in cast.client_for(name).session for name in NAMES}
    assert signed_in == {name: name != "dina" for name in NAMES}
