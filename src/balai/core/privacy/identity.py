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
from balai.core.privacy.why import Why

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


def _own(body: str, why: Why, valid: Callable[[str], bool], alone: float) -> NumberRule:
    """Return the rule of a number whose form is found wherever it stands."""
    return NumberRule(FindingType.IDENTITY, _pattern(body), why, valid, (_CARD_CUE,), alone, 0.98)


def _near(
    body: str, why: Why, valid: Callable[[str], bool], words: str = "", reach: int = 60
) -> NumberRule:
    """Return the rule of a number that counts only where a word for it stands within reach."""
    cues = (_CARD_CUE, Cue(exact=words)) if words else (_CARD_CUE,)
    return NumberRule(FindingType.IDENTITY, _pattern(body), why, valid, cues, reach=reach)


_THREES = r"\d{3}(?:-\d{3}-\d{3}| \d{3} \d{3}|\d{6})"
_FROM_LETTERS: tuple[NumberRule, ...] = (
    _own(r"[STFGMstfgm]\d{7}[A-Za-z]", Why("checked", country="SG"), checks.singapore, 0.97),
    _own(
        r"(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D]",
        Why("form", country="GB"),
        varied,
        0.9,
    ),
    _own(r"[XYZ]-?\d{7}-?[A-Z]", Why("checked", country="ES"), checks.spain, 0.9),
    _near(r"[A-Z]{1,2} ?\d{4,6}", Why("beside", country="MA"), always, reach=40),
)
_FROM_DIGITS: tuple[NumberRule, ...] = (
    _own(r"\d{6}-\d{2}-\d{4}", Why("checked", country="MY"), checks.malaysia, 0.97),
    _own(
        r"\d-\d{4}-\d{5}-\d{2}-\d|\d \d{4} \d{5} \d{2} \d",
        Why("checked", country="TH"),
        checks.thailand,
        0.97,
    ),
    _own(
        r"\d{2}\.\d{2}\.\d{2}-\d{3}\.\d{2}|\d{6}-\d{3}[.\-]\d{2}",
        Why("checked", country="BE"),
        checks.belgium,
        0.97,
    ),
    _own(
        r"[1-478][ .]?\d{2}[ .]?\d{2}[ .]?(?:\d{2}|2[AB])[ .]?\d{3}[ .]?\d{3}[ .\-]?\d{2}",
        Why("checked", country="FR"),
        checks.france,
        0.95,
    ),
    _own(r"\d{3}-\d{2}-\d{4}", Why("form", country="US"), checks.united_states, 0.85),
    _own(r"\d{8}-?[A-Z]", Why("checked", country="ES"), checks.spain, 0.85),
    _own(r"\d{5}-\d{7}-\d", Why("form", country="PK"), varied, 0.85),
    _own(r"\d{9}[VvXx]", Why("checked", country="LK"), checks.sri_lanka, 0.8),
    _own(r"\d{4}-\d{7}-\d", Why("form", country="PH"), varied, 0.6),
    # Other numbers may have these forms by chance (a hundredth of them): less sure alone.
    _own(
        r"\d{16}|\d{6}[ .]\d{6}[ .]\d{4}",
        Why("checked", country="ID"),
        checks.indonesia,
        0.6,
    ),
    _own(
        r"\d{13}|\d{6} \d{4} \d{3}|\d{6} \d{4} \d{2} \d",
        Why("checked", country="ZA"),
        checks.south_africa,
        0.7,
    ),
    _near(
        r"\d{12}|\d{6} \d{2} \d{4}",
        Why("checked", country="MY"),
        checks.malaysia,
        reach=200,
    ),
    _near(r"\d{13}", Why("checked", country="TH"), checks.thailand, reach=200),
    _near(
        r"\d{11}",
        Why("checked", country="BE"),
        checks.belgium,
        r"(?i:rijksregister|registre national)|INSZ|NISS",
        200,
    ),
    _near(
        r"\d{9}|\d{4}[. ]\d{2}[. ]\d{3}|\d{3}[. ]\d{3}[. ]\d{3}",
        Why("checked", country="NL"),
        checks.netherlands,
        r"BSN|(?i:burgerservice|sofi-?nummer)",
        200,
    ),
    _near(
        _THREES,
        Why("checked", country="CA"),
        checks.canada,
        r"S\.?I\.?N\b|NAS\b|(?i:social insurance|assurance sociale)",
        120,
    ),
    _near(
        rf"{_THREES}|\d{{2}}(?:-\d{{3}}-\d{{3}}| \d{{3}} \d{{3}}|\d{{6}})",
        Why("checked", country="NZ"),
        checks.new_zealand,
        r"IRD\b|(?i:inland revenue)",
    ),
    _near(
        _THREES,
        Why("checked", country="AU"),
        checks.australia,
        r"TFN\b|(?i:tax file)",
    ),
    _near(
        r"\d{4} ?\d{5} ?\d",
        Why("checked", country="AU"),
        checks.australia_health,
        r"Medicare",
    ),
    _near(
        r"\d{3}(?:-\d{3}-\d{4}| \d{3} \d{4}|\d{7})",
        Why("checked", country="GB"),
        checks.britain_health,
        r"NHS\b",
    ),
    _near(
        r"\d{4}(?:-\d{4}-\d{4}| \d{4} \d{4}|\d{8})",
        Why("checked", country="IN"),
        checks.india,
        r"UIDAI",
    ),
    _near(r"\d{9}", Why("beside", country="US"), varied, r"SSN\b|(?i:social security)", 40),
    _near(
        r"\d{2}-\d{7}-\d|\d{3}-\d{3}-\d{3}(?:-\d{3,5})?|\d{2}-\d{9}-\d|\d{4}(?:[ \-]\d{4}){2,3}",
        Why("beside", country="PH"),
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
        Why("beside"),
        _long_enough,
        (Cue(*_WORDS, exact=_ABBREVIATIONS, tail=_ASIDE),),
        cued=0.75,
        reach=60,
    ),
    NumberRule(
        FindingType.PASSPORT,
        _pattern(
            r"[A-Z]{1,3} ?\d{5,8}[A-Z]?|\d{2}[A-Z]{2}\d{5}|\d{8,9}|[A-Z]{2}[A-Z0-9]{6}\d",
        ),
        Why("beside"),
        always,
        (Cue(r"passports?|pasport|paspor\b|paspoort|passeport|pasaporte|หนังสือเดินทาง|جواز"),),
        cued=0.9,
    ),
    NumberRule(
        FindingType.IDENTITY,
        _pattern(r"(?:[A-Za-z]{1,5}[\- ]?)?\d[\dA-Z.\-]{2,17}[\dA-Z]"),
        Why("register"),
        lambda written: len(digits_of(written)) >= 4,
        (
            Cue(
                r"(?:driver['’]?s?|driving) licen[cs]e|lesen memandu|rijbewijs|permis de conduire",
                r"licencia de conducir|ใบขับขี่|رخصة (?:ال)?(?:سياقة|قيادة)",
                r"(?:badge|service|employee|staff|student|matric|warrant|prisoner|inmate)"
                r" ?(?:no|num|#)",
                r"no\.? (?:badan|pekerja|matrik|pelajar|anggota)|nomor induk",
                r"stamnummer|matricule\b",
                exact=r"SIM [ABC]\b|NRP\b|NIP\b",
            ),
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
