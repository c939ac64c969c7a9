"""Pages of one-time links, of registration, and of the own account."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from balai.core.errors import Invalid, NotAllowed
from balai.foundation.limits import limited
from balai.foundation.node_settings import get_setting
from balai.people import actions, queries
from balai.people.confirming import BY_LINK
from balai.people.forms import (
    AskRecoveryForm,
    CloseForm,
    JoinForm,
    NewPasswordForm,
    ProfileForm,
    RegisterForm,
    WelcomeForm,
    page_language,
    posted,
)
from balai.people.languages import remember_language
from balai.people.middleware import viewer_of
from balai.people.models import LinkKind
from balai.people.sign_in import sign_in
from balai.people.stewardship import queries as stewardship
from balai.web.said import refuse

get_or_post = require_http_methods(["GET", "HEAD", "POST"])


def _spent(request: HttpRequest, state: str) -> HttpResponse:
    """Say why a link does not work: unknown, used or expired."""
    status = 404 if state == "unknown" else 410
    return render(request, "people/link_spent.html", {"state": state}, status=status)


@require_http_methods(["GET", "HEAD"])
def nobody_yet(request: HttpRequest) -> HttpResponse:
    """On a node without accounts, say where its first steward finds the link."""
    if queries.has_accounts():
        raise NotAllowed()
    return render(request, "people/nobody_yet.html")


@sensitive_post_parameters("password")
def welcome(request: HttpRequest, token: str) -> HttpResponse:
    """Greet the first steward of an empty node."""
    if not queries.is_welcome_link(token):
        return _spent(request, queries.link(LinkKind.INVITATION, token).state)
    form = WelcomeForm(posted(request))
    if form.is_valid():
        try:
            account = actions.make_first_steward(token=token, **form.cleaned_data)
        except Invalid as error:
            refuse(form, error)
        else:
            return sign_in(request, account, then="/steward/")
    return render(request, "people/welcome.html", {"form": form})


@sensitive_post_parameters("password")
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Accept an invitation: with a name and a password, or into the account one is signed in to."""
    link = queries.link(LinkKind.INVITATION, token)
    if not link.is_open or not link.email:  # a welcome has no address and is no invitation
        return _spent(request, "unknown" if link.is_open else link.state)
    if link.has_account:
        return _join_with_account(request, token, link)
    form = JoinForm(posted(request))
    if form.is_valid():
        try:
            account = actions.accept_invitation(token=token, **form.cleaned_data)
        except Invalid as error:
            refuse(form, error)
        else:
            return sign_in(request, account)
    return render(request, "people/invitation.html", {"form": form, "link": link})


def _join_with_account(request: HttpRequest, token: str, link: queries.LinkShown) -> HttpResponse:
    viewer = viewer_of(request)
    own = viewer.signed_in and queries.profile_of(viewer).email == link.email
    if request.method == "POST" and own:
        actions.accept_invitation(token=token, viewer=viewer)
        messages.success(request, _("You have joined."))
        return redirect("me")
    return render(
        request,
        "people/invitation_with_account.html",
        {"link": link, "is_own": own, "here": request.path},
    )


@sensitive_post_parameters("password")
def recovery(request: HttpRequest, token: str) -> HttpResponse:
    """Set a new password by a link that a steward handed over."""
    link = queries.link(LinkKind.RECOVERY, token)
    if not link.is_open:
        return _spent(request, link.state)
    form = NewPasswordForm(posted(request))
    if form.is_valid():
        try:
            actions.use_recovery(token=token, password=form.cleaned_data["password"])
        except Invalid as error:
            refuse(form, error)
        else:
            messages.success(request, _("Your new password is set. Sign in with it."))
            return redirect("account_login")
    return render(request, "people/recovery.html", {"form": form, "link": link})


@get_or_post
def ask_recovery(request: HttpRequest) -> HttpResponse:
    """Ask the stewards for a new password; the answer is the same for every address."""
    form = AskRecoveryForm(posted(request))
    if form.is_valid():
        limited(request, "recovery", form.cleaned_data["email"])
        actions.ask_recovery(email=form.cleaned_data["email"])
        return render(request, "people/recovery_asked.html")
    return render(request, "people/ask_recovery.html", {"form": form})


def sign_in_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """Show one button; pressing it uses the link up and signs in."""
    link = queries.link(LinkKind.SIGN_IN, token)
    if not link.is_open:
        return _spent(request, link.state)
    if request.method == "POST":
        return sign_in(request, actions.use_sign_in_link(token=token), by=BY_LINK)
    return render(request, "people/sign_in.html", {"link": link})


@sensitive_post_parameters("password")
@get_or_post
def register(request: HttpRequest) -> HttpResponse:
    """Make an account, where a steward opened registration; else say who invites."""
    if viewer_of(request).signed_in:
        return redirect("me")
    if not get_setting("registration_open"):
        return render(request, "account/signup_closed.html", status=403)
    form = RegisterForm(posted(request))
    if form.is_valid():
        limited(request, "registration")
        try:
            account = actions.record_registration(language=_language(), **form.cleaned_data)
        except Invalid as error:
            refuse(form, error)
        else:
            return sign_in(request, account)
    return render(request, "account/signup.html", {"form": form})


def _language() -> str:
    return page_language().partition("-")[0]


@login_required
@get_or_post
def me(request: HttpRequest) -> HttpResponse:
    """Show and change the own account."""
    viewer = viewer_of(request)
    own = queries.profile_of(viewer)
    form = ProfileForm(
        posted(request),
        initial={
            "name": own.name,
            "language": own.language,
            "reading_languages": own.reading_languages,
            "review_keys": own.review_keys,
        },
    )
    if form.is_valid():
        try:
            actions.change_profile(viewer=viewer, **form.cleaned_data)
        except Invalid as error:
            refuse(form, error)
        else:
            messages.success(request, _("Your choices are kept."))
            answer = redirect("me")
            remember_language(answer, form.cleaned_data["language"])
            return answer
    context = {
        "form": form,
        "own": own,
        "roles": tuple(stewardship.roles_held([own.account_id]).get(own.account_id, ())),
        "history": stewardship.account_history(viewer)[:20],
    }
    return render(request, "people/me.html", context)


@login_required
@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Give up one of the own roles."""
    viewer = viewer_of(request)
    actions.take_role(
        viewer=viewer,
        account_id=viewer.account or "",
        organisation=request.POST.get("organisation", ""),
        role=request.POST.get("role", ""),
    )
    messages.success(request, _("You no longer hold this role."))
    return redirect("me")


@login_required
@get_or_post
def close(request: HttpRequest) -> HttpResponse:
    """Close the own account, after one deliberate tick."""
    form = CloseForm(posted(request))
    if form.is_valid():
        viewer = viewer_of(request)
        actions.close_account(viewer=viewer, account_id=viewer.account or "")
        logout(request)
        return render(request, "people/closed.html")
    return render(request, "people/close.html", {"form": form})
