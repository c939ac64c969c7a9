"""Dates of birth, and exact dates that belong to a person's life.

A report is full of dates of meetings; those are not findings. An exact date counts where its
sentence speaks of one person: a name, somebody who was arrested, "the applicant", "he".
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property

from balai.core.privacy.finding import Finding, FindingType, found
from balai.core.privacy.months import month_names
from balai.core.privacy.opened import opened
from balai.core.privacy.searched import Searched, Stretch
from balai.core.privacy.why import Why

_MONTHS = "|".join(re.escape(name) for name in month_names())
_MONTH = opened(_MONTHS, off="", ignore_case=True) + r"\.?"
_DAY = r"[0-3]?\d"
_YEAR = r"(?:[12]\d{3}|๒๕[๐-๙]{2})"
_FROM_MONTH = opened(_MONTHS, off=r"[\w/.\-]", ignore_case=True)
DATE = re.compile(
    # The first digit alone, which the engine can skip to, then what follows it.
    rf"(?:\d(?<![\w/.\-].)(?:"
    rf"(?:(?<=[0-3])\d)?(?:st|nd|rd|th|er|º|ste|de|e)?(?:-\d{{1,2}})?[ \-.]{{1,2}}"
    rf"(?:of |de |bulan |เดือน)?{_MONTH}"
    rf"(?:,? (?:de |del |tahun |พ\.ศ\. ?|ค\.ศ\. ?|عام |سنة )?|[\-.])?{_YEAR}?"
    rf"|(?:(?<=[1-9])|(?<=0)[1-9]|(?<=[12])\d|(?<=3)[01])[./\-](?:0?[1-9]|[12]\d|3[01])"
    rf"[./\-](?:[12]\d)?\d\d"
    rf"|(?<=[12])\d{{3}}[./\-](?:0[1-9]|1[0-2])[./\-](?:0[1-9]|[12]\d|3[01]))"
    rf"|{_FROM_MONTH}\.? {_DAY}(?:st|nd|rd|th)?,? {_YEAR}"
    r")(?![\w/])(?!\.\d)"
)
_DIGIT = re.compile(r"\d")
_YEAR_ONLY = re.compile(rf"(?=[12๒])(?<![\w/.,\-]){_YEAR}(?![\w/])(?![.,\-]\d)")
_SPOKEN = re.compile(rf"{_MONTH}|[./\-]")
_HAS_YEAR = re.compile(r"\d{4}|[./\-]\d\d?[./\-]\d\d$|[๐-๙]{4}")

_BIRTH = re.compile(
    opened(
        r"born\b|birth ?(?:day|date)|date of birth|d\.?o\.?b\b|year of birth|"
        r"née?s?\b(?: le| en| à)|date de naissance|naissance\s?:|dilahirkan|lahir\b|ttl\b|"
        r"tgl\.? lahir|"
        r"geboren\b|geb\.|geboorte(?:datum|jaar)|naci(?:ó|do|da)\b|"
        r"fecha de nacimiento|geburtsdatum|"
        r"เกิด(?!ขึ้น|จาก|ความ|เหตุ|การ|ใหม่)(?:เมื่อ|วัน|ปี)?|วันเกิด|مواليد|ولد|ولدت|المولود|"
        r"المولودة|تاريخ (?:الميلاد|الازدياد)|"
        r"المزداد",
        ignore_case=True,
    )
)
_PERSON = re.compile(
    opened(
        r"(?i:he|she|his|her|him|who was|the (?:first |second )?(?:applicant|suspect|victim|"
        r"offender|"
        r"defendant|accused|"
        r"detainee|prisoner|inmate|returnee|deceased|complainant|witness|plaintiff|young (?:man|"
        r"woman))s?|"
        r"was (?:arrested|detained|charged|convicted|sentenced|released|remanded|killed|recruited|"
        r"deported|acquitted|imprisoned|interviewed|born|married|divorced|dismissed|hospitali[sz]ed)|"
        r"died|passed away|committed suicide)"
        r"|(?i:beliau|dia|ditangkap|ditahan|didakwa|dijatuhi hukuman|dibebaskan|suspek|mangsa|"
        r"tertuduh|tersangka|terdakwa|korban|pelaku|meninggal dunia|pelapor)"
        r"|(?i:il|elle) (?:a été|fut|est|avait)|(?i:requérante?|suspecte?|prévenue?|l[’']accusée?|"
        r"a été (?:arrêtée?|détenue?|condamnée?|libérée?|tuée?)|l[’']intéressée?|décédée?|"
        r"interpellée?)"
        r"|(?i:hij|zij|de verdachte|het slachtoffer|de dader|aangehouden|gearresteerd|veroordeeld|"
        r"vrijgelaten|overleden|klager|klaagster)"
        r"|(?i:demandantes?|recurrente|detenid[oa]|condenad[oa]|acusad[oa]|falleció|la víctima|"
        r"el sospechoso)"
        r"|ผู้ต้องหา|ผู้เสียหาย|ถูกจับ|เสียชีวิต|จำเลย|المتهم|الضحية|المشتبه|اعتقل|اعتُقل|توفي|أوقف"
    )
    + r"(?![^\W\d_])"
)
_SENTENCE_END = re.compile(r"[.!?؟。](?=\s+[^\W\d_a-z])|\n|;")
_FAR = 500
_ABBREVIATION = re.compile(
    r"(?:\b[A-Z]|\b(?:Mr|Mrs|Ms|Dr|St|No|no|nos|Sgt|Insp|Dhr|Mevr|Sr|Sra|Mme|Prof))$"
)


def birth_dates(searched: Searched) -> Iterator[Finding]:
    """Yield dates, or years alone, behind a word for birth in the same sentence."""
    text = searched.text
    for word in _BIRTH.finditer(text):
        stop = min(len(text), word.end() + 60)
        if _DIGIT.search(text, word.end(), stop) is None:
            continue
        match = DATE.search(text, word.end(), stop) or _YEAR_ONLY.search(text, word.end(), stop)
        if match is None or _SENTENCE_END.search(text, word.end(), match.start()):
            continue
        # The window may have cut the date off: read it again with its whole end in view.
        whole = DATE.match(text, match.start()) or match
        yield found(text, *whole.span(), FindingType.BIRTH_DATE, 0.9, Why("birth"))


def personal_dates(searched: Searched, known: Sequence[Finding]) -> Iterator[Finding]:
    """Yield exact dates with a year whose sentence speaks of a person, by name or otherwise."""
    text = searched.text
    direct = (FindingType.NAME, FindingType.IDENTITY, FindingType.PASSPORT)
    persons = [item.start for item in known if item.type in direct]
    sentences = _Sentences(text)
    read_to, about = -1, False
    for match in searched.matches_in(DATE, searched.around_digits(30, 30)):
        if not (_HAS_YEAR.search(match[0]) and _SPOKEN.search(match[0])):
            continue
        if match.end() > read_to:
            start, read_to = sentences.around(*match.span())
            named = bisect_left(persons, start) < bisect_left(persons, read_to)
            about = named or _PERSON.search(text, start, read_to) is not None
        if about:
            why = Why("one-person")
            yield found(text, *match.span(), FindingType.DATE, 0.6, why)


class _Sentences:
    """Where the sentences of a text end: found once, and only if a date asks."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _ends(self) -> list[Stretch]:
        text = self._text
        return [
            match.span()
            for match in _SENTENCE_END.finditer(text)
            if not _ABBREVIATION.search(text, max(0, match.start() - 5), match.start())
        ]

    def around(self, start: int, end: int) -> Stretch:
        """Return the bounds of the sentence around a date, at most _FAR characters either way."""
        first, last = max(0, start - _FAR), min(len(self._text), end + _FAR)
        place = bisect_left(self._ends, (end,))
        if place and self._ends[place - 1][0] >= first:
            first = self._ends[place - 1][1]
        if place < len(self._ends) and self._ends[place][0] < last:
            last = self._ends[place][0]
        return first, last
