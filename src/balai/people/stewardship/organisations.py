"""Pages of organisations: their people, their name, and whom their AMBER reaches."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from balai.core.audience import Viewer
from balai.core.errors import Invalid, NotAllowed
from balai.people import actions, policy
from balai.people import queries as people
from balai.people.forms import posted
from balai.people.middleware import viewer_of
from balai.people.stewardship import queries
from balai.people.stewardship.forms import ClientsForm, InviteForm, OrganisationForm
from balai.people.stewardship.inviting import invited, named_organisations
from balai.web.said import refuse

get_or_post = require_http_methods(["GET", "HEAD", "POST"])


def page_of(request: HttpRequest) -> int:
    """Return the page of a list that is asked for; the first for anything odd."""
    number = request.GET.get("page", "1")
    return int(number) if number.isdecimal() and len(number) < 6 else 1


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
            refuse(form, error)
        else:
            return redirect("organisation-people", made)
    context = {"form": form, "organisations": queries.organisations_listed(viewer)}
    return render(request, "people/organisations.html", context)


@login_required
@get_or_post
def organisation_people(request: HttpRequest, organisation_id: str) -> HttpResponse:
    """Show who belongs to an organisation, and let those who may invite."""
    viewer = viewer_of(request)
    shown = queries.people(viewer, organisation=organisation_id, page=page_of(request))
    known = people.organisation(organisation_id)
    if known is None:
        raise NotAllowed()
    context = {
        "organisation": known,
        "clients": tuple(queries.clients_of(organisation_id).values()),
        "shown": shown,
        "page": page_of(request),
        "may_manage": policy.may_manage_role(viewer, organisation_id, "reader"),
        "may_name_clients": policy.may_name_clients(viewer, organisation_id),
        "is_steward": policy.is_steward(viewer),
        "lent_roles": policy.LENT_ROLES,
    }
    if policy.may_invite(viewer, organisation_id, policy.LENT_ROLES):
        form = _own_invite_form(request, viewer, known)
        made = invited(request, viewer, form)
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
        organisations=[pair for pair in named_organisations() if pair[0] != organisation_id],
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
            refuse(form, error)
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
            refuse(form, error)
        else:
            messages.success(request, _("The organisation is changed."))
            return redirect("organisation-people", organisation_id)
    return render(request, "people/rename.html", {"form": form, "organisation": known})
