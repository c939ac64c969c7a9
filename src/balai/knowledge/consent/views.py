"""Asking who said a quotation to be named, and the page of whoever is asked."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from balai.core.errors import Conflict, Invalid, NotAllowed
from balai.knowledge.consent import actions, queries
from balai.knowledge.consent.forms import AskForm
from balai.knowledge.consent.queries import AskedShown, QuotationShown
from balai.knowledge.models import AttributionState
from balai.knowledge.readers_forms import offered
from balai.people.forms import posted
from balai.people.middleware import viewer_of
from balai.people.queries import open_names_of
from balai.sharing import presenting as sharing
from balai.web import contexts
from balai.web.contexts.consent import AskedRow, AskPage, ConsentPage
from balai.web.methods import both
from balai.web.said import refuse, said
from balai.web.trail import trail


@both
def ask(request: HttpRequest, evidence_id: str) -> HttpResponse:
    """Ask somebody to be named beside a quotation."""
    viewer = viewer_of(request)
    shown = queries.quotation(viewer, evidence_id)
    form = AskForm(posted(request), colleagues=offered(viewer))
    if form.is_valid():
        try:
            actions.ask(viewer=viewer, evidence_id=evidence_id, **form.cleaned_data)
        except (Invalid, Conflict) as error:
            refuse(form, error)
        else:
            messages.success(
                request,
                _("Asked. Nobody is named unless they say yes, and only until they do not."),
            )
            return redirect("lesson", shown.lesson_id)
    page = AskPage(
        shown.quote,
        shown.language,
        _state(shown),
        may_ask=shown.state != AttributionState.GIVEN,
    )
    title = _("Ask who said this to be named")
    back = contexts.Link(_("Back to the lesson"), reverse("lesson", args=[shown.lesson_id]))
    context = {"form": form, "ask": page, "breadcrumbs": trail(back, contexts.Link(title))}
    status = 400 if form.errors else 200
    return render(request, "knowledge/consent/ask.html", context, status=status)


def _state(shown: QuotationShown) -> str:
    if shown.said_by:
        return _("%(name)s agreed to be named. Only they can take that back.") % {
            "name": shown.said_by
        }
    if shown.is_wider:
        return _("Somebody agreed before this was opened wider; they can agree again.")
    return (
        {
            AttributionState.ASKED: _(
                "Somebody is asked already. Whoever you ask now is asked instead."
            ),
            AttributionState.GIVEN: _("Somebody agreed, and cannot be named now."),
            AttributionState.REFUSED: _("Somebody was asked and said no."),
            AttributionState.TAKEN_BACK: _("Somebody had agreed and took it back."),
        }.get(AttributionState(shown.state), "")
        if shown.state
        else ""
    )


@login_required
@require_safe
def asked(request: HttpRequest) -> HttpResponse:
    """Show what the viewer is asked and what they agreed to."""
    viewer = viewer_of(request)
    rows = tuple(_row(each) for each in queries.asked_of(viewer))
    account = viewer.account or ""
    page = ConsentPage(
        name=open_names_of([account]).get(account, ""),
        rows=rows,
        empty=None
        if rows
        else contexts.Empty(says=_("Nobody asks to name you, and you are named nowhere.")),
    )
    context = {"consent": page, "breadcrumbs": trail(contexts.Link(_("Asked of you")))}
    return render(request, "knowledge/consent/asked.html", context)


def _row(each: AskedShown) -> AskedRow:
    given = each.state == AttributionState.GIVEN
    notes = []
    if given and each.quote and not each.is_wider:
        notes.append(_("You are named beside it."))
    if each.is_wider:
        notes.append(
            _("More people may read it now than when you agreed, so your name is not shown.")
        )
    if not each.quote:
        notes.append(_("This quotation is not open to you now. You can still take your yes back."))
    return AskedRow(
        url=reverse("consent-decide", args=[each.id]),
        quote=each.quote,
        language=each.language,
        lesson_url=reverse("lesson", args=[each.lesson_id]) if each.lesson_id else "",
        level=sharing.label(each.level) if each.level is not None else "",
        chatham=each.chatham,
        may_give=bool(each.quote) and (not given or each.is_wider),
        may_refuse=not given,
        may_take_back=given,
        notes=tuple(notes),
    )


@require_POST
def decide(request: HttpRequest, attribution_id: str) -> HttpResponse:
    """Take a yes, a no, or a yes back."""
    viewer = viewer_of(request)
    done = {
        "give": (actions.give, _("Your name stands beside the quotation, until you take it back.")),
        "refuse": (actions.refuse, _("You are not named.")),
        "take-back": (actions.take_back, _("Taken back. Your name stands nowhere any more.")),
    }.get(request.POST.get("decision", ""))
    if done is None:
        raise NotAllowed()
    act, words = done
    try:
        act(viewer=viewer, attribution_id=attribution_id)
    except (Invalid, Conflict) as error:
        messages.error(request, str(said(error)))
    else:
        messages.success(request, words)
    return redirect("consent")
