"""Pages of the node's stewards and of its oversight."""

from __future__ import annotations

from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_http_methods, require_POST

from balai.core.errors import Conflict, Invalid, NotAllowed
from balai.foundation.journal.export import FORMATS, written
from balai.foundation.journal.queries import head as newest_hash
from balai.foundation.node_settings import WORDS, all_settings, get_setting, translated
from balai.people import actions, policy
from balai.people.actions.second_step import require_second_step
from balai.people.forms import posted
from balai.people.middleware import viewer_of
from balai.people.second_step.queries import missing
from balai.people.stewardship import queries
from balai.people.stewardship.forms import (
    NODE,
    InviteForm,
    JournalForm,
    NodeForm,
    NodeWordsForm,
    RoleForm,
)
from balai.people.stewardship.health import checks
from balai.people.stewardship.inviting import invited, named_organisations, sheet_of
from balai.people.stewardship.organisations import page_of
from balai.web.contexts import Tab
from balai.web.said import refuse, said

get_or_post = require_http_methods(["GET", "HEAD", "POST"])
get_only = require_http_methods(["GET", "HEAD"])


@login_required
@get_only
def overview(request: HttpRequest) -> HttpResponse:
    """Show what waits for a steward, and how the node stands."""
    viewer = viewer_of(request)
    context = {
        "asking": queries.people_asking(viewer),
        "stuck": queries.stuck_tasks(viewer),
        "without_step": missing(viewer) if get_setting("require_second_step") else (),
        "checks": checks(viewer),
        "without_reviewer": tuple(
            each
            for each in queries.organisations_listed(viewer)
            if each.members and not each.reviewers
        ),
    }
    return render(request, "people/steward.html", context)


@login_required
@get_only
def everybody(request: HttpRequest) -> HttpResponse:
    """List everybody who can sign in."""
    shown = queries.people(viewer_of(request), page=page_of(request))
    return render(request, "people/everybody.html", {"shown": shown, "page": page_of(request)})


@login_required
@get_only
def person(request: HttpRequest, account_id: str) -> HttpResponse:
    """Show one account with what a steward can do for it."""
    viewer = viewer_of(request)
    context = {
        "person": queries.person(viewer, account_id),
        "is_self": viewer.account == account_id,
        "places": (*named_organisations(), (NODE, _("The whole node"))),
        "organisation_roles": policy.ORGANISATION_ROLES,
        "node_roles": policy.NODE_ROLES,
        "node": NODE,
    }
    return render(request, "people/person.html", context)


@login_required
@require_POST
def change_role(request: HttpRequest, account_id: str) -> HttpResponse:
    """Give or take one role; `do` says which."""
    viewer, form = viewer_of(request), RoleForm(request.POST)
    if not form.is_valid():
        raise Invalid(_("Choose a role and where it is held."))
    change = actions.take_role if request.POST.get("do") == "take" else actions.give_role
    place = form.place()
    try:
        changed = change(
            viewer=viewer, account_id=account_id, organisation=place, role=form.cleaned_data["role"]
        )
    except (Invalid, Conflict) as error:
        messages.error(request, str(said(error)))
    else:
        messages.success(request, _("The role is changed.") if changed else _("Nothing changed."))
    if viewer.account == account_id:
        return redirect("me")
    if viewer.has("steward"):
        return redirect("steward-person", account_id)
    return redirect("organisation-people", place)


@login_required
@require_POST
def recover(request: HttpRequest, account_id: str) -> HttpResponse:
    """Make a recovery link and show the sheet to hand over; it is shown this once."""
    viewer = viewer_of(request)
    link = actions.make_recovery_link(viewer=viewer, account_id=account_id)
    shown = queries.person(viewer, account_id)
    sheet = sheet_of(request, link, is_recovery=True)
    return render(request, "people/link_made.html", {"sheet": sheet, "for_whom": shown.name})


@login_required
@require_POST
def remove_second_step(request: HttpRequest, account_id: str) -> HttpResponse:
    """Let somebody who lost the phone sign in with the password alone."""
    actions.remove_second_step(viewer=viewer_of(request), account_id=account_id)
    messages.success(request, _("The second step is removed. Ask the person to set up a new one."))
    return redirect("steward-person", account_id)


@login_required
@require_POST
def close_person(request: HttpRequest, account_id: str) -> HttpResponse:
    """Close somebody's account; one's own takes a deliberate tick elsewhere."""
    viewer = viewer_of(request)
    policy.require(policy.is_steward(viewer))
    actions.close_account(viewer=viewer, account_id=account_id)
    messages.success(request, _("The account is closed, and what it said of the person erased."))
    return redirect("steward-people")


@login_required
@get_or_post
def invitations(request: HttpRequest) -> HttpResponse:
    """List open invitations and make a new one."""
    viewer = viewer_of(request)
    policy.require(policy.is_steward(viewer))
    form = InviteForm(
        posted(request),
        places=(
            ("", _("Choose where to")),
            *named_organisations(),
            (NODE, _("The whole node (steward, oversight)")),
        ),
        roles=(*policy.ORGANISATION_ROLES, *policy.NODE_ROLES),
        has_mail=bool(settings.BALAI.mail),
        initial={"organisation": request.GET.get("organisation", ""), "roles": ["contributor"]},
    )
    made = invited(request, viewer, form)
    if made:
        return made
    context = {"form": form, "open_invitations": queries.open_invitations(viewer)}
    return render(request, "people/invitations.html", context)


@login_required
@require_POST
def withdraw(request: HttpRequest, link_id: str) -> HttpResponse:
    """Withdraw an open invitation."""
    viewer = viewer_of(request)
    actions.withdraw_invitation(viewer=viewer, link_id=link_id)
    messages.success(request, _("The invitation is withdrawn; its link no longer works."))
    if viewer.has("steward"):
        return redirect("steward-invitations")
    organisation = request.POST.get("organisation", "")
    if organisation not in viewer.organisations:
        return redirect("me")
    return redirect("organisation-people", organisation)


@login_required
@get_or_post
def node(request: HttpRequest) -> HttpResponse:
    """Put the node in words, and open or close registration."""
    viewer = viewer_of(request)
    policy.require(policy.is_steward(viewer))
    language = request.GET.get("in", "")
    if language not in dict(settings.LANGUAGES):
        language = ""
    form = _words_form(request, language)
    if form.is_valid():
        try:
            if language:
                actions.translate_node(viewer=viewer, language=language, **form.cleaned_data)
            else:
                actions.describe_node(viewer=viewer, **form.cleaned_data)
        except Invalid as error:
            refuse(form, error)
        else:
            messages.success(request, _("The words are kept."))
            return redirect(_address_of_words(language))
    context = {
        "form": form,
        "tabs": _languages_of_words(language),
        "language": language,
        "registration_open": bool(get_setting("registration_open")),
        "step_required": bool(get_setting("require_second_step")),
    }
    return render(request, "people/node.html", context)


def _words_form(request: HttpRequest, language: str) -> NodeForm:
    """Return the form of the node's words: as given, or as pages in one language show them."""
    chosen = all_settings()
    if not language:
        given = {key: translated(str(chosen[key])) for key in NodeForm.base_fields}
        return NodeForm(posted(request), initial=given)
    with override(language):
        otherwise = {key: translated(str(chosen[key])) for key in WORDS}
    return NodeWordsForm(
        posted(request), initial=chosen["translations"].get(language, {}), otherwise=otherwise
    )


def _languages_of_words(current: str) -> list[Tab]:
    """Return where the words are given, and where they are given again for one language."""
    choices = [("", _("In every language"))]
    choices += [(code, str(name)) for code, name in settings.LANGUAGES]
    return [Tab(name, _address_of_words(code), code == current) for code, name in choices]


def _address_of_words(language: str) -> str:
    here = reverse("steward-node")
    return f"{here}?in={language}" if language else here


@login_required
@require_POST
def registration(request: HttpRequest) -> HttpResponse:
    """Open or close registration."""
    is_open = request.POST.get("open") == "yes"
    actions.open_registration(viewer=viewer_of(request), is_open=is_open)
    said = _("Anybody can register now.") if is_open else _("Only who is invited can join now.")
    messages.success(request, said)
    return redirect("steward-node")


@login_required
@require_POST
def second_step_rule(request: HttpRequest) -> HttpResponse:
    """Ask roles of trust for a second step at sign-in, or not."""
    is_required = request.POST.get("required") == "yes"
    require_second_step(viewer=viewer_of(request), is_required=is_required)
    said = (
        _("Roles of trust need a second step now.")
        if is_required
        else _("No role needs a second step now.")
    )
    messages.success(request, said)
    return redirect("steward-node")


@login_required
@require_POST
def retry(request: HttpRequest, task_id: str) -> HttpResponse:
    """Have a stuck task tried again."""
    actions.retry_task(viewer=viewer_of(request), task_id=task_id)
    messages.success(request, _("It will be tried again now."))
    return redirect("steward")


@login_required
@get_only
def journal_export(request: HttpRequest, suffix: str) -> StreamingHttpResponse:
    """Hand the whole journal with its hashes to oversight and stewards, to be proved elsewhere."""
    lines = queries.journal_lines(viewer_of(request))
    if suffix not in FORMATS:
        raise NotAllowed()
    response = StreamingHttpResponse(
        written(lines, suffix),
        content_type="text/csv; charset=utf-8" if suffix == "csv" else "application/jsonl",
    )
    response.headers["Content-Disposition"] = f'attachment; filename="journal.{suffix}"'
    return response


@login_required
@get_only
def journal(request: HttpRequest) -> HttpResponse:
    """Show what happened on the node, to oversight and stewards."""
    before = request.GET.get("before", "")
    form = JournalForm(request.GET)
    chosen = form.chosen()
    shown = queries.journal(
        viewer_of(request),
        before=int(before) if before.isdecimal() and len(before) < 16 else None,
        **chosen,
    )
    older = shown[-1].seq if len(shown) == queries.JOURNAL_PAGE else None
    context = {
        "shown": shown,
        "form": form,
        "narrowed": urlencode({name: value for name, value in chosen.items() if value}),
        "older": older,
        "head": newest_hash(),
        "is_steward": policy.is_steward(viewer_of(request)),
    }
    return render(request, "people/journal.html", context)
