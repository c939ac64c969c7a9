"""Case, file and report numbers."""

from __future__ import annotations

import pytest

from balai.core.privacy import FindingType
from tests.core.privacy.marked import holds


@pytest.mark.parametrize(
    "sentence",
    [
        "The case originated in an application (no. «18245/91»).",
        "Applications nos. «4317/04» and «5218/05» were joined.",
        "Case No. «2:19-cv-01234» is pending.",
        "Crime reference number «CRN/12345/19».",
        "Kes no. «WA-45B-12-03/2019» ditangguhkan.",
        "Laporan polis «Sentul/012345/21» dibuat.",
        "Perkara nomor «123/Pid.B/2019/PN Jkt.Sel» diputus.",
        "Zaaknummer «C/13/654321»; parketnummer «10/123456-19».",
        "Dossier n° «BR.20.L3.001234/2019» a été clos.",
        "คดีหมายเลขแดงที่ «อ.1234/2560»",
    ],
)
def test_case_numbers(sentence: str) -> None:
    holds(sentence, FindingType.CASE)


@pytest.mark.parametrize(
    "sentence",
    [
        "The report A/HRC/17/4 and the report 2019-2020 are public.",
        "In case 1500 people come, open a second hall; in any case, 2019 was full.",
        "Law no. 12/2010, Undang-Undang No. 5/2018 and Directive 2016/680.",
        "This is a matter of 3 rules and 12 steps.",
        "Cases rose from 120 to 145 in 2018.",
    ],
)
def test_laws_and_counts_are_not(sentence: str) -> None:
    holds(sentence, FindingType.CASE)
