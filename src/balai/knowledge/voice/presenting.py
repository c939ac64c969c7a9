"""Comments, contests and looks as pages show them, in the reader's language."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from balai.core.audience import Viewer
from balai.foundation.node_settings import get_setting
from balai.knowledge import labels
from balai.knowledge.models import CommentState, ContestState, Kind, LookState
from balai.knowledge.voice.entries import Entry
from balai.knowledge.voice.policy import may_speak_for, oversees
from balai.knowledge.voice.queries import comments as comment_queries
from balai.knowledge.voice.queries import contests as contest_queries
from balai.knowledge.voice.queries import looks as look_queries
from balai.knowledge.voice.queries.comments import CommentShown
from balai.knowledge.voice.queries.contests import ContestShown
from balai.knowledge.voice.queries.looks import HeldLesson, LookShown
from balai.knowledge.voice.words import Ground, Outcome, Wanted
from balai.people.queries import organisations
from balai.sharing import presenting as sharing
from balai.web import contexts
from balai.web.contexts import voice as pages


def day(moment: datetime) -> str:
    """Return a day as the reader's language writes it."""
    return date_format(localtime(moment), "DATE_FORMAT")


def voices(viewer: Viewer, entry: Entry) -> contexts.Voices:
    """Return what is said about an entry, for its page; nothing where it is not published."""
    if not entry.is_published:
        return contexts.Voices()
    found = contest_queries.contests_beside(viewer, entry)
    states = {each.state for each in found}
    return contexts.Voices(
        mark="contested" if ContestState.OPEN in states else "answered" if states else "",
        contests=tuple(beside(each) for each in found),
        comments=tuple(_comment(each) for each in comment_queries.comments(viewer, entry)),
        comment_url=reverse("comment", args=[entry.kind, entry.id]) if viewer.account else "",
        contest_url=reverse("contest-entry", args=[entry.kind, entry.id]),
    )


def beside(each: ContestShown) -> contexts.Contest:
    """Return a contest with both voices."""
    is_open = each.state == ContestState.OPEN
    said = [
        contexts.Voice(who(each), each.text, each.language, day(each.created))
        if each.text
        else contexts.Voice(who(each), _("These words are for fewer readers."), "", "")
    ]
    if each.answer and each.answered:
        said.append(contexts.Voice(each.organisation, each.answer, "", day(each.answered)))
    ground = str(Ground(each.ground).label)
    return contexts.Contest(
        title=_("Contested: %(ground)s") % {"ground": ground},
        voices=tuple(said),
        decides=_decides(each),
        is_open=is_open,
        url=reverse("contest", args=[each.id]) if each.may_answer and is_open else "",
        url_label=_("Answer it"),
    )


def _decides(each: ContestShown) -> str:
    values = {"organisation": each.organisation, "date": day(each.due)}
    if each.outcome:
        return _("Answered. What was done: %(outcome)s") % {
            "outcome": str(Outcome(each.outcome).label)
        }
    if each.is_late:
        return (
            _("%(organisation)s was to answer by %(date)s. Oversight sees that it has not.")
            % values
        )
    return _("%(organisation)s answers by %(date)s.") % values


def who(each: ContestShown) -> str:
    """Return who contests, never a person."""
    if each.speaks_for:
        return each.speaks_for
    return _("A reader of this exchange") if each.has_account else _("A reader without an account")


def _comment(each: CommentShown) -> contexts.Comment:
    told = ", ".join(filter(None, (each.name, each.organisation)))
    is_gone = each.state == CommentState.REMOVED
    removed = _("Removed by the reviewers of this entry: %(reason)s") % {"reason": each.reason}
    return contexts.Comment(
        number=each.id,
        who=told or _("A reader of this exchange"),
        when=each.created.date(),
        text=each.text,
        language=each.language,
        level=sharing.label(each.level),
        removed=removed if is_gone else "",
        take_back_url=reverse("comment-take-back", args=[each.id])
        if each.is_mine and not is_gone
        else "",
        remove_url=reverse("comment-remove", args=[each.id])
        if each.may_remove and not is_gone
        else "",
    )


def state_words(state: str) -> str:
    """Return where a contest stands."""
    return {
        ContestState.HELD: _("Nobody has looked at it yet"),
        ContestState.OPEN: _("Waits for an answer"),
        ContestState.ANSWERED: _("Answered"),
        ContestState.SET_ASIDE: _("Set aside"),
        ContestState.TAKEN_BACK: _("Taken back"),
    }[ContestState(state)]


def tabs(viewer: Viewer, current: str) -> tuple[contexts.Tab, ...]:
    """Return the ways to look at what is said, as far as they are the viewer's."""
    found = [("contests", _("Contests"), contest_queries.count_mine(viewer))]
    if oversees(viewer):
        found.append(("oversight", _("Oversight"), contest_queries.count_late(viewer)))
    found.append(("looks", _("Before publication"), look_queries.count_looks(viewer)))
    listed = [
        contexts.Tab(label, f"{reverse('voice')}?show={code}", code == current, count)
        for code, label, count in found
    ]
    speaks = contexts.Tab(_("Communities"), reverse("communities"), current == "communities")
    return (*listed, speaks)


def contests_page(viewer: Viewer, current: str, found: Sequence[ContestShown]) -> pages.VoicePage:
    """Return the contests that wait for the viewer's answer, or those that oversight looks at."""
    leads = {
        "contests": _("What readers contest in the entries that you keep. Each is to be answered."),
        "oversight": _(
            "What came without an account and nobody has looked at, what was not answered in "
            "time, and what was set aside. You read the words only of what is open to you."
        ),
    }
    return pages.VoicePage(
        tabs=tabs(viewer, current),
        lead=leads[current],
        contests=tuple(_contest_row(each) for each in found),
        empty=None if found else contexts.Empty(says=_("Nothing waits here.")),
    )


def _contest_row(each: ContestShown) -> pages.ContestRow:
    reads = each.may_look or each.is_mine
    return pages.ContestRow(
        url=reverse("contest", args=[each.id]) if reads else "",
        entry=each.entry.title if each.entry else "",
        entry_language=each.entry.language if each.entry else "",
        ground=str(Ground(each.ground).label),
        wanted=str(Wanted(each.wanted).label),
        state=state_words(each.state),
        due=day(each.due),
        organisation=each.organisation,
        is_late=each.is_late,
        is_first=each.ground == Ground.NAMES,
        level=sharing.label(each.entry.sharing.level) if each.entry else "",
    )


def looks_page(viewer: Viewer) -> pages.VoicePage:
    """Return the lessons that wait for the viewer's communities, and one's own that came back."""
    found = [_look_row(each) for each in look_queries.looks(viewer)]
    found += [_held_row(each) for each in look_queries.held_lessons(viewer)]
    return pages.VoicePage(
        tabs=tabs(viewer, "looks"),
        lead=_(
            "Lessons that are about a community are shown to it before they are published. "
            "It can agree or object; when its day passes, they are published."
        ),
        looks=tuple(found),
        empty=None if found else contexts.Empty(says=_("No lesson waits for a community.")),
    )


def _look_row(each: LookShown) -> pages.LookRow:
    return pages.LookRow(
        url=reverse("look", args=[each.id]),
        statement=each.statement,
        language=each.language,
        level=sharing.label(each.level),
        notes=(
            _("For %(organisation)s to look at") % {"organisation": each.organisation},
            _("until %(date)s") % {"date": day(each.due)},
        ),
    )


def _held_row(each: HeldLesson) -> pages.LookRow:
    return pages.LookRow(
        url=reverse("look-held", args=[each.lesson_id]),
        statement=each.statement,
        language=each.language,
        level=sharing.label(each.level),
        notes=(
            _("A community objects: you decide")
            if each.is_back
            else _("Yours; a community looks at it"),
        ),
    )


def contest_page(
    each: ContestShown, *, title: str, open_url: str = "", take_back_url: str = ""
) -> pages.ContestPage:
    """Return a contest for whoever made it, looks at it or answers it."""
    entry: Entry | None = each.entry
    return pages.ContestPage(
        title=title,
        entry=entry.title if entry else _("An entry that is not here any more, or not open to you"),
        entry_language=entry.language if entry else "",
        entry_url=entry.url if entry else "",
        who=who(each),
        ground=str(Ground(each.ground).label),
        wanted=str(Wanted(each.wanted).label),
        text=each.text,
        language=each.language,
        state=state_words(each.state),
        when=day(each.created),
        due=day(each.due),
        answer=each.answer,
        answered_by=each.organisation if each.answer else "",
        outcome=str(Outcome(each.outcome).label) if each.outcome else "",
        names_somebody=each.ground == Ground.NAMES,
        open_url=open_url,
        take_back_url=take_back_url,
    )


def look_page(each: LookShown) -> pages.LookPage:
    """Return a lesson as a community sees it: what would be published, and nothing else."""
    return pages.LookPage(
        statement=each.statement,
        language=each.language,
        kind=str(Kind(each.kind).label),
        place=each.place,
        level=sharing.label(each.level),
        chatham=each.chatham,
        quotes=each.quotes,
        labels=_labels(each.labels),
        due=day(each.due),
        organisation=each.organisation,
        agree_url=reverse("look-agree", args=[each.id]),
    )


def held_page(each: HeldLesson) -> pages.HeldPage:
    """Return a lesson of one's own with what communities said of it."""
    words = {
        LookState.WAITING: _("Looks at it until %(date)s"),
        LookState.AGREED: _("Agreed"),
        LookState.OBJECTED: _("Objects"),
        LookState.LAPSED: _("Did not object in time"),
        LookState.STANDS: _("Objected; it stands beside the lesson"),
    }
    return pages.HeldPage(
        statement=each.statement,
        language=each.language,
        level=sharing.label(each.level),
        objections=tuple(
            pages.Objection(
                said.organisation, words[LookState(said.state)] % {"date": day(said.due)}, said.text
            )
            for said in each.answers
        ),
        version=each.version,
        is_back=each.is_back,
        publish_url=reverse("look-publish", args=[each.lesson_id]),
        amend_url=reverse("lesson-amend", args=[each.lesson_id]),
        withdraw_url=reverse("lesson-withdraw", args=[each.lesson_id]),
    )


def communities_page(viewer: Viewer) -> pages.CommunitiesPage:
    """Return what organisations speak for: no records, and open to whoever takes part."""
    spoken = look_queries.spoken_for()
    shown = [
        each for each in organisations() if each.id in spoken or may_speak_for(viewer, each.id)
    ]
    return pages.CommunitiesPage(
        tabs=tabs(viewer, "communities"),
        rows=tuple(
            pages.Speaks(
                each.name,
                _labels(spoken.get(each.id, ())),
                reverse("community", args=[each.id]) if may_speak_for(viewer, each.id) else "",
            )
            for each in shown
        ),
        days=days_in_words(),
        may_set_days=viewer.has("steward"),
    )


def days_in_words() -> str:
    """Return within how many days is answered, and for how many a lesson waits."""
    answers, looks = int(get_setting("contest_days")), int(get_setting("look_days"))
    first = ngettext(
        "A contest is answered within %(days)d day.",
        "A contest is answered within %(days)d days.",
        answers,
    ) % {"days": answers}
    second = ngettext(
        "A lesson waits for a community for %(days)d day.",
        "A lesson waits for a community for %(days)d days.",
        looks,
    ) % {"days": looks}
    return f"{first} {second}"


def _labels(found: Sequence[tuple[str, str]]) -> tuple[contexts.Link, ...]:
    from balai.knowledge.presenting import language

    return tuple(
        contexts.Link(labels.shown(scheme, code, language()).name) for scheme, code in found
    )
