"""The pages on which reviewers mend a lesson, say it in further languages, or withdraw it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from balai.core.errors import Conflict, Invalid, NotAllowed
from balai.knowledge import on_record, presenting, queries
from balai.knowledge.actions import lessons as lesson_actions
from balai.knowledge.forms import LANGUAGES, AmendForm, StatementForm
from balai.library.forms import ConfirmForm
from balai.people.forms import posted
from balai.people.middleware import reading_languages, viewer_of
from balai.sharing.policy import require
from balai.sharing.presenting import label
from balai.vocabulary import places
from balai.web import contexts
from balai.web.methods import both
from balai.web.said import refuse, said
from balai.web.trail import trail


@both
def amend(request: HttpRequest, lesson_id: str) -> HttpResponse:
    """Change a lesson."""
    viewer = viewer_of(request)
    shown = queries.lesson(viewer, lesson_id)
    require(viewer, "amend", "lesson", shown)
    original = next(each for each in shown.statements if each.is_original)
    form = AmendForm(
        posted(request),
        initial=_values(shown, original.text),
        language=presenting.language(),
    )
    if request.method == "POST" and form.is_valid():
        try:
            lesson_actions.amend_lesson(
                viewer=viewer,
                lesson_id=lesson_id,
                validated=form.validated(original.language),
                version=form.cleaned_data["version"],
                settled=form.settled(),
            )
        except Conflict as error:
            messages.warning(request, said(error).message)
            return redirect("lesson-amend", lesson_id)
        except Invalid as error:
            refuse(form, error)
        else:
            messages.success(request, _("Changed."))
            return redirect("lesson", lesson_id)
    return _page(request, shown, form, _("Amend this lesson"), _("Keep"))


def _values(shown: queries.LessonShown, statement: str) -> dict[str, Any]:
    values: dict[str, Any] = {
        "statement": statement,
        "kind": shown.kind,
        "version": shown.version,
        "place": shown.place,
        "year_from": shown.year_from,
        "year_to": shown.year_to,
        "cycle": shown.cycle,
        "design": shown.design,
        "target": next(iter(shown.codes("level")), ""),
    }
    for scheme in ("country", "approach", "driver", "actor", "setting", "outcome"):
        values[scheme] = list(shown.codes(scheme))
    return values


@both
def translate(request: HttpRequest, lesson_id: str) -> HttpResponse:
    """Add the lesson's sentence in a further language."""
    viewer = viewer_of(request)
    shown = queries.lesson(viewer, lesson_id)
    require(viewer, "translate", "lesson", shown)
    original = next(each for each in shown.statements if each.is_original)
    names = [
        (code, places.language_name(code, presenting.language()))
        for code in LANGUAGES
        if code != original.language
    ]
    form = StatementForm(posted(request), names=names)
    if request.method == "POST" and form.is_valid():
        try:
            lesson_actions.add_statement(
                viewer=viewer,
                lesson_id=lesson_id,
                language=form.cleaned_data["language"],
                text=form.cleaned_data["text"],
                is_checked=form.cleaned_data["is_checked"],
                settled=form.settled(),
            )
        except Invalid as error:
            refuse(form, error)
        else:
            messages.success(request, _("Added."))
            return redirect("lesson", lesson_id)
    return _page(request, shown, form, _("Add a language"), _("Keep"))


@both
def check(request: HttpRequest, lesson_id: str, statement_id: str) -> HttpResponse:
    """Confirm the lesson's sentence in a further language, beside the one it was written in."""
    viewer = viewer_of(request)
    shown = queries.lesson(viewer, lesson_id)
    require(viewer, "translate", "lesson", shown)
    sentence = next((each for each in shown.statements if each.id == statement_id), None)
    if sentence is None or sentence.is_original:
        raise NotAllowed()
    original = next(each for each in shown.statements if each.is_original)
    form = ConfirmForm(posted(request))
    if form.is_valid():
        try:
            lesson_actions.check_statement(viewer=viewer, statement_id=statement_id)
        except Invalid as error:
            refuse(form, error)
        else:
            messages.success(request, _("Checked."))
            return redirect("lesson", lesson_id)
    spoken = places.language_name(sentence.language, presenting.language())
    title = _("Does this say the same in %(language)s?") % {"language": spoken}
    return _page(request, shown, form, title, _("It says the same"), sentence, original)


@both
def withdraw(request: HttpRequest, lesson_id: str) -> HttpResponse:
    """Take a lesson out of sight."""
    viewer = viewer_of(request)
    shown = queries.lesson(viewer, lesson_id)
    require(viewer, "withdraw", "lesson", shown)
    form = ConfirmForm(posted(request))
    if form.is_valid():
        try:
            record = on_record.of_lesson(lesson_id)
            lesson_actions.withdraw_lesson(viewer=viewer, lesson_id=lesson_id)
        except Conflict as error:
            messages.warning(request, said(error).message)
        else:
            messages.success(request, _("Withdrawn. Nobody finds it any more; its sources stay."))
            for each in record.gone_out:
                messages.warning(request, each)
        return redirect("review")
    title = _("Withdraw this lesson? Nobody but those in charge will see that it was here.")
    return _page(
        request, shown, form, title, _("Withdraw it"), record=on_record.of_lesson(lesson_id)
    )


def _page(
    request: HttpRequest,
    shown: queries.LessonShown,
    form: Any,
    title: str,
    button: str,
    sentence: queries.StatementShown | None = None,
    beside: queries.StatementShown | None = None,
    record: contexts.OnRecord | None = None,
) -> HttpResponse:
    """Return a form about a lesson, under `sentence` or the one in the reader's language."""
    languages = reading_languages(request)
    best = sentence or next(
        (each for each in shown.statements if each.language in languages), shown.statement
    )
    context = {
        "form": form,
        "title": title,
        "lead": best.text,
        "level": label(shown.sharing.level),
        "language": best.language,
        "beside": beside.text if beside else "",
        "beside_language": beside.language if beside else "",
        "button": button,
        "on_record": record,
        "breadcrumbs": trail(contexts.Link(_("Lesson"), f"/lessons/{shown.id}/")),
    }
    status = 400 if form.errors else 200
    return render(request, "knowledge/lesson_form.html", context, status=status)
