"""Contributing as its pages show it: progress, answers to check, what happens next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from balai.core.audience import PUBLIC, Level, Viewer, may_see, recipients_of
from balai.foundation.tasks.queries import TaskShown, tasks_for
from balai.knowledge import labels
from balai.knowledge.contributing.forms import SharingFields
from balai.knowledge.outcomes import count_by_source
from balai.knowledge.presenting import language
from balai.library.dating import date_in_words
from balai.library.queries import ContributionShown, SourceShown
from balai.people.queries import named, reviewers_but, without_reviewer
from balai.sharing import presenting as sharing
from balai.vocabulary import places
from balai.web import contexts

State = Literal["waiting", "working", "done", "partly", "failed", "refused", "stopped"]
ACCEPT = ".pdf,.docx,.odt,.html,.htm,.txt,.md,.eml,.png,.jpg,.jpeg,.tif,.tiff"


def accepted() -> str:
    """Return the formats that are read, in words."""
    return _("PDF, Word (DOCX), OpenDocument text, web pages, plain text, Markdown, e-mail, scans.")


def limit() -> str:
    """Return the largest file that is accepted, in words."""
    return _("Up to %(size)s MB each.") % {
        "size": number_format(float(settings.BALAI.largest_upload))
    }


def progress(viewer: Viewer, contribution: ContributionShown) -> contexts.Progress:
    """Return how far the reading of a contribution has come."""
    keys = [f"{step}:{each.id}" for each in contribution.sources for step in ("read", "propose")]
    tasks = tasks_for(keys)
    found = count_by_source(viewer, [each.id for each in contribution.sources])
    files = tuple(_file(each, tasks, found.get(each.id, 0)) for each in contribution.sources)
    finished = all(each.state not in ("waiting", "working") for each in files)
    done = sum(each.state not in ("waiting", "working") for each in files)
    return contexts.Progress(
        url=reverse("contribution-progress-part", args=[contribution.id]),
        finished=finished,
        said=_said(finished, done, len(files)),
        done=done,
        whole=len(files),
        files=files,
        next_url=reverse("contribution-check", args=[contribution.id])
        if contribution.submitted is None
        else reverse("contributions"),
        next_label=_("Check and send")
        if contribution.submitted is None
        else _("See what became of it"),
        title=_("Reading your files"),
    )


def _said(finished: bool, done: int, whole: int) -> str:
    if finished:
        return ngettext("%(count)d file is done.", "All %(count)d files are done.", whole) % {
            "count": whole
        }
    return _("Reading: %(done)d of %(whole)d files are done.") % {"done": done, "whole": whole}


def _file(source: SourceShown, tasks: Mapping[str, TaskShown], found: int) -> contexts.FileProgress:
    reading = next(
        (each for key, each in tasks.items() if key.startswith(f"read:{source.id}")), None
    )
    proposing = tasks.get(f"propose:{source.id}")
    state: State = "waiting"
    step = ""
    if source.state == "refused":
        state = "refused"
    elif source.state == "ready":
        going_on = proposing is not None and proposing.is_open
        state, step = ("working", _("Looking for lessons")) if going_on else ("done", "")
    elif reading is not None and reading.state == "stuck":
        state = "failed"
    elif reading is not None and reading.state == "running":
        state = "working"
        step = (
            _("Reading page %(page)d of %(pages)d") % {"page": reading.done, "pages": reading.total}
            if reading.total
            else _("Reading")
        )
    return contexts.FileProgress(
        name=source.file_name,
        state=state,
        step=step,
        done=reading.done if reading else 0,
        whole=reading.total if reading else 0,
        message=source.error_message if state == "refused" else "",
        hint=source.error_hint if state == "refused" else "",
        found=ngettext("%(count)d proposal", "%(count)d proposals", found) % {"count": found}
        if state == "done"
        else "",
        url=reverse("source", args=[source.id]) if state == "done" else "",
    )


def check_files(contribution: ContributionShown) -> contexts.CheckPage:
    """Return what is about to be sent, file by file."""
    ready = [each for each in contribution.sources if each.state != "refused"]
    refused = [each for each in contribution.sources if each.state == "refused"]
    back = reverse("contribution-check", args=[contribution.id])
    parts = tuple((each.title, _answers(each, back)) for each in ready)
    return contexts.CheckPage(
        action=reverse("contribution-check", args=[contribution.id]),
        parts=parts,
        sharing=sharing.shown(
            contribution.sources[0].sharing,
            note=_recipients(contribution),
            url=reverse("source-sharing", args=[contribution.sources[0].id]),
            url_label=_("Change who may read it")
            if len(contribution.sources) == 1
            else _("Change who may read the first; the others have the same on their pages"),
        ),
        back_url=reverse("contribution-progress", args=[contribution.id]),
        warnings=tuple(
            _("%(file)s is not sent: %(why)s") % {"file": each.file_name, "why": each.error_message}
            for each in refused
        ),
    )


def _recipients(contribution: ContributionShown) -> str:
    """Return whom a contribution of RED names besides the one who brings it."""
    source = contribution.sources[0]
    if source.sharing.level is not Level.RED:
        return ""
    names = named(recipients_of(source.sharing.audience))
    names.pop(source.contributor, None)
    return _named_words(list(names.values()))


def _answers(source: SourceShown, back: str) -> tuple[contexts.Answer, ...]:
    """Return what is said of a source; mending it leads `back`."""
    mend = ""
    if source.state == "ready":
        mend = f"{reverse('source-describe', args=[source.id])}?{urlencode({'next': back})}"

    def answer(label: str, *values: str) -> contexts.Answer:
        return contexts.Answer(label, tuple(filter(None, values)), mend)

    return (
        contexts.Answer(_("File"), (source.file_name,)),
        answer(_("Title"), source.title),
        answer(_("Publisher"), source.publisher),
        answer(_("Date"), date_in_words(source.date)),
        answer(_("Language"), *_named(source.language)),
        answer(_("Country"), *_country(source.country)),
        answer(_("Licence"), source.licence),
        contexts.Answer(
            _("Sharing"),
            (sharing.sentence(source.sharing.audience),),
            level=sharing.label(source.sharing.level),
        ),
    )


def _named(code: str) -> tuple[str, ...]:
    return (places.language_name(code, language()),) if code else ()


def _country(code: str) -> tuple[str, ...]:
    return (places.country_name(code, language()),) if code else ()


def named_as_typed(form: SharingFields) -> str:
    """Return the people whom a form names as recipients, in words; empty where it names none."""
    if not form.is_red:
        return ""
    offered: Any = form.fields.get("colleagues")  # a choice field, where there are colleagues
    names = dict(offered.choices) if offered else {}
    chosen = [str(names[each]) for each in form.cleaned_data.get("colleagues", ())]
    return _named_words([*chosen, *form.cleaned_data["others"]])


def _named_words(names: Sequence[str]) -> str:
    if not names:
        return _("Nobody is named, so nobody but you will read it.")
    return _("Named: %(names)s.") % {"names": ", ".join(names)}


def check_case(answers: Mapping[str, Any], shown: contexts.Sharing) -> contexts.CheckPage:
    """Return a told case to be checked before it is sent."""
    written = str(answers.get("language", ""))

    def change(step: int) -> str:
        return f"{reverse('case-step', args=[step])}?change"

    def answer(label: str, name: str, step: int) -> contexts.Answer:
        value = str(answers.get(name) or "")
        return contexts.Answer(label, (value,) if value else (), change(step), written)

    codes = answers.get("actors") or ()
    actors = tuple(labels.shown("actor", code, language()).name for code in codes)
    chosen = str(answers.get("approach") or "")
    approach = (labels.shown("approach", chosen, language()).name,) if chosen else ()
    return contexts.CheckPage(
        action=reverse("case-check"),
        parts=(
            (
                _("Your case"),
                (
                    answer(_("What was tried"), "tried", 1),
                    answer(_("Town or district"), "place", 1),
                    answer(_("Year"), "year", 1),
                    contexts.Answer(
                        _("Country"),
                        _country(str(answers.get("country") or "")),
                        change(1),
                    ),
                    contexts.Answer(_("Who took part"), actors, change(2)),
                    contexts.Answer(_("The nearest approach"), approach, change(2)),
                    answer(_("What happened"), "happened", 3),
                    answer(_("What failed"), "failed", 4),
                    answer(_("What others should know"), "learned", 4),
                    contexts.Answer(
                        _("The language you wrote in"),
                        _named(written),
                        change(5),
                    ),
                ),
            ),
        ),
        sharing=shown,
        back_url=reverse("case-step", args=[5]),
    )


def no_reviewer_named(contribution: ContributionShown) -> bool:
    """Say whether what was given is RED, and names no reviewer of its organisation.

    Every other level has the members of the organisation among its readers.
    """
    given = [each for each in contribution.sources if each.sharing.level is Level.RED]
    return bool(given) and not any(
        may_see(reviewer, source.sharing.audience)
        for reviewer in reviewers_but(PUBLIC, contribution.organisation_id)
        for source in given
    )


def done(contribution: ContributionShown) -> contexts.DonePage:
    """Return what is said once a contribution was sent."""
    review = _("A reviewer looks at each proposal beside its page, and decides.")
    if without_reviewer(frozenset([contribution.organisation_id])):
        review = _(
            "Nobody reviews for your organisation yet; a steward can give somebody the role."
        )
    elif no_reviewer_named(contribution):
        review = _("No reviewer of your organisation may read it: name one, and it is reviewed.")
    return contexts.DonePage(
        number=contribution.id,
        what_next=(
            contexts.Step(_("Received"), _("Your text is kept and shared as you chose."), "done"),
            contexts.Step(_("Review"), review, "now"),
            contexts.Step(
                _("Your answer"), _("You see what became of each part, and why."), "next"
            ),
        ),
        contributions_url=reverse("contributions"),
        again_url=reverse("contribute"),
    )
