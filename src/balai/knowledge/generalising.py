"""More general words for whoever is named, and reasons for keeping a name, as the bench offers."""

from __future__ import annotations

from collections.abc import Sequence

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from balai.core.privacy import FindingType
from balai.knowledge import labels
from balai.knowledge.presenting import language
from balai.vocabulary.places import country_name

_PERSONS = (FindingType.NAME, FindingType.COMBINATION, FindingType.HANDLE)

_STAND_INS = {
    FindingType.NAME: gettext_noop("somebody"),
    FindingType.COMBINATION: gettext_noop("somebody"),
    FindingType.HANDLE: gettext_noop("somebody"),
    FindingType.EMAIL: gettext_noop("an e-mail address"),
    FindingType.PHONE: gettext_noop("a phone number"),
    FindingType.IDENTITY: gettext_noop("an identity number"),
    FindingType.PASSPORT: gettext_noop("a passport number"),
    FindingType.CARD: gettext_noop("a card number"),
    FindingType.IBAN: gettext_noop("an account number"),
    FindingType.ACCOUNT: gettext_noop("an account number"),
    FindingType.PLATE: gettext_noop("a number plate"),
    FindingType.ADDRESS: gettext_noop("an address"),
    FindingType.CASE: gettext_noop("a case number"),
    FindingType.URL: gettext_noop("a web page"),
    FindingType.IP: gettext_noop("an address on the internet"),
    FindingType.BIRTH_DATE: gettext_noop("a date of birth"),
    FindingType.DATE: gettext_noop("a date"),
    FindingType.AGE: gettext_noop("an age"),
    FindingType.NUMBER: gettext_noop("a number"),
    FindingType.PLACE: gettext_noop("a place"),
    FindingType.ORGANISATION: gettext_noop("an organisation"),
    FindingType.TRAIT: gettext_noop("a personal detail"),
    FindingType.QUANTITY: gettext_noop("some"),
}


def stand_in(type_: str) -> str:
    """Return what a place says where nothing is known of it but its type."""
    return _(_STAND_INS[FindingType(type_)])


def instead_in(
    spoken: str, type_: str, country: str, proposed: Sequence[tuple[str, str, str]], *, rule: bool
) -> tuple[str, ...]:
    """Return wordings in the language of the sentence, which they become a part of.

    Where Balai does not speak it, they are in the language of the page.
    """
    known = spoken if spoken in dict(settings.LANGUAGES) else translation.get_language()
    with translation.override(known):
        return instead_of(type_, country, proposed, rule=rule)


def instead_of(
    type_: str, country: str, proposed: Sequence[tuple[str, str, str]], *, rule: bool = False
) -> tuple[str, ...]:
    """Return wordings in the language of the page for one finding, the likeliest first.

    For a person they are made of a role (those proposed for the sentence come first) and a
    region; neither the place nor the office is so exact that one person is left. Under the
    Chatham House Rule no country is told: in the room there may have been one from it.
    """
    if rule and type_ in (*_PERSONS, FindingType.ORGANISATION):
        return _under_rule(type_)
    if type_ in _PERSONS:
        where = country_name(country, language()) if country else ""
        roles = [
            labels.shown(scheme, code, language()).name for scheme, code, _w in _actors(proposed)
        ]
        general = [
            _("a police officer"),
            _("a community leader"),
            _("a resident"),
            _("a colleague"),
        ]
        said = [_("somebody (%(role)s)") % {"role": role} for role in dict.fromkeys(roles)]
        placed = [
            _("%(somebody)s in %(place)s") % {"somebody": each, "place": where} if where else each
            for each in (*said, *general)
        ]
        return (*placed, _("a community leader in a northern district"))
    if type_ in (FindingType.AGE, FindingType.BIRTH_DATE):
        return (_("a young person"), _("in their thirties"), _("an older person"))
    if type_ in (FindingType.PLACE, FindingType.ADDRESS):
        return (_("a northern district"), _("a small town"), _("a neighbourhood of the capital"))
    if type_ == FindingType.DATE:
        return (_("that year"), _("some months later"))
    return (stand_in(type_),)


def _under_rule(type_: str) -> tuple[str, ...]:
    """Return wordings that tell neither who spoke nor from where."""
    if type_ == FindingType.ORGANISATION:
        return (_("an organisation in the region"), _("a public service"), _("a community group"))
    return (
        _("an officer from the region"),
        _("a community leader from the region"),
        _("a participant"),
        _("a colleague"),
    )


def _actors(proposed: Sequence[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    return [each for each in proposed if each[0] == "actor" and labels.is_label(each[0], each[1])]


def reasons_for_keeping() -> tuple[str, ...]:
    """Return what may be a reason for publishing a name, in the language of the page."""
    return (
        _("A public office-holder acting in office."),
        _("The author of a public publication, cited as such."),
        _("Named with their consent, which is on record."),
        _("A historical person, long dead."),
        _("No person: the name of a place, a law or a programme."),
    )
