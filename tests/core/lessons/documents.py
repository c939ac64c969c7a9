"""Documents for the tests, written for them."""

from __future__ import annotations

from collections.abc import Iterable

from balai.core.passages.assemble import assemble
from balai.core.passages.document import BlockKind, Document, RawBlock

H, P, L = BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.LIST_ITEM


def document(blocks: Iterable[RawBlock | str], language: str = "en") -> Document:
    """Return a document; a string is a paragraph, "# x" a heading, "- x" a list item.

    Blocks with a page of their own are given as RawBlock.
    """
    made = [block if isinstance(block, RawBlock) else raw(block) for block in blocks]
    return assemble(
        made,
        format="text",
        pages=max((block.page for block in made), default=1),
        detect=lambda text: language,
    )


def raw(line: str, page: int = 1) -> RawBlock:
    """Return the block a line stands for."""
    if line.startswith("#"):
        level = len(line) - len(line.lstrip("#"))
        return RawBlock(page, line.lstrip("# "), H, level)
    mark, _, words = line.partition(" ")
    if mark in ("-", "•") or (mark.rstrip(".)").replace(".", "").isdigit() and mark[-1] in ".)"):
        return RawBlock(page, words, L, 1, marker=mark)
    return RawBlock(page, line, P)


# Two paragraphs each without any heading: the first tells what happened, the second what it
# taught. The third is furniture.
STORIES = {
    "en": (
        [
            "The town has forty thousand inhabitants and two police stations.",
            "In March 2021 a group of young men gathered every evening at the bus station.",
            "The project was funded by the council and started in autumn.",
        ],
        [
            "We learned that young people talk to an officer only when they know his name.",
            "Officers should stay in the same district for at least three years.",
            "Involve parents from the very beginning and explain why you are there.",
            "The key to success was the patience of the two youth workers.",
        ],
        "Subscribe to our newsletter to receive updates about the programme.",
    ),
    "fr": (
        [
            "La ville compte quarante mille habitants et deux commissariats.",
            "En mars 2021, un groupe de jeunes se retrouvait chaque soir à la gare routière.",
            "Le projet a été financé par la commune et a commencé en automne.",
        ],
        [
            "Nous avons appris que les jeunes ne parlent qu'à un agent dont ils savent le nom.",
            "Les agents devraient rester au moins trois ans dans le même quartier.",
            "Il faut associer les parents dès le début et expliquer pourquoi on est là.",
            "La patience des deux éducateurs a été la clé de la réussite.",
        ],
        "Abonnez-vous à notre lettre d'information pour suivre le programme.",
    ),
    "ms": (
        [
            "Bandar ini mempunyai empat puluh ribu penduduk dan dua balai polis.",
            "Pada Mac 2021 sekumpulan anak muda berkumpul setiap petang di stesen bas.",
            "Projek itu dibiayai oleh majlis dan bermula pada musim tengkujuh.",
        ],
        [
            "Kami belajar bahawa anak muda hanya bercakap dengan pegawai yang mereka kenal.",
            "Pegawai perlu kekal di kawasan yang sama sekurang-kurangnya tiga tahun.",
            "Libatkan ibu bapa dari awal dan terangkan sebab anda berada di situ.",
            "Kunci kejayaan ialah kesabaran dua pekerja belia itu.",
        ],
        "Langgan surat berita kami untuk menerima berita tentang program ini.",
    ),
    "nl": (
        [
            "De stad telt veertigduizend inwoners en twee politiebureaus.",
            "In maart 2021 kwam elke avond een groep jongens bijeen op het busstation.",
            "Het project is gefinancierd door de gemeente en begon in de herfst.",
        ],
        [
            "We hebben geleerd dat jongeren alleen praten met een agent die ze kennen.",
            "Agenten zouden minstens drie jaar in dezelfde wijk moeten blijven.",
            "Betrek ouders vanaf het begin en leg uit waarom je er bent.",
            "Het geduld van de twee jongerenwerkers was de sleutel tot succes.",
        ],
        "Schrijf je in voor onze nieuwsbrief en blijf op de hoogte van het programma.",
    ),
}


def story(language: str) -> Document:
    """Return a report without headings in a language."""
    told, taught, furniture = STORIES[language]
    return document([" ".join(told), " ".join(taught), furniture], language)
