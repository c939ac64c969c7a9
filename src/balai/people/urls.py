"""Addresses of sign-in, one-time links, the own account and stewardship.

What is `confirmed` here is carried out only by whoever proved just now who they are.
"""

from __future__ import annotations

from allauth.account import views as account_views
from allauth.mfa.recovery_codes import views as code_views
from allauth.mfa.totp import views as totp_views
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, re_path
from django.views.decorators.cache import never_cache
from django.views.generic import RedirectView

from balai.core.errors import NotAllowed
from balai.people import sign_in, views
from balai.people.confirming import confirmed, confirmed_to_see
from balai.people.links import by_link
from balai.people.policy import SECOND_STEP_ROLES
from balai.people.providers import views as providers
from balai.people.second_step import passkeys
from balai.people.second_step import views as second_step
from balai.people.stewardship import organisations
from balai.people.stewardship import views as stewardship


def absent(request: HttpRequest, rest: str) -> HttpResponse:
    """Answer for pages that allauth brings and Balai does not use."""
    raise NotAllowed()


def _invites_trust(request: HttpRequest) -> bool:
    """Say whether an invitation is to a role that needs a second step."""
    return not SECOND_STEP_ROLES.isdisjoint(request.POST.getlist("roles"))


_LINKS = [
    path("welcome/", views.nobody_yet, name="nobody-yet"),
    path("welcome/begin/", by_link(views.welcome), name="welcome"),
    path("invitation/", by_link(views.invitation), name="invitation"),
    path("recovery/", views.ask_recovery, name="ask-recovery"),
    path("recovery/password/", by_link(views.recovery), name="recovery"),
    path("sign-in/", by_link(views.sign_in_by_link), name="sign-in"),
]

_ACCOUNT: list[URLPattern] = [
    path("account/me/", views.me, name="me"),
    path("account/me/leave/", confirmed(views.leave), name="leave-role"),
    path("account/me/close/", confirmed(views.close), name="close-account"),
    path("account/login/", sign_in.SignIn.as_view(), name="account_login"),
    path("account/logout/", account_views.logout, name="account_logout"),
    path("account/inactive/", account_views.account_inactive, name="account_inactive"),
    path("account/signup/", never_cache(views.register), name="account_signup"),
    path(
        "account/reauthenticate/",
        login_required(sign_in.ConfirmByPassword.as_view()),
        name="account_reauthenticate",
    ),
    path(
        "account/password/change/",
        login_required(sign_in.ChangePassword.as_view()),
        name="account_change_password",
    ),
    path("account/password/set/", account_views.password_set, name="account_set_password"),
    path(
        "account/password/reset/",
        RedirectView.as_view(pattern_name="ask-recovery"),
        name="account_reset_password",
    ),
    path("account/2fa/", second_step.SecondStepPage.as_view(), name="mfa_index"),
    path("account/2fa/authenticate/", second_step.SecondStep.as_view(), name="mfa_authenticate"),
    path(
        "account/2fa/reauthenticate/",
        second_step.ConfirmByCode.as_view(),
        name="mfa_reauthenticate",
    ),
    path("account/2fa/totp/activate/", second_step.SetUpCode.as_view(), name="mfa_activate_totp"),
    path(
        "account/2fa/webauthn/",
        RedirectView.as_view(pattern_name="mfa_index"),
        name="mfa_list_webauthn",
    ),
    path(
        "account/2fa/webauthn/add/",
        never_cache(passkeys.AddPasskey.as_view()),
        name="mfa_add_webauthn",
    ),
    path(
        "account/2fa/webauthn/keys/<int:pk>/remove/",
        passkeys.RemovePasskey.as_view(),
        name="mfa_remove_webauthn",
    ),
    path(
        "account/2fa/webauthn/login/",
        never_cache(passkeys.SignInByPasskey.as_view()),
        name="mfa_login_webauthn",
    ),
    path(
        "account/2fa/webauthn/reauthenticate/",
        passkeys.ConfirmByPasskey.as_view(),
        name="mfa_reauthenticate_webauthn",
    ),
    path("account/2fa/totp/deactivate/", totp_views.deactivate_totp, name="mfa_deactivate_totp"),
    path(
        "account/2fa/recovery-codes/",
        never_cache(code_views.view_recovery_codes),
        name="mfa_view_recovery_codes",
    ),
    path(
        "account/2fa/recovery-codes/generate/",
        code_views.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
    path(
        "account/2fa/recovery-codes/download/",
        code_views.download_recovery_codes,
        name="mfa_download_recovery_codes",
    ),
    path("account/provider/<str:organisation_id>/", never_cache(providers.begin), name="provider"),
    path(
        "account/provider/<str:organisation_id>/back/",
        never_cache(providers.back),
        name="provider-back",
    ),
    path("account/sessions/", sign_in.Sessions.as_view(), name="usersessions_list"),
    re_path(r"^account/(?P<rest>.*)/$", absent),
]

_STEWARD = [
    path("steward/", stewardship.overview, name="steward"),
    path("steward/people/", stewardship.everybody, name="steward-people"),
    path("steward/people/<str:account_id>/", stewardship.person, name="steward-person"),
    path("people/<str:account_id>/role/", confirmed(stewardship.change_role), name="change-role"),
    path(
        "steward/people/<str:account_id>/recover/",
        confirmed(stewardship.recover),
        name="steward-recover",
    ),
    path(
        "steward/people/<str:account_id>/second-step/",
        confirmed(stewardship.remove_second_step),
        name="steward-second-step",
    ),
    path(
        "steward/people/<str:account_id>/close/",
        confirmed(stewardship.close_person),
        name="steward-close",
    ),
    path(
        "steward/invitations/",
        confirmed(stewardship.invitations, when=_invites_trust),
        name="steward-invitations",
    ),
    path("invitations/<str:link_id>/withdraw/", stewardship.withdraw, name="withdraw-invitation"),
    path("steward/organisations/", organisations.organisations, name="steward-organisations"),
    path("steward/node/", stewardship.node, name="steward-node"),
    path(
        "steward/node/registration/",
        confirmed(stewardship.registration),
        name="steward-registration",
    ),
    path(
        "steward/node/second-step/",
        confirmed(stewardship.second_step_rule),
        name="steward-second-step-rule",
    ),
    path("journal/", stewardship.journal, name="journal"),
    path(
        "journal/export.<str:suffix>",
        confirmed_to_see(stewardship.journal_export),
        name="journal-export",
    ),
    path("steward/tasks/<str:task_id>/retry/", stewardship.retry, name="steward-retry"),
    path(
        "organisations/<str:organisation_id>/",
        confirmed(organisations.organisation_people, when=_invites_trust),
        name="organisation-people",
    ),
    path(
        "organisations/<str:organisation_id>/clients/", organisations.clients, name="name-clients"
    ),
    path(
        "organisations/<str:organisation_id>/provider/",
        confirmed(providers.configure),
        name="name-provider",
    ),
    path(
        "organisations/<str:organisation_id>/provider/remove/",
        confirmed(providers.remove),
        name="remove-provider",
    ),
    path(
        "organisations/<str:organisation_id>/name/",
        organisations.rename,
        name="rename-organisation",
    ),
]

urlpatterns = [*_LINKS, *_ACCOUNT, *_STEWARD]
