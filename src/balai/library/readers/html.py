"""Web pages: what the page says, without what the site says around it.

trafilatura (A. Barbaresi, ACL 2021) finds the main text; a page without any furniture, as a word
processor exports it, is taken whole. Scripts are neither run nor read.
"""

from __future__ import annotations

import re
from typing import Any

from balai.core.passages.boilerplate import without_boilerplate
from balai.core.passages.document import BlockKind, RawBlock
from balai.core.passages.normalise import normalise

from .cautions import caution
from .encodings import decode
from .found import Allowance, Found, Progress
from .html_blocks import blocks_in
from .html_facts import stated_facts
from .refusals import refusal

_CHARSET = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([\w-]{2,30})""", re.I)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>", re.I)
_FURNITURE = "//nav|//aside|//footer|//header|//form|//button|//*[@role='navigation']|//iframe"
_MOST_LINKED = 0.3  # share of a plain document's letters that stand in links
_ALL_LINKED = 0.85
_SHORTEST_LEAD = 60
_MUCH = 0.75
_LEAST_KEPT = 0.02


def read_html(data: bytes, allowance: Allowance, progress: Progress) -> Found:
    """Return the headings, paragraphs, lists and tables of a page's main text."""
    declared = _CHARSET.search(data[:4096])
    text, whole = decode(data, declared[1].decode("ascii") if declared else "")
    if len(text) > allowance.characters:
        raise refusal("too-much-text")
    found = page(text)
    if not whole:
        found.warnings.append(caution("letters-damaged"))
    progress(1, 1)
    return found


def page(text: str) -> Found:
    """Return what a page says, given as text."""
    from lxml import html

    text = _DECLARATION.sub("", text, count=1)
    parser = html.HTMLParser(remove_comments=True, remove_pis=True)
    tree = html.document_fromstring(text, parser=parser)
    whole = blocks_in(_body(tree))
    if _is_plain(tree):
        blocks, facts = whole, None
    else:
        blocks, facts = _main_text(text)
        if sum(len(block.text) for block in blocks) < _LEAST_KEPT * _length(whole):
            blocks = whole
        else:
            blocks = [*_lead(facts, blocks, whole), *blocks]
    title = _title(tree, facts)
    found = Found(format="html", blocks=_headed(without_boilerplate(blocks), tree), title=title)
    stated = stated_facts(tree)
    for name, value in (("date", "date"), ("publisher", "sitename"), ("address", "url")):
        guessed = getattr(facts, value, None) if facts is not None else None
        if told := stated.get(name) or guessed:
            found.metadata.append((name, str(told)))
    return found


def _body(tree: Any) -> Any:
    body = tree.find("body")
    return body if body is not None else tree


def _length(blocks: list[RawBlock]) -> int:
    return sum(len(block.text) for block in blocks)


def _is_plain(tree: Any) -> bool:
    """Say whether a page has nothing around its text."""
    if tree.xpath(_FURNITURE) or len(tree.xpath("//script")) > 2:
        return False
    letters = len("".join(_body(tree).itertext()).strip()) or 1
    linked = sum(len("".join(link.itertext())) for link in tree.iter("a"))
    return linked / letters < _MOST_LINKED


def _main_text(text: str) -> tuple[list[RawBlock], Any]:
    """Return the main text read strictly, or generously where strictness loses much of it."""
    strict, facts = _extracted(text, strictly=True)
    generous, other = _extracted(text, strictly=False)
    if _length(strict) < _MUCH * _length(generous):
        return generous, other
    return strict, facts


def _extracted(text: str, *, strictly: bool) -> tuple[list[RawBlock], Any]:
    import trafilatura

    found: Any = trafilatura.bare_extraction(
        text,
        include_comments=False,
        include_links=True,
        with_metadata=True,
        favor_precision=strictly,
    )
    if found is None or found.body is None:
        return [], None
    for paragraph in list(found.body.iter("p", "head")):
        if _is_link(paragraph) and paragraph.getparent() is not None:
            paragraph.text = ""
            del paragraph[:]
    return _without_loose_end(blocks_in(found.body)), found


def _is_link(paragraph: Any) -> bool:
    """Say whether a paragraph is nothing but a link, which leads on and says nothing here."""
    text = "".join(paragraph.itertext()).strip()
    if paragraph.find("ref") is None or text.startswith(("http", "www.")):
        return False
    letters = len("".join(text.split()))
    linked = sum(len("".join("".join(each.itertext()).split())) for each in paragraph.iter("ref"))
    return linked >= _ALL_LINKED * letters


def _lead(facts: Any, blocks: list[RawBlock], whole: list[RawBlock]) -> list[RawBlock]:
    """Return the opening paragraph where it stands in the page's head and was missed.

    It is what the page gives as its own description, and stands on the page in the same words.
    """
    described = normalise(getattr(facts, "description", None) or "").rstrip(".…  ")
    if len(described) < _SHORTEST_LEAD:
        return []
    if any(described in normalise(block.text) for block in blocks):
        return []
    return [block for block in whole if normalise(block.text).startswith(described)][:1]


def _without_loose_end(blocks: list[RawBlock]) -> list[RawBlock]:
    """Return blocks without headings at the end: teasers of other pages."""
    end = len(blocks)
    while end and blocks[end - 1].kind is BlockKind.HEADING:
        end -= 1
    return blocks[:end] if end else blocks


def _title(tree: Any, facts: Any) -> str:
    stated = getattr(facts, "title", None) if facts is not None else None
    if stated:
        return str(stated)
    element = tree.find(".//title")
    return "".join(element.itertext()) if element is not None else ""


def _headed(blocks: list[RawBlock], tree: Any) -> list[RawBlock]:
    """Return the blocks beginning with the page's one main heading."""
    mains = [normalise("".join(each.itertext())) for each in tree.iter("h1")]
    mains = list(dict.fromkeys(filter(None, mains)))
    if len(mains) != 1 or not blocks:
        return blocks
    if any(normalise(block.text) == mains[0] for block in blocks[:6]):
        return blocks
    return [RawBlock(1, mains[0], BlockKind.HEADING, 1), *blocks]
