"""Pages of the node's stewards, and of an organisation's people."""

from __future__ import annotations

import logging
from smtplib import SMTPException

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.mail import send_mail
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from balai.core.audience import Viewer
from balai.core.errors import Conflict, Invalid, NotAllowed
from balai.foundation.journal.queries import head as newest_hash
from balai.foundation.node_settings import all_settings
from balai.people import actions, policy
from balai.people import queries as people
from balai.people.actions import LinkMade
from balai.people.forms import posted
from balai.people.handouts import Handout, handout
from balai.people.middleware import viewer_of
from balai.people.stewardship import queries
from balai.people.stewardship.forms import (
    NODE,
    ClientsForm,
    InviteForm,
    NodeForm,
    OrganisationForm,
    RoleForm,
)
from balai.people.stewardship.health import checks

logger = logging.getLogger(__name__)
get_or_post = require_http_methods(["GET", "HEAD", "POST"])
get_only = require_http_methods(["GET", "HEAD"])


def _page(request: HttpRequest) -> int:
    number = request.GET.get("page", "1")
    return int(number) if number.isdecimal() and len(number) < 6 else 1


@login_required
@get_only
def overview(request: HttpRequest) -> HttpResponse:
    """Show what waits for a steward, and how the node stands."""
    viewer = viewer_of(request)
    context = {
        "asking": queries.people_asking(viewer),
        "stuck": queries.stuck_tasks(viewer),
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
    shown = queries.people(viewer_of(request), page=_page(request))
    return render(request, "people/everybody.html", {"shown": shown, "page": _page(request)})


@login_required
@get_only
def person(request: HttpRequest, account_id: str) -> HttpResponse:
    """Show one account with what a steward can do for it."""
    viewer = viewer_of(request)
    context = {
        "person": queries.person(viewer, account_id),
        "is_self": viewer.account == account_id,
        "places": (*_named_organisations(), (NODE, _("The whole node"))),
        "organisation_roles": policy.ORGANISATION_ROLES,
        "node_roles": policy.NODE_ROLES,
        "node": NODE,
    }
    return render(request, "people/person.html", context)


def _named_organisations() -> tuple[tuple[str, str], ...]:
    return tuple((each.id, each.name) for each in people.organisations())


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
        messages.error(request, f"{error.message} {error.hint}")
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
    sheet = _sheet(request, link, is_recovery=True)
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
            *_named_organisations(),
            (NODE, _("The whole node (steward, oversight)")),
        ),
        roles=(*policy.ORGANISATION_ROLES, *policy.NODE_ROLES),
        has_mail=bool(settings.BALAI.mail),
        initial={"organisation": request.GET.get("organisation", ""), "roles": ["contributor"]},
    )
    made = _invited(request, viewer, form)
    if made:
        return made
    context = {"form": form, "open_invitations": queries.open_invitations(viewer)}
    return render(request, "people/invitations.html", context)


def _invited(request: HttpRequest, viewer: Viewer, form: InviteForm) -> HttpResponse | None:
    """Return the sheet of a fresh invitation; None where the form is to be shown (again)."""
    if not form.is_valid():
        return None
    asked = form.cleaned_data
    place = "" if asked["organisation"] == NODE else asked["organisation"]
    try:
        link = actions.invite(
            viewer=viewer, email=asked["email"], organisation=place, roles=asked["roles"]
        )
    except Invalid as error:
        form.refuse(error)
        return None
    known = people.organisation(place) if place else None
    sheet = _sheet(request, link, place=known.name if known else "")
    if asked.get("by_mail"):
        _send(request, asked["email"], sheet)
    return render(request, "people/link_made.html", {"sheet": sheet, "for_whom": asked["email"]})


def _sheet(
    request: HttpRequest, link: LinkMade, *, place: str = "", is_recovery: bool = False
) -> Handout:
    base = settings.BALAI.public_url.rstrip("/")
    return handout(
        address=f"{base}{link.path}" if base else request.build_absolute_uri(link.path),
        expires=link.expires,
        node=all_settings()["name"],
        place=place,
        is_recovery=is_recovery,
    )


def _send(request: HttpRequest, email: str, sheet: Handout) -> None:
    text = "\n\n".join(f"{each.title}\n\n{each.text}" for each in sheet.explained)
    try:
        send_mail(sheet.explained[0].title, f"{sheet.address}\n\n{text}\n", None, [email])
    except (SMTPException, OSError) as error:
        logger.warning("an invitation could not be sent: %s", error)
        messages.error(
            request, _("The message could not be sent. Hand the link over in another way.")
        )
    else:
        messages.success(request, _("The message is on its way."))


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
def organisations(request: HttpRequest) -> HttpResponse:
    """List organisations and add one."""
    viewer = viewer_of(request)
    policy.require(policy.is_steward(viewer))
    form = OrganisationForm(posted(request))
    if form.is_valid():
        try:
            made = actions.make_organisation(viewer=viewer, **form.cleaned_data)
        except Invalid as error:
            form.refuse(error)
        else:
            return redirect("organisation-people", made)
    context = {"form": form, "organisations": queries.organisations_listed(viewer)}
    return render(request, "people/organisations.html", context)


@login_required
@get_or_post
def organisation_people(request: HttpRequest, organisation_id: str) -> HttpResponse:
    """Show who belongs to an organisation, and let those who may invite."""
    viewer = viewer_of(request)
    shown = queries.people(viewer, organisation=organisation_id, page=_page(request))
    known = people.organisation(organisation_id)
    if known is None:
        raise NotAllowed()
    context = {
        "organisation": known,
        "clients": tuple(queries.clients_of(organisation_id).values()),
        "shown": shown,
        "page": _page(request),
        "may_manage": policy.may_manage_role(viewer, organisation_id, "reader"),
        "may_name_clients": policy.may_name_clients(viewer, organisation_id),
        "is_steward": policy.is_steward(viewer),
        "lent_roles": policy.LENT_ROLES,
    }
    if policy.may_invite(viewer, organisation_id, policy.LENT_ROLES):
        form = _own_invite_form(request, viewer, known)
        made = _invited(request, viewer, form)
        if made:
            return made
        context |= {
            "form": form,
            "open_invitations": queries.open_invitations(viewer, organisation_id),
        }
    return render(request, "people/organisation.html", context)


def _own_invite_form(
    request: HttpRequest, viewer: Viewer, organisation: people.OrganisationShown
) -> InviteForm:
    offered = policy.ORGANISATION_ROLES if viewer.has("steward") else policy.LENT_ROLES
    return InviteForm(
        posted(request),
        places=((organisation.id, organisation.name),),
        roles=offered,
        has_mail=bool(settings.BALAI.mail),
        initial={"roles": ["contributor"]},
    )


@login_required
@get_or_post
def clients(request: HttpRequest, organisation_id: str) -> HttpResponse:
    """Say whom an organisation shares AMBER with."""
    viewer = viewer_of(request)
    policy.require(policy.may_name_clients(viewer, organisation_id))
    known = people.organisation(organisation_id)
    if known is None:
        raise NotAllowed()
    form = ClientsForm(
        posted(request),
        organisations=[pair for pair in _named_organisations() if pair[0] != organisation_id],
        initial={
            "clients": sorted(queries.clients_of(organisation_id)),
            "described": known.clients_described,
        },
    )
    if form.is_valid():
        try:
            actions.name_clients(
                viewer=viewer, organisation_id=organisation_id, **form.cleaned_data
            )
        except Invalid as error:
            form.refuse(error)
        else:
            messages.success(request, _("The clients are named."))
            return redirect("organisation-people", organisation_id)
    return render(request, "people/clients.html", {"form": form, "organisation": known})


@login_required
@get_or_post
def rename(request: HttpRequest, organisation_id: str) -> HttpResponse:
    """Change an organisation's name and country."""
    viewer = viewer_of(request)
    policy.require(policy.may_name_clients(viewer, organisation_id))
    known = people.organisation(organisation_id)
    if known is None:
        raise NotAllowed()
    form = OrganisationForm(posted(request), initial={"name": known.name, "country": known.country})
    if form.is_valid():
        try:
            actions.change_organisation(
                viewer=viewer, organisation_id=organisation_id, **form.cleaned_data
            )
        except Invalid as error:
            form.refuse(error)
        else:
            messages.success(request, _("The organisation is changed."))
            return redirect("organisation-people", organisation_id)
    return render(request, "people/rename.html", {"form": form, "organisation": known})


@login_required
@get_or_post
def node(request: HttpRequest) -> HttpResponse:
    """Put the node in words, and open or close registration."""
    viewer = viewer_of(request)
    policy.require(policy.is_steward(viewer))
    chosen = all_settings()
    form = NodeForm(
        posted(request),
        initial={key: chosen[key] for key in ("name", "community", "purpose")},
    )
    if form.is_valid():
        try:
            actions.describe_node(viewer=viewer, **form.cleaned_data)
        except Invalid as error:
            form.refuse(error)
        else:
            messages.success(request, _("The words are kept."))
            return redirect("steward-node")
    context = {"form": form, "registration_open": bool(chosen["registration_open"])}
    return render(request, "people/node.html", context)


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
def retry(request: HttpRequest, task_id: str) -> HttpResponse:
    """Have a stuck task tried again."""
    actions.retry_task(viewer=viewer_of(request), task_id=task_id)
    messages.success(request, _("It will be tried again now."))
    return redirect("steward")


@login_required
@get_only
def journal(request: HttpRequest) -> HttpResponse:
    """Show what happened on the node, to oversight and stewards."""
    before = request.GET.get("before", "")
    shown = queries.journal(
        viewer_of(request),
        before=int(before) if before.isdecimal() and len(before) < 16 else None,
    )
    older = shown[-1].seq if len(shown) == queries.JOURNAL_PAGE else None
    context = {
        "shown": shown,
        "older": older,
        "head": newest_hash(),
        "is_steward": policy.is_steward(viewer_of(request)),
    }
    return render(request, "people/journal.html", context)
