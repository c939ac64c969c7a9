"""Identity, tax, health and social-security numbers, passports and licences.

Three kinds of rule: numbers with a form of their own stand alone; numbers that look like any
other need their check digit *and* a word near; and any number behind a plain "identity card no."
is taken as one, for people mistype.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from balai.core.privacy import identity_checks as checks
from balai.core.privacy.cues import Cue
from balai.core.privacy.finding import Finding, FindingType, digits_of
from balai.core.privacy.rules import END, FREE, NumberRule, Rules, always, varied
from balai.core.privacy.searched import Searched

_WORDS = (
    r"MyKad\b|MyKid\b|no\.? ?k/p\b|kad pengenalan|kartu tanda penduduk|kartu identitas|e-KTP\b",
    r"ID[ \-]?(?:card|no|number)|identity (?:card|number|document|no)|national (?:id|"
    r"identification)",
    r"national insurance|identification (?:card|number|no)|PhilSys\b|Aadhaar|citizen(?:ship)? id",
    r"identiteits(?:kaart|bewijs|nummer)|carte (?:nationale )?d[’']identité|pièce d[’']identité",
    r"documento (?:nacional )?de identidad|cédula",
    r"บัตร(?:ประจำตัว)?ประชาชน|เลขประจำตัว|บัตรประจำตัว",
    r"بطاقة (?:ال)?(?:وطنية|هوية|تعريف)|الهوية|رقم البطاقة|البطاقة الوطنية",
)
_ABBREVIATIONS = (
    r"(?:I\.?C\.?|NRIC|FIN|KTP|NIK|K\.?P\.?|K/P|ID|CNIE?|C\.?I\.?N\.?|DNI|NIE|CNIC|UMID|NINO|NI)"
    r"(?![^\W\d_])"
)
_CARD_CUE = Cue(*_WORDS, exact=_ABBREVIATIONS)


def _pattern(body: str) -> re.Pattern[str]:
    return re.compile(f"(?:{body}){END}")


def _own(body: str, why: str, valid: Callable[[str], bool], alone: float) -> NumberRule:
    """Return the rule of a number whose form is found wherever it stands."""
    return NumberRule(FindingType.IDENTITY, _pattern(body), why, valid, _CARD_CUE, alone, 0.98)


def _near(
    body: str, why: str, valid: Callable[[str], bool], words: str = "", reach: int = 60
) -> NumberRule:
    """Return the rule of a number that counts only where a word for it stands within reach."""
    pointer = Cue(*_WORDS, exact=rf"{_ABBREVIATIONS}|{words}") if words else _CARD_CUE
    return NumberRule(FindingType.IDENTITY, _pattern(body), why, valid, pointer, reach=reach)


_THREES = r"\d{3}(?:-\d{3}-\d{3}| \d{3} \d{3}|\d{6})"
_FROM_LETTERS: tuple[NumberRule, ...] = (
    _own(
        r"[STFGMstfgm]\d{7}[A-Za-z]", "Singapore NRIC or FIN, letter holds", checks.singapore, 0.97
    ),
    _own(
        r"(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D]",
        "UK National Insurance number",
        varied,
        0.9,
    ),
    _own(r"[XYZ]-?\d{7}-?[A-Z]", "Spanish NIE, letter holds", checks.spain, 0.9),
    _near(r"[A-Z]{1,2} ?\d{4,6}", "Moroccan CIN", always, reach=40),
)
_FROM_DIGITS: tuple[NumberRule, ...] = (
    _own(r"\d{6}-\d{2}-\d{4}", "Malaysian identity card, date holds", checks.malaysia, 0.97),
    _own(
        r"\d-\d{4}-\d{5}-\d{2}-\d|\d \d{4} \d{5} \d{2} \d",
        "Thai identity number, check digit holds",
        checks.thailand,
        0.97,
    ),
    _own(
        r"\d{2}\.\d{2}\.\d{2}-\d{3}\.\d{2}|\d{6}-\d{3}[.\-]\d{2}",
        "Belgian national number, check digits hold",
        checks.belgium,
        0.97,
    ),
    _own(
        r"[1-478][ .]?\d{2}[ .]?\d{2}[ .]?(?:\d{2}|2[AB])[ .]?\d{3}[ .]?\d{3}[ .\-]?\d{2}",
        "French social-security number, key holds",
        checks.france,
        0.95,
    ),
    _own(r"\d{3}-\d{2}-\d{4}", "US social security number", checks.united_states, 0.85),
    _own(r"\d{8}-?[A-Z]", "Spanish DNI, letter holds", checks.spain, 0.85),
    _own(r"\d{5}-\d{7}-\d", "Pakistani identity card", varied, 0.85),
    _own(r"\d{9}[VvXx]", "Sri Lankan identity card, day holds", checks.sri_lanka, 0.8),
    _own(r"\d{4}-\d{7}-\d", "Philippine UMID number", varied, 0.6),
    # Other numbers may have these forms by chance (a hundredth of them): less sure alone.
    _own(
        r"\d{16}|\d{6}[ .]\d{6}[ .]\d{4}",
        "Indonesian NIK, date holds",
        checks.indonesia,
        0.6,
    ),
    _own(
        r"\d{13}|\d{6} \d{4} \d{3}|\d{6} \d{4} \d{2} \d",
        "South African identity number, check digit holds",
        checks.south_africa,
        0.7,
    ),
    _near(
        r"\d{12}|\d{6} \d{2} \d{4}",
        "Malaysian identity card, date holds",
        checks.malaysia,
        reach=200,
    ),
    _near(r"\d{13}", "Thai identity number, check digit holds", checks.thailand, reach=200),
    _near(
        r"\d{11}",
        "Belgian national number, check digits hold",
        checks.belgium,
        r"(?i:rijksregister|registre national)|INSZ|NISS",
        200,
    ),
    _near(
        r"\d{9}|\d{4}[. ]\d{2}[. ]\d{3}|\d{3}[. ]\d{3}[. ]\d{3}",
        "Dutch BSN, eleven-test holds",
        checks.netherlands,
        r"BSN|(?i:burgerservice|sofi-?nummer)",
        200,
    ),
    _near(
        _THREES,
        "Canadian SIN, check digit holds",
        checks.canada,
        r"S\.?I\.?N\b|NAS\b|(?i:social insurance|assurance sociale)",
        120,
    ),
    _near(
        rf"{_THREES}|\d{{2}}(?:-\d{{3}}-\d{{3}}| \d{{3}} \d{{3}}|\d{{6}})",
        "New Zealand IRD number, check digit holds",
        checks.new_zealand,
        r"IRD\b|(?i:inland revenue)",
    ),
    _near(
        _THREES,
        "Australian TFN, check digit holds",
        checks.australia,
        r"TFN\b|(?i:tax file)",
    ),
    _near(
        r"\d{4} ?\d{5} ?\d",
        "Australian Medicare number, check digit holds",
        checks.australia_health,
        r"Medicare",
    ),
    _near(
        r"\d{3}(?:-\d{3}-\d{4}| \d{3} \d{4}|\d{7})",
        "NHS number, check digit holds",
        checks.britain_health,
        r"NHS\b",
    ),
    _near(
        r"\d{4}(?:-\d{4}-\d{4}| \d{4} \d{4}|\d{8})",
        "Aadhaar number, check digit holds",
        checks.india,
        r"UIDAI",
    ),
    _near(r"\d{9}", "social security number", varied, r"SSN\b|(?i:social security)", 40),
    _near(
        r"\d{2}-\d{7}-\d|\d{3}-\d{3}-\d{3}(?:-\d{3,5})?|\d{2}-\d{9}-\d|\d{4}(?:[ \-]\d{4}){2,3}",
        "Philippine SSS, TIN, PhilHealth or PhilSys number",
        varied,
        r"SSS\b|TIN\b|PhilHealth|PhilSys|GSIS\b|PCN\b|PSN\b",
    ),
)


def _long_enough(written: str) -> bool:
    return len(digits_of(written)) >= 5 and varied(written)


_ASIDE = (
    r"[^\W\d]{0,12}(?:[ .:#(]|(?i:number|no|nombor|nomor|num[ée]ro|nummer|is|was|ialah|adalah|"
    r"beliau|nya|est|es|№)){0,14}$"
)
"""What may stand between a word for a card and its number."""

_BESIDE: tuple[NumberRule, ...] = (
    NumberRule(
        FindingType.IDENTITY,
        _pattern(r"(?:[A-Z]{1,3}[\- ]?)?\d[\d.\-]{2,17}\d[A-Z]?"),
        "number beside a word for an identity card",
        _long_enough,
        Cue(*_WORDS, exact=_ABBREVIATIONS, tail=_ASIDE),
        cued=0.75,
        reach=60,
    ),
    NumberRule(
        FindingType.PASSPORT,
        _pattern(
            r"[A-Z]{1,3} ?\d{5,8}[A-Z]?|\d{2}[A-Z]{2}\d{5}|\d{8,9}|[A-Z]{2}[A-Z0-9]{6}\d",
        ),
        "number beside a word for passport",
        always,
        Cue(r"passports?|pasport|paspor\b|paspoort|passeport|pasaporte|หนังสือเดินทาง|جواز"),
        cued=0.9,
    ),
    NumberRule(
        FindingType.IDENTITY,
        _pattern(r"(?:[A-Za-z]{1,5}[\- ]?)?\d[\dA-Z.\-]{2,17}[\dA-Z]"),
        "number of a licence, badge or register",
        lambda written: len(digits_of(written)) >= 4,
        Cue(
            r"(?:driver['’]?s?|driving) licen[cs]e|lesen memandu|rijbewijs|permis de conduire",
            r"licencia de conducir|ใบขับขี่|رخصة (?:ال)?(?:سياقة|قيادة)",
            r"(?:badge|service|employee|staff|student|matric|warrant|prisoner|inmate)"
            r" ?(?:no|num|#)",
            r"no\.? (?:badan|pekerja|matrik|pelajar|anggota)|nomor induk|stamnummer|matricule\b",
            exact=r"SIM [ABC]\b|NRP\b|NIP\b",
        ),
        cued=0.75,
        reach=40,
    ),
)


_LETTERS_START = re.compile(rf"[A-Za-z]{FREE}(?=[A-Za-z]{{0,4}}[ \-]?\d)")
_DIGITS_START = re.compile(rf"\d{FREE}(?=[\dA-Z .\-]{{0,11}}\d{{3}})")
"""Where digits in groups begin, of which one soon has three."""
_LETTERS = Rules(*_FROM_LETTERS, *_BESIDE, starts=_LETTERS_START)
_DIGITS = Rules(*_FROM_DIGITS, *_BESIDE, starts=_DIGITS_START)


def identity_numbers(searched: Searched) -> Iterator[Finding]:
    """Yield national numbers, passports and licences."""
    yield from _LETTERS.apply(searched)
    yield from _DIGITS.apply(searched)
