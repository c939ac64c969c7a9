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
from balai.core.privacy.opened import opened
from balai.core.privacy.searched import Searched, Stretch
from balai.core.privacy.why import Why

_OFF = r"(?<![\w/.,])"
_END = r"(?![^\W_])"
_WORD = r"[^\W\d_a-z][^\W_]{0,24}(?:['’.\-][^\W_]{1,24}){0,3}\.?"
"""A word that begins with a capital (or in a script without capitals)."""
_HOUSE = r"(?!(?:1[5-9]|20)\d\d,)\d{1,5}(?: ?[A-Za-z](?![^\W_]))?(?:[/\-]\d{1,5}[A-Za-z]?)?"
_NUMBER = r"(?!(?:19|20)\d\d(?!\d))\d{1,4}"
"""A house number behind its street: not a year."""
_UNIT_WORDS = (
    r"unit|apt\.?|apartment|apartemen|suite|flat|room|floor|level|tingkat|blok|block|blk|"
    r"lantai|appartement|appt|bus|bte|boîte|étage|piso|puerta"
)
_UNIT_WORD = f"(?i:{_UNIT_WORDS})"
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
_FR_KINDS = (
    r"rue|avenue|av\.|boulevard|bd|allée|impasse|place|chemin|quai|route|cours|passage|square|"
    r"ruelle|sentier|faubourg|chaussée|esplanade|villa|cité|hay|derb|lotissement"
)
_FR_KIND = f"(?i:{_FR_KINDS})"
_FR_SMALL = r"(?:(?:de|du|des|la|le|les|aux?|à|en|et|Al|El) |l[’']|d[’'])"
_FR_NAME = rf"{_FR_SMALL}{{0,3}}{_WORD}(?:[ \-]{_FR_SMALL}{{0,2}}{_WORD}){{0,4}}"
_NL_KINDS = (
    r"straat|laan|weg|plein|gracht|kade|dijk|singel|steeg|hof|dreef|lei|steenweg|markt|"
    r"baan|plantsoen|straße|strasse"
)
_NL_KIND = f"(?:{_NL_KINDS})(?<!Dekade)"
_ES_KIND = r"(?:[Cc]alle|C/|[Aa]venida|Avda\.|[Pp]laza|[Pp]aseo|[Cc]arrera|[Cc]amino|[Rr]ua|Vi[ae])"
_ES_SMALL = r"(?:(?:de|del|la|las|los|el|y) )"
_TH_PART = r"(?:หมู่(?:ที่)?|ม\.|ซอย|ซ\.|ถนน|ถ\.|ตำบล|ต\.|แขวง|อำเภอ|อ\.|เขต|จังหวัด|จ\.)"


class _Form(NamedTuple):
    key: re.Pattern[str]
    pattern: re.Pattern[str]
    confidence: float
    why: Why


def _form(key: re.Pattern[str], confidence: float, why: Why, *parts: str) -> _Form:
    return _Form(key, re.compile("".join(parts)), confidence, why)


_ADDRESS_WORDS = (
    r"(?:home )?address(?:es)?(?: is| was| to)?|lives? (?:at|on)|lived (?:at|on)|living at|"
    r"residing at|located at|alamat(?:nya)?(?: rumah)?|tinggal di|beralamat di|adresse|"
    r"domiciliée? au|habite(?: au)?|adres|woont (?:op|aan)|woonachtig (?:op|aan)|dirección|vive en"
)
# What every match of a form has: looked for first, for it is found several times as fast.
_ADDRESS_KEY = re.compile(opened(_ADDRESS_WORDS, ignore_case=True))
_EN_KEY = re.compile(opened(_EN_KIND) + _END)
_EN_OTHER_KEY = re.compile(opened(_EN_DOUBTFUL) + _END)
_UNIT_NUMBER_KEY = re.compile(opened(_UNIT_WORDS, ignore_case=True) + r" ?\w{0,2}\d")
_MS_KEY = re.compile(opened(_MS_KIND))
_SG_KEY = re.compile(r"(?:Bl(?:k|ock)|BLK) \d|#\d")
_FR_KEY = re.compile(opened(_FR_KINDS, ignore_case=True))
_NL_KEY = re.compile(
    rf"(?:{_NL_KINDS}|Street|Weg|Laan|Plein|Road|Allee|Ring|Straat|Strasse|Straße) \d"
)
_ES_KEY = re.compile(opened(_ES_KIND))
_TH_KEY = re.compile("เลขที่")
_BOX_KEY = re.compile(r"(?:Box|BOX|Surat|Postbus|postale|B\.?P\.?|Apartado) \d")
_GB_KEY = re.compile(r" \d[ABD-HJLNP-UW-Z]{2}(?![\w/])")
_FORMS = (
    _form(
        _ADDRESS_KEY,
        0.8,
        Why("beside"),
        rf"(?<![^\W\d_])(?i:{_ADDRESS_WORDS})(?: ?: {{0,8}}| )(?P<address>",
        rf"(?:{_HOUSE},? {_WORD}(?: {_WORD}){{0,3}}(?: {_NUMBER}[a-z]?(?!\w)(?!\.\d))?",
        rf"|{_WORD}(?: {_WORD}){{0,3}} {_NUMBER}[a-z]?(?!\w)(?!\.\d)){_TAIL})",
    ),
    _form(
        _EN_KEY,
        0.85,
        Why("street"),
        rf"{_OFF}(?:{_UNIT}{_SPACE})?(?:No\.? ?)?{_HOUSE},? (?:{_WORD} ){{1,4}}{_EN_KIND}{_END}",
        rf"(?: (?:\d{{1,3}}|North|South|East|West|[NSEW]{{1,2}})(?!\w))?{_TAIL}",
    ),
    _form(
        _EN_OTHER_KEY,
        0.75,
        Why("street"),
        rf"(?:(?<=[Aa]t )|(?<=in )|(?<=ess: )|(?<=ess )|(?<=of )){_HOUSE} ",
        rf"(?:{_WORD} ){{1,3}}{_EN_DOUBTFUL}{_END}{_TAIL}",
    ),
    _form(
        _EN_OTHER_KEY,
        0.8,
        Why("street"),
        rf"{_OFF}{_HOUSE} (?:{_WORD} ){{1,3}}{_EN_DOUBTFUL}{_SPACE}(?:{_UNIT}|(?={_TOWN}, )|",
        rf"(?={_TOWN},? {_POSTCODE})){_TAIL}",
    ),
    _form(
        _UNIT_NUMBER_KEY,
        0.75,
        Why("unit"),
        rf"{_OFF}{_HOUSE} {_WORD}(?: (?:{_WORD}|\d{{1,4}})){{0,4}}{_SPACE}{_UNIT_WORD} ",
        rf"?\w{{0,2}}\d[\w\-]{{0,6}}(?!\w){_TAIL}",
    ),
    _form(
        _MS_KEY,
        0.9,
        Why("street"),
        r"(?<![\w/])(?:No\.?|Nombor|Lot|Blok|Block|Blk|Unit|Rumah|PT)\.? ?[A-Z]?\d[\w\-/]{0,10},? ",
        rf"(?:\w[\w\-]{{0,14}}, )?{_MS_KIND} {_MS_NAME}{_TAIL}",
    ),
    _form(
        _MS_KEY,
        0.9,
        Why("street"),
        rf"(?<![\w/]){_MS_KIND} (?:{_WORD} ){{0,4}}(?:{_WORD}|\d[\w/]{{0,6}}),? ",
        r"(?:No(?:mor|\.)?|Blok|Lot|RT)\.? ?\d[\w\-]{0,8}(?:/(?:RW[ .]?)?\d\w{0,4})?",
        r"(?:,? (?:RT|RW|Kel\.|Kec\.|Kab\.)[ ./]?[\w.]{1,20}(?:/RW[ .]?\d{1,3})?){0,4}",
        _TAIL,
    ),
    _form(
        _MS_KEY,
        0.85,
        Why("street"),
        rf"{_OFF}{_HOUSE},? {_MS_STREET} {_MS_NAME}{_TAIL}",
    ),
    _form(
        _SG_KEY,
        0.9,
        Why("street", country="SG"),
        rf"(?<![\w/])(?:Blk|Block|BLK) \d{{1,4}}[A-Z]?,? {_WORD}(?: (?:{_WORD}|\d{{1,3}})){{0,5}}",
        rf"(?:,? #\d{{1,3}}-\d{{1,5}})?{_TAIL}",
    ),
    _form(
        _SG_KEY,
        0.8,
        Why("unit", country="SG"),
        r"(?<![\w/])#\d{2}-\d{2,5},? (?i:Singapore) \d{6}(?!\w)",
    ),
    _form(
        _FR_KEY,
        0.9,
        Why("street"),
        rf"{_OFF}\d{{1,4}}(?: ?(?:bis|ter|quater|[A-D]))?,? {_FR_KIND} {_FR_NAME}{_TAIL}",
    ),
    _form(
        _FR_KEY,
        0.8,
        Why("street"),
        rf"(?<![\w/]){_FR_KIND} {_FR_NAME},? (?:n[°o] ?)?{_NUMBER}(?: ?[A-D])?",
        rf"(?=,|\.|;|\)|\n|$| (?:bte|boîte|à|in|\d{{4}})){_TAIL}",
    ),
    _form(
        _NL_KEY,
        0.85,
        Why("street"),
        rf"(?<![\w/])(?:{_WORD} ){{0,2}}[^\W\d_a-z]\w{{1,30}}{_NL_KIND} {_NUMBER}",
        rf"(?:[ \-]?[a-zA-Z]{_END}|[ \-](?:hs|bis|\d{{1,3}}))?(?!\w)(?!\.\d)",
        rf"(?:,? ?\d{{4}} ?[A-Z]{{2}}{_END})?{_TAIL}",
    ),
    _form(
        _NL_KEY,
        0.7,
        Why("street"),
        rf"(?<![\w/])(?:{_WORD} ){{0,2}}{_WORD} (?:Street|[Ss]tra(?:at|sse|ße)|Weg|Laan|Plein|"
        rf"Road|",
        rf"Allee|Ring) {_NUMBER}[a-z]?(?!\w)(?!\.\d){_TAIL}",
    ),
    _form(
        _ES_KEY,
        0.85,
        Why("street"),
        rf"(?<![\w/]){_ES_KIND} {_ES_SMALL}{{0,3}}{_WORD}(?: {_ES_SMALL}{{0,2}}{_WORD}){{0,4}},? ",
        rf"(?:n\.?[º°o]? ?)?{_NUMBER}(?!\w){_TAIL}",
    ),
    _form(
        _TH_KEY,
        0.9,
        Why("street"),
        r"(?:บ้าน)?เลขที่\s?\d{1,5}(?:/\d{1,5})?",
        rf"(?:\s?{_TH_PART}\s?[\u0e01-\u0e5b\d/]{{1,40}}){{1,7}}(?:\s\d{{5}})?",
    ),
    _form(
        _BOX_KEY,
        0.6,
        Why("box"),
        r"(?<![\w/])(?:P\.? ?O\.? ?Box|Peti Surat|Postbus|Boîte postale|B\.?P\.?|Apartado) ",
        rf"\d{{1,6}}(?!\w){_TAIL}",
    ),
    _form(
        _GB_KEY,
        0.6,
        Why("postcode", country="GB"),
        r"(?<![\w/])[A-PR-UWYZ][A-HK-Y]?\d[A-HJKS-UW\d]? \d[ABD-HJLNP-UW-Z]{2}(?![\w/])",
    ),
)


def addresses(searched: Searched) -> Iterator[Finding]:
    """Yield postal addresses that have a house, a lot, a unit or a box."""
    text = searched.text
    digits = searched.around_digits(90, 220)
    near: dict[str, list[Stretch]] = {}
    for form in _FORMS:
        key = form.key.pattern
        if key not in near:
            near[key] = searched.around(form.key, digits, 140, 240)
        for match in searched.matches_in(form.pattern, near[key]):
            start, whole = match.start(match.lastgroup or 0), match[match.lastgroup or 0]
            end = start + len(whole.rstrip(" ,.\n"))
            yield found(text, start, end, FindingType.ADDRESS, form.confidence, form.why)
