"""A source as its page shows it: masked text page by page, with a quoted passage marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from balai.core.passages.document import Block, BlockKind, Caution, Document, SetAside
from balai.core.privacy import mask, mask_style
from balai.core.privacy.masking import Cover
from balai.library.dating import date_in_words
from balai.library.models import SourceState
from balai.library.queries import OriginalShown, SourceShown
from balai.library.readers.cautions import ASIDE, PART_ASIDE, in_words
from balai.sharing import presenting as sharing
from balai.vocabulary import places
from balai.web import contexts

LEAVES = 8
"""Pages of a source on one page of the web."""


def language() -> str:
    """Return the language of the page, without its region."""
    return (get_language() or "en").partition("-")[0]


def page(
    source: SourceShown,
    document: Document,
    *,
    withheld: Sequence[Cover],
    original: OriginalShown,
    editions: tuple[str, str] = ("", ""),
    marked: tuple[int, int] | None = None,
    number: int = 1,
    lessons: tuple[contexts.RecordRow, ...] = (),
    warnings: tuple[Caution, ...] = (),
    actions: tuple[contexts.Link, ...] = (),
) -> contexts.SourcePage:
    """Return the page of a source; `withheld` are stretches shown as masks, `marked` the quote.

    `editions` are the former and the next one, empty where the viewer may see none.
    """
    first = (number - 1) // LEAVES * LEAVES + 1
    leaves = tuple(
        _leaf(source, document, each, withheld, marked)
        for each in range(first, min(first + LEAVES, source.pages + 1))
    )
    return contexts.SourcePage(
        title=source.title,
        language=source.language,
        kicker=_kicker(source),
        level=sharing.label(source.sharing.level),
        chatham=source.sharing.chatham,
        sharing=sharing.shown(source.sharing),
        facts=_facts(source, former=editions[0]),
        leaves=leaves,
        newer_url=reverse("source", args=[editions[1]]) if editions[1] else "",
        original_url=reverse("source-original", args=[source.id]) if original.is_open else "",
        original_label=f"{source.file_name} ({source.format.upper()})",
        original_note=_original_note(source, original, len(withheld)),
        quoted_url="#p-quoted" if marked else "",
        link_only=source.link_only,
        warnings=tuple(in_words(each, _) for each in warnings),
        lessons=lessons,
        page_links=_page_links(source, first),
        actions=actions,
        similar_url=reverse("similar", args=["source", source.id])
        if source.state == SourceState.READY
        else "",
        correction_url=reverse("about", args=["corrections"]),
    )


def _kicker(source: SourceShown) -> str:
    parts = [_("Source"), source.publisher, source.date[:4]]
    if source.is_illustration:
        parts.append(_("Illustration"))
    return " · ".join(filter(None, parts))


def _facts(source: SourceShown, *, former: str) -> tuple[contexts.Fact, ...]:
    facts = [
        (_("Publisher"), source.publisher, ""),
        (_("Date"), date_in_words(source.date), ""),
        (
            _("Country"),
            places.country_name(source.country, language()) if source.country else "",
            "",
        ),
        (
            _("Language"),
            places.language_name(source.language, language()) if source.language else "",
            "",
        ),
        (_("Licence"), source.licence, ""),
        (_("Address"), source.address, source.address),
        (_("Edition"), str(source.edition) if source.edition > 1 else "", ""),
        (
            _("Replaces"),
            _("The former edition") if former else "",
            reverse("source", args=[former]) if former else "",
        ),
        (_("Kept by"), source.organisation, ""),
    ]
    return tuple(
        contexts.Fact(label, (contexts.Link(value, url),)) for label, value, url in facts if value
    )


def _original_note(source: SourceShown, original: OriginalShown, withheld: int) -> str:
    if source.link_only:
        return _("Its licence lets Balai keep a link and short quotes only.")
    if original.is_open:
        masked = _("Some words are withheld here: they may say who somebody is.")
        return masked if withheld else ""
    stays = _("The original stays with its own readers: %(readers)s") % {
        "readers": sharing.sentence(original.sharing.audience)
    }
    if not withheld:
        return f"{stays} {_('This is Balai’s rendering, without pictures.')}"
    rendering = ngettext(
        "This is Balai’s rendering, with %(count)d place withheld and without pictures.",
        "This is Balai’s rendering, with %(count)d places withheld and without pictures.",
        withheld,
    )
    return f"{stays} {rendering % {'count': withheld}}"


def _page_links(source: SourceShown, first: int) -> tuple[contexts.Tab, ...]:
    if source.pages <= LEAVES:
        return ()
    address = reverse("source", args=[source.id])
    return tuple(
        contexts.Tab(
            f"{start}–{min(start + LEAVES - 1, source.pages)}",
            f"{address}?page={start}",
            start == first,
        )
        for start in range(1, source.pages + 1, LEAVES)
    )


def _leaf(
    source: SourceShown,
    document: Document,
    number: int,
    withheld: Sequence[Cover],
    marked: tuple[int, int] | None,
) -> contexts.Leaf:
    title = _("Page %(number)d") % {"number": number}
    aside = next((each for each in document.set_aside if each.page == number), None)
    blocks = tuple(
        block_shown(document, index, withheld, marked)
        for index, block in enumerate(document.blocks)
        if block.page == number
    )
    shut = aside_reason(replace(aside, whole=not blocks)) if aside else ""
    return contexts.Leaf(str(number), title, source.language, blocks, shut)


def aside_reason(aside: SetAside) -> str:
    """Return why a page is shut, or what of it is not shown, in the language of the page."""
    if not aside.whole:
        return _(PART_ASIDE[aside.reason]) if aside.reason in PART_ASIDE else aside.reason
    words = _(ASIDE[aside.reason]) if aside.reason in ASIDE else aside.reason
    return _("This page was set aside: %(reason)s") % {"reason": words}


def block_shown(
    document: Document,
    index: int,
    withheld: Sequence[Cover],
    marked: tuple[int, int] | None,
) -> contexts.Block:
    """Return one block with its masks and marks, counted in the text that is shown."""
    block = document.blocks[index]
    masked = mask(document.words_of(block), _inside(block, withheld), mask_style(language()))
    bars = [(each.masked_start, each.masked_end) for each in masked.places]
    marks = [contexts.Mark(start, end, "mask") for start, end in bars]
    identifier = f"{block.page}-{index}"
    if marked and marked[0] < block.end and marked[1] > block.start:
        start, end = masked.span_to_masked(
            max(marked[0], block.start) - block.start, min(marked[1], block.end) - block.start
        )
        marks = _around(start, end, bars)
        if block.start <= marked[0] < block.end:
            identifier = "quoted"
    kind = "heading" if block.kind is BlockKind.TITLE else str(block.kind)
    return contexts.Block(identifier, kind, masked.text, tuple(marks), block.language)


def _inside(block: Block, withheld: Sequence[Cover]) -> list[Cover]:
    """Return what is withheld of one block, counted in its own words."""
    return [
        (max(start, block.start) - block.start, min(end, block.end) - block.start, type_, instead)
        for start, end, type_, instead in withheld
        if start < block.end and end > block.start
    ]


def _around(start: int, end: int, bars: Sequence[tuple[int, int]]) -> list[contexts.Mark]:
    """Return marks for a quote with the bars inside it left out, in order and never overlapping."""
    marks: list[contexts.Mark] = []
    at = start
    for low, high in sorted(bars):
        if high <= start or low >= end:
            marks.append(contexts.Mark(low, high, "mask"))
            continue
        if at < low:
            marks.append(contexts.Mark(at, low))
        marks.append(contexts.Mark(low, high, "mask"))
        at = max(at, high)
    if at < end:
        marks.append(contexts.Mark(at, end))
    return sorted(marks, key=lambda mark: mark.start)
