"""Reading sign-in providers: what the sign-in page offers, and what speaking to one takes."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from balai.core.audience import Viewer
from balai.core.errors import NotAllowed
from balai.foundation.sealing import unseal
from balai.people import policy
from balai.people.actions.providers import PURPOSE
from balai.people.models import Provider
from balai.people.providers.protocol import Client


@dataclass(frozen=True)
class ProviderOffered:
    """A way to sign in that everybody sees on the sign-in page."""

    url: str
    name: str


@dataclass(frozen=True)
class ProviderShown:
    """A provider as a steward sees it; its secret is never shown again."""

    organisation_id: str
    organisation_name: str
    issuer: str
    client_id: str


def offered(*, then: str = "") -> tuple[ProviderOffered, ...]:
    """Return the organisations through which people sign in, by name; `then` is where to go on."""
    rows = Provider.objects.order_by("organisation__name")
    query = f"?{urlencode({'next': then})}" if then else ""
    return tuple(
        ProviderOffered(reverse("provider", args=[where]) + query, name)
        for where, name in rows.values_list("organisation_id", "organisation__name")
    )


def met_by(account_id: str) -> tuple[ProviderOffered, ...]:
    """Return the providers through which an account has come in, by their organisations' names."""
    rows = Provider.objects.filter(subjects__account_id=account_id).order_by("organisation__name")
    return tuple(
        ProviderOffered(reverse("provider", args=[where]), name)
        for where, name in rows.values_list("organisation_id", "organisation__name")
    )


def providers(viewer: Viewer) -> tuple[ProviderShown, ...]:
    """Return every provider, for stewards."""
    policy.require(policy.is_steward(viewer))
    rows = Provider.objects.order_by("organisation__name").select_related("organisation")
    return tuple(_shown(each) for each in rows)


def provider(viewer: Viewer, organisation_id: str) -> ProviderShown | None:
    """Return an organisation's provider, for stewards."""
    policy.require(policy.is_steward(viewer))
    row = Provider.objects.filter(organisation_id=organisation_id).select_related("organisation")
    found = row.first()
    return _shown(found) if found else None


def client_of(organisation_id: str) -> Client:
    """Return what this node is to an organisation's provider. Raises NotAllowed without one."""
    row = Provider.objects.filter(organisation_id=organisation_id).first()
    if row is None:
        raise NotAllowed()
    return Client(row.issuer, row.client_id, unseal(row.secret, PURPOSE))


def path_back(organisation_id: str) -> str:
    """Return the path that is registered at an organisation's provider."""
    return reverse("provider-back", args=[organisation_id])


def _shown(row: Provider) -> ProviderShown:
    return ProviderShown(row.organisation_id, row.organisation.name, row.issuer, row.client_id)
