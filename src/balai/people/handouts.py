"""What stands on the paper beside a one-time link, in five languages at once.

Whoever hands the paper over need not know which language its reader has, so these texts do not
follow the language of the page and are kept here instead of in the catalogues.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from balai.people.squares import square

_INVITATION = {
    "en": (
        "You are invited to {node}",
        "Type this address into a browser, or point a camera at the square. Choose a name and a "
        "password; that is all. You join {place}. The link works once, until {date}. Do not show "
        "it to others. If it does not work, ask whoever gave you this paper.",
    ),
    "ms": (
        "Anda dijemput ke {node}",
        "Taip alamat ini dalam pelayar, atau halakan kamera ke petak ini. Pilih nama dan kata "
        "laluan; itu sahaja. Anda menyertai {place}. Pautan ini boleh digunakan sekali, sehingga "
        "{date}. Jangan tunjukkan kepada orang lain. Jika tidak berfungsi, tanya orang yang "
        "memberi anda kertas ini.",
    ),
    "fr": (
        "Vous êtes invité·e à rejoindre {node}",
        "Saisissez cette adresse dans un navigateur, ou visez le carré avec un appareil photo. "
        "Choisissez un nom et un mot de passe : c’est tout. Vous rejoignez {place}. Le lien "
        "fonctionne une seule fois, jusqu’au {date}. Ne le montrez à personne. S’il ne "
        "fonctionne pas, demandez à la personne qui vous a remis ce papier.",
    ),
    "nl": (
        "U bent uitgenodigd voor {node}",
        "Typ dit adres in een browser, of richt een camera op het vierkant. Kies een naam en een "
        "wachtwoord; dat is alles. U hoort dan bij {place}. De link werkt één keer, tot en met "
        "{date}. Laat hem niet aan anderen zien. Werkt hij niet, vraag het dan aan wie u dit "
        "papier gaf.",
    ),
    "ar": (
        "أنت مدعو إلى {node}",
        "اكتب هذا العنوان في المتصفح، أو وجّه الكاميرا إلى المربع. اختر اسمًا وكلمة مرور؛ هذا كل "
        "ما في الأمر. ستنضم إلى {place}. يعمل الرابط مرة واحدة، حتى {date}. لا تُطلع عليه غيرك. "
        "إذا لم يعمل، فاسأل من أعطاك هذه الورقة.",
    ),
}
_RECOVERY = {
    "en": (
        "A new password for {node}",
        "Type this address into a browser, or point a camera at the square, and choose a new "
        "password. You are then signed out everywhere else. The link works once, until {date}. "
        "Do not show it to others.",
    ),
    "ms": (
        "Kata laluan baharu untuk {node}",
        "Taip alamat ini dalam pelayar, atau halakan kamera ke petak ini, dan pilih kata laluan "
        "baharu. Selepas itu anda dilog keluar di semua tempat lain. Pautan ini boleh digunakan "
        "sekali, sehingga {date}. Jangan tunjukkan kepada orang lain.",
    ),
    "fr": (
        "Un nouveau mot de passe pour {node}",
        "Saisissez cette adresse dans un navigateur, ou visez le carré avec un appareil photo, et "
        "choisissez un nouveau mot de passe. Vous êtes alors déconnecté·e partout ailleurs. Le "
        "lien fonctionne une seule fois, jusqu’au {date}. Ne le montrez à personne.",
    ),
    "nl": (
        "Een nieuw wachtwoord voor {node}",
        "Typ dit adres in een browser, of richt een camera op het vierkant, en kies een nieuw "
        "wachtwoord. U bent daarna overal elders uitgelogd. De link werkt één keer, tot en met "
        "{date}. Laat hem niet aan anderen zien.",
    ),
    "ar": (
        "كلمة مرور جديدة لـ {node}",
        "اكتب هذا العنوان في المتصفح، أو وجّه الكاميرا إلى المربع، واختر كلمة مرور جديدة. سيُسجَّل "
        "خروجك بعدها من كل مكان آخر. يعمل الرابط مرة واحدة، حتى {date}. لا تُطلع عليه غيرك.",
    ),
}
LANGUAGES = tuple(_INVITATION)


@dataclass(frozen=True)
class Explained:
    """The explanation in one language."""

    language: str
    title: str
    text: str


@dataclass(frozen=True)
class Handout:
    """A sheet to print: the address, drawn and written, and what to do with it."""

    address: str
    square: str
    """The address as a QR code: an SVG in a data: address."""
    explained: tuple[Explained, ...]
    expires: datetime


def handout(
    *, address: str, expires: datetime, node: str, place: str = "", is_recovery: bool = False
) -> Handout:
    """Return the sheet for a link; `place` is the organisation somebody is invited to."""
    from babel.dates import format_date

    texts = _RECOVERY if is_recovery else _INVITATION
    explained = tuple(
        Explained(
            language,
            title.format(node=node),
            text.format(
                node=node,
                place=place or node,
                date=format_date(
                    expires.date(), format="long", locale="en_GB" if language == "en" else language
                ),
            ),
        )
        for language, (title, text) in texts.items()
    )
    return Handout(address, square(address), explained, expires)
