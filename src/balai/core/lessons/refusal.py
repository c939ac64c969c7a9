"""What is never a candidate: furniture, lists of names, captions, contents, forms, references."""

from __future__ import annotations

import re

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
    r"reflect the position of the submitting|should not be construed as endorsed|"
    r"have not been edited|views expressed (?:in|are)|does not necessarily (?:reflect|represent)|"
    r"les opinions exprimées|n'engagent que|pandangan yang dinyatakan|de meningen in"
)
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
_FEWEST_WORDS, _FEWEST_UNDER_HEADING, _MOST_WORDS = 5, 2, 120
_FEWEST_LETTERS_UNSPACED = 20
_MOST_CHARACTERS = 1_200


def reason_against(sentence: str, *, announced: bool = False) -> str:
    """Return why a sentence is no candidate, or an empty string.

    Under a heading that announces lessons (`announced`) short items count as well.
    """
    text = fold(sentence).strip()
    words = _WORD.findall(sentence)
    if _too_short(sentence, words, announced):
        return "too short to stand alone"
    if len(words) > _MOST_WORDS or len(sentence) > _MOST_CHARACTERS:
        return "too long for one point"
    if text.endswith((",", "،")):
        return "a line that is not finished"
    if _LEADERS.search(text) or (len(words) < 12 and _PAGE_AT_END.search(text) and not announced):
        return "a line of a table of contents"
    if _CAPTION.match(text):
        return "a caption"
    if _FORM.search(text):
        return "part of a form or of a page's furniture"
    if _FORMULA.search(text):
        return "a disclaimer"
    reference = _REFERENCE.search(text)
    if reference and (len(words) < 25 or len(_REFERENCE.findall(text)) > 1):
        return "a reference"
    if _names(sentence, words):
        return "a list of names"
    return ""


def _too_short(sentence: str, words: list[str], announced: bool) -> bool:
    if _UNSPACED.search(sentence):
        return sum(map(str.isalpha, sentence)) < _FEWEST_LETTERS_UNSPACED
    return len(words) < (_FEWEST_UNDER_HEADING if announced else _FEWEST_WORDS)


def _names(sentence: str, words: list[str]) -> bool:
    """Say whether a line is mostly names: titles and capitals, hardly a word in small letters."""
    capitals = sum(1 for word in words if word[:1].isupper())
    if sentence.isupper() or len(words) < 3:
        return False
    titled = bool(_PERSON_TITLE.search(sentence))
    return capitals / len(words) > (0.5 if titled else 0.8) and len(words) >= (3 if titled else 5)
