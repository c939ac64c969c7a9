"""Telephone numbers, in the international form and as they are written at home.

Whether digits are a number of a country is asked of the numbering plans that the library
`phonenumbers` carries (Google's libphonenumber), directly by its patterns: its own matcher
takes one region at a time and a hundred times as long.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import accumulate

from balai.core.privacy.cues import Cue
from balai.core.privacy.finding import Finding, FindingType, digits_of, found
from balai.core.privacy.ordinary import Ordinary
from balai.core.privacy.searched import Searched
from balai.core.privacy.why import Why

REGIONS = [
    "MY",
    "SG",
    "ID",
    "TH",
    "NL",
    "BE",
    "FR",
    "GB",
    "NZ",
    "AU",
    "MA",
    "PH",
    "ZA",
    "DE",
    "ES",
    "IN",
    "PK",
    "BD",
    "LK",
    "NP",
    "KE",
    "NG",
    "TN",
    "DZ",
    "EG",
    "JO",
    "LB",
    "TR",
    "VN",
    "KH",
    "KR",
    "JP",
    "DK",
    "NO",
    "SE",
    "CH",
    "IT",
    "IE",
]
"""Countries whose national form is recognised where it begins with the trunk prefix 0 (Spain,
Singapore, Denmark and others have none; theirs need a cue). The first are those of the
workshops Balai grew from."""

_SEPARATOR = r"(?:[ \u00a0\u2009]?[\-‐‑–./][ \u00a0]?|[ \u00a0\u2009]{1,2})"
_MORE = r"\s?(?:x|ext\.?|samb\.?|toestel|poste|ต่อ)\s?\d{1,6}"
_RUN = re.compile(
    r"[+(\d](?<![\w/].)(?<!\d\..)(?<![A-Za-z\d]-.)(?:(?<=\+) ?\(?\d|(?<=\()\d|(?<=\d))"
    rf"(?:[\d()]|{_SEPARATOR}(?=[\d(])){{4,90}}"
    rf"(?P<extension>{_MORE})?(?!\w)"
)
_PART = re.compile(r"\d+")
_NORTH_AMERICAN = re.compile(
    r"(?:\+?1[\-. ])?(?:\(\d{3}\) ?\d{3}|[2-9]\d\d[. ]\d{3}|\d{3}-\d{3})[\-. ]\d{4}"
)
_CUE = Cue(
    r"t[eé]l[eé]?(?:ph?one?s?|fon[os]?|foon(?:nummer)?|efoonnummer|\b|\.)",
    r"(?:hand|mobile ?|cell ?|smart)?phones?\b",
    r"mobi?e?l[el]?\b|mobil\b|gsm\b|portable\b|móvil\b|celular\b",
    r"call(?:ed|ing)?\b|ring\b|text(?:ed)?\b|sms\b|whatsapp\b|fax\b|hotline\b|reach(?:ed)? (?:me|"
    r"us|him|her|them|on|at)\b|be reached\b|reach us\b",
    r"answer(?:ing)?\b|messages?\b|desk\b|contact\b|hubungi\b|talian\b|no\.? ?(?:tel|hp|telp)\b|"
    r"hp\b|nomor\b|numbers? (?:is|are)\b",
    r"bel(?:len)?\b|bereikbaar\b|appele[rz]\b|joindre\b|joignable\b|llam[ae]r?\b",
    r"โทร\.?(?:ศัพท์|สาร)?|มือถือ|เบอร์",
    r"هاتف|الهاتف|جوال|الجوال|اتصل|الاتصال",
)
_CUE_BEHIND = re.compile(
    r"[\s\-,:(]{0,3}(?i:office|fax|mobile|home|cell|gsm|hp|tel|h/p|work|pejabat|rumah|bureau|"
    r"kantoor)"
    r"(?![^\W\d_])"
)
_MOST_GROUPS = 8
_LEAST, _MOST = 6, 15
"""Digits of a number: E.164 allows 15."""


def phones(searched: Searched) -> Iterator[Finding]:
    """Yield telephone numbers. A row of many groups of digits is a table and is passed over."""
    ordinary = Ordinary(searched.text)
    for run in _RUN.finditer(searched.text):
        if run.end() - run.start() >= _LEAST:
            yield from _in_run(searched, run, ordinary)


def _in_run(searched: Searched, run: re.Match[str], ordinary: Ordinary) -> Iterator[Finding]:
    text = searched.text
    extension = run["extension"] or ""
    close = run.end() - len(extension)
    groups = [match.span() for match in _PART.finditer(text, run.start(), close)]
    if len(groups) > _MOST_GROUPS:
        return
    near = _has_cue(searched, run)
    at = 0
    while at < len(groups):
        start = _with_signs(text, groups[at][0], run.start())
        hit = _longest(text, start, groups[at:], near)
        if hit is None:
            at += 1
            continue
        size, confidence, why = hit
        at += size
        end = run.end() if extension and at == len(groups) else groups[at - 1][1]
        if text[start] == "+" or not ordinary.touches(start, end):
            yield found(text, start, end, FindingType.PHONE, confidence, why)


def _has_cue(searched: Searched, run: re.Match[str]) -> bool:
    before = searched.has_cue((_CUE,), run.start(), 30)
    return before or _CUE_BEHIND.match(searched.text, run.end()) is not None


def _with_signs(text: str, start: int, limit: int) -> int:
    """Step back over the plus, the bracket and the space that belong to the number."""
    while start > limit and text[start - 1] in "+( ":
        start -= 1
    while text[start] == " ":
        start += 1
    return start


def _longest(
    text: str, start: int, groups: list[tuple[int, int]], near: bool
) -> tuple[int, float, Why] | None:
    """Return (groups, confidence, why) of the longest number that begins at `start`."""
    digits = digits_of(text[start : groups[-1][1]])
    counts = list(accumulate(end - begin for begin, end in groups))
    for size in range(len(groups), 0, -1):
        if _LEAST <= counts[size - 1] <= _MOST + 2:
            written = text[start : groups[size - 1][1]]
            judged = _judge(written, digits[: counts[size - 1]], near)
            if judged is not None:
                return (size, *judged)
    return None


def _judge(written: str, digits: str, near: bool) -> tuple[float, Why] | None:
    plus = written.startswith("+")
    if plus or (digits.startswith("00") and len(digits) >= 11):
        number = digits if plus else digits[2:]
        if _is_international(number):
            return 0.97, Why("country-code")
        if plus and 8 <= len(number) <= _MOST:
            return 0.75, Why("like")
    elif digits.startswith("0") and _is_national(digits) and _is_grouped(written, digits):
        return (0.95 if near else 0.85), Why("form")
    elif _NORTH_AMERICAN.fullmatch(written):
        return (0.95 if near else 0.8), Why("form", country="US")
    if near and len(digits) <= _MOST and _reads_as_number(written, digits):
        return 0.7, Why("beside")
    return None


def _is_grouped(written: str, digits: str) -> bool:
    """Refuse decimals ("0.123 456 789"): a national number does not begin with a lone 0.

    Thai numbers do ("0-2248-7417"), and a hyphen or a space follows there.
    """
    first = re.split(r"\D", written.lstrip("("), maxsplit=1)[0]
    return len(first) >= 2 or (written[1:2] in "- ()" and len(digits) >= 9)


def _reads_as_number(written: str, digits: str) -> bool:
    """Refuse years, dates and amounts beside a cue ("called 12 000 000 people")."""
    return (
        re.fullmatch(r"(?:19|20)\d\d(?:\D{1,3}(?:19|20)?\d\d)?", written) is None
        and re.fullmatch(r"(?:[0-2]?\d|3[01])\D(?:0?\d|1[0-2])\D(?:\d\d){1,2}", written) is None
        and re.fullmatch(r"\d{4}\D\d\d\D\d\d", written) is None
        and re.fullmatch(r"\d{1,3}(?:[ .,]000){1,4}", written) is None
        and len(set(digits)) > 1
    )


@cache
def _national() -> re.Pattern[str]:
    """Return the pattern of every number that a region of the list writes with a leading 0."""
    from phonenumbers import PhoneMetadata

    wholes: set[str] = set()
    for region in REGIONS:
        plan = PhoneMetadata.metadata_for_region(region)
        if plan is None or plan.national_prefix != "0":
            continue
        wholes.update(_kinds(plan))
    return re.compile("0(?:" + "|".join(f"(?:{whole})" for whole in sorted(wholes)) + ")")


def _kinds(plan: object) -> Iterator[str]:
    """Yield the patterns of the kinds of number in a numbering plan that people are reached by."""
    for name in ("fixed_line", "mobile", "voip", "personal_number", "toll_free", "uan"):
        kind = getattr(plan, name, None)
        pattern = getattr(kind, "national_number_pattern", None)
        if pattern:
            yield pattern


@cache
def _plan(code: int) -> re.Pattern[str] | None:
    from phonenumbers import COUNTRY_CODE_TO_REGION_CODE, PhoneMetadata

    wholes: list[str] = []
    for region in COUNTRY_CODE_TO_REGION_CODE.get(code, ()):
        plan = PhoneMetadata.metadata_for_region_or_calling_code(code, region)
        if plan is not None:
            wholes.extend(_kinds(plan))
    return re.compile("|".join(f"(?:{whole})" for whole in wholes)) if wholes else None


def _is_national(digits: str) -> bool:
    return 8 <= len(digits) <= 13 and _national().fullmatch(digits) is not None


def _is_international(digits: str) -> bool:
    """Say whether a country code and a valid number follow; a trunk 0 in between is allowed."""
    for length in (1, 2, 3):
        plan = _plan(int(digits[:length])) if len(digits) > length else None
        if plan is not None:
            rest = digits[length:]
            return plan.fullmatch(rest) is not None or plan.fullmatch(rest.lstrip("0")) is not None
    return False
