"""A lesson that anybody may read, one of whose two quotations is closed to most."""

from __future__ import annotations

from dataclasses import dataclass

from balai.core.audience import Level
from balai.knowledge.actions.lessons import add_statement
from balai.knowledge.actions.review import accept, merge
from balai.knowledge.models import Evidence
from tests.factories.library import propose, read_source, validated
from tests.personas import Cast

QUOTE = "The same two officers kept the same market beat for two years."
SENTENCE = "Where two officers kept one market beat, traders spoke to them sooner."
MALAY = "Apabila dua pegawai yang sama meronda pasar, peniaga lebih cepat bercakap."
CLOSED = "Known officers at the porphyry market heard of trouble earlier."


@dataclass(frozen=True)
class Shelf:
    """A CLEAR lesson; one of its two quotes is AMBER+STRICT to organisation A."""

    lesson: str
    source: str
    evidence: str
    closed_source: str


def fill(cast: Cast, **labels: str) -> Shelf:
    """Publish the lesson, with `labels` such as level="L2" beside country and approach."""
    amina, budi = cast.viewer("amina"), cast.viewer("budi")
    source = read_source(budi, cast.a, QUOTE, "More was said.", title="A year on the market beat")
    carried = (("approach", "A1"), ("country", "MY"), *labels.items())
    lesson = accept(
        viewer=amina,
        candidate_id=propose(amina, source, QUOTE),
        validated=validated(SENTENCE, labels=carried, year_from=2019, year_to=2021),
    )
    add_statement(viewer=amina, lesson_id=lesson, language="ms", text=MALAY, is_checked=True)
    closed = read_source(
        budi, cast.a, CLOSED, level=Level.AMBER_STRICT, title="The porphyry report"
    )
    merge(viewer=amina, candidate_id=propose(amina, closed, CLOSED), lesson_id=lesson)
    evidence = Evidence.objects.get(lesson_id=lesson, record_id=source)
    return Shelf(lesson, source, evidence.pk, closed)
