from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from balai.core.passages.chunk import chunk, count_words, estimate_tokens
from balai.core.passages.document import BlockKind, Document, RawBlock
from balai.core.passages.segment import segment
from tests.core.passages.samples import covers, document, documents

SENTENCE = "The officers of the ward met the residents and wrote down what had been agreed."


def test_a_long_section_becomes_passages_of_about_a_hundred_words() -> None:
    made = document(*[" ".join([SENTENCE] * 5)] * 8)
    sizes = [len(made.text[p.start : p.end].split()) for p in chunk(made)]
    assert sum(sizes) == 8 * 5 * 15
    assert all(90 <= size <= 130 for size in sizes)


def test_a_heading_opens_a_passage_and_names_it() -> None:
    made = document(
        RawBlock(1, "Wards", BlockKind.HEADING, level=1),
        RawBlock(1, "What failed", BlockKind.HEADING, level=2),
        SENTENCE,
        RawBlock(2, "Needs", BlockKind.HEADING, level=1),
        RawBlock(2, SENTENCE),
    )
    first, second = chunk(made)
    assert first.headings == ("Wards", "What failed")
    assert made.text[first.start : first.end] == f"Wards\nWhat failed\n{SENTENCE}"
    assert (second.headings, second.page) == (("Needs",), 2)


def test_a_sentence_of_a_million_letters_is_cut_to_fit() -> None:
    made = document("x" * 1_000_000)
    passages = chunk(made)
    assert covers(made, [(p.start, p.end) for p in passages])
    assert max(estimate_tokens(made.text[p.start : p.end]) for p in passages) <= 400


def test_a_long_sentence_is_cut_at_its_clauses() -> None:
    made = document("; ".join(["the officers met the residents of the ward"] * 120))
    passages = chunk(made)
    assert len(passages) > 1
    assert all(made.text[p.end - 1] == ";" for p in passages[:-1])


def test_the_count_of_tokens_is_an_argument() -> None:
    made = document(" ".join([SENTENCE] * 10))
    passages = chunk(made, count=lambda text: len(text), limit=200)
    assert max(p.end - p.start for p in passages) <= 200


def test_words_of_a_script_without_spaces_are_counted() -> None:
    assert count_words("ตำรวจพบกับชุมชนทุกเดือน") == 5
    assert count_words("three plain words") == 3


@settings(max_examples=40, deadline=None)
@given(documents(), st.sampled_from([20, 60, 400]))
def test_passages_cover_the_text_and_cut_no_sentence_that_fits(
    document: Document, limit: int
) -> None:
    passages = chunk(document, limit=limit, aim=limit // 3)
    assert covers(document, [(p.start, p.end) for p in passages])
    starts = {s.start for s in segment(document)}
    for passage in passages:
        assert estimate_tokens(document.text[passage.start : passage.end]) <= limit
        assert passage.page == document.page_at(passage.start)
    for sentence in segment(document):
        if estimate_tokens(document.text[sentence.start : sentence.end]) <= limit:
            assert any(p.start <= sentence.start and sentence.end <= p.end for p in passages)
    assert {p.start for p in passages} & starts == {p.start for p in passages} or any(
        estimate_tokens(document.text[s.start : s.end]) > limit for s in segment(document)
    )


@given(documents())
def test_no_passage_crosses_a_heading(document: Document) -> None:
    headings = {BlockKind.HEADING, BlockKind.TITLE}
    for passage in chunk(document):
        kinds = [
            block.kind in headings
            for block in document.blocks
            if block.start < passage.end and passage.start < block.end
        ]
        assert kinds == sorted(kinds, reverse=True)
