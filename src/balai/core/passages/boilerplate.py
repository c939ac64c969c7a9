"""What web pages and pastes carry besides their text: menus, cookie bars, newsletter forms.

A block goes only when it is short and says one of the things that such furniture says, so that
a sentence about newsletters or consent stays. Phrases of our own in English, French, Malay,
Indonesian, Dutch, Spanish and German.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from .document import BlockKind, RawBlock
from .normalise import normalise

_LONGEST = 320
_LONGEST_LABEL = 60

# Said at the beginning of a form, bar or notice. Spaces stand for any space.
_FURNITURE_PHRASES = r"""
this field is for validation purposes
(?:this )?field should be left (?:unchanged|blank|empty)
leave this field (?:blank|empty)
if you(?:'re| are|’re) (?:a )?human,? (?:leave|do not)
(?:please )?(?:subscribe|sign.up|register)\b[^.]{0,60}\b(?:newsletters?|updates|mailing list)\b
(?:please )?(?:subscribe|sign up|sign-up)\b[^.]{0,60}\b(?:e-?mails?|alerts)\b
to (?:view|read) the (?:full|whole) (?:story|article)\b
(?:first-time )?subscribers (?:also )?receive
if you(?:'re|’re| are) seeing this message
already a (?:subscriber|member)\b
(?:enter|type) your e-?mail
(?:your )?e-?mail address\s*[*:]?$
(?:get|receive) (?:our|the latest|periodic)\b[^.]{0,60}\b(?:inbox|newsletter|e-?mail)
(?:this|our) (?:web ?)?site uses cookies
we (?:and our partners )?use cookies
by (?:continuing to (?:use|browse)|clicking|using (?:this|our) (?:web ?)?site)
(?:accept|reject|allow|manage) (?:all )?(?:cookies|preferences)
cookie (?:settings|policy|consent)
you must be logged in to
(?:log|sign) in to (?:comment|reply|post)
your e-?mail address will not be published
required fields are marked
(?:please )?enable javascript
javascript (?:is|must be|seems)\b
(?:follow|like|find|join) us (?:on|in|at)\b
(?:read|see|watch) (?:also|more|next)\s*[:»>]
this (?:post|article|page) (?:may )?contains? (?:affiliate|advertising|sponsored)
(?:unless|except where) otherwise (?:stated|noted)[^.]{0,60}\b(?:licen[cs]ed|cc)\b
(?:last )?(?:updated|modified)(?: on)?\s*:?\s*\d
ce champ n(?:'|’)est utilisé qu(?:'|’)à des fins de validation
ne pas remplir ce champ
(?:abonnez|inscrivez)-vous\b[^.]{0,60}\b(?:lettre|newsletter|bulletin|infolettre)
(?:ce|notre) site utilise des cookies
nous utilisons des cookies
en poursuivant votre navigation
(?:tout )?(?:accepter|refuser) (?:tous )?les cookies
votre adresse (?:e-?mail|de messagerie) ne sera pas publiée
(?:suivez-nous|retrouvez-nous) sur\b
(?:à )?lire (?:aussi|également)\s*:
vous devez être connecté
sauf mention contraire
(?:langgan|daftar)\b[^.]{0,50}\b(?:buletin|surat berita|newsletter|e-?mel)
(?:laman|tapak) (?:web|sesawang) ini menggunakan (?:kuki|cookies)
medan ini (?:untuk tujuan pengesahan|hendaklah dibiarkan)
ikuti kami (?:di|melalui)\b
baca (?:juga|lagi)\s*:
(?:situs|website) (?:web )?ini menggunakan (?:kuki|cookie)
berlangganan\b[^.]{0,40}\b(?:buletin|newsletter)
(?:meld (?:je|u) aan|schrijf (?:je|u) in|abonneer)\b[^.]{0,60}\bnieuwsbrief
(?:deze|onze) (?:web)?site (?:gebruikt|maakt gebruik van) cookies
(?:wij|we) gebruiken cookies
dit veld (?:is bedoeld voor validatie|moet (?:leeg|ongewijzigd))
volg ons (?:op|via)\b
lees (?:ook|meer)\s*:
tenzij anders (?:vermeld|aangegeven)
suscr[ií]bete\b[^.]{0,60}\b(?:bolet[ií]n|newsletter)
(?:este|nuestro) sitio (?:web )?(?:usa|utiliza) cookies
s[ií]guenos en\b
(?:lea|lee|mire|vea|ver) (?:también|además)
(?:mire|lea)\s*:
diese (?:web)?seite verwendet cookies
wir verwenden cookies
(?:jetzt )?(?:den |unseren )?newsletter (?:abonnieren|anmelden)
dieses feld dient zur validierung
(?:du musst|sie müssen) (?:ein|an)geloggt sein
deine? e-?mail-adresse wird nicht
(?:lesen sie|lies) (?:auch|mehr)
(?:siehe|auch) (?:auch|interessant)\s*:
(?:folgen sie|folge) uns\b
sofern nicht anders (?:ausgewiesen|angegeben)
(?:zuletzt )?aktualisiert am \d
(?:\*?werbung\b|dieser beitrag enthält (?:werbung|affiliate))
"""
# The whole of a short block.
_LABEL_PHRASES = r"""
skip to (?:main )?(?:content|navigation)
back to top
(?:main )?menu
toggle navigation
share(?: (?:this|on|via)\b.{0,40})?
follow us(?: on\b.{0,40})?
(?:read|learn|show|load) more
see also
related (?:articles?|posts?|content|stories|links|news|topics)
you (?:may|might) also (?:like|be interested).{0,20}
recommended(?: (?:for you|articles?|reading))?
most (?:read|popular)
more (?:on|from) this (?:topic|author)
(?:leave|post|write) a (?:comment|reply)
(?:\d+|no)? ?comments?(?: on\b.{0,30}|\W*\d*)
advertisement
sponsored(?: content)?
(?:all )?rights reserved.{0,40}
(?:©|copyright)\W.{0,60}
privacy (?:policy|notice)
terms (?:of use|and conditions)
log ?in
sign ?(?:in|up)
register
search
home
next
previous
tags?
permalink
print
submit
subscribe(?: now)?
newsletter
contact us
about us
partager.{0,30}
lire (?:aussi|la suite|plus)
retour en haut
articles? (?:liés|similaires|recommandés)
mentions légales
accueil
recherche(?:r)?
laisser un commentaire
tous droits réservés.{0,40}
kongsi(?:kan)?.{0,20}
baca (?:juga|lagi|selanjutnya|lebih lanjut)
kembali ke atas
carian
hak cipta terpelihara.{0,40}
bagikan.{0,20}
(?:berita|artikel) (?:terkait|berkaitan)
deel (?:dit|deze|op|via).{0,30}
lees (?:ook|meer|verder)
terug naar boven
gerelateerde? (?:artikelen|berichten|nieuws)
zoeken
meer (?:lezen|informatie)
reageer
alle rechten voorbehouden.{0,40}
compartir.{0,30}
leer más
(?:artículos|noticias) relacionad[oa]s
temas
volver arriba
teilen.{0,20}
mehr (?:lesen|erfahren|zum thema)
weiterlesen
weitere (?:themen|artikel|beiträge|meldungen|nachrichten)
empfohlene (?:beiträge|artikel)
ähnliche (?:beiträge|artikel)
das könnte (?:sie|dich|dir) auch.{0,30}
(?:\d+|keine)? ?kommentare?(?: (?:for|zu)\b.{0,30}|\W*\d*)
nach oben
drucken
anzeige
startseite
suche
"""
_NETWORKS = r"(?:facebook|twitter|x|linkedin|whatsapp|instagram|youtube|telegram|e-?mail|print|rss)"


def _any_of(phrases: str) -> str:
    lines = [line.replace(" ?", r"\s?").replace(" ", r"\s") for line in phrases.strip().split("\n")]
    return "|".join(f"(?:{line})" for line in lines)


_FURNITURE = re.compile(rf"^\W*(?:{_any_of(_FURNITURE_PHRASES)})", re.IGNORECASE)
_LABELS = re.compile(
    rf"\W*(?:{_any_of(_LABEL_PHRASES)}|{_NETWORKS}(?:\W+{_NETWORKS})*)\W*", re.IGNORECASE
)
_SENTENCE_END = (".", "!", "?", "…", "。", "؟", ";", ":")


def is_boilerplate(text: str) -> bool:
    """Say whether a block says nothing but what the furniture of a page says."""
    plain = normalise(text)
    if len(plain) > _LONGEST:
        return False
    if _FURNITURE.match(plain):
        return True
    return len(plain) <= _LONGEST_LABEL and _LABELS.fullmatch(plain) is not None


def without_boilerplate(blocks: Sequence[RawBlock]) -> list[RawBlock]:
    """Return the blocks without furniture, and without headings that stood over nothing else."""
    furniture = [is_boilerplate(block.text) for block in blocks]
    for index in range(len(blocks) - 1, -1, -1):
        after = index + 1
        while after < len(blocks) and furniture[after]:
            after += 1
        over_nothing = after > index + 1 and (after == len(blocks) or _is_heading(blocks[after]))
        if over_nothing and _heads(blocks[index]):
            furniture[index] = True
    return [block for block, drop in zip(blocks, furniture, strict=True) if not drop]


def _is_heading(block: RawBlock) -> bool:
    return block.kind in (BlockKind.HEADING, BlockKind.TITLE)


def _heads(block: RawBlock) -> bool:
    """Say whether a block is a heading or looks like one."""
    text = block.text.strip()
    short = block.kind is BlockKind.PARAGRAPH and len(text.split()) <= 8
    return _is_heading(block) or (short and not text.endswith(_SENTENCE_END))
