"""Words for roles and countries in templates."""

from __future__ import annotations

from django import template
from django.utils.translation import get_language

from balai.people.models import Role
from balai.people.territories import country_name

register = template.Library()


@register.filter
def role_words(code: str) -> str:
    """Return a role's name in the language of the page."""
    return str(Role(code).label)


@register.filter
def country_words(code: str) -> str:
    """Return a country's name in the language of the page; nothing for no country."""
    return country_name(code, get_language() or "en") if code else ""
