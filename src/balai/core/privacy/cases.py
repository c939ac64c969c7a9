"""Numbers of cases, files and police reports: with a register at hand they name a person."""

from __future__ import annotations

import re
from collections.abc import Iterator

from balai.core.privacy.cues import Cue
from balai.core.privacy.finding import Finding, FindingType, found
from balai.core.privacy.opened import opened
from balai.core.privacy.searched import Searched
from balai.core.privacy.why import Why

_NUMBER_WORD = (
    r"(?:numbers?|numbered|nos?|nrs?|nombor|nomor|nummer|num[ée]ros?|n[°ºo]s?|n\.º|"
    r"ref(?:erence)?|#|№|เลขที่|رقم)"
)
_REFERENCE = r"[A-Z\d][\w.\-]{0,24}(?: ?/ ?[\w.\-]{1,16}){0,5}"
# A word for a case, at most a word between, a word for number, then the number itself; further
# ones follow after a comma or an "and".
_CASE = re.compile(
    opened(
        r"case|cases|applications?|requêtes?|demandas?|docket|crime|incident|"
        r"complaint|investigation|inquiry|matter|(?:police|crime|incident|complaint) report|FIR|"
        r"charge|indictment|warrant|"
        r"kes|perkara|laporan polis|fail siasatan|kertas siasatan|berkas|register|"
        r"zaak|dossier|parket|rol(?:le)?|proces-?verbaal|PV|aangifte|notitie|RG|parquet|affaire|"
        r"procédure|expediente|asunto|caso|sumario|คดี(?:หมายเลข(?:แดง|ดำ)?)?|القضية|قضية|ملف",
        ignore_case=True,
    )
    + r"(?: ?(?i:file|reference|ref|polis|police|répertoire|de parquet|siasatan|pidana|perdata))?"
    rf"[\s.:\-(]{{0,4}}(?P<word>(?i:{_NUMBER_WORD}))?(?:ที่)?[\s.:]{{0,3}}"
    rf"(?P<number>(?:อ\.|[ก-ฮ]{{1,3}}\.)?{_REFERENCE})"
)
_NEXT = re.compile(
    rf"(?:\s?,\s?|\s(?:and|et|en|dan|y|"
    rf"&)\s)(?:{_NUMBER_WORD}[\s.]{{0,2}})?(?P<number>\d{_REFERENCE})"
)
_OWN_FORM = re.compile(
    r"(?<![\w/])(?:"
    r"\d{1,4}/Pid\.[\w.\-]{1,14}/(?:19|20)\d\d/PN[ .]?[A-Z][A-Za-z.]{1,14}(?: ?[A-Z][a-z.]{2,10})?"
    r"|LP[/\-][A-Z0-9]{1,6}(?:/[\w.\-]{1,12}){1,6}"
    r"|PL\d{4}-\d{8,12}"
    r"|\d{2}[/\-]\d{6}-\d{2}"
    r"|[A-Z]{2}\d{2}\.[A-Z0-9]{2}\.\d{4,8}[/\-]\d{2,4}"
    r"|[A-Z][A-Za-z]{2,20}(?: [A-Z][a-z]{2,20})?/\d{4,6}/(?:20)?\d\d"
    r"|\d:\d{2}-(?:cv|cr|mj|bk)-\d{3,6}(?:-[A-Z]{2,4}){0,2}"
    r"|\d{2}/\d{5,6}/\d{2}"
    r")(?![\w/])"
)
_LAW = Cue(
    r"Act\b|Law\b|Regulations?\b|Directive|Resolution|Ordinance|Protocol|Rules?\b|Articles?\b",
    r"Undang-Undang|Akta\b|Perpu\b|Peraturan|loi\b|décret|règlement|wet\b|besluit|richtlijn|ley\b",
)
_REAL = re.compile(r"(?:\D*\d){3}")
_YEAR = re.compile(r"(?:19|20)\d\d(?:[\-/](?:19|20)?\d\d)?")
_UN_SYMBOL = re.compile(
    r"(?:A|S|E|ST|HRI|CCPR|CAT|CRC|CRPD|CED|CERD|CEDAW|CMW|TD|DP|CTOC|UNEP)/(?=[A-Z\d])"
)
_MIXED = re.compile(r"(?=.*[/\-])(?:\D*\d){4}")
_DECIMAL = re.compile(r"\d{1,3}(?:[., ]\d{1,3}){1,5}|\d{1,5}-[A-Za-z]{3,24}")
_COURT_PAIR = re.compile(r"(?<![\w/.])n(?:o|os|°|º)s?\.? ?(?P<number>\d{2,5} ?/ ?\d{2})(?![\w/])")


def case_numbers(searched: Searched) -> Iterator[Finding]:
    """Yield numbers behind a word for a case, and registers with a form of their own.

    Numbers of laws and resolutions are ordinary; so is a bare year ("case 2019").
    """
    text = searched.text
    for match in _OWN_FORM.finditer(text):
        yield found(text, *match.span(), FindingType.CASE, 0.85, Why("form"))
    for match in _COURT_PAIR.finditer(text):
        if not searched.has_cue((_LAW,), match.start(), 25):
            yield found(text, *match.span("number"), FindingType.CASE, 0.7, Why("like"))
    for match in searched.matches_in(_CASE, searched.around_digits(60, 120)):
        current: re.Match[str] | None = match
        while current is not None:
            start, end = current.span("number")
            end = start + len(text[start:end].rstrip(".-"))
            if not _is_number(text[start:end], bare=current is match and match["word"] is None):
                break
            yield found(text, start, end, FindingType.CASE, 0.85, Why("beside"))
            current = _NEXT.match(text, end)


def _is_number(token: str, *, bare: bool) -> bool:
    """Say whether the token is a file's number: three digits or more, and not just a year.

    Where no word for number stands before it (`bare`) it must have a stroke or hyphen and four
    digits: "in case 1500 people come", "Perkara 112c". Symbols of United Nations documents are
    public.
    """
    if _REAL.match(token) is None or _YEAR.fullmatch(token) or _UN_SYMBOL.match(token):
        return False
    return not bare or (_MIXED.search(token) is not None and not _DECIMAL.fullmatch(token))
