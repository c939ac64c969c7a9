from __future__ import annotations

from balai.core.lessons.sections import sections
from balai.core.passages.document import BlockKind, Document, RawBlock

from .documents import document

LONG = "Residents and officers met in the market hall every second Tuesday of the month."


def announced(made: Document) -> list[str]:
    return [
        section.sense.announces if section.sense and not section.is_heading else ""
        for section in sections(made)
    ]


def test_a_section_ends_at_the_next_heading_of_its_level() -> None:
    made = document(["# Lessons learned", LONG, "# Where it was", LONG])
    assert announced(made) == ["", "lesson", "", ""]


def test_a_deeper_heading_without_sense_stays_within() -> None:
    made = document(["# Recommendations", "## Police", LONG, "## Funding", LONG, "# Venue", LONG])
    assert announced(made) == ["", "", "recommendation", "", "recommendation", "", ""]


def test_a_line_that_reads_like_a_heading_counts_where_text_follows() -> None:
    made = document(["Lessons learned", LONG])
    found = sections(made)
    assert found[0].is_heading
    assert not found[1].certain
    assert announced(made) == ["", "lesson"]


def test_lines_of_a_table_of_contents_are_no_headings() -> None:
    made = document(["Lessons learned", "Recommendations", "Next steps"])
    assert announced(made) == ["", "", ""]


def test_words_before_a_colon_announce_the_rest_of_the_block() -> None:
    made = document([f"Lesson learned: {LONG}", LONG])
    first, second = sections(made)
    assert first.sense is not None
    assert first.sense.announces == "lesson"
    assert made.text[first.at :].startswith("Residents")
    assert second.sense is None


def test_a_line_that_leads_a_list_announces_its_items() -> None:
    made = document(["The main recommendations were:", f"- {LONG}", f"- {LONG}", LONG])
    assert announced(made) == ["recommendation", "recommendation", "recommendation", ""]


def test_a_link_is_no_heading() -> None:
    made = document([f"[What works: a guide](https://example.org) {LONG}", LONG])
    assert announced(made) == ["", ""]


def test_a_numbered_item_set_in_bold_is_text() -> None:
    item = "12.4. Train every officer of the district in listening before deciding (Chad);"
    made = document(
        ["# Conclusions and/or recommendations", RawBlock(1, item, BlockKind.HEADING, 1), LONG]
    )
    assert not sections(made)[1].is_heading
    assert announced(made) == ["", "recommendation", "recommendation"]


def test_a_line_that_leads_a_list_stays_in_its_section_even_set_as_a_heading() -> None:
    made = document(["## Success factors", "## The people we need are:", f"- {LONG}", "## Venue"])
    assert announced(made) == ["", "", "good-practice", ""]
