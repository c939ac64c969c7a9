"""Pages of signing in through a provider: begun here, come back from there, set up by a steward."""

from __future__ import annotations

import hmac
import time
from dataclasses import asdict
from urllib.parse import urlencode

from allauth.account.internal.flows.reauthentication import resume_request
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from balai.core.errors import BalaiError, Invalid
from balai.foundation.limits import limited
from balai.people import policy
from balai.people import queries as people
from balai.people.actions import providers as actions
from balai.people.confirming import note_sign_in
from balai.people.forms import posted
from balai.people.middleware import viewer_of
from balai.people.providers import protocol, queries
from balai.people.providers.forms import ProviderForm
from balai.people.sign_in import sign_in
from balai.web.said import refuse, said

BY_PROVIDER = "provider"
LASTS = 600
"""Seconds within which the answer of a provider must come."""
_ASKED = "provider_asked"


@require_http_methods(["GET", "HEAD"])
def begin(request: HttpRequest, organisation_id: str) -> HttpResponse:
    """Send the browser to an organisation's provider."""
    limited(request, "provider")
    client = queries.client_of(organisation_id)
    question = protocol.new_question()
    try:
        endpoints = protocol.discover(client.issuer)
    except Invalid as error:
        return _refused(request, error)
    then = request.GET.get("next", "")
    request.session[_ASKED] = asdict(question) | {
        "organisation": organisation_id,
        "at": time.time(),
        "then": then if url_has_allowed_host_and_scheme(then, None) else "",
    }
    is_here = request.user.is_authenticated
    there = protocol.address_to_ask(
        endpoints, client, question, address_back(request, organisation_id), anew=is_here
    )
    return redirect(there)


@require_http_methods(["GET", "HEAD"])
def back(request: HttpRequest, organisation_id: str) -> HttpResponse:
    """Take a provider's answer; one question has one answer, and only this browser has it."""
    limited(request, "provider")
    asked = request.session.pop(_ASKED, None) or {}
    state = request.GET.get("state", "")
    is_ours = hmac.compare_digest(str(asked.get("state", "")).encode(), state.encode())
    if not asked or not is_ours or asked.get("organisation") != organisation_id:
        return _refused(request, _unasked())
    if not 0 <= time.time() - asked["at"] <= LASTS:
        return _refused(request, _unasked())
    if request.GET.get("error") or not request.GET.get("code"):
        return _refused(request, protocol.lied(_("The provider did not sign you in."), " "))
    try:
        account = _account(request, organisation_id, asked)
    except BalaiError as error:
        return _refused(request, error)
    if request.user.is_authenticated:
        return _confirm(request, account, asked["then"])
    return sign_in(request, account, then=asked["then"] or None, by=BY_PROVIDER)


def _account(request: HttpRequest, organisation_id: str, asked: dict[str, str]) -> str:
    client = queries.client_of(organisation_id)
    if request.GET.get("iss", client.issuer) != client.issuer:
        raise protocol.lied(_("The answer comes from another provider than was asked."))
    person = protocol.person_behind(
        protocol.discover(client.issuer),
        client,
        protocol.Question(asked["state"], asked["nonce"], asked["verifier"]),
        request.GET["code"],
        address_back(request, organisation_id),
    )
    return actions.admit(organisation_id=organisation_id, person=person)


def _confirm(request: HttpRequest, account: str, then: str) -> HttpResponse:
    """Let a provider's word confirm that it is still the one who is signed in."""
    if viewer_of(request).account != account:
        return _refused(
            request, protocol.lied(_("The provider means somebody else than is signed in here."))
        )
    note_sign_in(request, request.user, BY_PROVIDER)
    request.GET = QueryDict(urlencode({"next": then}))
    answer: HttpResponse | None = resume_request(request)
    return answer or redirect("me")


def _unasked() -> Invalid:
    return Invalid(
        _("This answer of a provider was not asked for by this browser, or came too late."),
        _("Begin again from the sign-in page."),
        kind="provider-unasked",
    )


def _refused(request: HttpRequest, error: BalaiError) -> HttpResponse:
    """Say what went wrong; signing in with the password stays open."""
    status = 429 if error.kind == "too-often" else 403
    context = {"error": said(error)}
    return render(request, "people/provider_refused.html", context, status=status)


def address_back(request: HttpRequest, organisation_id: str) -> str:
    """Return the address that is registered at the provider."""
    path = queries.path_back(organisation_id)
    base = settings.BALAI.public_url.rstrip("/")
    return f"{base}{path}" if base else request.build_absolute_uri(path)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def configure(request: HttpRequest, organisation_id: str) -> HttpResponse:
    """Name an organisation's provider, having asked it whether it is one; a steward."""
    viewer = viewer_of(request)
    policy.require(policy.is_steward(viewer))
    organisation = people.known_organisation(organisation_id)
    known = queries.provider(viewer, organisation_id)
    form = ProviderForm(
        posted(request),
        has_secret=known is not None,
        initial={"issuer": known.issuer, "client_id": known.client_id} if known else {},
    )
    if form.is_valid():
        try:
            protocol.discover(protocol.clean_issuer(form.cleaned_data["issuer"]))
            actions.name_provider(
                viewer=viewer, organisation_id=organisation_id, **form.cleaned_data
            )
        except Invalid as error:
            refuse(form, error)
        else:
            messages.success(request, _("The provider answers and is named."))
            return redirect("organisation-people", organisation_id)
    context = {
        "form": form,
        "organisation": organisation,
        "is_named": known is not None,
        "address_back": address_back(request, organisation_id),
    }
    return render(request, "people/provider.html", context)


@login_required
@require_http_methods(["POST"])
def remove(request: HttpRequest, organisation_id: str) -> HttpResponse:
    """Remove an organisation's provider; a steward."""
    actions.remove_provider(viewer=viewer_of(request), organisation_id=organisation_id)
    messages.success(request, _("The provider is removed."))
    return redirect("organisation-people", organisation_id)
