"""Arabic names behind a title, around "ben", or known as given names.

There are no capitals. A name is taken to be two words, and as many more as "ben" and its like
tie on; it ends at a preposition, a verb of saying or an office. Behind a title that is also an
ordinary word ("the doctor", "the engineer") a name does not begin like an adjective or a verb.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from balai.core.privacy import arabic_words as lists
from balai.core.privacy.arabic import WORD, is_ordinary, named_after
from balai.core.privacy.finding import Finding, FindingType, found
from balai.core.privacy.searched import Searched
from balai.core.privacy.why import Why

_ARABIC = re.compile("[ء-ي]")
_LETTER = r"[ء-غف-ْٰ-ٷ]"
_CIVIL = r"[ولب]?(?:السيدة?|الآنسة|الأستاذة?|الشيخة?)"
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
_ADJECTIVE = r"(?:كبير|صغير|مسن|عجوز|جديد|سابق|حالي|محترم|متقاعد|مناوب|مسؤول|مشرف|معالج|حاضر|مذكور)"


def _any(words: frozenset[str]) -> str:
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))


_ANY_GIVEN = rf"(?:{_any(lists.GIVEN)}|{lists.SERVANT_OF})"
_ALSO = rf"(?:{_ANY_GIVEN}|{_any(lists.ALSO_WORDS)})"
_PROPER = (
    rf"(?:(?:{_ALSO}|{_NAMES_LIKE_ADJECTIVES}|{_NAMES_LIKE_VERBS})(?!{_LETTER})|(?!ال|"
    rf"[يت]|{_NEVER}){_WORD})"
)
_CIVIL_NAME = (
    rf"(?:(?:{_ALSO}|{_NAMES_LIKE_ADJECTIVES}|{_NAMES_LIKE_VERBS})(?!{_LETTER})|"
    rf"(?!ال(?:{_LETTER}*ة|{_ADJECTIVE})(?!{_LETTER})|[يت]|{_NEVER}){_WORD})"
)
_JOIN = r"(?:بن|ابن|بنت|أبو|عبد|آل|ولد)"
_REST = rf"(?:\s{_JOIN}\s{_WORD}){{0,3}}(?:\s{_WORD})?(?:\s{_JOIN}\s{_WORD}){{0,2}}(?!{_LETTER})"
_FORMS = (
    (re.compile(rf"(?<!{_LETTER}){_CIVIL}\s(?:{_JOIN}\s)?{_CIVIL_NAME}{_REST}"), Why("title")),
    (re.compile(rf"(?<!{_LETTER}){_RANK}\s(?:{_JOIN}\s)?{_PROPER}{_REST}"), Why("title")),
    (
        re.compile(rf"(?<!{_LETTER}){_WORD}\s(?:بن|ولد)\s(?:{_JOIN}\s)?{_WORD}{_REST}"),
        Why("patronymic", word="بن"),
    ),
)


_ORIGIN = rf"(?!(?:{_any(lists.NO_SURNAMES)})(?!{_LETTER}))ال{_LETTER}{{2,12}}ي"
_NEXT = rf"(?:\s(?:(?:{_JOIN}\s)?{_ALSO}|{_JOIN}\s{_WORD}|{_ORIGIN})(?!{_LETTER}))"
_GIVEN = re.compile(
    rf"(?<!{_LETTER})[وف]??[بل]??"
    rf"((?:{_ANY_GIVEN}(?!{_LETTER}){_NEXT}{{0,4}}|{_ALSO}(?!{_LETTER}){_NEXT}{{1,4}}))"
)
"""A given name, by itself or, where it is also a word, with another behind it."""


def arabic_names(searched: Searched) -> Iterator[Finding]:
    """Yield names behind a title, with "ben" between the words, or known as given names."""
    text = searched.text
    if _ARABIC.search(text) is None:
        return
    for pattern, why in _FORMS:
        for match in pattern.finditer(text):
            start, end = match.span()
            if named_after(text, start) is None and (end := _end_of_name(text, start, end)):
                yield found(text, start, end, FindingType.NAME, 0.7, why)
    for match in _GIVEN.finditer(text):
        if named_after(text, match.start()) is None:
            yield found(text, *match.span(1), FindingType.NAME, 0.65, Why("given"))


def _end_of_name(text: str, start: int, end: int) -> int:
    """Return where a name ends before verbs and common nouns; 0 where only a title is left."""
    words = [(each.start(), each.end()) for each in WORD.finditer(text, start, end)]
    while len(words) > 1 and is_ordinary(text[slice(*words[-1])]):
        words.pop()
    return words[-1][1] if len(words) > 1 else 0
