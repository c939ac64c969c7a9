"""Payment cards, IBAN and account numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from balai.core.privacy.checksums import luhn, mod_97
from balai.core.privacy.cues import Cue
from balai.core.privacy.finding import Finding, FindingType, digits_of, found
from balai.core.privacy.rules import END, FREE, NumberRule, Rules
from balai.core.privacy.searched import Searched
from balai.core.privacy.why import Why

_CARD = re.compile(
    rf"\d{FREE}(?:\d{{11,18}}|\d{{3}}(?:[ \-]\d{{4}}){{3}}(?:[ \-]\d{{1,3}})?"
    rf"|\d{{3}}[ \-]\d{{6}}[ \-]\d{{4,5}}){END}"
)
# Issuer ranges of ISO/IEC 7812 in use: Visa, Mastercard, American Express, Diners, JCB, Discover,
# UnionPay, Maestro.
_ISSUER = re.compile(r"4|5[0-8]|2[2-7]|3[0145-9]|6|1800|2131")
_CARD_CUE = Cue(
    r"cards?\b|kad\b|kartu\b|cartes?\b|kaart|credit|kredit|tarjeta|visa\b|mastercard|amex\b",
    r"บัตร|بطاقة|البطاقة|CC\b",
)
_IBAN = re.compile(
    r"([A-Za-z](?<!\w.)[A-Za-z])\d{2}(?: ?[A-Za-z0-9]{4}){2,7}(?: ?[A-Za-z0-9]{1,4})?"
)
# Lengths from the IBAN registry (ISO 13616, SWIFT), as a table of "country" + "length".
_LENGTHS = {
    pair[:2]: int(pair[2:])
    for pair in [
        "AD24",
        "AE23",
        "AL28",
        "AT20",
        "AZ28",
        "BA20",
        "BE16",
        "BG22",
        "BH22",
        "BR29",
        "BY28",
        "CH21",
        "CR22",
        "CY28",
        "CZ24",
        "DE22",
        "DK18",
        "DO28",
        "EE20",
        "EG29",
        "ES24",
        "FI18",
        "FO18",
        "FR27",
        "GB22",
        "GE22",
        "GI23",
        "GL18",
        "GR27",
        "GT28",
        "HR21",
        "HU28",
        "IE22",
        "IL23",
        "IQ23",
        "IS26",
        "IT27",
        "JO30",
        "KW30",
        "KZ20",
        "LB28",
        "LC32",
        "LI21",
        "LT20",
        "LU20",
        "LV21",
        "LY25",
        "MC27",
        "MD24",
        "ME22",
        "MK19",
        "MR27",
        "MT31",
        "MU30",
        "NL18",
        "NO15",
        "PK24",
        "PL28",
        "PS29",
        "PT25",
        "QA29",
        "RO24",
        "RS22",
        "SA24",
        "SC31",
        "SE24",
        "SI19",
        "SK24",
        "SM27",
        "ST25",
        "SV28",
        "TL23",
        "TN24",
        "TR26",
        "UA29",
        "VA22",
        "VG24",
        "XK20",
    ]
}
_ACCOUNT = NumberRule(
    FindingType.ACCOUNT,
    re.compile(rf"\d{{2,14}}(?:[ \-]\d{{1,10}}){{0,5}}{END}"),
    Why("beside"),
    lambda written: 6 <= len(digits_of(written)) <= 20,
    (
        Cue(
            r"(?:bank )?accounts?\b(?! of)|a/c\b|acct\b|akaun\b|rekening(?:nummer)?\b|norek\b|"
            r"no\. ?rek\b",
            r"(?:num[ée]ro de )?compte(?: bancaire)?\b|cuenta\b|(?:เลขที่)?บัญชี|حساب|الحساب|"
            r"sort code\b",
        ),
    ),
    cued=0.8,
    reach=40,
)

_ACCOUNTS = Rules(_ACCOUNT, starts=re.compile(rf"\d{FREE}(?=\d[\d \-]{{3}})"))


def cards(searched: Searched) -> Iterator[Finding]:
    """Yield card numbers: a known issuer and Luhn's digit; other lengths than 14-16 need a cue."""
    text = searched.text
    for match in _CARD.finditer(text):
        digits = digits_of(match[0])
        if not (_ISSUER.match(digits) and luhn(digits)) or len(set(digits)) < 2:
            continue
        near = searched.has_cue((_CARD_CUE,), match.start(), 60)
        if near or 14 <= len(digits) <= 16:
            confidence = 0.97 if near else 0.85
            yield found(text, *match.span(), FindingType.CARD, confidence, Why("checked"))


def ibans(searched: Searched) -> Iterator[Finding]:
    """Yield IBANs whose check digits hold, written in one or in fours."""
    text = searched.text
    for match in _IBAN.finditer(text):
        end = _iban_end(text, match)
        if end is not None:
            yield found(text, match.start(), end, FindingType.IBAN, 0.99, Why("checked"))


def _iban_end(text: str, match: re.Match[str]) -> int | None:
    """Return where the IBAN ends: as many characters as its country has, if they check."""
    wanted = _LENGTHS.get(match[1].upper())
    if wanted is None:
        return None
    kept = 0
    for offset, char in enumerate(match[0]):
        kept += char != " "
        if kept == wanted:
            end = match.start() + offset + 1
            solid = match[0][: offset + 1].replace(" ", "").upper()
            bounded = not text[end : end + 1].isalnum()
            return end if bounded and solid.isascii() and mod_97(solid) else None
    return None


def accounts(searched: Searched) -> Iterator[Finding]:
    """Yield numbers that stand behind a word for account."""
    return _ACCOUNTS.apply(searched)
