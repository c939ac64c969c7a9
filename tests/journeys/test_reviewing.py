"""A reviewer's morning with nothing but the keyboard, and the second person after it."""

from __future__ import annotations

import re
from collections.abc import Callable

from balai.core.audience import Level
from balai.knowledge.actions.review import accept
from balai.knowledge.models import Candidate, Lesson
from balai.people.models import Membership
from tests.factories.library import propose, read_source, validated
from tests.journeys.marks import JOURNEY, WIDTHS
from tests.journeys.walking import Walk
from tests.personas import Cast, give_second_step

pytestmark = JOURNEY

ACCEPTED = "Traders of the north market rang +60 12-345 6789 sooner when they knew who answered."
AMENDED = "The meeting was moved to Saturday and mothers came to it."
MERGED = "Known faces at the market heard of trouble earlier than strangers did."
REJECTED = "The hall was painted green in the spring of that year."
KNOWN = "Officers known at the market heard of trouble earlier than strangers did."


def shelf(cast: Cast) -> str:
    """Bring in a report with four candidates beside a lesson that says the same as one of them."""
    amina, budi = cast.viewer("amina"), cast.viewer("budi")
    Membership.objects.create(
        account_id=cast.account("budi"), role="reviewer", organisation_id=cast.a
    )
    give_second_step(cast.account("budi"))
    before = read_source(budi, cast.a, KNOWN, level=Level.GREEN, title="An older report")
    lesson = accept(
        viewer=amina, candidate_id=propose(amina, before, KNOWN), validated=validated(KNOWN)
    )
    words = (ACCEPTED, AMENDED, MERGED, REJECTED)
    source = read_source(budi, cast.a, *words, level=Level.GREEN, title="A report to review")
    for each in words:
        propose(amina, source, each)
    return lesson


def press(walk: Walk, key: str, times: int = 1) -> None:
    for _ in range(times):
        walk.page.keyboard.press(key)


def tab_to(walk: Walk, wanted: str) -> None:
    """Press Tab until the focus is on something whose words or name are these."""
    for _ in range(120):
        walk.page.keyboard.press("Tab")
        on = walk.page.evaluate(
            "(e => (e.innerText || e.value || '') + '|' + (e.name || ''))(document.activeElement)"
        )
        if re.search(wanted, on):
            return
    raise AssertionError(f"the keyboard does not reach {wanted}")


def to_the_bench_of(walk: Walk, words: str) -> None:
    """Go on with J until the candidate with these words lies on the bench."""
    for _ in range(6):
        if walk.page.locator("#id_statement").input_value() == words:
            return
        with walk.page.expect_navigation():
            press(walk, "j")
    raise AssertionError(f"no bench has {words}")


def next_stop(walk: Walk) -> str:
    """Press Tab once; return the name or the words of what it comes to."""
    walk.page.keyboard.press("Tab")
    return str(
        walk.page.evaluate(
            "(e => e.name || e.innerText || e.value || e.tagName)(document.activeElement)"
        )
    )


def focus_is_visible(walk: Walk) -> bool:
    """Say whether what has the focus is in the window and drawn with an outline or a shadow."""
    return bool(
        walk.page.evaluate(
            """() => {
              const e = document.activeElement, box = e.getBoundingClientRect();
              const style = getComputedStyle(e);
              const drawn = (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0)
                || style.boxShadow !== "none";
              return drawn && box.bottom > 0 && box.top < innerHeight && box.width > 0;
            }"""
        )
    )


@WIDTHS
def test_every_step_of_the_bench_is_reached_in_order_and_seen(
    walk: Callable[..., Walk], everybody: Cast, width: int
) -> None:
    shelf(everybody)
    amina = walk("amina", width)
    page = amina.go("/review/")
    tab_to(amina, "Begin with the first")
    press(amina, "Enter")
    page.wait_for_url(re.compile(r"/review/[0-9A-Z]{26}/"))
    to_the_bench_of(amina, ACCEPTED)
    page.locator(".skip").focus()
    press(amina, "Enter")
    stops: list[str] = []
    unseen: list[str] = []
    for _ in range(60):
        stop = next_stop(amina)
        inside = page.evaluate("!!document.activeElement.closest('main')")
        if not inside:
            break
        stops.append(stop.split("\n")[0].strip())
        if not focus_is_visible(amina):
            unseen.append(stop)
    assert unseen == []
    wanted = [
        "all candidates",
        "replacement",
        "reason",
        "decision",
        "statement",
        "verdict",
        "Amend",
        "Merge",
        "Reject",
        "Next candidate",
    ]
    places = [
        next((at for at, stop in enumerate(stops) if stop.startswith(each)), -1) for each in wanted
    ]
    assert -1 not in places, dict(zip(wanted, places, strict=True)) | {"stops": stops}
    assert places == sorted(places), stops


def state(words: str) -> str:
    return str(Candidate.objects.get(quote__startswith=words[:30]).state)


@WIDTHS
def test_four_verdicts_and_a_second_person_by_keyboard(
    walk: Callable[..., Walk], everybody: Cast, width: int
) -> None:
    lesson = shelf(everybody)
    amina = walk("amina", width)
    page = amina.go("/review/")
    tab_to(amina, "Begin with the first")
    press(amina, "Enter")
    page.wait_for_url(re.compile(r"/review/[0-9A-Z]{26}/"))
    amina.look()

    to_the_bench_of(amina, ACCEPTED)
    press(amina, "p")
    assert page.evaluate("document.activeElement.tagName") == "MARK"
    press(amina, "a")
    page.locator("[data-error-summary]").wait_for()
    assert state(ACCEPTED) == "open", "a telephone number has not been answered for"
    amina.look()
    tab_to(amina, "Keep it masked")
    assert focus_is_visible(amina)
    press(amina, "Enter")
    page.locator(".find .done").wait_for()
    assert next_stop(amina) == "statement", "with everything answered, it goes on at the candidate"
    page.evaluate("document.activeElement.blur()")
    assert page.locator(".find .done").inner_text() == "Masked"
    to_the_bench_of(amina, ACCEPTED)
    press(amina, "a")
    page.get_by_text("Published.", exact=True).wait_for()
    assert state(ACCEPTED) == "accepted", "a mask that was chosen changes no word"
    assert "all candidates" in next_stop(amina), "the keyboard goes on in the page, not at its head"
    page.evaluate("document.activeElement.blur()")
    made = Lesson.objects.exclude(pk=lesson).get()
    assert "345 6789" not in made.statements.get().text

    to_the_bench_of(amina, AMENDED)
    press(amina, "e")
    press(amina, "ControlOrMeta+a")
    page.keyboard.type("In one town, mothers came once the meeting was on Saturdays.")
    tab_to(amina, "^Accept")
    press(amina, "Enter")
    page.get_by_text("Published.", exact=True).wait_for()
    assert state(AMENDED) == "amended"

    to_the_bench_of(amina, MERGED)
    press(amina, "m")
    assert page.evaluate("document.activeElement.name") == "merge_into"
    press(amina, "ArrowDown")
    tab_to(amina, "^Merge")
    press(amina, "Enter")
    page.get_by_text("Merged:").wait_for()
    assert state(MERGED) == "merged"

    to_the_bench_of(amina, REJECTED)
    press(amina, "r")
    assert page.evaluate("document.activeElement.name") == "reason"
    press(amina, "ArrowDown")
    tab_to(amina, r"\|note$")
    page.keyboard.type("This is about the hall only.")
    tab_to(amina, "^Reject")
    press(amina, "Enter")
    page.get_by_text("Rejected.").wait_for()
    assert state(REJECTED) == "rejected"
    amina.look()


@WIDTHS
def test_a_second_person_decides_where_it_opens_wider(
    walk: Callable[..., Walk], everybody: Cast, width: int
) -> None:
    shelf(everybody)
    amina = walk("amina", width)
    page = amina.go("/review/")
    amina.follow("Begin with the first")
    to_the_bench_of(amina, AMENDED)
    page.locator("dt", has_text="Sharing").locator("xpath=..").locator("summary").click()
    page.locator("input[name=level][value=CLEAR]").check()
    amina.follow(re.compile("^Accept"), "button")
    why = page.locator("#id_why")
    assert why.is_visible(), "the row that is missing stands open"
    assert page.locator("#id_why_error").is_visible()
    why.fill("Other towns ask for it.")
    amina.follow(re.compile("^Accept"), "button")
    page.get_by_text("A second person decides on sharing").wait_for()
    amina.go("/releases/")
    assert "somebody else decides" in amina.text

    budi = walk("budi", width)
    budi.go("/releases/")
    assert "Other towns ask for it." in budi.text
    tab_to(budi, "Open it wider")
    press(budi, "Enter")
    budi.page.get_by_text("Decided.").wait_for()
    budi.look()
    dina = walk("dina", width)
    dina.go("/browse/kind/lesson/")
    assert AMENDED in dina.text
