"""The finders in one pass. `findings` is what the rest of Balai calls."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from balai.core.privacy.finding import Finder, Finding, Follower
from balai.core.privacy.learned.joining import joined
from balai.core.privacy.learned.mark import Mark
from balai.core.privacy.merge import merge
from balai.core.privacy.searched import Searched


@cache
def finders() -> tuple[Finder, ...]:
    """Return the finders that need the text alone.

    Loaded at the first scan: their patterns take a tenth of a second to compile, which a start
    without a scan should not pay.
    """
    from balai.core.privacy.addresses import addresses
    from balai.core.privacy.ages import ages
    from balai.core.privacy.cases import case_numbers
    from balai.core.privacy.contacts import emails, handles, ip_addresses, profiles
    from balai.core.privacy.dates import birth_dates
    from balai.core.privacy.identity import identity_numbers
    from balai.core.privacy.names import names
    from balai.core.privacy.names_arabic import arabic_names
    from balai.core.privacy.names_thai import thai_names
    from balai.core.privacy.payments import accounts, cards, ibans
    from balai.core.privacy.phones import phones
    from balai.core.privacy.plates import plates

    contacts = (emails, profiles, handles, ip_addresses, phones, addresses)
    numbers = (identity_numbers, cards, ibans, accounts, plates, case_numbers)
    return (*contacts, *numbers, birth_dates, ages, names, thai_names, arabic_names)


@cache
def followers() -> tuple[Follower, ...]:
    """Return the finders that need to know what was found before them, in this order."""
    from balai.core.privacy.ages import ages_after_names
    from balai.core.privacy.dates import personal_dates
    from balai.core.privacy.described import described
    from balai.core.privacy.names_again import repeated_names
    from balai.core.privacy.told import combinations

    return (repeated_names, ages_after_names, personal_dates, described, combinations)


def findings(
    text: str,
    language: str = "",
    *,
    marks: Iterable[Mark] = (),
    also: Iterable[Finder] = (),
) -> tuple[Finding, ...]:
    """Return what may identify a person in `text`, in order of place, none overlapping.

    Patterns find what is written like personal data; bare names, places and whatever only the
    sense gives away come from `marks`, which the encoder made of this very text. Both miss some:
    they help a person check and replace nobody. `language` is a hint; every pattern is tried on
    every text, for reports mix languages. `also` takes further finders, whose findings are
    merged and followed alike. Raises ValueError for marks that lie outside the text.
    """
    from balai.core.privacy.ages import ages_after_names

    searched = Searched(text, language)
    known = merge(text, (item for finder in (*finders(), *also) for item in finder(searched)))
    # Before marks are joined, which may move the end of a name that an age stands behind.
    known = merge(text, (*known, *ages_after_names(searched, known)))
    known = merge(text, (*known, *joined(searched, known, marks)))
    for follower in followers():
        more = tuple(follower(searched, known))
        known = merge(text, (*known, *more)) if more else known
    return known
