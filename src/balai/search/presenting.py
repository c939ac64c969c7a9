"""Results as the search page shows them, in the reader's language."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from balai.core.audience import Level
from balai.core.errors import Invalid
from balai.core.retrieval import Query
from balai.core.retrieval.query import unquoted
from balai.foundation.node_settings import get_setting
from balai.knowledge import labels
from balai.knowledge import presenting as lessons
from balai.search import choices
from balai.search.address import Asking, address, ask_address, query_string
from balai.search.finding import NEAREST
from balai.search.results import Hit, Results
from balai.sharing import presenting as sharing
from balai.vocabulary import places
from balai.web import contexts
from balai.web.said import said

ON_A_PAGE = 10
SHOWN, MOST_LABELS = ("approach", "outcome", "setting", "driver"), 4
TRIES = (
    ("pegawai yang sama di pasar", "ms"),
    ("personne n’a appelé la ligne d’écoute", "fr"),
    ("moskee en kerk na een aanslag in het buitenland", "nl"),
    ("mothers who would never go to the police", "en"),
)
"""Questions to begin with, one a language; the sample's best answer to each is in another one."""


def tries() -> tuple[contexts.Try, ...]:
    """Return questions to begin with; only the demo has their answers."""
    if not get_setting("is_demo"):
        return ()
    return tuple(contexts.Try(words, language, address(words)) for words, language in TRIES)


def page(
    asked: Asking, results: Results, *, may_save: bool = False, meant: str = ""
) -> contexts.SearchPage:
    """Return everything the search page shows for what was asked; `meant` puts words right."""
    likely = next(iter(results.languages), "") if asked.words else ""
    words_only = address(asked.words, asked.filters, mode="words")
    return contexts.SearchPage(
        action=reverse("search"),
        query=asked.words,
        heading=_heading(results),
        query_language=likely,
        language_name=places.language_name(likely, lessons.language()) if likely else "",
        meant=contexts.Try(meant, "", address(meant, asked.filters, mode=asked.mode))
        if meant
        else None,
        readings=tuple(contexts.Reading(words, language) for language, words in results.readings),
        ask_url=ask_address(asked.words) if asked.words else "",
        only_words_url=words_only if asked.words and asked.mode == "hybrid" else "",
        order=_order(results),
        chosen=choices.chosen(asked, results),
        facets=choices.facets(results),
        keep=_kept(asked),
        hits=tuple(hit_shown(each, results.terms) for each in results.hits),
        pages=_pages(asked, results),
        limits=tuple(filter(None, (limit_words(code) for code in results.limits))),
        nearest=() if results.hits else _nearest(asked, results.query),
        tries=tries(),
        save_url=reverse("saved-add") if may_save else "",
        save_query=query_string(replace(asked, page=1)),
        saved_url=reverse("saved-searches") if may_save else "",
    )


def _kept(asked: Asking) -> tuple[contexts.Pair, ...]:
    """Return what the form for narrowing down takes along."""
    words = (contexts.Pair("q", asked.words),) if asked.words else ()
    return (*words, contexts.Pair("mode", "words")) if asked.mode == "words" else words


def _nearest(asked: Asking, query: Query) -> tuple[contexts.Try, ...]:
    """Return what to ask instead where nothing was found: the same, asking for less."""
    less: tuple[contexts.Try, ...] = ()
    if query.phrases:
        words = unquoted(asked.words)
        less += (contexts.Try(words, "", address(words, asked.filters, mode=asked.mode)),)
    if asked.words and not asked.filters.is_empty:
        less += (contexts.Try(asked.words, "", address(asked.words)),)
    return (*less, *tries())


def empty_page() -> contexts.SearchPage:
    """Return the search page before anything was asked."""
    return contexts.SearchPage(action=reverse("search"), query="", tries=tries())


def _heading(results: Results) -> str:
    languages = len({each.language for each in results.hits if each.language})
    words = ngettext("%(count)s record", "%(count)s records", results.total) % {
        "count": number_format(results.total)
    }
    if languages < 2:
        return words
    return _("%(records)s; those shown are in %(count)d languages") % {
        "records": words,
        "count": languages,
    }


def _order(results: Results) -> str:
    """Say what was counted, and in which order it stands: the count is exact for that."""
    if results.query.is_empty:
        return _("newest first")
    by_words_alone = {"words-only", "encoder-failed"}.intersection(results.limits)
    if results.mode == "words" or by_words_alone:
        return _("those with your words, best first")
    words = ngettext(
        "%(count)s has your words", "%(count)s have your words", results.with_words
    ) % {"count": number_format(results.with_words)}
    return _("%(words)s, the others are the nearest in meaning, %(most)d at most") % {
        "words": words,
        "most": NEAREST,
    }


def limit_words(code: str) -> str:
    """Return what a limit of a search means, in words; codes are those of `Results.limits`."""
    kind, _colon, rest = code.partition(":")
    if rest.startswith("level:"):
        return _no_level(rest.removeprefix("level:"))
    known = {
        "words-only": _("This node searches by words only: no encoder is set up."),
        "encoder-failed": _("Search by meaning is not ready; these records have your words."),
        "index-stale": _("The index is being made anew; some records may be missing."),
        "many-words": _("Many passages have your words; only the best of them are listed."),
        "no-words": _("These words are too frequent to search for; add a rarer one."),
        "unknown-filter": _("This filter is not known: %(filter)s") % {"filter": rest},
    }
    return known.get(kind, "")


def _no_level(value: str) -> str:
    """Say which levels there are; those of prevention are asked for by the same name."""
    try:
        Level.read(value)
    except Invalid as error:
        return str(said(error))
    return _("This filter is not known: %(filter)s") % {"filter": f"-level:{value}"}


def hit_shown(hit: Hit, terms: Collection[tuple[str, str]] = ()) -> contexts.Hit:
    """Return one record that was found; `terms` are those of the vocabulary that were asked for."""
    snippet = hit.snippet
    text = f"{'… ' if snippet.cut_before else ''}{snippet.text}{' …' if snippet.cut_after else ''}"
    shift = 2 if snippet.cut_before else 0
    marks = tuple(contexts.Mark(start + shift, end + shift) for start, end in snippet.marks)
    quote = contexts.Quote(
        text=text,
        language=hit.language,
        source_title=_sentence_words(hit) if hit.is_sentence else hit.source_title,
        marks=marks,
        page=str(hit.page) if hit.page and not hit.is_sentence else "",
        url=hit.url if hit.record == "source" else "",
    )
    says_the_same = hit.is_sentence and hit.snippet.text == hit.title
    more = ""
    if hit.further:
        more = ngettext(
            "%(count)d further part of it has your words.",
            "%(count)d further parts of it have your words.",
            hit.further,
        ) % {"count": hit.further}
    return contexts.Hit(
        kicker=_kicker(hit),
        title=hit.title,
        url=hit.url,
        language=hit.title_language,
        level=sharing.label(hit.sharing.level),
        chatham=hit.sharing.chatham,
        contested=hit.contested,
        quote=quote if quote.source_title and not says_the_same else None,
        marks=marks if says_the_same else (),
        why=_why(hit, terms),
        more=more,
        notes=_labels(hit),
    )


def _sentence_words(hit: Hit) -> str:
    """Say whose words these are: a lesson's sentence is never put into its source's mouth."""
    if hit.language in ("", hit.title_language):
        return _("The lesson’s own sentence")
    name = places.language_name(hit.language, lessons.language())
    return _("The lesson’s sentence in another language: %(language)s") % {"language": name}


def _kicker(hit: Hit) -> str:
    kind = lessons.kind_label(hit.kind) if hit.record == "lesson" else _("Source")
    countries = [places.country_name(code, lessons.language()) for code in hit.countries]
    return " · ".join(filter(None, (kind, *countries, hit.date[:4])))


def _why(hit: Hit, terms: Collection[tuple[str, str]]) -> tuple[contexts.Why, ...]:
    why = [contexts.Why(word, hit.language) for word in hit.words_found]
    why += [
        contexts.Why(_("labelled “%(label)s”") % {"label": _label(pair)})
        for pair in hit.labels
        if pair in terms
    ]
    if "meaning" in hit.matched:
        why.append(contexts.Why(_("near in meaning")))
    return tuple(why)


def _labels(hit: Hit) -> tuple[str, ...]:
    """Return the names of a hit's labels in the reader's language, those of what was done first."""
    shown = [pair for scheme in SHOWN for pair in hit.labels if pair[0] == scheme][:MOST_LABELS]
    return tuple(_label(pair) for pair in shown)


def _label(pair: tuple[str, str]) -> str:
    return labels.shown(*pair, lessons.language()).name


def _pages(asked: Asking, results: Results) -> contexts.Pagination | None:
    last = results.offset + len(results.hits)
    listed = min(results.total, results.listed)
    if asked.page == 1 and last >= listed:
        return None

    def numbered(number: int) -> str:
        return address(asked.words, asked.filters, mode=asked.mode, page=number)

    return contexts.Pagination(
        first=results.offset + 1,
        last=last,
        total=listed,
        previous_url=numbered(asked.page - 1) if asked.page > 1 else "",
        next_url=numbered(asked.page + 1) if last < listed else "",
    )
