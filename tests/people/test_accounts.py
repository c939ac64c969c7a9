import pytest
from allauth.mfa.models import Authenticator

from balai.core.audience import Level, audience, may_see
from balai.core.errors import Invalid, NotAllowed
from balai.foundation.journal.queries import first_broken
from balai.people import actions
from balai.people.models import Account, OneTimeLink
from balai.people.queries import name_of, profile_of, viewer_by_email
from tests.people.journal import details, kinds
from tests.personas import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
GOOD = "market roof lantern river"


def test_somebody_changes_the_own_choices(cast: Cast) -> None:
    actions.change_profile(
        viewer=cast.viewer("budi"),
        name="Budi bin Ali",
        language="ms",
        reading_languages=["ms", "en", "ms"],
        review_keys=False,
    )
    own = profile_of(cast.viewer("budi"))
    assert (own.name, own.language, own.reading_languages) == ("Budi bin Ali", "ms", ("ms", "en"))
    assert own.review_keys is False
    assert kinds() == ["people.profile-changed"]
    assert "Ali" not in details()


@pytest.mark.parametrize(
    "wrong", [{"name": "<b>"}, {"language": "xx"}, {"reading_languages": ["en", "xx"]}]
)
def test_wrong_choices_are_refused(cast: Cast, wrong: dict[str, object]) -> None:
    right = {"name": "Budi", "language": "ms", "reading_languages": ["en"], "review_keys": True}
    with pytest.raises(Invalid):
        actions.change_profile(viewer=cast.viewer("budi"), **{**right, **wrong})
    assert profile_of(cast.viewer("budi")).language == "en"


def test_nobody_signed_in_has_a_profile(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        profile_of(cast.viewer("dina"))
    with pytest.raises(NotAllowed):
        actions.change_profile(
            viewer=cast.viewer("dina"),
            name="D",
            language="en",
            reading_languages=[],
            review_keys=True,
        )


def test_registration_is_closed_until_a_steward_opens_it(cast: Cast) -> None:
    def register() -> str:
        return actions.record_registration(
            email="Gita@example.org", name="Gita", password=GOOD, language="fr"
        )

    with pytest.raises(NotAllowed):
        register()
    for who in ("amina", "omar", "dina"):
        with pytest.raises(NotAllowed):
            actions.open_registration(viewer=cast.viewer(who), is_open=True)
    actions.open_registration(viewer=cast.viewer("farid"), is_open=True)
    register()
    joined = viewer_by_email("gita@example.org")
    assert joined is not None
    assert joined.organisations == frozenset()
    assert may_see(joined, audience(Level.GREEN))
    with pytest.raises(Invalid) as taken:
        register()
    assert "email" in taken.value.fields
    actions.open_registration(viewer=cast.viewer("farid"), is_open=False)
    with pytest.raises(NotAllowed):
        register()


@pytest.mark.asvs("14.2.4")
def test_closing_erases_the_person_and_keeps_the_record(cast: Cast) -> None:
    budi = cast.account("budi")
    browser = cast.client_for("budi")
    Authenticator.objects.create(user_id=budi, type="totp", data={"secret": "x"})
    actions.invite(
        viewer=cast.viewer("chen"), email=cast.email("budi"), organisation=cast.b, roles=["reader"]
    )
    actions.make_recovery_link(viewer=cast.viewer("farid"), account_id=budi)
    actions.close_account(viewer=cast.viewer("budi"), account_id=budi)
    row = Account.objects.get(pk=budi)
    assert (row.email, row.name, row.is_active) == (f"{budi.lower()}@closed.invalid", "", False)
    assert not row.has_usable_password()
    assert not row.memberships.exists()
    assert not Authenticator.objects.filter(user_id=budi).exists()
    assert not OneTimeLink.objects.exists()
    assert name_of(budi) == "A former member"
    assert viewer_by_email(row.email) is None
    assert browser.get("/account/me/").status_code == 302
    assert kinds()[-1] == "people.account-closed"
    assert first_broken() is None


def test_a_closed_address_can_be_invited_anew(cast: Cast) -> None:
    actions.close_account(viewer=cast.viewer("farid"), account_id=cast.account("budi"))
    token = actions.invite(
        viewer=cast.viewer("amina"), email=cast.email("budi"), organisation=cast.a, roles=["reader"]
    ).token
    fresh = actions.accept_invitation(token=token, name="Budi", password=GOOD)
    assert fresh != cast.account("budi")


@pytest.mark.parametrize("who", ["amina", "chen", "omar", "dina"])
@pytest.mark.asvs("8.2.1")
def test_nobody_closes_anothers_account(cast: Cast, who: str) -> None:
    with pytest.raises(NotAllowed):
        actions.close_account(viewer=cast.viewer(who), account_id=cast.account("budi"))
    assert Account.objects.get(pk=cast.account("budi")).is_active


def test_a_steward_removes_a_lost_second_step(cast: Cast) -> None:
    budi = cast.account("budi")
    for kind in ("totp", "recovery_codes"):
        Authenticator.objects.create(user_id=budi, type=kind, data={"secret": "x", "seed": "y"})
    actions.remove_second_step(viewer=cast.viewer("farid"), account_id=budi)
    actions.remove_second_step(viewer=cast.viewer("farid"), account_id=budi)
    assert not Authenticator.objects.filter(user_id=budi).exists()
    assert kinds() == ["people.second-step-removed"]
