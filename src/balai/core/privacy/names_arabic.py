"""Arabic names behind a title or around "ben". There are no capitals: a name is taken to be at
most three words, and ends at a preposition, a verb of saying or an office."""

from __future__ import annotations

import re
from collections.abc import Iterator

from balai.core.privacy.finding import Finding, FindingType, found

_LETTER = r"[ء-غف-ْٰ-ٷ]"
_TITLE = (
    r"(?:و?(?:السيدة?|الآنسة|الدكتورة?|الأستاذة?|الشيخ|الحاجة?|العميد|العقيد|الرائد|النقيب|الملازم|"
    r"المقدم|اللواء|الفريق|المفتش|الرقيب|العريف|الشرطي|القاضي|المحامي|الإمام|المهندس)|د\.)"
)
_NOT = (
    r"(?:ال)?(?:رئيسة?|وزيرة?|مديرة?|والي|محافظ|قائد|سفيرة?|ممثلة?|مندوب|أمين|كاتب|نائب|عميد|مفتش|"
    r"عام|عامة|"
    r"حاكم|مفوض|قاضي|مدعي|وكيل|شرطة|أمن|وطني|ملك)(?:ة|ون|ين)?"
    r"|في|من|على|إلى|عن|أن|إن|قال|قالت|أكد|أكدت|صرح|أوضح|أضاف|الذي|التي|هو|هي|كان|كانت|مع|بعد|قبل|"
    r"خلال|حول|لدى|عند|أو|ثم|لم|لا|ما|هذا|هذه|تم|قد|يوم|بأن|أنه|يعمل|البالغ|المقيم"
)
_WORD = rf"(?!(?:{_NOT})(?!{_LETTER})){_LETTER}{{2,18}}"
_JOIN = r"(?:بن|ابن|بنت|أبو|عبد|آل|ولد)"
_NAME = re.compile(
    rf"(?<!{_LETTER}){_TITLE}\s(?:{_JOIN}\s)?{_WORD}(?:\s(?:{_JOIN}\s){{0,2}}{_WORD}){{0,2}}(?!{_LETTER})"
)
_BEN = re.compile(
    rf"(?<!{_LETTER}){_WORD}(?:\s{_JOIN}\s{_WORD}){{0,2}}\s(?:بن|"
    rf"ولد)\s(?:{_JOIN}\s)?{_WORD}(?:\s(?:بن|آل)\s{_WORD}){{0,2}}"
    rf"(?!{_LETTER})"
)


def arabic_names(text: str, language: str) -> Iterator[Finding]:
    """Yield names behind a title, and names with "ben" between the words."""
    for match in _NAME.finditer(text):
        yield found(text, *match.span(), FindingType.NAME, 0.7, "Arabic title and name")
    for match in _BEN.finditer(text):
        yield found(text, *match.span(), FindingType.NAME, 0.75, "name with “بن”")
