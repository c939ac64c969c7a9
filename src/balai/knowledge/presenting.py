"""Lessons as pages and lists show them, in the reader's language."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from balai.core.audience import Viewer
from balai.foundation.journal.queries import Entry
from balai.knowledge import labels
from balai.knowledge.actions import kinds
from balai.knowledge.consent import kinds as consent
from balai.knowledge.models import Kind, LessonState
from balai.knowledge.policy import may_review
from balai.knowledge.queries import EvidenceShown, LessonShown, StatementShown
from balai.knowledge.voice.actions import kinds as voice
from balai.people.queries import names_of
from balai.sharing import presenting as sharing
from balai.sharing.marks import highest
from balai.vocabulary import places, queries
from balai.web import contexts

FORMATS = (("jsonld", "JSON-LD"), ("csv", "CSV"), ("ris", "RIS"), ("bib", "BibTeX"))
_SHOWN_SCHEMES = ("approach", "country", "outcome")


def language() -> str:
    """Return the language of the page, without its region."""
    return (get_language() or "en").partition("-")[0]


def kind_label(kind: str) -> str:
    """Return the name of a kind in the language of the page."""
    return str(Kind(kind).label)


def row(lesson: LessonShown) -> contexts.RecordRow:
    """Return a lesson as one row of a list."""
    return contexts.RecordRow(
        kicker=_kicker(lesson),
        title=lesson.statement.text,
        url=reverse("lesson", args=[lesson.id]),
        language=lesson.statement.language,
        level=sharing.label(lesson.sharing.level),
        chatham=lesson.sharing.chatham,
        design_step=lesson.design,
        design_words=design_words(lesson.design),
        notes=_notes(lesson),
        contested=lesson.contested,
    )


def rows(lessons: Sequence[LessonShown]) -> tuple[contexts.RecordRow, ...]:
    """Return lessons as rows of a list."""
    return tuple(row(each) for each in lessons)


def _kicker(lesson: LessonShown) -> str:
    parts = [kind_label(lesson.kind)]
    parts += [
        labels.shown("approach", code, language()).name for code in lesson.codes("approach")[:1]
    ]
    parts += [places.country_name(code, language()) for code in lesson.codes("country")[:3]]
    if lesson.year_from:
        parts.append(_years(lesson))
    return " · ".join(parts)


def _notes(lesson: LessonShown) -> tuple[str, ...]:
    notes = []
    if lesson.sources > 1:
        notes.append(
            ngettext("%(count)d source", "%(count)d sources", lesson.sources)
            % {"count": lesson.sources}
        )
    if lesson.is_illustration:
        notes.append(_("Illustration"))
    return tuple(notes)


def _years(lesson: LessonShown) -> str:
    first, last = lesson.year_from, lesson.year_to
    return f"{first}–{last}" if last and last != first else str(first or "")


def design_words(step: int) -> str:
    """Return the name of a step of the evidence's design in the language of the page."""
    return queries.label("study-designs", str(step), language())


def page(lesson: LessonShown, history: Sequence[Entry], viewer: Viewer) -> contexts.LessonPage:
    """Return everything the page of a lesson shows."""
    chosen = lesson.statement
    original = next((each for each in lesson.statements if each.is_original), None)
    people = names_of(_writers(lesson)) if _tells_who(viewer, lesson) else {}
    return contexts.LessonPage(
        number=lesson.id,
        kicker=_kicker(lesson),
        statement=chosen.text,
        language=chosen.language,
        kind_label=kind_label(lesson.kind),
        level=sharing.label(lesson.sharing.level),
        paper_level=sharing.label(highest(*lesson.held)),
        chatham=lesson.sharing.chatham,
        quotes=tuple(quote(each, lesson) for each in lesson.evidence),
        facts=_facts(lesson),
        sharing=sharing.shown(lesson.sharing, note=_release_note(lesson)),
        design_step=lesson.design,
        design_words=design_words(lesson.design),
        sources=lesson.sources,
        statement_status="" if chosen.is_original else _status(chosen),
        statement_by="" if chosen.is_original else people.get(chosen.written_by, ""),
        original=_saying(original, people) if original and original is not chosen else None,
        sayings=tuple(
            _saying(each, people)
            for each in lesson.statements
            if each is not chosen and each is not original
        ),
        labels=_label_links(lesson),
        secondary="L2" in lesson.codes("level"),
        thread=_thread(lesson),
        history=_history(history, tells_who=_tells_who(viewer, lesson)),
        exports=_exports(lesson),
        actions=_actions(lesson, viewer),
        similar_url=reverse("similar", args=["lesson", lesson.id])
        if lesson.state == LessonState.PUBLISHED
        else "",
        correction_url=reverse("about", args=["corrections"]),
        address=reverse("lesson", args=[lesson.id]),
    )


def _tells_who(viewer: Viewer, lesson: LessonShown) -> bool:
    """Say whether a lesson's history tells who did what: to its own organisation alone.

    Under the Chatham House Rule to nobody: who wrote is often who was in the room.
    """
    under_rule = any(each.chatham for each in lesson.held)
    return lesson.organisation_id in viewer.organisations and not under_rule


def _writers(lesson: LessonShown) -> list[str]:
    return [each.written_by for each in lesson.statements if each.written_by]


def _status(statement: StatementShown) -> Literal["checked", "person"]:
    return "checked" if statement.is_checked else "person"


def _saying(statement: StatementShown, people: dict[str, str]) -> contexts.Saying:
    return contexts.Saying(
        text=statement.text,
        language=statement.language,
        language_name=places.language_name(statement.language, language()),
        status=_status(statement),
        by=people.get(statement.written_by, ""),
    )


def quote(evidence: EvidenceShown, lesson: LessonShown | None = None) -> contexts.Quote:
    """Return a quotation with the way back to its page, for those who may open it."""
    stricter = lesson is None or evidence.sharing.level > lesson.sharing.level
    url = ""
    if evidence.opens:
        url = f"{reverse('source', args=[evidence.source_id])}?quote={evidence.id}#p-quoted"
    return contexts.Quote(
        text=evidence.quote,
        language=evidence.language,
        source_title=evidence.source_title
        if evidence.opens
        else _("A source that is not open to you"),
        source_detail=", ".join(
            filter(None, (evidence.source_publisher, evidence.source_date[:4]))
        ),
        page=str(evidence.page),
        url=url,
        level=sharing.label(evidence.sharing.level) if stricter else "",
        chatham=evidence.sharing.chatham,
        said_by=evidence.said_by,
        anchor=f"q-{evidence.id}",
    )


def _facts(lesson: LessonShown) -> tuple[contexts.Fact, ...]:
    names = {
        "country": _("Country"),
        "approach": _("Approach"),
        "driver": _("Conditions it answers to"),
        "actor": _("Who was involved"),
        "setting": _("Setting"),
        "level": _("Level of prevention"),
        "outcome": _("Outcome"),
    }
    facts = []
    where = ", ".join(filter(None, [lesson.place]))
    if where:
        facts.append(contexts.Fact(_("Where"), (contexts.Link(where),)))
    if lesson.year_from:
        facts.append(contexts.Fact(_("When"), (contexts.Link(_years(lesson)),)))
    for scheme, name in names.items():
        links = tuple(
            contexts.Link(labels.shown(scheme, code, language()).name, _browse(scheme, code))
            for code in lesson.codes(scheme)
        )
        if links:
            facts.append(contexts.Fact(name, links))
    facts.append(contexts.Fact(_("Kept by"), (contexts.Link(lesson.organisation),)))
    return tuple(facts)


def _browse(scheme: str, code: str) -> str:
    return reverse("browse-list", args=[scheme, code]) if scheme in ("country", "approach") else ""


def _label_links(lesson: LessonShown) -> tuple[contexts.Link, ...]:
    return tuple(
        contexts.Link(labels.shown(scheme, code, language()).name, _browse(scheme, code))
        for scheme in _SHOWN_SCHEMES
        for code in lesson.codes(scheme)
    )


def _release_note(lesson: LessonShown) -> str:
    stricter = [each for each in lesson.evidence if each.sharing.level > lesson.sharing.level]
    return _("Some of its quotes are shared less widely than the lesson.") if stricter else ""


def _thread(lesson: LessonShown) -> tuple[contexts.Step, ...]:
    """Return where a lesson stands between first observation and what was learned."""
    steps = ("observation", "lesson-identified", "action-agreed", "applied", "validated")
    stands = queries.term("life-cycle", lesson.cycle)
    if stands.code not in steps:
        return (contexts.Step(stands.label(language()), "", "done"),)
    reached = steps.index(stands.code)
    if stands.code == steps[-1]:
        reached += 1  # nothing is left to be done
    return tuple(
        contexts.Step(
            queries.label("life-cycle", step, language()),
            "",
            "done" if number < reached else "now" if number == reached else "next",
        )
        for number, step in enumerate(steps)
    )


def _history(entries: Sequence[Entry], *, tells_who: bool) -> tuple[contexts.HistoryEntry, ...]:
    """Return what happened, newest first; by whom only where the lesson `tells_who`.

    Who contested or objected, and who agreed to be named, is told to nobody.
    """
    words = {
        kinds.PUBLISHED: _("Published"),
        kinds.WAITING: _("Put before a second person"),
        kinds.CHANGED: _("Changed"),
        kinds.TRANSLATED: _("Sentence added in another language"),
        kinds.CHECKED: _("Sentence checked"),
        kinds.TO_REVIEW: _("Sent back to review: its source changed"),
        kinds.WITHDRAWN: _("Withdrawn"),
    }
    said = {
        voice.CONTESTED: _("Contested"),
        voice.ENTRY_ANSWERED: _("The contest was answered"),
        voice.SHOWN: _("Shown to a community before publication"),
        voice.AGREED: _("A community agreed"),
        voice.OBJECTED: _("A community objected"),
        voice.LAPSED: _("A community did not object in time"),
        voice.STOOD: _("Published with the objection beside it"),
        consent.GIVEN: _("Somebody agreed to be named beside a quotation"),
        consent.ENDED: _("Consent to be named beside a quotation was taken back"),
    }
    words |= said
    told = {each.actor for each in entries if each.kind not in said}
    names = names_of(told) if tells_who else {}
    return tuple(
        contexts.HistoryEntry(
            each.at.date(),
            words[each.kind] + _in_language(each),
            "" if each.kind in said else names.get(each.actor, ""),
        )
        for each in reversed(entries)
        if each.kind in words
    )


def _in_language(entry: Entry) -> str:
    code = entry.detail.get("language", "")
    return f" ({places.language_name(code, language())})" if code else ""


def _exports(lesson: LessonShown) -> tuple[contexts.Link, ...]:
    printed = contexts.Link(_("Print"), reverse("lesson-print", args=[lesson.id]))
    return (
        printed,
        *(
            contexts.Link(name, reverse("lesson-export", args=[lesson.id, suffix]), name)
            for suffix, name in FORMATS
        ),
    )


def _actions(lesson: LessonShown, viewer: Viewer) -> tuple[contexts.Link, ...]:
    if not may_review(viewer, lesson):
        return ()
    return (
        contexts.Link(_("Amend this lesson"), reverse("lesson-amend", args=[lesson.id])),
        contexts.Link(_("Add a language"), reverse("lesson-translate", args=[lesson.id])),
        *(_to_check(lesson, each) for each in lesson.statements if _may_check(each, viewer)),
        contexts.Link(_("Change who may read it"), reverse("lesson-sharing", args=[lesson.id])),
        contexts.Link(_("Withdraw this lesson"), reverse("lesson-withdraw", args=[lesson.id])),
        *_to_ask(lesson),
    )


def _to_ask(lesson: LessonShown) -> tuple[contexts.Link, ...]:
    """Return where to ask who said each quotation to be named beside it."""
    if lesson.state != LessonState.PUBLISHED:
        return ()
    return tuple(
        contexts.Link(
            _("Ask who said quotation %(number)d to be named") % {"number": number},
            reverse("consent-ask", args=[each.id]),
        )
        for number, each in enumerate(lesson.evidence, start=1)
    )


def _may_check(statement: StatementShown, viewer: Viewer) -> bool:
    """Say whether a sentence waits to be checked by somebody else than its writer."""
    return not statement.is_checked and statement.written_by != viewer.account


def _to_check(lesson: LessonShown, statement: StatementShown) -> contexts.Link:
    spoken = places.language_name(statement.language, language())
    return contexts.Link(
        _("Check the sentence in %(language)s") % {"language": spoken},
        reverse("lesson-check", args=[lesson.id, statement.id]),
    )


def printed_on() -> str:
    """Return today's date as a printed page shows it."""
    from balai.foundation.clock import now

    return date_format(now(), "DATE_FORMAT")
