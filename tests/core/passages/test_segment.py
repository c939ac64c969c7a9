from __future__ import annotations

import pytest
from hypothesis import given

from balai.core.passages.document import BlockKind, Document
from balai.core.passages.segment import segment, split
from tests.core.passages.samples import covers, document, documents

# A bar stands where a sentence ends.
CASES = [
    ("en", "The team met Dr. Lim.| It went well."),
    ("en", "They agreed at 3.30 p.m. on Monday.| Nobody left."),
    ("en", "See para. 14 and Fig. 3 of the report.| It is short."),
    ("en", "Was it of use?| Yes!| It was."),
    ("en", '"Why?" he asked.| "Because," they said.'),
    ("en", "J. R. Tan spoke first.| The U.N. Secretariat answered."),
    ("en", "It cost 1.5 million.| That was less."),
    ("en", "1. Train the officers.| Then the staff."),
    ("en", "76.1. Ratify the convention (Chile).| Report on it."),
    ("en", "Trainers, rooms, etc. were paid for.| Food was not."),
    ("en", "He stayed in Unit B.| The others left."),
    ("en", "It worked...| Then it stopped."),
    ("en", "They wrote “It works.”| Others did not."),
    ("fr", "M. Dupont et Mme Roy ont parlé.| « C'est utile. »| Ils sont d'accord."),
    ("fr", "Voir art. 5 et p. 12.| La police y était, p. ex. à Lyon."),
    ("ms", "Encik Ali dan Sjn. Kumar hadir.| Mereka bersetuju, dll. perkara."),
    ("ms", "YB Dr. Aminah merasmikan majlis.| Majlis tamat jam 5.30 ptg."),
    ("nl", "De heer ing. De Vries sprak o.a. Over wijken.| Dhr. Bakker zweeg."),
    ("nl", "Dat is bijv. Utrecht.| Het werkt."),
    ("id", "Bpk. Suharto dan Kombes. Pol. Adi hadir.| Acara selesai."),
    ("es", "El Sr. Gómez habló.| ¿Funcionó?| Sí."),
    ("ar", "التقى الضباط بالسكان.| هل كان مفيدا؟| نعم."),
    ("zh", "警察与社区见面。|他们谈话。|很好!"),
]


@pytest.mark.parametrize(("language", "marked"), CASES)
def test_sentences_end_where_they_end(language: str, marked: str) -> None:
    text = marked.replace("|", "")
    expected = [part.strip() for part in marked.split("|")]
    assert [text[start:end] for start, end in split(text, language)] == expected


def test_thai_is_cut_at_spaces_between_long_clauses_only() -> None:
    one = "ตำรวจและผู้นำชุมชนประชุมร่วมกันทุกเดือนเพื่อรับฟังปัญหา"
    two = "ผู้เข้าร่วมเห็นว่าการประชุมช่วยสร้างความไว้วางใจ"
    text = f"{one} {two} และลดความขัดแย้ง"
    assert [text[a:b] for a, b in split(text, "th")] == [one, f"{two} และลดความขัดแย้ง"]


def test_headings_and_items_are_never_glued() -> None:
    made = document(
        ("Lessons learned", BlockKind.HEADING),
        ("train early", BlockKind.LIST_ITEM),
        ("train often", BlockKind.LIST_ITEM),
        "Both helped.",
    )
    assert [made.text[s.start : s.end] for s in segment(made)] == [
        "Lessons learned",
        "train early",
        "train often",
        "Both helped.",
    ]


def test_a_row_of_a_table_is_one_sentence() -> None:
    made = document(("Year | Posts. Cars\n2019 | 4", BlockKind.TABLE))
    assert [made.text[s.start : s.end] for s in segment(made)] == ["Year | Posts. Cars", "2019 | 4"]


@given(documents())
def test_sentences_cover_the_text_in_order(document: Document) -> None:
    sentences = segment(document)
    assert covers(document, [(s.start, s.end) for s in sentences])
    for sentence in sentences:
        block = document.blocks[sentence.block]
        assert block.start <= sentence.start < sentence.end <= block.end
        assert sentence.page == block.page


def test_a_long_block_is_split_in_time_that_grows_with_its_length() -> None:
    text = "They met. " * 100_000
    assert len(split(text, "en")) == 100_000
