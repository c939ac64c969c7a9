"""Bringing something in: two files of which one is broken, and a case told in five steps."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from balai.foundation.tasks.worker import run_all
from balai.knowledge.actions.review import reject
from balai.knowledge.models import Candidate
from tests.journeys.marks import JOURNEY, WIDTHS
from tests.journeys.walking import Walk
from tests.personas import Cast

pytestmark = JOURNEY

LESSON = "Parents came when the invitation was carried by a neighbour they knew."
REPORT = f"""A year of open evenings

Background

The youth centre held open evenings for a year in one district of the town.

Lessons learned

- {LESSON}
- Evenings that began with the council's own agenda lost half of the room by the second month.
"""
FILES = [
    {"name": "open-evenings.txt", "mimeType": "text/plain", "buffer": REPORT.encode()},
    {"name": "broken.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7\n1 0 obj\n<<"},
]


@pytest.mark.parametrize(("width", "scripted"), [(375, True), (1280, False)])
def test_two_files_one_broken_and_what_became_of_them(
    walk: Callable[..., Walk], everybody: Cast, width: int, scripted: bool
) -> None:
    budi = walk("budi", width, java_script_enabled=scripted)
    look = budi.look if scripted else lambda: None  # axe is a script of its own
    page = budi.page
    page.goto(f"{budi.node}/contribute/")
    look()
    page.get_by_role("link", name="Upload files").click()
    look()
    page.locator("input[type=file]").set_input_files(FILES)
    page.locator("input[name=level][value=CLEAR]").check()
    page.locator("main").get_by_role("button", name="Upload").click()
    page.wait_for_url(re.compile(r"/contributions/[0-9A-Z]{26}/$"))
    assert "open-evenings.txt" in budi.text
    assert "broken.pdf" in budi.text
    context, address = page.context, page.url
    page.close()

    run_all()
    page = budi.page = context.new_page()
    page.goto(address)
    look()
    files = page.locator("ol.files > li")
    states = dict(
        zip(files.locator(".name").all_inner_texts(), files.all_inner_texts(), strict=True)
    )
    assert "Read" in states["open-evenings.txt"]
    assert "Not taken" in states["broken.pdf"]
    assert "The file ends too early" in states["broken.pdf"], "what is wrong"
    assert "Copy or download it again" in states["broken.pdf"], "what would help"
    page.locator("main a.btn").click()
    look()
    page.locator("main form button").first.click()
    page.wait_for_url(re.compile("/done/$"))
    look()

    chosen = Candidate.objects.get(quote__contains="carried by a neighbour")
    reject(
        viewer=everybody.viewer("amina"), candidate_id=chosen.pk, reason="Too general · say where"
    )
    page.goto(f"{budi.node}/contributions/")
    look()
    assert "Too general · say where" in budi.text
    assert LESSON in budi.text


@WIDTHS
def test_a_case_in_five_steps(walk: Callable[..., Walk], everybody: Cast, width: int) -> None:
    budi = walk("budi", width)
    budi.go("/contribute/")
    page = budi.follow("Tell a case")
    budi.follow("Continue", "button")
    assert page.locator("[data-error-summary]").is_visible(), "an empty step says what is missing"
    page.locator("#id_tried").fill("Officers drank coffee at one table each Thursday.")
    page.locator("#id_country").select_option("MY")
    budi.follow("Continue", "button")
    budi.follow("Continue", "button")
    page.locator("#id_happened").fill(
        "After six months shopkeepers came to the table by themselves."
    )
    budi.follow("Continue", "button")
    page.locator("#id_failed").fill("A second table, moved every week, was never found by anybody.")
    page.locator("#id_learned").fill("The same place and hour matters more than who sits there.")
    budi.follow("Continue", "button")
    page.locator("input[name=level][value=GREEN]").check()
    budi.follow("Continue", "button")
    assert "The same place and hour matters more than who sits there." in budi.text
    page.locator("main form button").first.click()
    page.wait_for_url(re.compile("/done/$"))
    budi.look()
    run_all()
    amina = walk("amina", width)
    amina.go("/review/")
    assert "Officers drank coffee" in amina.text
