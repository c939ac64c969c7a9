"""An answer as its page shows it, in the reader's language."""

from __future__ import annotations

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from balai.search.address import address, ask_address
from balai.search.answering.answers import Answer, Quotation
from balai.search.answering.wording import Told, Writer
from balai.search.presenting import limit_words, tries
from balai.sharing import presenting as sharing
from balai.web import contexts


def empty_page() -> contexts.AskPage:
    """Return the page before anything was asked."""
    return contexts.AskPage(action=reverse("ask"), question="", tries=_tries())


def page(
    answer: Answer,
    writer: Writer | None = None,
    told: tuple[Told, ...] | None = None,
    has_failed: bool = False,
) -> contexts.AskPage:
    """Return everything the page shows; `told` is the summary that was asked for, if any."""
    question, can_be_told = answer.question, writer is not None and not answer.is_refused
    return contexts.AskPage(
        action=reverse("ask"),
        question=question,
        question_language=answer.language,
        heading=_heading(answer),
        quotations=tuple(map(_quotation, answer.quotations)),
        nearest=tuple(
            contexts.Try(words, language, address(words)) for words, language in answer.nearest
        ),
        tries=_tries(),
        search_url=address(question),
        limits=tuple(filter(None, map(limit_words, answer.limits))),
        summary=tuple(contexts.Told(each.text, each.quotation, each.words) for each in told or ()),
        summary_note=_note(writer, told, has_failed),
        summary_url=ask_address(question, summary="1") if can_be_told and told is None else "",
    )


def _tries() -> tuple[contexts.Try, ...]:
    return tuple(
        contexts.Try(each.words, each.language, ask_address(each.words)) for each in tries()
    )


def _heading(answer: Answer) -> str:
    if answer.is_refused:
        return _("Nothing you may see answers this")
    return ngettext(
        "%(count)s quotation, word for word",
        "%(count)s quotations, word for word, the strongest first",
        len(answer.quotations),
    ) % {"count": number_format(len(answer.quotations))}


def _quotation(found: Quotation) -> contexts.Hit:
    quote = contexts.Quote(
        text=found.quote,
        language=found.language,
        source_title=found.source_title or found.title,
        source_language="" if found.source_title else found.title_language,
        marks=tuple(contexts.Mark(start, end) for start, end in found.marks),
        page=str(found.page) if found.page and found.source_title else "",
        url=found.url if found.record == "source" else "",
    )
    harm = (contexts.Seen("worse", _("An unintended outcome was found")),) if found.is_harm else ()
    return contexts.Hit(
        kicker=_("Quoted by a lesson") if found.record == "lesson" else _("Source"),
        title=found.title,
        url=found.url,
        language=found.title_language,
        level=sharing.label(found.sharing.level),
        chatham=found.sharing.chatham,
        contested=found.contested,
        directions=harm,
        quote=quote,
    )


def _note(writer: Writer | None, told: tuple[Told, ...] | None, has_failed: bool) -> str:
    if has_failed:
        return _("No summary could be had; the quotations stand by themselves.")
    if writer is None:
        return ""
    if told == ():
        return _("No sentence of the summary stood on a quotation, so none is shown.")
    if writer.is_local:
        return _("A language model on this node’s own machines phrases it.")
    return _("Your question and those quotations that everybody may read are sent to %(host)s.") % {
        "host": writer.host
    }
