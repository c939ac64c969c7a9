"""Mail addresses, profiles, handles and IP addresses."""

from __future__ import annotations

import pytest

from balai.core.privacy import FindingType
from tests.core.privacy.marked import holds


@pytest.mark.parametrize(
    "sentence",
    [
        "Write to «siti.aminah@contoh.my» before Friday.",
        "E-mel: «pegawai_3@polis.contoh.gov.my».",
        "Stuur een bericht naar «j.de-vries+werk@voorbeeld.nl», graag voor maandag.",
        "Écrivez à «amelie.durand@exemple.fr» ou à «contact@mairie.exemple.be».",
        "The officer («officer [at] station.example.org») replied.",
        "ติดต่อ «somchai@tambon.example.th» ได้ทุกวัน",
        "البريد «salma@example.ma» متاح.",
    ],
)
def test_mail_addresses(sentence: str) -> None:
    holds(sentence, FindingType.EMAIL)


@pytest.mark.parametrize(
    "sentence",
    [
        "His page was «https://www.facebook.com/budi.santoso.88» until May.",
        "See «linkedin.com/in/marieke-jansen» for her posts.",
        "The clip came from «https://www.tiktok.com/@adik_kampung».",
        "Il publiait sur «x.com/karim_du_91», chaque soir.",
        "Our page: https://www.facebook.com/groups/safer-streets and facebook.com/events/12.",
        "The report is at https://www.example.org/reports/2019/safer.pdf.",
    ],
)
def test_profiles(sentence: str) -> None:
    holds(sentence, FindingType.URL)


@pytest.mark.parametrize(
    "sentence",
    [
        "He posted as «@pemuda_utara» for a year.",
        "Instagram: «kakak.nora» (private).",
        "Telegram ID: «abu_zaid77».",
        "Entry fee RM 5 @ the door; 20 @ RM3 each.",
        "Mail a@b.example.org instead.",
    ],
)
def test_handles(sentence: str) -> None:
    holds(sentence, FindingType.HANDLE)


@pytest.mark.parametrize(
    "sentence",
    [
        "The log shows «203.106.85.14» and «2001:db8:85a3::8a2e:370:7334».",
        "IP address «10.0.0.12» was used.",
        "Section 3.1.2.4 applies, version 2.10.0.1 too.",
        "The session ran 12:45:18 to 13:10:00.",
        "A loose :: sign or ::1 is nothing.",
    ],
)
def test_ip_addresses(sentence: str) -> None:
    holds(sentence, FindingType.IP)
