"""The age of one person: "aged 34", "berusia 34 tahun", "een jongen van 16 jaar".

Ages of groups ("young people aged 15 to 24", "anak di bawah 18 tahun") and spans of time
("selama 5 tahun") are ordinary.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from balai.core.privacy.cues import Cue
from balai.core.privacy.finding import Finding, FindingType, found
from balai.core.privacy.opened import opened
from balai.core.privacy.searched import Searched
from balai.core.privacy.why import Why

_AGE = r"(?P<age>1[0-1]\d|[1-9]\d?|[๑-๙][๐-๙]?)"
_PERSON = (
    r"(?:man|woman|boy|girl|male|female|teenager|youth|youngster|student|officer|suspect|victim|"
    r"son|daughter|father|mother|brother|sister|husband|wife|offender|resident|returnee|"
    r"lelaki|wanita|perempuan|budak|remaja|pemuda|pemudi|gadis|suspek|mangsa|pelajar|pria|bocah|"
    r"laki-laki|anak|bapa|ibu|warga|tersangka|korban|pelaku|"
    r"jongen|meisje|vrouw|verdachte|slachtoffer|zoon|dochter|vader|moeder|leerling|tiener|broer|"
    r"zus|"
    r"homme|femme|garçon|fille|adolescente?|mineure?|jeune|suspecte?|victime|fils|père|mère|élève|"
    r"hombre|mujer|chico|chica|niño|niña|joven|sospechoso|hijo|hija|estudiante)"
)
_YEARS = (
    r"(?:years?[ \-]old|years? of age|y/?o\b|tahun|thn\b|th\b|ans\b|jaar(?: oud)?|"
    r"años(?: de edad)?|ปี|"
    r"سنة|عام[اً]{0,2}|سنوات|أعوام)"
)
_WORDS = re.compile(
    opened(
        r"age|umur|usia|leeftijd|edad|turn|when|he |she |y/?o|year|jaar|jarige|âge|ans|อายุ|عمر|"
        + _PERSON,
        off="",
        ignore_case=True,
    )
)
"""Some word that every form of an age has."""
_FORMS = tuple(
    re.compile(form)
    for form in (
        # after a word for age
        rf"(?<![^\W\d_])(?i:aged|ages?\s?:|at the age of|umur(?:nya)?|berumur|berusia|usia(?:nya)?|"
        rf"âgée?(?: de)?|âge\s?:|leeftijd(?: van)?|de edad|"
        rf"edad(?: de)?\s?:?)\s?:?\s?{_AGE}(?: {_YEARS})?",
        rf"(?:อายุ|عمره|عمرها|يبلغ من العمر|تبلغ من العمر|البالغ من العمر)\s?{_AGE}(?:\s?{_YEARS})",
        # turned 46, 31 y/o, when she was 64
        rf"(?<![^\W\d_])(?:(?:just )?turn(?:ed|s|ing)?|when (?:he|she|I) was|(?:he|she) (?:is|"
        rf"was)) {_AGE}(?=[.,;)]|$| {_YEARS})",
        rf"(?<![\w.,\-–]){_AGE} ?y/?o(?![^\W_])",
        # 34-year-old, 34 years old, 16 jaar oud
        rf"(?<![\w.,\-–]){_AGE}(?:[ \-]year[ \-]old(?!s)|[ \-]years[ \-]old| years of age|"
        rf" jaar oud|"
        r" ans d[’']âge|[\- ]jarige(?!n))",
        # a boy, 16, / een jongen van 16 jaar / seorang lelaki 34 tahun / un homme de 34 ans
        rf"(?<![^\W\d_])(?i:an?|the|seorang|een|de|het|une?|le|la|el|una?|his|her|"
        rf"sebuah) (?:[^\W\d_]{{2,20}} ){{0,2}}{_PERSON}"
        rf"(?: [^\W\d_]{{2,20}}){{0,2}}(?:,| van| de|,? aged| \()? ?{_AGE}(?:(?: {_YEARS})|"
        rf"(?=[,)]))",
    )
)
_GROUP_BEFORE = Cue(
    r"(?:people|persons|children|pupils|students|youths?|women|men|boys|girls|participants|those|"
    r"anyone|everyone|adults|minors|respondents|residents|citizens|young|adolescents|learners|"
    r"under|over|below|above|from|between|than|least|most|until|average|mean|median|"
    r"kanak-kanak|golongan|para|belia|peserta|bawah|atas|antara|purata|rata-rata|hingga|sejak|"
    r"jongeren|kinderen|mensen|personen|leerlingen|onder|boven|vanaf|tussen|gemiddelde?|tot|"
    r"enfants|personnes|jeunes|élèves|moins|plus|entre|moyen(?:ne)?|dès|partir|"
    r"minimum|maximum|had|voting|retirement|pension|"
    r"niños|jóvenes|personas|menores|mayores|ต่ำกว่า|ระหว่าง|เฉลี่ย|\d\d{0,2} ?(?:-|–|to|and|or|"
    r"hingga|dan|tot|en|à|et|a|y))",
    tail=r"(?: (?:is|was|est|de|of|van|d[’']un|than|are|were|age|ages|the|les|que|pada)){0,2}"
    r" ?,? ?$",
)
_RANGE_AFTER = re.compile(
    r"\s?(?:-|–|—|to|and|or|until|hingga|sampai|dan|ke|ataupun|atau|tot|en|of|à|et|ou|y|a|ถึง|"
    r"إلى)\s?"
    r"(?:\d|over|above|under|older|younger|atas|bawah|ouder|jonger|plus|moins|más|menos|lebih)"
    r"|\s?\+"
)
_AFTER_NAME = re.compile(rf"(?:,\s?|\s?\(\s?){_AGE}(?:\s?{_YEARS})?(?=\s?[,).;])")


def ages(searched: Searched) -> Iterator[Finding]:
    """Yield ages of one person that a word for age or for a person stands beside."""
    text = searched.text
    stretches = searched.around(_WORDS, searched.around_digits(90, 30), 60, 90)
    for form in _FORMS:
        for match in searched.matches_in(form, stretches):
            start, end = match.span("age")
            if not _is_of_a_group(searched, match.start(), end, match.end()):
                yield _age(text, start, match.end(), 0.75, Why("one-person"))


def ages_after_names(searched: Searched, known: Sequence[Finding]) -> Iterator[Finding]:
    """Yield ages that follow a name: "Ahmad bin Ali, 34," or "(34)"."""
    text = searched.text
    for item in known:
        if item.type is FindingType.NAME:
            match = _AFTER_NAME.match(text, item.end)
            if match:
                yield _age(text, match.start("age"), match.end(), 0.85, Why("behind-name"))


def _age(text: str, start: int, end: int, confidence: float, why: Why) -> Finding:
    return found(text, start, end, FindingType.AGE, confidence, why)


def _is_of_a_group(searched: Searched, start: int, number_end: int, end: int) -> bool:
    text = searched.text
    before = searched.has_cue((_GROUP_BEFORE,), start, 40)
    after = _RANGE_AFTER.match(text, number_end) or _RANGE_AFTER.match(text, end)
    return before or after is not None
