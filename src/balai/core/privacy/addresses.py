"""Street addresses with a house, a lot or a unit. A street alone is a place, not an address.

One form a language family; what may stand behind the street (unit, postcode, town) is shared.
All repetitions are bounded and their parts cannot be divided in two ways, so that no text
makes a form look at a character more than a fixed number of times.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from balai.core.privacy.finding import Finding, FindingType, found
from balai.core.privacy.windows import around_digits, matches_in

_OFF = r"(?<![\w/.,])"
_END = r"(?![^\W_])"
_WORD = r"[^\W\d_a-z][^\W_]{0,24}(?:['’.\-][^\W_]{1,24}){0,3}\.?"
"""A word that begins with a capital (or in a script without capitals)."""
_HOUSE = r"(?!(?:1[5-9]|20)\d\d,)\d{1,5}(?: ?[A-Za-z](?![^\W_]))?(?:[/\-]\d{1,5}[A-Za-z]?)?"
_NUMBER = r"(?!(?:19|20)\d\d(?!\d))\d{1,4}"
"""A house number behind its street: not a year."""
_UNIT_WORD = (
    r"(?i:unit|apt\.?|apartment|apartemen|suite|flat|room|floor|level|tingkat|blok|block|blk|"
    r"lantai|appartement|appt|bus|bte|boîte|étage|piso|puerta)"
)
_UNIT = rf"(?:{_UNIT_WORD} ?[\w\-/]{{1,8}}|#[\w\-/]{{1,8}})"
_TOWN = rf"{_WORD}(?:[ \-](?:(?:of|de|la|le|les|sur|en|aan|upon|den|del)[ \-])?{_WORD}){{0,3}}"
_SPACE = r"(?:,? |,?\n ?|, )"
_POSTCODE = (
    r"(?:[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}|[A-Z]\d[A-Z] ?\d[A-Z]\d|\d{4} ?[A-Z]{2}(?![^\W_])|"
    r"\d{5}(?:-\d{4})?|\d{6}|\d{4})(?!\w)"
)
_TAIL = (
    rf"(?:{_SPACE}{_UNIT}){{0,3}}"
    rf"(?:{_SPACE}(?:{_POSTCODE}|{_TOWN}|[A-Z]{{2,3}}{_END})){{0,4}}"
)
"""Unit, postcode, town, state and country, in whatever order."""

_EN_KIND = (
    r"(?:Street|St|Road|Rd|Avenue|Ave|Av|Lane|Ln|Crescent|Cres|Terrace|Tce|Boulevard|Blvd|Highway|"
    r"Hwy|Parade|Pde|Grove|Parkway|Pkwy|Esplanade|Expressway|Alley|Mews|Drive|Dr)"
)
_EN_DOUBTFUL = (
    r"(?:Close|Court|Ct|Place|Pl|Way|Square|Sq|Gardens|Circle|Cir|Trail|Row|Quay|Walk|Rise|Hill|"
    r"Loop|Track|Link|View|Green|Heights)"
)
"""Kinds of street that are other things too: "12 County Circuit Court" is none."""

_MS_STREET = r"(?:Jalan|Jln\.?|Jl\.?|Lorong|Lrg\.?|Lebuh(?:raya)?|Persiaran|Lengkok|Solok)"
_MS_KIND = (
    rf"(?:{_MS_STREET}|Gang|Gg\.?|Kampung|Kg\.?|Taman|Tmn\.?|Desa|Dusun|Perumahan|Flat|"
    r"Rumah Panjang|Medan)"
)
_MS_NAME = rf"{_WORD}(?: (?:{_WORD}|\d[\w/]{{0,6}})){{0,4}}"
_FR_KIND = (
    r"(?i:rue|avenue|av\.|boulevard|bd|allée|impasse|place|chemin|quai|route|cours|passage|square|"
    r"ruelle|sentier|faubourg|chaussée|esplanade|villa|cité|hay|derb|lotissement)"
)
_FR_SMALL = r"(?:(?:de|du|des|la|le|les|aux?|à|en|et|Al|El) |l[’']|d[’'])"
_FR_NAME = rf"{_FR_SMALL}{{0,3}}{_WORD}(?:[ \-]{_FR_SMALL}{{0,2}}{_WORD}){{0,4}}"
_NL_KIND = (
    r"(?:straat|laan|weg|plein|gracht|(?<!De)kade|dijk|singel|steeg|hof|dreef|lei|steenweg|markt|"
    r"baan|plantsoen|straße|strasse)"
)
_ES_KIND = r"(?:[Cc]alle|C/|[Aa]venida|Avda\.|[Pp]laza|[Pp]aseo|[Cc]arrera|[Cc]amino|[Rr]ua|Vi[ae])"
_ES_SMALL = r"(?:(?:de|del|la|las|los|el|y) )"
_TH_PART = r"(?:หมู่(?:ที่)?|ม\.|ซอย|ซ\.|ถนน|ถ\.|ตำบล|ต\.|แขวง|อำเภอ|อ\.|เขต|จังหวัด|จ\.)"


class _Form(NamedTuple):
    pattern: re.Pattern[str]
    confidence: float
    why: str


def _form(confidence: float, why: str, *parts: str) -> _Form:
    return _Form(re.compile("".join(parts)), confidence, why)


_FORMS = (
    _form(
        0.8,
        "house number and street behind a word for address",
        r"(?<![^\W\d_])(?i:(?:home )?address(?:es)?(?: is| was| to)?|lives? (?:at|on)|",
        r"lived (?:at|on)|living at|residing at|located at|alamat(?:nya)?(?: rumah)?|tinggal di|",
        r"beralamat di|adresse|domiciliée? au|habite(?: au)?|adres|woont (?:op|aan)|",
        r"woonachtig (?:op|aan)|dirección|vive en)(?: ?: {0,8}| )(?P<address>",
        rf"(?:{_HOUSE},? {_WORD}(?: {_WORD}){{0,3}}(?: {_NUMBER}[a-z]?(?!\w)(?!\.\d))?",
        rf"|{_WORD}(?: {_WORD}){{0,3}} {_NUMBER}[a-z]?(?!\w)(?!\.\d)){_TAIL})",
    ),
    _form(
        0.85,
        "house number and street, English form",
        rf"{_OFF}(?:{_UNIT}{_SPACE})?(?:No\.? ?)?{_HOUSE},? (?:{_WORD} ){{1,4}}{_EN_KIND}{_END}",
        rf"(?: (?:\d{{1,3}}|North|South|East|West|[NSEW]{{1,2}})(?!\w))?{_TAIL}",
    ),
    _form(
        0.75,
        "house number and street, English form",
        rf"(?:(?<=[Aa]t )|(?<=in )|(?<=ess: )|(?<=ess )|(?<=of )){_HOUSE} ",
        rf"(?:{_WORD} ){{1,3}}{_EN_DOUBTFUL}{_END}{_TAIL}",
    ),
    _form(
        0.8,
        "house number and street, English form",
        rf"{_OFF}{_HOUSE} (?:{_WORD} ){{1,3}}{_EN_DOUBTFUL}{_SPACE}(?:{_UNIT}|(?={_TOWN}, )|",
        rf"(?={_TOWN},? {_POSTCODE})){_TAIL}",
    ),
    _form(
        0.75,
        "house number and unit",
        rf"{_OFF}{_HOUSE} {_WORD}(?: (?:{_WORD}|\d{{1,4}})){{0,4}}{_SPACE}{_UNIT_WORD} ",
        rf"?\w{{0,2}}\d[\w\-]{{0,6}}(?!\w){_TAIL}",
    ),
    _form(
        0.9,
        "house number and street, Malay form",
        r"(?<![\w/])(?:No\.?|Nombor|Lot|Blok|Block|Blk|Unit|Rumah|PT)\.? ?[A-Z]?\d[\w\-/]{0,10},? ",
        rf"(?:\w[\w\-]{{0,14}}, )?{_MS_KIND} {_MS_NAME}{_TAIL}",
    ),
    _form(
        0.9,
        "street and house number, Indonesian form",
        rf"(?<![\w/]){_MS_KIND} (?:{_WORD} ){{0,4}}(?:{_WORD}|\d[\w/]{{0,6}}),? ",
        r"(?:No(?:mor|\.)?|Blok|Lot|RT)\.? ?\d[\w\-]{0,8}(?:/(?:RW[ .]?)?\d\w{0,4})?",
        r"(?:,? (?:RT|RW|Kel\.|Kec\.|Kab\.)[ ./]?[\w.]{1,20}(?:/RW[ .]?\d{1,3})?){0,4}",
        _TAIL,
    ),
    _form(
        0.85,
        "house number and street, Malay form",
        rf"{_OFF}{_HOUSE},? {_MS_STREET} {_MS_NAME}{_TAIL}",
    ),
    _form(
        0.9,
        "block and street, Singapore form",
        rf"(?<![\w/])(?:Blk|Block|BLK) \d{{1,4}}[A-Z]?,? {_WORD}(?: (?:{_WORD}|\d{{1,3}})){{0,5}}",
        rf"(?:,? #\d{{1,3}}-\d{{1,5}})?{_TAIL}",
    ),
    _form(
        0.8,
        "unit number, Singapore form",
        r"(?<![\w/])#\d{2}-\d{2,5},? (?i:Singapore) \d{6}(?!\w)",
    ),
    _form(
        0.9,
        "house number and street, French form",
        rf"{_OFF}\d{{1,4}}(?: ?(?:bis|ter|quater|[A-D]))?,? {_FR_KIND} {_FR_NAME}{_TAIL}",
    ),
    _form(
        0.8,
        "street and house number, Belgian form",
        rf"(?<![\w/]){_FR_KIND} {_FR_NAME},? (?:n[°o] ?)?{_NUMBER}(?: ?[A-D])?",
        rf"(?=,|\.|;|\)|\n|$| (?:bte|boîte|à|in|\d{{4}})){_TAIL}",
    ),
    _form(
        0.85,
        "street and house number, Dutch form",
        rf"(?<![\w/])(?:{_WORD} ){{0,2}}[^\W\d_a-z]\w{{1,30}}{_NL_KIND} {_NUMBER}",
        rf"(?:[ \-]?[a-zA-Z]{_END}|[ \-](?:hs|bis|\d{{1,3}}))?(?!\w)(?!\.\d)",
        rf"(?:,? ?\d{{4}} ?[A-Z]{{2}}{_END})?{_TAIL}",
    ),
    _form(
        0.7,
        "street and house number",
        rf"(?<![\w/])(?:{_WORD} ){{0,2}}{_WORD} (?:Street|[Ss]tra(?:at|sse|ße)|Weg|Laan|Plein|"
        rf"Road|",
        rf"Allee|Ring) {_NUMBER}[a-z]?(?!\w)(?!\.\d){_TAIL}",
    ),
    _form(
        0.85,
        "street and house number, Spanish form",
        rf"(?<![\w/]){_ES_KIND} {_ES_SMALL}{{0,3}}{_WORD}(?: {_ES_SMALL}{{0,2}}{_WORD}){{0,4}},? ",
        rf"(?:n\.?[º°o]? ?)?{_NUMBER}(?!\w){_TAIL}",
    ),
    _form(
        0.9,
        "house number and street, Thai form",
        r"(?:บ้าน)?เลขที่\s?\d{1,5}(?:/\d{1,5})?",
        rf"(?:\s?{_TH_PART}\s?[\u0e01-\u0e5b\d/]{{1,40}}){{1,7}}(?:\s\d{{5}})?",
    ),
    _form(
        0.6,
        "post-office box",
        r"(?<![\w/])(?:P\.? ?O\.? ?Box|Peti Surat|Postbus|Boîte postale|B\.?P\.?|Apartado) ",
        rf"\d{{1,6}}(?!\w){_TAIL}",
    ),
    _form(
        0.6,
        "British postcode",
        r"(?<![\w/])[A-PR-UWYZ][A-HK-Y]?\d[A-HJKS-UW\d]? \d[ABD-HJLNP-UW-Z]{2}(?![\w/])",
    ),
)


def addresses(text: str, language: str) -> Iterator[Finding]:
    """Yield postal addresses that have a house, a lot, a unit or a box."""
    stretches = list(around_digits(text, 90, 220))
    for form in _FORMS:
        for match in matches_in(form.pattern, text, stretches):
            start, whole = match.start(match.lastgroup or 0), match[match.lastgroup or 0]
            end = start + len(whole.rstrip(" ,.\n"))
            yield found(text, start, end, FindingType.ADDRESS, form.confidence, form.why)
