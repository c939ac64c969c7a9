"""The lessons of the sample, each reviewed and accepted as a reviewer would."""

from __future__ import annotations

from collections.abc import Mapping

from balai.config.demo.people import persona_at
from balai.core.audience import Level, audience
from balai.core.errors import BalaiError
from balai.knowledge.actions.lessons import add_statement, decide_release
from balai.knowledge.actions.masking import MASKED, Settled, settle_candidate
from balai.knowledge.actions.propose import mark_passage
from balai.knowledge.actions.review import Validated, accept, merge
from balai.knowledge.models import Candidate
from balai.library.queries import document_of
from balai.sample.catalogue import Labels, Library, SampleLesson, SampleSource
from balai.sharing.models import Release

LABELS = {
    "countries": "country",
    "approaches": "approach",
    "drivers": "driver",
    "actors": "actor",
    "settings": "setting",
    "outcomes": "outcome",
    "unintended": "outcome",
}
"""Names in the sample's data -> schemes of the vocabulary."""


KEPT = Settled("keep", "An invented place or body; it names no person.")


def _settled(sources: Mapping[str, SampleSource], key: str) -> Settled:
    """Return what becomes of findings: masked where people were planted, or under the rule."""
    return MASKED if sources[key].personal_data or sources[key].chatham else KEPT


def reviewers_by_source(sample: Library) -> dict[str, str]:
    """Return, for each source's key, a persona who reviews for the organisation that owns it."""
    by_organisation = {
        each.organisation: each.key
        for each in reversed(sample.personas)
        if "reviewer" in each.roles
    }
    return {each.key: by_organisation[each.owner] for each in sample.sources}


def review(
    lesson: SampleLesson,
    sample: Mapping[str, SampleSource],
    sources: dict[str, str],
    people: dict[str, str],
    reviewers: dict[str, str],
) -> str:
    """Make one lesson of the sample as its reviewer would, unless it is here; return it.

    `sources` and `people` give identifiers and addresses by key, `reviewers` the key of a persona
    who reviews for the organisation that owns a source.
    """
    reviewer = persona_at(people[lesson.reviewer])
    first, *others = [
        (sources[each.source], *_place_of(sources[each.source], each.quote), each.source)
        for each in lesson.quotes
    ]
    candidate = mark_passage(
        viewer=reviewer, source_id=first[0], start=first[1], end=first[2], kind=lesson.kind
    )
    row = Candidate.objects.get(pk=candidate)
    if row.state != "open":
        return row.lesson_id or ""
    settled = _settled(sample, lesson.quotes[0].source)
    settle_candidate(
        viewer=reviewer, candidate_id=candidate, statement=lesson.statement, settled=settled
    )
    release = lesson.release
    wanted = None
    if release or Level.read(lesson.level) is not Level.RED:
        wanted = audience(Level.read(lesson.level), owners=(row.source.organisation_id,))
    lesson_id = accept(
        viewer=reviewer,
        candidate_id=candidate,
        validated=Validated(
            kind=lesson.kind,
            statement=lesson.statement,
            language=lesson.language,
            labels=_labels(lesson.labels),
            place=lesson.place,
            year_from=lesson.years[0],
            year_to=lesson.years[1],
            cycle=lesson.stage,
            design=lesson.design,
            status=lesson.status,
            audience=wanted,
            reason=release.reason if release else "",
        ),
    )
    if release:
        asked = Release.objects.get(record_id=lesson_id, state="asked")
        decide_release(viewer=persona_at(people[release.second]), release_id=asked.pk, grant=True)
    for source_id, start, end, key in others:
        colleague = persona_at(people[reviewers[key]])
        more = mark_passage(
            viewer=colleague, source_id=source_id, start=start, end=end, kind=lesson.kind
        )
        settle_candidate(viewer=colleague, candidate_id=more, settled=_settled(sample, key))
        merge(viewer=colleague, candidate_id=more, lesson_id=lesson_id)
    for each in lesson.translations:
        add_statement(
            viewer=reviewer,
            lesson_id=lesson_id,
            language=each.language,
            text=each.text,
            is_checked=each.checked,
            settled=settled,
        )
    return lesson_id


def _labels(labels: Labels) -> tuple[tuple[str, str], ...]:
    found = [(scheme, code) for name, scheme in LABELS.items() for code in getattr(labels, name)]
    return (*found, *([("level", labels.target_level)] if labels.target_level else []))


def _place_of(source_id: str, quote: str) -> tuple[int, int]:
    """Return where a quote stands in what was read from a source."""
    document = document_of(source_id)
    start = document.text.find(quote) if document else -1
    if start < 0:
        raise BalaiError(f"A quote of the sample is not in its source: {quote[:60]}")
    return start, start + len(quote)
