"""The words of a candidate and the form about them are in sight together."""

from __future__ import annotations

from collections.abc import Callable

from balai.core.audience import Level
from tests.factories.library import propose, read_source
from tests.journeys.marks import JOURNEY, WIDTHS
from tests.journeys.walking import Walk
from tests.personas import Cast

pytestmark = JOURNEY
WORDS = "Traders of the north market called sooner when they knew who answered."
SEEN = """() => {
  const seen = (box) => box.top >= 0 && box.bottom <= innerHeight;
  const pane = document.querySelector(".leaf-scroll").getBoundingClientRect();
  const mark = document.querySelector("#page mark").getBoundingClientRect();
  return {
    window: scrollY,
    words: seen(mark) && mark.top >= pane.top && mark.bottom <= pane.bottom,
    form: seen(document.querySelector("#id_statement").getBoundingClientRect()),
  };
}"""


@WIDTHS
def test_the_bench_opens_at_the_words(
    walk: Callable[..., Walk], everybody: Cast, width: int
) -> None:
    budi, amina = everybody.viewer("budi"), everybody.viewer("amina")
    before = [f"Paragraph {number} says what else was done that year." for number in range(80)]
    source = read_source(budi, everybody.a, *before, WORDS, level=Level.GREEN)
    candidate = propose(amina, source, WORDS)
    page = walk("amina", width).go(f"/review/{candidate}/")
    seen = page.evaluate(SEEN)
    assert (seen["window"], seen["words"]) == (0, True)
    if width > 1000:
        assert seen["form"]
