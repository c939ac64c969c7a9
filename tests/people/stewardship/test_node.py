"""The node and its organisations: their names and words, and work that is stuck."""

from __future__ import annotations

import pytest

from balai.foundation.models import Task, TaskState
from tests.personas import Cast

pytestmark = pytest.mark.django_db


def test_organisations_are_added_named_and_linked(cast: Cast) -> None:
    browser = cast.client_for("farid")
    taken = browser.post("/steward/organisations/", {"name": "harbour city police"})
    assert taken.context["form"].errors.keys() == {"name"}
    made = browser.post("/steward/organisations/", {"name": "River Police", "country": "FR"})
    address = made.headers["Location"]
    assert "River Police" in browser.get(address).content.decode()
    browser.post(f"{address}name/", {"name": "River & Lake Police", "country": "BE"})
    assert "River &amp; Lake Police" in browser.get(address).content.decode()
    browser.post(f"{address}clients/", {"clients": [cast.b], "described": "Those we train"})
    page = browser.get(address)
    assert "Those we train" in page.content.decode()
    assert page.context["clients"] == ("Harbour City Police",)
    assert "Harbour City Police" in browser.get("/steward/organisations/").content.decode()
    page = browser.get(f"{address}clients/")
    assert page.context["form"].initial["clients"] == [cast.b]
    assert browser.post(f"{address}clients/", {"clients": ["x"]}).context["form"].errors


def test_the_node_is_put_in_words(cast: Cast) -> None:
    browser = cast.client_for("farid")
    browser.post("/steward/node/", {"name": "Straits", "community": "Police & friends"})
    assert "Police &amp; friends" in browser.get("/steward/node/").content.decode()
    assert browser.post("/steward/node/", {"name": "<b>"}).context["form"].errors


def test_stuck_work_is_listed_and_tried_again(cast: Cast) -> None:
    row = Task.objects.create(key="k", name="a.read_source", state=TaskState.STUCK, error="boom")
    browser = cast.client_for("farid")
    assert "boom" in browser.get("/steward/").content.decode()
    browser.post(f"/steward/tasks/{row.pk}/retry/")
    assert "boom" not in browser.get("/steward/").content.decode()
