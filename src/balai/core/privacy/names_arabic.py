"""Arabic names behind a title or around "ben".

There are no capitals. A name is taken to be two words, and as many more as "ben" and its like
tie on; it ends at a preposition, a verb of saying or an office. Behind a title that is also an
ordinary word ("the doctor", "the engineer") a name does not begin like an adjective or a verb.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from balai.core.privacy.finding import Finding, FindingType, found
from balai.core.privacy.searched import Searched
from balai.core.privacy.why import Why

_ARABIC = re.compile("[ء-ي]")
_LETTER = r"[ء-غف-ْٰ-ٷ]"
_CIVIL = r"و?(?:السيدة?|الآنسة|الأستاذة?|الشيخة?)"
_RANK = (
    r"(?:و?(?:الدكتورة?|العميد|العقيد|الرائد|النقيب|الملازم|المقدم|اللواء|المفتش|الرقيب|العريف|"
    r"الشرطي|القاضي|المحامي|الإمام|المهندس)|د\.)"
)
_OFFICE = (
    r"(?:ال)?(?:رئيس|وزير|مدير|والي|محافظ|قائد|سفير|ممثل|مندوب|أمين|كاتب|نائب|عميد|مفتش|عام|حاكم|"
    r"مفوض|قاضي|مدعي|وكيل|شرطة|أمن|وطني|ملك|معماري|حكومي)(?:ة|ون|ين)?"
)
_SMALL = (
    r"في|من|على|إلى|عن|أن|إن|قال|قالت|أكد|أكدت|صرح|أوضح|أضاف|الذي|التي|هو|هي|كان|كانت|مع|بعد|قبل|"
    r"خلال|حول|لدى|عند|أو|ثم|لم|لا|ما|هذا|هذه|تم|قد|يوم|بأن|أنه|البالغ|المقيم|رفض|رفضت|ب(?:ال|"
    r"جامعة)\w*|"
    r"لل?\w{3,}"
)
_WORD = rf"(?!(?:{_OFFICE}|{_SMALL})(?!{_LETTER})){_LETTER}{{2,18}}"
_NAMES_LIKE_ADJECTIVES = r"(?:الحس[ني]ن?|الطيب|الصديق|المختار|العربي|المهدي|الطاهر|الهادي|العلوي)"
_NAMES_LIKE_VERBS = r"(?:يوسف|ياسين|يحيى|يونس|ياسر|يعقوب|ياسمين|يسرا|تامر|توفيق|تهامي)"
_NEVER = rf"(?:{_LETTER}*(?:ًا|اً)|وحده|وحدها|إنه|إنها|أنه|أنها|نفسه|نفسها)(?!{_LETTER})"
"""Adverbs and pronouns: "the doctor generally", "the doctor alone"."""
_PROPER = (
    rf"(?:{_NAMES_LIKE_ADJECTIVES}(?!{_LETTER})|{_NAMES_LIKE_VERBS}(?!{_LETTER})|(?!ال|"
    rf"[يت]|{_NEVER}){_WORD})"
)
_JOIN = r"(?:بن|ابن|بنت|أبو|عبد|آل|ولد)"
_REST = rf"(?:\s{_JOIN}\s{_WORD}){{0,3}}(?:\s{_WORD})?(?:\s{_JOIN}\s{_WORD}){{0,2}}(?!{_LETTER})"
_FORMS = (
    (re.compile(rf"(?<!{_LETTER}){_CIVIL}\s(?:{_JOIN}\s)?{_WORD}{_REST}"), Why("title")),
    (re.compile(rf"(?<!{_LETTER}){_RANK}\s(?:{_JOIN}\s)?{_PROPER}{_REST}"), Why("title")),
    (
        re.compile(rf"(?<!{_LETTER}){_WORD}\s(?:بن|ولد)\s(?:{_JOIN}\s)?{_WORD}{_REST}"),
        Why("patronymic", word="بن"),
    ),
)


def arabic_names(searched: Searched) -> Iterator[Finding]:
    """Yield names behind a title, and names with "ben" between the words."""
    text = searched.text
    if _ARABIC.search(text) is None:
        return
    for pattern, why in _FORMS:
        for match in pattern.finditer(text):
            yield found(text, *match.span(), FindingType.NAME, 0.7, why)
