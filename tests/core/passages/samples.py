"""Documents for the tests, and strategies that make any document."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as st

from balai.core.passages.assemble import assemble
from balai.core.passages.document import BlockKind, Document, RawBlock


def document(*texts: str | tuple[str, BlockKind] | RawBlock, language: str = "en") -> Document:
    """Return a document of paragraphs, or of the blocks given."""
    blocks = []
    for each in texts:
        if isinstance(each, RawBlock):
            blocks.append(each)
        elif isinstance(each, str):
            blocks.append(RawBlock(1, each))
        else:
            level = 1 if each[1] in (BlockKind.HEADING, BlockKind.LIST_ITEM) else 0
            blocks.append(RawBlock(1, each[0], each[1], level=level))
    return assemble(blocks, format="text", pages=1, detect=lambda _: language)


words = st.text(
    alphabet=st.characters(codec="utf-8", categories=["L", "N", "P", "Zs", "Cf", "Mn", "Cc", "Co"]),
    max_size=80,
)
PIECES = (
    "The officers met Dr. Lim at 3.30 p.m.",
    "Was it of use? Yes!",
    "(See para. 4.)",
    "ตำรวจพบกับชุมชนทุกเดือน",
    "وتحدث الضباط مع السكان؟ نعم.",
    "Encik Ali datang. M. Dupont a dit « oui ».",
    "7.",
    "警察与社区见面。",
    "unfinished and",
)
prose = st.lists(st.sampled_from(PIECES), min_size=1, max_size=12).map(" ".join)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Any document: any text, kinds and pages that only go up."""
    blocks: list[RawBlock] = []
    page = 1
    for text in draw(st.lists(st.one_of(words, prose), max_size=8)):
        page += draw(st.sampled_from([0, 0, 0, 1]))
        kind = draw(st.sampled_from(list(BlockKind)))
        marker = draw(st.sampled_from(["", "", "76.1.", "(a)", "•"]))
        blocks.append(
            RawBlock(
                page,
                text,
                kind,
                level=draw(st.integers(0, 3)),
                marker=marker if kind is BlockKind.LIST_ITEM else "",
            )
        )
    return assemble(blocks, format="text", pages=page)


def covers(document: Document, spans: Sequence[tuple[int, int]]) -> bool:
    """Say whether spans cover every visible character of a document once, in order."""
    at = 0
    for start, end in spans:
        if start < at or end <= start or document.text[at:start].strip():
            return False
        at = end
    return not document.text[at:].strip()
