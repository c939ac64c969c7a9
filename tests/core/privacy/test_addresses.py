"""Addresses in the forms of the sample's languages."""

from __future__ import annotations

import pytest

from balai.core.privacy import FindingType
from tests.core.privacy.marked import holds


@pytest.mark.parametrize(
    "sentence",
    [
        "She lives at «14 Rosebank Avenue, Wellington 6011».",
        "He moved to «Flat 3, 221 Harbour Road, Leeds LS1 4DY».",
        "They met at «8 Mill Court», near the river.",
        "Rumah di «No. 12, Jalan Melati 3/2, 43000 Kajang».",
        "Beliau tinggal di «27 Lorong Cempaka, Ipoh».",
        "Tinggal di «Jl. Kenanga No. 5, RT 02/RW 07» sejak lama.",
        "Her flat is «Blk 123 Ang Mo Kio Ave 4 #05-123 Singapore 560123».",
        "Hij woont op «Kerkstraat 12, 1017 GC Amsterdam».",
        "Ze verhuisde naar de «Lange Nieuwstraat 48 bis».",
        "Il habite «12 rue des Lilas, 75020 Paris».",
        "Elle vit au «5 bis, avenue Jean Jaurès».",
        "Rue du Marché? Non: «rue de la Station 16, 1000 Bruxelles».",
        "Vive en la «calle de Alcalá 45, 28014 Madrid».",
        "อยู่«บ้านเลขที่ 12/3 หมู่ 4 ต.บางรัก อ.เมือง»",
        "Send it to «PO Box 512, Suva».",
        "Her address is «64 Sólvallagata 29», as far as we know.",
        "Ze woont aan «Het Spui 9».",
    ],
)
def test_addresses_are_found(sentence: str) -> None:
    holds(sentence, FindingType.ADDRESS)


@pytest.mark.parametrize(
    "sentence",
    [
        "Patrols along Jalan Melati and Kerkstraat rose by 12 per cent.",
        "In 2014, 127 County Circuit Court cases were heard.",
        "The decade 2000 and Brigade 17 are history.",
        "Le quartier autour de la rue des Lilas compte 3 écoles.",
        "Section 12 The Way Forward; 3 Drug Court Programmes.",
        "He lives in Ipoh; she lived at home until 2015. The address to the House took 3 hours.",
        "76 Desa Lainnya ikut serta dalam program.",
    ],
)
def test_streets_alone_are_not(sentence: str) -> None:
    holds(sentence, FindingType.ADDRESS)
