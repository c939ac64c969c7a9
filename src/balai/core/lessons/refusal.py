"""What is never a candidate: furniture, lists of names, captions, contents, forms, references."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from .lexicon import fold

_LEADERS = re.compile(r"(?:\.\s?){4,}|…{2,}|_{4,}")
_PAGE_AT_END = re.compile(r"[^\d\s.!?,;]\s+\d{1,3}$")
_CAPTION = re.compile(
    r"^(?:figure|fig\.|table|photo|picture|image|chart|box|map|tableau|encadré|carte|rajah|jadual|"
    r"gambar|afbeelding|figuur|tabel|kader|foto|tabla|gráfico|cuadro|الشكل|الجدول|ภาพที่|ตารางที่)"
    r"\s*(?:\d|[ivx]+\b|[a-z]\b)"
)
_FORM = re.compile(
    r"\bsubscri(?:be|ption)\b|newsletter|\bcookies?\b|this field|left unchanged|"
    r"all rights reserved|click here|read more|privacy (?:policy|notice)|"
    r"terms (?:of use|and conditions)|©|copyright|"
    r"sign up\b|\blog ?in\b|\bunsubscribe|share this|follow us|e-?mail (?:us|updates|alerts)|"
    r"abonnez-vous|s'abonner|inscrivez-vous|lettre d'information|tous droits réservés|"
    r"politique de confidentialité|en savoir plus|cliquez ici|ce champ|"
    r"langgan|hak cipta|surat berita|klik di sini|baca lagi|dasar privasi|medan ini|"
    r"nieuwsbrief|schrijf (?:je|u) in|aanmelden|alle rechten voorbehouden|klik hier|lees (?:meer|"
    r"verder)|privacybeleid|dit veld|hak cipta dilindungi|berlangganan|suscríbase|boletín|"
    r"todos los derechos|haga clic|اشترك|النشرة|جميع الحقوق|สมัครรับ|จดหมายข่าว|สงวนลิขสิทธิ์"
)
_REFERENCE = re.compile(
    r"\b(?:doi|isbn|issn)\b|\bvol\.|\bpp?\.\s?\d|\bet al\b|journal of|university press|"
    r"\(\d{4}[a-z]?\)\.|\b\d+\(\d+\),?\s*\d+[–-]\d+|https?://\S+|www\.\S+"
)
_PERSON_TITLE = re.compile(
    r"\b(?:mr|mrs|ms|mme|mlle|dr|prof|h\.e|encik|puan|tuan|dato|datuk|datin|tan sri|sgt|insp|supt|"
    r"dhr|mevr|mw|hon|col|gen|maj|capt|lt|asp|dsp|acp)\b\.?\s+[A-ZÀ-Þ]",
    re.I,
)
_FORMULA = re.compile(
    r"reflect the positions? of the submitting|should not be construed as endorsed|"
    r"have not been edited|views expressed (?:in|are)|does not necessarily (?:reflect|represent)|"
    r"les opinions exprimées|n'engagent que|pandangan yang dinyatakan|de meningen in"
)
_LISTED = (
    r"(?:recommendations?|lessons?|conclusions?|challenges|practices|points|needs)",
    r"(?:recommandations?|leçons|enseignements|défis|pratiques|points|besoins)",
    r"(?:cadangan|syor|pengajaran|cabaran|amalan|keperluan|rekomendasi|tantangan)",
    r"(?:aanbevelingen|lessen|knelpunten|uitdagingen|praktijken|behoeften|punten)",
    r"(?:recomendaciones|lecciones|desafíos|prácticas|necesidades)",
)
# "The recommendations below enjoy the support of …": says that a list follows, not what is in it.
_LEAD_IN = re.compile(
    rf"\b(?:following|above|listed) (?:\w+ )?{_LISTED[0]}\b|"
    rf"\b{_LISTED[0]}\b(?: [\w/]+){{0,7}}[ /](?:below|listed|above|as read|as follows)\b|"
    rf"\bseveral of the (?:\w+ ){{1,3}}are summari[sz]ed\b|"
    rf"\b{_LISTED[1]}(?: \S+){{0,3}} (?:suivant(?:e?s)?|ci-dessous|ci-après|énumérée?s)\b|"
    rf"\b{_LISTED[2]}(?: \S+){{0,3}} (?:berikut|di bawah|seperti di atas)\b|"
    rf"\b(?:volgende|onderstaande) (?:\w+ )?{_LISTED[3]}\b|"
    rf"\b{_LISTED[4]}(?: \S+){{0,3}} (?:siguientes|a continuación)\b|"
    rf"\bsiguientes {_LISTED[4]}\b"
)
_GOES_ON = re.compile(r":\s+\S+(?:\s+\S+){4}")
_MARKUP = re.compile(r"</?[a-z][^<>]*>|-->|<!--|\w\(\)|[{}]|\w::\w|[a-z]_[a-z]|\w=[\"']")
_INITIALS = re.compile(r"\b[A-Z]\.(?:\s?[A-Z]\.)*\s?[A-Z][a-zà-ÿ]+")
_CONTACT = re.compile(
    r"\S@\S|\b(?:tel|phone|telephone|téléphone|tél|telefon|telefoon|fax|e-?mail|courriel|emel)"
    r"\s?[.:]|(?:\+|\b00)\d{1,3}[\s().-]?\d{1,4}[\s.-]?\d{3}"
)
_AGENDA = re.compile(
    r"^\d{1,2}\s?[:.h]\s?\d{2}\b|^\d{1,2}\s?(?:am|pm)\b|"
    r"^(?:case stud(?:y|ies)(?: (?:from|of|on|by)\b|:|$)|presentations? (?:by|from|of|on)\b|"
    r"panel(?: discussion)?(?: on\b|:|$)|session (?:\d|[ivx]+\b)|keynote|question and answer|q&a|"
    r"(?:opening|closing|welcome) (?:remarks|session|ceremony|address|speech)|registration of\b|"
    r"(?:coffee|tea|lunch)(?: break)?$|group (?:work|photo|discussion)|plenary|round ?table|"
    r"wrap-up|"
    r"études? de cas (?:de|du|des|sur)\b|présentation (?:de|du|des|par)\b|table ronde|pause-?café|"
    r"(?:séance|discours|allocution) (?:d'ouverture|de clôture|plénière)|travaux de groupe|"
    r"kajian kes (?:dari|daripada|oleh)\b|pembentangan|ucapan (?:aluan|penutup|perasmian)|"
    r"majlis (?:pembukaan|penutup|perasmian)|sesi \d|minum (?:pagi|petang)|perbincangan kumpulan|"
    r"casuss?(?:en)? (?:uit|van)\b|presentaties? (?:van|door|over)\b|paneldiscussie|sessie \d|"
    r"(?:opening|afsluiting) (?:van de|door)\b|koffiepauze|rondetafel|plenaire?)"
)
_MOST_WORDS_AGENDA = 14
_MOST_WORDS_CONTACT, _MOST_WORDS_CONTACT_AMONG_LESSONS = 25, 10
_ENDS = (".", "!", "…", ";")
_BRACKETED = re.compile(r"\([^()]*\)")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
_FEWEST_WORDS, _FEWEST_UNDER_HEADING, _MOST_WORDS = 5, 2, 120
_FEWEST_LETTERS_UNSPACED = 20
_MOST_CHARACTERS = 1_200


@dataclass(frozen=True)
class _Line:
    sentence: str
    text: str
    words: list[str]
    announced: bool


def reason_against(sentence: str, *, announced: bool = False) -> str:
    """Return why a sentence is no candidate, or an empty string.

    Under a heading that announces lessons (`announced`) short items count as well.
    """
    text = fold(sentence).strip()
    within = _BRACKETED.sub(" ", sentence) if text[:1] == "(" else sentence
    line = _Line(sentence, text, _WORD.findall(within), announced)
    return next((reason for reason, holds in _REASONS if holds(line)), "")


def _is_contents(line: _Line) -> bool:
    short = len(line.words) < 12 and not line.announced
    return bool(_LEADERS.search(line.text) or (short and _PAGE_AT_END.search(line.text)))


def _leads_in(line: _Line) -> bool:
    says_more = _GOES_ON.search(line.text)
    return line.text.endswith(":") or bool(_LEAD_IN.search(line.text) and not says_more)


def _is_agenda(line: _Line) -> bool:
    short = len(line.words) <= _MOST_WORDS_AGENDA and not line.text.endswith(_ENDS)
    return short and bool(_AGENDA.search(line.text))


def _is_contact(line: _Line) -> bool:
    """Say whether a line gives contacts; a sentence among lessons may name one and teach."""
    most = _MOST_WORDS_CONTACT_AMONG_LESSONS if line.announced else _MOST_WORDS_CONTACT
    return len(line.words) < most and bool(_CONTACT.search(line.text))


def _is_reference(line: _Line) -> bool:
    found = _REFERENCE.findall(line.text)
    return bool(found) and (len(line.words) < 25 or len(found) > 1)


def _too_short(line: _Line) -> bool:
    if _UNSPACED.search(line.sentence):
        return sum(map(str.isalpha, line.sentence)) < _FEWEST_LETTERS_UNSPACED
    return len(line.words) < (_FEWEST_UNDER_HEADING if line.announced else _FEWEST_WORDS)


def _names(line: _Line) -> bool:
    """Say whether a line is mostly names: titles, initials and capitals."""
    words = line.words
    capitals = sum(1 for word in words if word[:1].isupper())
    if len(_INITIALS.findall(line.sentence)) > 1:
        return True
    if line.sentence.isupper() or len(words) < 3:
        return False
    titled = bool(_PERSON_TITLE.search(line.sentence))
    return capitals / len(words) > (0.5 if titled else 0.8) and len(words) >= (3 if titled else 5)


_REASONS: tuple[tuple[str, Callable[[_Line], object]], ...] = (
    ("too short to stand alone", _too_short),
    (
        "too long for one point",
        lambda line: len(line.words) > _MOST_WORDS or len(line.sentence) > _MOST_CHARACTERS,
    ),
    ("a line that is not finished", lambda line: line.text.endswith((",", "،"))),
    ("a question", lambda line: line.text.endswith(("?", "؟"))),
    ("leads to a list, and says nothing of its own", _leads_in),
    ("code or markup", lambda line: _MARKUP.search(line.text)),
    ("a line of a table of contents", _is_contents),
    ("a caption", lambda line: _CAPTION.match(line.text)),
    ("a row of an agenda", _is_agenda),
    ("a line of contacts", _is_contact),
    ("part of a form or of a page's furniture", lambda line: _FORM.search(line.text)),
    ("a disclaimer", lambda line: _FORMULA.search(line.text)),
    ("a reference", _is_reference),
    ("a list of names", _names),
)
