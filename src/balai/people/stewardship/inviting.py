"""From a filled form to the sheet that is handed over: what stewards and convenors share."""

from __future__ import annotations

import logging
from smtplib import SMTPException

from django.conf import settings
from django.contrib import messages
from django.core.mail import send_mail
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from balai.core.audience import Viewer
from balai.core.errors import Invalid
from balai.foundation.node_settings import in_words
from balai.people import actions
from balai.people import queries as people
from balai.people.actions import LinkMade
from balai.people.handouts import Handout, handout
from balai.people.stewardship.forms import NODE, InviteForm
from balai.web.said import refuse

logger = logging.getLogger(__name__)


def named_organisations() -> tuple[tuple[str, str], ...]:
    """Return identifier and name of every organisation, for the choices of a form."""
    return tuple((each.id, each.name) for each in people.organisations())


def invited(request: HttpRequest, viewer: Viewer, form: InviteForm) -> HttpResponse | None:
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
        refuse(form, error)
        return None
    known = people.organisation(place) if place else None
    sheet = sheet_of(request, link, place=known.name if known else "")
    if asked.get("by_mail"):
        _send(request, asked["email"], sheet)
    return render(request, "people/link_made.html", {"sheet": sheet, "for_whom": asked["email"]})


def sheet_of(
    request: HttpRequest, link: LinkMade, *, place: str = "", is_recovery: bool = False
) -> Handout:
    """Return the sheet of a fresh link, with the address that people use."""
    base = settings.BALAI.public_url.rstrip("/")
    return handout(
        address=f"{base}{link.path}" if base else request.build_absolute_uri(link.path),
        expires=link.expires,
        node=in_words("name"),
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
