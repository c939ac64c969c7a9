"""The contributor's way: files or a told case, progress, answers to check, what became of it."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from balai.foundation.tasks.worker import run_all
from balai.library.models import Contribution, Source
from tests.personas import Cast

pytestmark = pytest.mark.django_db
REPORT = b"""# A year on the ochre market

## Lessons learned

- Residents spoke to officers sooner where the same two kept the market beat.
"""
STEPS: list[dict[str, Any]] = [
    {
        "tried": "Two officers kept one market beat.",
        "place": "Ochre",
        "country": "MY",
        "year": 2021,
    },
    {"actors": [], "approach": "A1"},
    {"happened": "Traders greeted them and told them of quarrels."},
    {"failed": "Rotas changed twice.", "learned": "Keep the same two officers for two years."},
    {"level": "AMBER", "language": "en"},
]


def upload(client: Client, organisation: str, name: str = "report.md") -> str:
    """Upload one file; return the address of its progress."""
    form = {
        "files": [SimpleUploadedFile(name, REPORT)],
        "organisation": organisation,
        "level": "AMBER",
    }
    return client.post("/contribute/upload/", form).headers["Location"]


def test_a_file_goes_from_upload_to_what_became_of_it(cast: Cast) -> None:
    client = cast.client_for("budi")
    address = upload(client, cast.a)
    assert "report.md" in client.get(address).content.decode()
    run_all()
    finished = client.get(address).content.decode()
    assert reverse("source", args=[Source.objects.get().pk]) in finished
    check = f"{address}check/"
    page = client.get(check).content.decode()
    mend = reverse("source-describe", args=[Source.objects.get().pk])
    assert f"{mend}?next=" in page
    sent = client.post(check)
    assert sent.headers["Location"] == f"{address}done/"
    assert client.get(f"{address}done/").status_code == 200
    assert (submitted := Contribution.objects.get().submitted) is not None
    for again in (client.get(check), client.post(check)):
        assert again.headers["Location"].startswith(f"{reverse('contributions')}?of=")
    assert Contribution.objects.get().submitted == submitted
    became = client.get("/contributions/").content.decode()
    assert "Residents spoke to officers sooner" in became
    assert "Waits for a reviewer" in became


def test_the_answers_mended_on_the_way_stand_on_the_check_page(cast: Cast) -> None:
    client = cast.client_for("budi")
    check = f"{upload(client, cast.a)}check/"
    run_all()
    mend = reverse("source-describe", args=[Source.objects.get().pk])
    filled = {"title": "The ochre market", "country": "MY", "language": "en", "date": "2024-05"}
    back = client.post(f"{mend}?next={check}", filled).headers["Location"]
    assert back == check
    page = client.get(back).content.decode()
    assert "The ochre market" in page
    assert "Malaysia" in page
    assert "May 2024" in page


def test_nobody_sees_or_sends_the_contribution_of_another(cast: Cast) -> None:
    address = upload(cast.client_for("budi"), cast.a)
    run_all()
    for name in ("amina", "chen", "farid"):
        for page in (address, f"{address}part/", f"{address}check/", f"{address}done/"):
            assert cast.client_for(name).get(page).status_code == 404, (name, page)
        assert cast.client_for(name).post(f"{address}check/").status_code == 404
    assert Contribution.objects.get().submitted is None


def test_the_script_sends_file_by_file_into_one_contribution(cast: Cast) -> None:
    client = cast.client_for("budi")
    form = {"organisation": cast.a, "level": "AMBER"}
    ask = {"accept": "application/json"}
    first = client.post(
        "/contribute/upload/", form | {"files": [SimpleUploadedFile("a.md", REPORT)]}, headers=ask
    ).json()
    second = client.post(
        "/contribute/upload/",
        form
        | {"files": [SimpleUploadedFile("b.md", REPORT)], "contribution": first["contribution"]},
        headers=ask,
    ).json()
    assert second["next"] == first["next"]
    assert Contribution.objects.count() == 1
    assert Source.objects.count() == 2


def test_a_case_is_told_step_by_step_and_sent(cast: Cast) -> None:
    client = cast.client_for("budi")
    for number, answers in enumerate(STEPS, 1):
        form = answers | ({"organisation": cast.a} if number == len(STEPS) else {})
        answer = client.post(reverse("case-step", args=[number]), form)
        assert answer.status_code == 302, answer.content.decode()
    check = client.get(reverse("case-check")).content.decode()
    for words in ("Two officers kept one market beat.", "Rotas changed twice.", "Malaysia", "2021"):
        assert words in check
    change = reverse("case-step", args=[1]) + "?change"
    assert change in check
    changed = client.post(change, STEPS[0] | {"place": "Sepia"})
    assert changed.headers["Location"] == reverse("case-check")
    assert "Sepia" in client.get(reverse("case-check")).content.decode()
    assert client.post(reverse("case-check")).status_code == 302
    run_all()
    source = Source.objects.get()
    assert (source.state, source.country) == ("ready", "MY")
    assert client.get(reverse("case-check")).headers["Location"] == reverse("case-step", args=[1])


def test_a_case_begun_waits_where_it_was_left(cast: Cast) -> None:
    client = cast.client_for("budi")
    client.post(reverse("case-step", args=[1]), STEPS[0])
    assert "A case you began to tell" in client.get("/contribute/").content.decode()
    assert "Two officers kept" in client.get(reverse("case-step", args=[1])).content.decode()


def test_a_step_without_its_answer_says_so(cast: Cast) -> None:
    client = cast.client_for("budi")
    answer = client.post(reverse("case-step", args=[1]), {"tried": "", "country": "MY"})
    assert answer.status_code == 400
    assert "This field is required" in answer.content.decode()


@pytest.mark.asvs("2.3.1")
def test_a_case_is_not_sent_before_its_steps(cast: Cast) -> None:
    client = cast.client_for("budi")
    last = STEPS[-1] | {"organisation": cast.a}
    for number in (0, 1, 3):  # how many of the steps were answered before the last is sent
        for step, answers in enumerate(STEPS[:number], 1):
            client.post(reverse("case-step", args=[step]), answers)
        client.post(reverse("case-step", args=[len(STEPS)]), last)
        answer = client.post(reverse("case-check"))
        assert answer.headers["Location"] == reverse("case-step", args=[number + 1])
        assert not Source.objects.exists()


@pytest.mark.parametrize("name", ["farid", "omar"])
def test_who_contributes_for_nobody_finds_no_form(cast: Cast, name: str) -> None:
    for address in ("/contribute/", "/contribute/upload/", "/contribute/case/1/"):
        assert cast.client_for(name).get(address).status_code == 404


def test_a_long_contribution_is_shown_in_part_and_whole_on_a_page_of_its_own(cast: Cast) -> None:
    lessons = [
        f"- Officers of ward {n} learned that known faces hear of quarrels." for n in range(30)
    ]
    file = SimpleUploadedFile("many.md", "\n".join(["## Lessons learned", "", *lessons]).encode())
    client = cast.client_for("budi")
    form = {"files": [file], "organisation": cast.a, "level": "AMBER"}
    address = client.post("/contribute/upload/", form).headers["Location"]
    run_all()
    client.post(f"{address}check/")
    number = Contribution.objects.get().pk
    part = client.get("/contributions/").content.decode()
    whole = client.get("/contributions/", {"of": number}).content.decode()
    assert part.count("known faces") == 12
    assert f"/contributions/?of={number}" in part
    assert whole.count("known faces") == 30
    assert cast.client_for("amina").get("/contributions/", {"of": number}).status_code == 404


def test_what_no_reviewer_may_read_says_so(cast: Cast) -> None:
    client = cast.client_for("budi")
    form = {
        "files": [SimpleUploadedFile("report.md", REPORT)],
        "organisation": cast.a,
        "level": "RED",
        "others": cast.email("chen"),
    }
    address = client.post("/contribute/upload/", form).headers["Location"]
    run_all()
    client.post(f"{address}check/")
    for page in (f"{address}done/", "/contributions/"):
        assert "No reviewer of your organisation may read it" in client.get(page).content.decode()
