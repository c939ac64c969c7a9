import pytest

from balai.core.audience import Level, audience, may_see
from balai.core.errors import Invalid, NotAllowed
from balai.foundation.journal.queries import entries_about
from balai.people import actions
from balai.people.models import Organisation
from balai.people.queries import organisation
from tests.people.journal import details, kinds
from tests.personas import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def test_a_steward_adds_an_organisation(cast: Cast) -> None:
    made = actions.make_organisation(
        viewer=cast.viewer("farid"), name=" River\u200b  Police ", country="fr"
    )
    shown = organisation(made)
    assert shown is not None
    assert (shown.name, shown.country) == ("River Police", "FR")
    assert kinds() == ["people.organisation-made"]
    assert "River" not in details()


@pytest.mark.parametrize("who", ["amina", "budi", "omar", "dina"])
@pytest.mark.asvs("8.2.1")
def test_nobody_else_does(cast: Cast, who: str) -> None:
    with pytest.raises(NotAllowed):
        actions.make_organisation(viewer=cast.viewer(who), name="X")


@pytest.mark.parametrize(
    ("name", "country", "field"),
    [
        ("", "", "name"),
        ("<i>Police</i>", "", "name"),
        ("straits regional CENTRE", "", "name"),
        ("Police", "XX", "country"),
        ("Police", "Malaysia", "country"),
    ],
)
def test_bad_names_and_countries_are_refused(
    cast: Cast, name: str, country: str, field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        actions.make_organisation(viewer=cast.viewer("farid"), name=name, country=country)
    assert set(refused.value.fields) == {field}


@pytest.mark.asvs("8.4.1")
def test_a_convenor_renames_the_own_organisation_only(cast: Cast) -> None:
    actions.change_organisation(
        viewer=cast.viewer("amina"), organisation_id=cast.a, name="Straits Centre", country="MY"
    )
    assert Organisation.objects.get(pk=cast.a).name == "Straits Centre"
    for who, where in (("amina", cast.b), ("budi", cast.a), ("chen", cast.b)):
        with pytest.raises(NotAllowed):
            actions.change_organisation(viewer=cast.viewer(who), organisation_id=where, name="Mine")
    with pytest.raises(Invalid):
        actions.change_organisation(
            viewer=cast.viewer("amina"), organisation_id=cast.a, name="Harbour City Police"
        )


def test_naming_a_client_opens_amber_to_it_and_back(cast: Cast) -> None:
    what = audience(Level.AMBER, owners=[cast.a])
    assert not may_see(cast.viewer("chen"), what)
    actions.name_clients(
        viewer=cast.viewer("amina"),
        organisation_id=cast.a,
        clients=[cast.b, cast.a],
        described="The police we train\nand their families",
    )
    assert may_see(cast.viewer("chen"), what)
    assert not may_see(cast.viewer("esther"), what)
    shown = organisation(cast.a)
    assert shown is not None
    assert shown.clients_described == "The police we train\nand their families"
    actions.name_clients(viewer=cast.viewer("farid"), organisation_id=cast.a, clients=[cast.c])
    assert not may_see(cast.viewer("chen"), what)
    assert may_see(cast.viewer("esther"), what)
    noted = [entry.detail for entry in entries_about("organisation", cast.a)]
    assert noted == [
        {"added": [cast.b], "removed": []},
        {"added": [cast.c], "removed": [cast.b]},
    ]


def test_who_may_name_clients(cast: Cast) -> None:
    for who in ("budi", "chen", "omar", "dina"):
        with pytest.raises(NotAllowed):
            actions.name_clients(viewer=cast.viewer(who), organisation_id=cast.a, clients=[cast.b])
    with pytest.raises(Invalid):
        actions.name_clients(
            viewer=cast.viewer("amina"), organisation_id=cast.a, clients=["0" * 26]
        )
    with pytest.raises(NotAllowed):
        actions.name_clients(viewer=cast.viewer("farid"), organisation_id="0" * 26, clients=[])
