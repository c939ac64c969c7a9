"""Names that something beside them gives away, and titles without a name."""

from __future__ import annotations

import pytest

from balai.core.privacy import FindingType
from tests.core.privacy.marked import holds


@pytest.mark.parametrize(
    "sentence",
    [
        "«Encik Ahmad Faizal bin Abdul Rahman» menjawab.",
        "«Puan Siti» dan «Cik Nurul Huda» hadir.",
        "«Dato' Seri Azman» serta «Tan Sri Lim Kok Wing» memberi ucapan.",
        "«Nik Aminah binti Nik Ab Rahman» dan «Ravi a/l Muthu» tiba.",
        "«Sgt Lim» and «Insp. Devi a/p Kumar» of the station spoke.",
        "«ASP Zulkifli» met «Mr Tan» and «Ms April Wong».",
        "«Bapak Hartono» dan «Ibu Sri Wahyuni» setuju.",
        "«Dhr. van der Berg» en «mevrouw De Vries-Jansen» kwamen.",
        "«M. Dupont», «Mme Le Goff» et le «commissaire Moreau» ont parlé.",
        "El «Sr. García Márquez» habló con «Doña Carmen».",
        "«Khun Somchai» translated.",
        "«Judge O'Neill» wrote to «Prof. Dr. Müller».",
        "Name: «Jean-Pierre Mbala»",
        "Nama penuh: «Wong Mei Ling»",
        "A young man named «Karim» left in spring.",
        "The letter of a Fijian national, «Josefa Tuilagi», was read.",
        "«MR RAJESH KUMAR» signed.",
        "«Officer Daniels» asked about safety.",
        "«Encik Seri» datang bersama «Puan Sri Rohani».",
    ],
)
def test_names_are_found(sentence: str) -> None:
    holds(sentence, FindingType.NAME)


@pytest.mark.parametrize(
    "sentence",
    [
        "Contact «Encik Ahmad bin Ali» today.",
        "Contact «Ahmad bin Ali» or ask «Inspector Ahmad bin Ali».",
        "Yesterday «Dato' Seri Ahmad bin Ali» came. Witness «Siti binti Osman» too.",
        "Hubungi «Encik Ahmad bin Ali» atau «Siti binti Osman».",
        "Menurut «Nurul Huda binti Osman», semua selesai. Semalam «Tuan Haji Ali bin Abu» datang.",
        "Temui «Bapak Hartono bin Karto»; kemarin «Budi bin Karto» datang.",
        "Contactez «Mme Aminata binti Diallo»; selon «M. Dupont», rien. Hier «Karim ibn Salah».",
        "Bel «mevrouw Jansen». Volgens «Ahmed ibn Salah» klopt het. Vraag «dhr. De Vries».",
    ],
)
def test_what_a_sentence_begins_with_is_no_part_of_the_name(sentence: str) -> None:
    holds(sentence, FindingType.NAME)


@pytest.mark.parametrize(
    "sentence",
    [
        "«Encik Ahmad bin Ali» said so.",
        "«Sgt Lim Wei Jie» and «Cpl Tan» came.",
        "«Puan Siti binti Osman» di Kuala Lumpur hadir.",
        "«Bapak Hartono» di Jakarta dan «Ibu Sri Wahyuni» di Bandung.",
        "«Wan Tengku Aminah binti Wan Ali» hadir.",
        "«Mme Dupont» a déclaré que non.",
        "«Dhr. de Vries» zei niets.",
        "«Mr Luca di Stefano» and «Mr di Marco» stayed.",
    ],
)
def test_a_name_ends_where_the_sentence_goes_on(sentence: str) -> None:
    holds(sentence, FindingType.NAME)


@pytest.mark.parametrize(
    "sentence",
    [
        "The Prime Minister met the Ketua Polis Daerah and the Inspector General of Police.",
        "Tuan Pengerusi, Mr President, Madam Chair and Mevrouw de Voorzitter opened.",
        "The Chief Constable and the Deputy Commissioner of the Royal Police spoke.",
        "Universiti Tun Abdul Razak lies near Jalan Tun Razak.",
        "Officer Training and General Assembly resolutions; Major Crimes Unit.",
        "The recycling bin Tuesday service; M. 5 and 3 M. of cloth.",
        "Sir, we thank you. Miss nothing. Tuan rumah menyambut tetamu.",
        "The officers asked. Doctor! The ambulance came.",
        "A programme named Safer Streets and a project called Balai.",
        "Monsieur le Président, le maire de la ville et la juge sont venus.",
        "De burgemeester van Utrecht en de agent op straat.",
        "The Deputy Permanent Representative, a Minister Counsellor and the General Inspectorate.",
        "She holds an M.Div and read N.M.B. 203.",
        "Officer Listening, then: listening is the work.",
    ],
)
def test_offices_and_places_are_not(sentence: str) -> None:
    holds(sentence, FindingType.NAME)


def test_a_name_is_found_again_without_its_title() -> None:
    holds(
        "«Encik Rahman bin Yusof» spoke. Later «Rahman» agreed with «Mr Okafor»; «Okafor» left.",
        FindingType.NAME,
    )


def test_a_surname_that_is_also_a_word_is_not_found_again() -> None:
    holds("«Mr Young» spoke. Young people listened to young officers.", FindingType.NAME)


def test_what_follows_a_rank_and_is_also_an_ordinary_word_is_not_a_name() -> None:
    holds("Officer Wellness matters: wellness is for all.", FindingType.NAME)


@pytest.mark.parametrize(
    "sentence",
    [
        "«นายสมชาย ใจดี» กล่าวว่าดี",
        "โดย«นางสาวมาลี แก้วใส» และ«น.ส.อรทัย»",
        "«พล.ต.อ.วิชัย สุขใจ» เปิดเผยว่า",
        "นายกรัฐมนตรีและนายอำเภอมีคุณภาพ เดือนมิถุนายนนี้ นายจ้างและนายตำรวจ",
    ],
)
def test_thai_names(sentence: str) -> None:
    holds(sentence, FindingType.NAME)


@pytest.mark.parametrize(
    "sentence",
    [
        "قال «السيد محمد العلوي» إن المشروع ناجح.",
        "حضرت «الدكتورة فاطمة بنت سالم» في اللقاء.",
        "التقى «يوسف بن علي» بالشباب.",
        "السيد الرئيس والسيدة الوزيرة، السيد المدير العام في المدينة.",
    ],
)
def test_arabic_names(sentence: str) -> None:
    holds(sentence, FindingType.NAME)
