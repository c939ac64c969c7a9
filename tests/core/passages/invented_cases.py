"""Case files about nobody, built from invented parts: six shapes in each of five languages."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

from balai.core.passages.document import BlockKind, RawBlock

WORDS: dict[str, dict[str, str]] = {
    "en": {
        "file": "Case file", "name": "Full name", "birth": "Date of birth",
        "number": "Passport no.", "home": "Address", "phone": "Phone", "faith": "Religion",
        "risk": "Risk score", "signs": "Indicators observed", "who": "Case worker",
        "told": "The subject was seen at the hall twice and was asked about his friends.",
    },
    "fr": {
        "file": "Dossier individuel", "name": "Nom et prénom", "birth": "Date de naissance",
        "number": "N° de passeport", "home": "Adresse", "phone": "Téléphone",
        "faith": "Religion", "risk": "Score de risque", "signs": "Indicateurs relevés",
        "who": "Référent", "told": "Le sujet a été vu deux fois à la salle et interrogé.",
    },
    "ms": {
        "file": "Fail kes", "name": "Nama penuh", "birth": "Tarikh lahir",
        "number": "No. kad pengenalan", "home": "Alamat", "phone": "No. telefon",
        "faith": "Agama", "risk": "Skor risiko", "signs": "Petunjuk", "who": "Pegawai kes",
        "told": "Suspek dilihat dua kali di dewan dan ditanya tentang kawannya.",
    },
    "nl": {
        "file": "Persoonsdossier", "name": "Achternaam", "birth": "Geboortedatum",
        "number": "BSN", "home": "Adres", "phone": "Telefoonnummer", "faith": "Geloof",
        "risk": "Risicoscore", "signs": "Signalen", "who": "Casusregisseur",
        "told": "De betrokkene is twee keer in de zaal gezien en naar vrienden gevraagd.",
    },
    "id": {
        "file": "Berkas perkara", "name": "Nama lengkap", "birth": "Tanggal lahir",
        "number": "NIK", "home": "Alamat", "phone": "No. telepon", "faith": "Agama",
        "risk": "Tingkat risiko", "signs": "Indikator", "who": "Petugas kasus",
        "told": "Tersangka terlihat dua kali di balai dan ditanya tentang temannya.",
    },
}  # fmt: skip
FIRST = ("Zoran", "Milka", "Arvind", "Petra", "Hasmi", "Ludo", "Sarita", "Emeka", "Thanom")
LAST = ("Vexley", "Ondrova", "Kalimbe", "Brandsma", "Quillon", "Tarsis", "Umbero", "Jolanda")
SHAPES = ("lines", "one line", "table of fields", "register", "rows", "between prose")


@dataclass(frozen=True)
class InventedCase:
    """One file: its language, its shape, and its blocks as a reader finds them."""

    language: str
    shape: str
    blocks: tuple[RawBlock, ...]


def invented_cases() -> Iterator[InventedCase]:
    """Yield thirty files, the same ones each time."""
    dice = random.Random(20261123)
    for language, words in WORDS.items():
        for shape in SHAPES:
            yield InventedCase(language, shape, tuple(_blocks(dice, words, shape)))


def _person(dice: random.Random, words: dict[str, str]) -> list[tuple[str, str]]:
    date = f"{dice.randint(1, 28):02}.{dice.randint(1, 12):02}.{dice.randint(1960, 2004)}"
    number = f"{dice.choice('ABKX')}{dice.randint(10**6, 10**7)}"
    return [
        (words["name"], f"{dice.choice(FIRST)} {dice.choice(LAST)}"),
        (words["birth"], date),
        (words["number"], number),
        (words["home"], f"{dice.randint(1, 90)} Lorem Row"),
        (words["phone"], f"+60 12-{dice.randint(100, 999)} {dice.randint(1000, 9999)}"),
        (words["risk"], str(dice.randint(1, 10))),
        (words["signs"], f"{dice.randint(1, 6)}, {dice.randint(7, 12)}"),
    ]


def _blocks(dice: random.Random, words: dict[str, str], shape: str) -> Iterator[RawBlock]:
    """Yield what a reader makes of a file of this shape."""
    fields = _person(dice, words)
    yield RawBlock(1, words["file"], BlockKind.TITLE)
    if shape == "lines":
        for label, said in fields:
            yield RawBlock(1, f"{label}: {said}")
        yield RawBlock(1, words["told"])
    elif shape == "one line":
        yield RawBlock(1, " ".join(f"{label}: {said}" for label, said in fields))
        yield RawBlock(1, words["told"])
    elif shape == "table of fields":
        table = "\n".join(f"{label} | {said}" for label, said in fields)
        yield RawBlock(1, table, BlockKind.TABLE)
    elif shape == "register":
        people = [_person(dice, words) for _ in range(6)]
        rows = [[label for label, _ in fields], *([said for _, said in one] for one in people)]
        yield RawBlock(1, "\n".join(" | ".join(row) for row in rows), BlockKind.TABLE)
    elif shape == "rows":
        for _ in range(7):
            values = [value for _, value in _person(dice, words)[:5]]
            yield RawBlock(1, "; ".join(values))
    else:
        for label, said in fields:
            yield RawBlock(1, f"{label}: {said}")
            if label == words["phone"]:
                yield RawBlock(1, words["told"])
        yield RawBlock(1, f"{words['who']}: {dice.choice(LAST)}")
