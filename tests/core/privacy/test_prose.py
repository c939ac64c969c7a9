"""Ordinary report prose of our own: not one finding, in any language of the sample."""

from __future__ import annotations

import pytest

from balai.core.privacy import findings

PROSE = {
    "en": [
        "The workshop brought together police services from four countries on 12 and 13 March "
        "2019. "
        "Seventy participants discussed how trust is earned in districts that change quickly.",
        "1. Introduction\n1.1 Background\n76.1 The State should train 1,250 officers a year.\n"
        "76.2 Between 2015 and 2018 complaints fell from 4 312 to 3 907 (9.4 per cent).",
        "See A/HRC/17/4, paragraph 12; S/RES/2178 (2014); CCPR/C/GC/34; and Regulation (EU) "
        "2016/679, "
        "Article 5(1)(c). ISBN 978-92-9234-512-9.",
        "The Commissioner of Police and the Minister of Home Affairs signed the plan. The Chief "
        "Constable chaired; a Sergeant and two Constables from each station took notes.",
        "Young people aged 15 to 24 met officers weekly. After two years, 62 % said they would "
        "call the "
        "police again (n = 412, margin of error 4.8).",
        "Year 2012 2013 2014 2015 2016\nReports 1204 1187 1312 1290 1405\nSolved 610 598 702 688 "
        "731",
        "Funding came to US$ 1,250,000, RM 4.5 million and €310 000; the balance of 12 345 678 "
        "baht was "
        "returned. Opening hours are 09:00-17:30, and lines 999 and 112 stay free.",
        "In May the team moved to Main Street; by August it worked from the library in Market "
        "Square.",
        "The project was born in a village hall. It is called Neighbours First and is known as NF.",
        "Officer safety, officer wellness and the duty of every officer to listen were the themes.",
    ],
    "ms": [
        "Bengkel itu diadakan pada 12 Mac 2019 di ibu negara dan dihadiri oleh 70 orang peserta.",
        "Ketua Polis Daerah, Pegawai Daerah dan Pengerusi Rukun Tetangga bersetuju untuk bertemu "
        "setiap "
        "bulan. Program ini berjalan selama 5 tahun dengan peruntukan RM 250,000.",
        "Kanak-kanak bawah 12 tahun dan belia berumur 15 hingga 24 tahun mengikuti aktiviti di "
        "dewan.",
        "Tuan rumah menyambut tetamu. Encik dan puan sekalian, terima kasih.",
        "Jadual 3: 1 204 aduan pada 2018, 1 187 pada 2019, turun 1.4 peratus.",
    ],
    "id": [
        "Pada tahun 2019 sebanyak 1.250 anggota mengikuti pelatihan di 34 provinsi dengan biaya "
        "Rp 2.500.000.000.",
        "Kepala Kepolisian Daerah dan Bupati membuka acara; Bapak dan Ibu guru ikut serta.",
    ],
    "nl": [
        "De wijkagent en de burgemeester spraken met bewoners van de Kerkstraat. In 2018 daalde "
        "het "
        "aantal meldingen van 4.312 naar 3.907.",
        "Jongeren van 16 jaar en ouder mochten meepraten; na 3 jaar werd het project verlengd met "
        "€ 120.000. De heer en mevrouw waren welkom.",
        "Zie artikel 8, lid 2, van de wet van 3 mei 2010, Stb. 2010, 245.",
    ],
    "fr": [
        "L’atelier des 12 et 13 mars 2019 a réuni 70 participants. Le ministre de l’Intérieur, la "
        "préfète et "
        "le commissaire divisionnaire ont ouvert les travaux.",
        "Madame la Ministre, Monsieur le Président : 62 % des jeunes de 15 à 24 ans ont répondu "
        "(n = 412).",
        "La loi no 2010-245 du 3 mai 2010 prévoit un budget de 310 000 euros sur 5 ans.",
    ],
    "es": [
        "El taller del 12 de marzo de 2019 reunió a 70 personas; el señor alcalde y la ministra "
        "hablaron."
    ],
    "th": ["นายกรัฐมนตรีและผู้บัญชาการตำรวจเปิดการประชุมเมื่อวันที่ 12 มีนาคม 2562 มีผู้เข้าร่วม 70 คน"],
    "ar": ["افتتح السيد الوزير والسيد المدير العام اللقاء يوم 12 مارس 2019 بحضور 70 مشاركا."],
}


@pytest.mark.parametrize(
    ("language", "text"), [(language, text) for language, texts in PROSE.items() for text in texts]
)
def test_ordinary_prose_has_no_findings(language: str, text: str) -> None:
    assert findings(text, language) == ()
    assert findings(text) == ()
