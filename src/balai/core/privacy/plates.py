"""Number plates.

France, the Netherlands, Belgium, Singapore and Great Britain write plates as nothing else is
written; those of Malaysia, Thailand, Indonesia and North America look like any code and count
only where a word for a vehicle stands before them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from balai.core.privacy.cues import Cue
from balai.core.privacy.finding import Finding, FindingType, digits_of
from balai.core.privacy.rules import FREE, NumberRule, Rules, always
from balai.core.privacy.searched import Searched
from balai.core.privacy.why import Why

_CLOSE = r"(?![\w/])(?!-\w)"
_CUE = Cue(
    r"(?:number|licen[cs]e|registration|vehicle|car) ?plates?|plate\b|registration (?:no|num|mark)",
    r"registered as|(?:vehicle|car|van|lorry|truck|motor(?:cycle|bike)|scooter|sedan|taxi|bus)\b",
    r"no\.? ?plat|nomb?or (?:plat|pendaftaran|polisi)|nopol\b|plat nomor|pelat|berplat",
    r"kereta\b|motosikal\b|lori\b|kenderaan\b|kendaraan\b|mobil\b|sepeda motor\b|van\b",
    r"kenteken|nummerplaat|voertuig|auto\b|personenauto|bromfiets|bestelbus|vrachtwagen",
    r"immatricul|plaque|véhicule|voiture|camion\b|matr[ií]cula|coche\b|vehículo",
    r"ทะเบียน|รถยนต์|รถจักรยานยนต์|รถกระบะ|لوحة|سيارة|السيارة",
)


def singapore(written: str) -> bool:
    """Check the last letter (LTA): two letters and four digits, weights 9 4 5 4 3 2, mod 19."""
    solid = written.replace(" ", "").upper()
    letters = re.match(r"[A-Z]+", solid)
    if letters is None:
        return False
    values = [ord(char) - 64 for char in letters[0][-2:].rjust(2, "@")]
    values += [int(char) for char in digits_of(solid).zfill(4)]
    total = sum(value * weight for value, weight in zip(values, (9, 4, 5, 4, 3, 2), strict=True))
    return "AZYXUTSRPMLKJHGEDCB"[total % 19] == solid[-1]


def _rule(body: str, why: Why, alone: float = 0.0, cued: float = 0.9) -> NumberRule:
    check = singapore if why.code == "checked" else always
    pattern = re.compile(f"(?:{body}){_CLOSE}")
    return NumberRule(FindingType.PLATE, pattern, why, check, (_CUE,), alone, cued, reach=40)


_STARTS = re.compile(
    rf"[A-Z]{FREE}(?<!-.)(?=[A-Z]{{0,3}}[ \-]?\d)"
    rf"|\d{FREE}(?<!-.)(?=\d{{0,4}}[ \-]?[A-Zก-ฮ]|\d?-\d\d-[A-Z]|\d{{0,4}}-[a-zء-ي]-)"
    rf"|[ก-ฮ]{FREE}(?=[ก-ฮ][ \-]?\d)"
)
_RULES = Rules(
    _rule(r"(?!SS|WW)[A-HJ-NP-TV-Z]{2}-\d{3}-[A-HJ-NP-TV-Z]{2}", Why("form", country="FR"), 0.85),
    _rule(
        r"[A-Z]{2}-\d{2}-(?:\d{2}|[A-Z]{2})|\d{2}-(?:[A-Z]{2}-(?:\d{2}|[A-Z]{2})|\d{2}-[A-Z]{2})"
        r"|\d{2}-[A-Z]{3}-\d|\d-[A-Z]{3}-\d{2}|[A-Z]{2}-\d{3}-[A-Z]|[A-Z]-\d{3}-[A-Z]{2}",
        Why("form", country="NL"),
        0.75,
    ),
    _rule(r"[1-9]-[A-Z]{3}-\d{3}", Why("form", country="BE"), 0.85),
    _rule(
        r"(?!SM[AKP])[A-Z]{2,3} ?[1-9]\d{0,3} ?[A-Z]",
        Why("checked", country="SG"),
        0.6,
    ),
    _rule(r"[A-PR-Y][A-Z](?:0[2-9]|[1-7]\d) [A-HJ-PR-Z]{3}", Why("form", country="GB"), 0.75),
    _rule(r"[A-Z]{1,2} [1-9]\d{0,3} [A-Z]{2,3}", Why("form", country="ID"), 0.6),
    _rule(r"[A-Z]{1,3} ?[1-9]\d{0,3}(?: ?[A-Z])?", Why("like", country="MY")),
    _rule(r"[A-Z]{2}\d{2}[A-Z]{3}|[A-Z]\d{1,3} ?[A-Z]{3}", Why("like", country="GB")),
    _rule(
        r"[A-Z]{3,4}[ \-]?\d{3,4}|\d{3}[ \-][A-Z]{3}|[A-Z]\d{2} ?[A-Z]{3}|"
        r"\d{1,5}-[A-Za-zء-ي]-\d{1,2}",
        Why("like"),
        cued=0.8,
    ),
    _rule(r"[0-9๐-๙]?[ก-ฮ]{2}[ \-]?[0-9๐-๙]{1,4}", Why("like", country="TH")),
    starts=_STARTS,
)


def plates(searched: Searched) -> Iterator[Finding]:
    """Yield number plates."""
    return _RULES.apply(searched)
