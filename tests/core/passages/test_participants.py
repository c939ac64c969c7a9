"""Lists of people are set aside in the languages of the field; prose and minutes stay."""

from __future__ import annotations

import pytest

from balai.core.passages.document import BlockKind, RawBlock, SetAside
from balai.core.passages.participants import announces_people, is_row_of_person, without_people

LISTS = {
    "en": (
        "List of participants",
        [
            "Insp. Rahim Osman, Royal Police, rahim@example.org",
            "Ms Anna Field, Youth officer, City",
        ],
    ),
    "fr": (
        "Liste des participants",
        [
            "M. Jean Dupré, Commissaire, Police nationale",
            "Mme Claire Roux, Ministère de la Justice",
        ],
    ),
    "ms": (
        "Senarai peserta",
        [
            "Encik Azman bin Yusof, Pegawai, Kementerian Belia",
            "Puan Siti binti Omar, Ketua Jabatan",
        ],
    ),
    "nl": (
        "Deelnemerslijst",
        ["Dhr. Piet van den Berg, Politie Utrecht", "Mevr. Els de Wit, Ministerie van Justitie"],
    ),
}
PROSE = "The teams met every month in the hall, and each time they wrote down what had been agreed."


@pytest.mark.parametrize("language", LISTS)
def test_what_stands_under_an_announcing_heading_is_set_aside(language: str) -> None:
    heading, rows = LISTS[language]
    blocks = [
        RawBlock(1, PROSE),
        RawBlock(2, heading, BlockKind.HEADING, 1),
        *(RawBlock(2, row) for row in rows),
        RawBlock(3, "Next steps", BlockKind.HEADING, 1),
        RawBlock(3, PROSE),
    ]
    kept, aside = without_people(blocks)
    assert [block.text for block in kept] == [PROSE, "Next steps", PROSE]
    assert aside == [SetAside(2, "list-of-people")]


@pytest.mark.parametrize("language", LISTS)
def test_rows_without_a_heading_are_set_aside(language: str) -> None:
    _, rows = LISTS[language]
    blocks = [RawBlock(1, PROSE), *(RawBlock(1, row) for row in rows * 2), RawBlock(1, PROSE)]
    kept, aside = without_people(blocks)
    assert [block.text for block in kept] == [PROSE, PROSE]
    assert aside == [SetAside(1, "list-of-people")]


def test_a_table_of_people_is_set_aside() -> None:
    text = (
        "No. | Name | Rank | E-mail\n1 | Rahim Osman | Inspector | rahim@example.org\n"
        "2 | Anna Field | Officer | anna@example.org"
    )
    kept, aside = without_people([RawBlock(4, text, BlockKind.TABLE)])
    assert (kept, aside) == ([], [SetAside(4, "list-of-people")])


def test_rows_run_together_are_set_aside() -> None:
    text = (
        "Mr. Amir Tan, Director, Ministry of Home Affairs; Ms. Lea Roux, Counsellor, Embassy; "
        "Dr. Jan Bakker, Adviser, Police; Mr. Ken Ito, Secretary, Department of Youth"
    )
    assert without_people([RawBlock(1, text)])[0] == []


@pytest.mark.parametrize(
    "texts",
    [
        ["Mr Tan said that the ward had changed.", "Ms Roux asked who had paid for it."] * 3,
        [
            "Mr Tan: Why did it fail?",
            "Ms Roux: Nobody came.",
            "Mr Tan: And then?",
            "Ms Roux: Rain.",
        ],
        ["General Assembly", "Human Rights Council", "Universal Periodic Review", "Agenda item 6"],
        ["Train the officers early", "Keep one officer in a ward", "Ask the Residents' Council"]
        * 2,
        ["Tan, A., and Roux, L. (2009). Police and Wards. Police Press."] * 5,
    ],
    ids=["minutes", "transcript", "organs", "recommendations", "bibliography"],
)
def test_what_is_no_list_of_people_stays(texts: list[str]) -> None:
    blocks = [RawBlock(1, text) for text in texts]
    assert without_people(blocks) == (blocks, [])


def test_a_table_of_programmes_stays() -> None:
    text = "Name of programme | Organisation\nSafe Streets | City of Delft\nYouth Hall | Ward 3"
    block = RawBlock(1, text, BlockKind.TABLE)
    assert without_people([block]) == ([block], [])


def test_a_heading_over_prose_stays() -> None:
    blocks = [
        RawBlock(1, "Participants", BlockKind.HEADING, 1),
        RawBlock(1, f"{PROSE} {PROSE} {PROSE}"),
    ]
    assert without_people(blocks) == (blocks, [])


def test_announcements() -> None:
    assert announces_people("Annex II: List of participants")
    assert announces_people("COMPOSITION OF THE DELEGATION")
    assert not announces_people("Participants asked for training")


def test_rows() -> None:
    assert is_row_of_person("12. Datuk Dr. Haji Zulkifli bin Ahmad, Ibu Pejabat Polis")
    assert not is_row_of_person("Dr. Lim trained the officers of the ward for a year.")
