from datetime import timedelta

import pytest
from django.utils import translation

from balai.core.errors import Conflict, Invalid, NotAllowed
from balai.foundation.clock import now, stopped_at
from balai.foundation.models import Task, TaskState
from balai.foundation.node_settings import DEFAULTS, all_settings, in_words
from balai.people import actions
from balai.people.models import Account, Organisation
from balai.people.queries import has_accounts, operator, viewer_by_email
from balai.people.stewardship.health import checks
from balai.people.stewardship.queries import stuck_tasks
from tests.people.journal import details, kinds
from tests.personas import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
GOOD = "market roof lantern river"


def begin(token: str, **other: object) -> str:
    asked = {
        "name": "Hana",
        "email": "hana@example.org",
        "password": GOOD,
        "organisation_name": "Island Ministry",
        "country": "MY",
    }
    return actions.make_first_steward(token=token, **{**asked, **other})


def test_the_operators_organisation_is_set_up_once() -> None:
    first = actions.set_up_node(name="Operator of this node")
    assert actions.set_up_node(name="Another") == first
    assert Organisation.objects.filter(is_operator=True).count() == 1
    assert operator().organisations == {first}
    assert kinds() == ["people.node-set-up"]


@pytest.mark.asvs("6.3.2")
def test_an_empty_node_greets_its_first_steward() -> None:
    home = actions.set_up_node(name="Operator of this node")
    begin(actions.welcome_token())
    steward = viewer_by_email("hana@example.org")
    assert steward is not None
    assert steward.roles == {
        ("steward", ""),
        ("contributor", home),
        ("reviewer", home),
        ("convenor", home),
    }
    assert Organisation.objects.get(pk=home).name == "Island Ministry"
    assert actions.welcome_link() is None
    assert actions.welcome_token() == ""
    assert "hana" not in details().lower()


def test_a_first_steward_may_keep_away_from_content() -> None:
    begin(actions.welcome_token(), works_with_content=False)
    steward = viewer_by_email("hana@example.org")
    assert steward is not None
    assert steward.roles == {("steward", "")}


def test_only_the_newest_printed_token_works_and_only_once() -> None:
    old, new = actions.welcome_token(), actions.welcome_token()
    with pytest.raises(Conflict) as replaced:
        begin(old)
    assert replaced.value.kind == "link-used"
    with pytest.raises(Conflict) as forged:
        begin("0" * 52)
    assert forged.value.kind == "link-unknown"
    assert not has_accounts()
    begin(new)
    with pytest.raises(Conflict):
        begin(new, email="mallory@example.org")
    assert Account.objects.count() == 1


def test_a_welcome_expires() -> None:
    token = actions.welcome_token()
    with stopped_at(now() + timedelta(days=7, seconds=1)), pytest.raises(Conflict) as late:
        begin(token)
    assert late.value.kind == "link-expired"


def test_a_welcome_is_not_an_invitation_and_the_other_way_round(cast: Cast) -> None:
    token = actions.invite(
        viewer=operator(), email="gita@example.org", organisation="", roles=["steward"]
    ).token
    Account.objects.all().delete()
    with pytest.raises(Conflict) as wrong:
        begin(token)
    assert wrong.value.kind == "link-unknown"
    with pytest.raises(Conflict) as other:
        actions.accept_invitation(token=actions.welcome_token(), name="Hana", password=GOOD)
    assert other.value.kind == "link-unknown"


def test_bad_answers_leave_the_welcome_open() -> None:
    token = actions.welcome_token()
    for wrong, field in (
        ({"organisation_name": "<b>"}, "organisation_name"),
        ({"country": "XX"}, "country"),
        ({"email": "hana"}, "email"),
        ({"password": "short"}, "password"),
        ({"name": ""}, "name"),
    ):
        with pytest.raises(Invalid) as refused:
            begin(token, **wrong)
        assert set(refused.value.fields) == {field}
    begin(token)


def test_a_steward_puts_the_node_in_words(cast: Cast) -> None:
    actions.describe_node(
        viewer=cast.viewer("farid"), name="Straits", community="Police of the straits", purpose=""
    )
    assert all_settings()["community"] == "Police of the straits"
    with pytest.raises(Invalid) as refused:
        actions.describe_node(
            viewer=cast.viewer("farid"), name="X", community="", purpose="", contact="no address"
        )
    assert set(refused.value.fields) == {"contact"}
    assert all_settings()["name"] == "Straits"
    for who in ("amina", "omar", "dina"):
        with pytest.raises(NotAllowed):
            actions.describe_node(viewer=cast.viewer(who), name="X", community="", purpose="")


def test_words_that_came_with_balai_follow_the_language_of_the_page(cast: Cast) -> None:
    with translation.override("fr"):
        shown = in_words("community")
        assert shown != DEFAULTS["community"]
        actions.describe_node(
            viewer=cast.viewer("farid"), name="Straits", community=shown, purpose="Le nôtre."
        )
        assert in_words("community") == shown
    assert in_words("community") == DEFAULTS["community"]
    with translation.override("ms"):
        assert in_words("community") not in (DEFAULTS["community"], shown)
        assert in_words("purpose") == "Le nôtre."


def test_own_words_are_given_again_for_each_language(cast: Cast) -> None:
    farid = cast.viewer("farid")
    actions.describe_node(viewer=farid, name="Straits", community="Police", purpose="To learn")
    actions.translate_node(viewer=farid, language="fr", purpose="Apprendre")
    actions.translate_node(viewer=farid, language="ms", purpose="Belajar", name="Selat")
    said = {}
    for language in ("en-gb", "fr", "ms", "nl"):
        with translation.override(language):
            said[language] = (in_words("name"), in_words("purpose"))
    assert said == {
        "en-gb": ("Straits", "To learn"),
        "fr": ("Straits", "Apprendre"),
        "ms": ("Selat", "Belajar"),
        "nl": ("Straits", "To learn"),
    }
    actions.translate_node(viewer=farid, language="ms")
    assert set(all_settings()["translations"]) == {"fr"}
    with pytest.raises(Invalid):
        actions.translate_node(viewer=farid, language="xx", purpose="X")
    with pytest.raises(Invalid) as refused:
        actions.translate_node(viewer=farid, language="fr", community="x" * 501)
    assert set(refused.value.fields) == {"community"}
    for who in ("amina", "omar", "dina"):
        with pytest.raises(NotAllowed):
            actions.translate_node(viewer=cast.viewer(who), language="fr", purpose="X")


def test_a_stuck_task_is_shown_without_its_inside_and_tried_again(cast: Cast) -> None:
    row = Task.objects.create(
        key="k",
        name="balai.library.tasks.read_source",
        state=TaskState.STUCK,
        attempts=4,
        error='Traceback\n  File "x.py"\nRuntimeError: the reader died',
    )
    for who in ("amina", "omar", "dina"):
        with pytest.raises(NotAllowed):
            stuck_tasks(cast.viewer(who))
        with pytest.raises(NotAllowed):
            actions.retry_task(viewer=cast.viewer(who), task_id=row.pk)
    shown = stuck_tasks(cast.viewer("farid"))
    assert [(each.name, each.error) for each in shown] == [
        ("read source", "RuntimeError: the reader died")
    ]
    actions.retry_task(viewer=cast.viewer("farid"), task_id=row.pk)
    row.refresh_from_db()
    assert (row.state, row.attempts) == (TaskState.QUEUED, 0)
    assert kinds() == ["people.task-retried"]


def test_health_names_what_is_wrong(cast: Cast) -> None:
    for who in ("amina", "omar", "dina"):
        with pytest.raises(NotAllowed):
            checks(cast.viewer(who))
    before = {check.name: check.is_well for check in checks(cast.viewer("farid"))}
    assert before["Work"]
    assert not before["Address"]
    assert not before["Search by meaning"]
    Task.objects.create(key="k", name="a.b", state=TaskState.STUCK)
    after = {check.name: check.is_well for check in checks(cast.viewer("farid"))}
    assert not after["Work"]
