"""`BASE` is what context processors give; `PAGES` each page template with its contexts by state.

Everything is invented: no real place, person or event.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from balai.web import contexts as c
from tests.web.samples.about import ABOUT, about_for
from tests.web.samples.parts import (
    APPROACHES,
    COUNTRIES,
    EMPTY,
    EXPORTS,
    FACTS,
    PAGES_OF,
    ROWS,
)
from tests.web.samples.reading import (
    ASK,
    ASK_BLANK,
    ASK_REFUSED,
    AXES,
    HOME,
    HOME_EMPTY,
    HOME_FULL,
    LESSON,
    LESSON_PLAIN,
    SEARCH,
    SEARCH_BLANK,
    SEARCH_NONE,
    SIMILAR,
    SOURCE,
)
from tests.web.samples.working import (
    CHECK,
    CONTRIBUTIONS,
    DONE,
    FINDINGS,
    PROGRESS,
    PROGRESS_DONE,
    QUEUE,
    QUEUE_EMPTY,
    RELEASES,
    REVIEW_FORM,
    REVIEW_WRONG,
    CaseForm,
    SendForm,
    UploadForm,
    bench_for,
)

BASE: dict[str, Any] = {
    "theme": "",
    "node_name": "Straits Regional Centre",
    "is_demo": True,
    "purpose": "So that police services and communities learn from one another.",
    "navigation": (
        c.NavigationItem("Search", "/search/"),
        c.NavigationItem("Lessons", "/lessons/", True),
        c.NavigationItem("Contribute", "/contribute/"),
        c.NavigationItem("Community voice", "/voice/", count=2),
    ),
    "account": None,
    "sign_in_url": "/account/login/?next=/lessons/418/",
    "footer_links": (c.Link("How sharing works", "/help/sharing/"), c.Link("Accessibility", "/a/")),
    "messages": (),
    "exit_page": "",
    "breadcrumbs": (),
    "form": None,
}
PATH = {
    "breadcrumbs": (c.Link("Balai", "/"), c.Link("Lessons", "/browse/"), c.Link("After an attack")),
    "exit_page": "https://weather.example/",
}
UPLOAD = c.ContributeUploadPage(
    "/contribute/c-19/files/",
    "PDF, Word, OpenDocument, web pages, text and e-mail.",
    "Up to 100 MB each.",
    ".pdf,.docx",
)
CASE = c.CasePage("/case/1/", 1, 5, "What was tried?", "/contribute/", "/case/keep/")

PAGES: dict[str, dict[str, dict[str, Any]]] = {
    "balai/pages/home.html": {
        "plain": {"home": HOME},
        "full": {
            "home": HOME_FULL,
            "account": c.Account("Amina", "/me/", "/account/logout/"),
        },
        "empty": {"home": HOME_EMPTY},
    },
    "balai/pages/browse.html": {
        "index": {
            "browse": c.BrowsePage(
                "country", "Fourteen countries", "Browse", AXES, entries=COUNTRIES
            )
        },
        "terms": {
            "browse": c.BrowsePage(
                "approach", "Twenty-eight approaches", "Browse", AXES, entries=APPROACHES
            )
        },
        "list": {
            "browse": c.BrowsePage(
                "approach",
                "Neighbourhood policing",
                "Approach A1",
                AXES,
                "Named officers stay with one area and are known there.",
                "Balai’s own definition",
                rows=ROWS,
                pages=PAGES_OF,
                exports=EXPORTS,
                secondary=True,
            ),
            **PATH,
        },
        "empty": {
            "browse": c.BrowsePage("kind", "Needs", "Browse", AXES, empty=EMPTY),
        },
    },
    **{
        f"balai/pages/about_{topic}.html": {"plain": {"about": about_for(topic), **PATH}}
        for topic in ABOUT
    },
    "knowledge/lesson.html": {
        "full": {"lesson": LESSON, **PATH},
        "plain": {"lesson": LESSON_PLAIN},
    },
    "knowledge/lesson_print.html": {"full": {"lesson": LESSON}, "plain": {"lesson": LESSON_PLAIN}},
    "library/source.html": {
        "full": {"source": SOURCE, **PATH},
        "plain": {
            "source": c.SourcePage(
                "Laporan",
                "ms",
                "Source",
                "CLEAR",
                False,
                c.Sharing("CLEAR", "For everybody."),
                FACTS,
                (),
                link_only=True,
            )
        },
    },
    "search/ask.html": {
        "full": {"ask": ASK},
        "none": {"ask": ASK_REFUSED},
        "blank": {"ask": ASK_BLANK},
    },
    "search/similar.html": {
        "full": {"similar": SIMILAR, **PATH},
        "none": {"similar": c.SimilarPage("Laporan", "ms", "/sources/1/", "AMBER+STRICT")},
    },
    "search/results.html": {
        "found": {"search": SEARCH},
        "none": {"search": SEARCH_NONE},
        "blank": {"search": SEARCH_BLANK},
    },
    "knowledge/review_queue.html": {"full": {"queue": QUEUE}, "empty": {"queue": QUEUE_EMPTY}},
    "knowledge/review_bench.html": {
        "open": {"bench": bench_for(REVIEW_FORM), "form": REVIEW_FORM},
        "wrong": {"bench": bench_for(REVIEW_WRONG), "form": REVIEW_WRONG},
        "decided": {
            "bench": replace(
                bench_for(REVIEW_FORM), findings=FINDINGS[2:], findings_open=0, widens=""
            ),
            "form": REVIEW_FORM,
        },
    },
    "knowledge/contribute_start.html": {
        "plain": {"start": c.ContributeStartPage("/up/", "/case/", UPLOAD.accepted)},
        "begun": {
            "start": c.ContributeStartPage(
                "/up/", "/case/", UPLOAD.accepted, (c.Link("A case, begun yesterday", "/case/3/"),)
            )
        },
    },
    "knowledge/contribute_upload.html": {
        "plain": {"upload": UPLOAD, "form": UploadForm()},
        "wrong": {"upload": UPLOAD, "form": UploadForm({"contribution": "c-19"}, {})},
    },
    "knowledge/contribute_progress.html": {
        "going": {"progress": PROGRESS},
        "done": {"progress": PROGRESS_DONE},
    },
    "knowledge/contribute_case.html": {
        "plain": {"case": CASE, "form": CaseForm()},
        "wrong": {"case": CASE, "form": CaseForm({"tried": "", "year": "soon"})},
    },
    "knowledge/contribute_check.html": {"plain": {"check": CHECK, "form": SendForm()}},
    "knowledge/contribute_done.html": {"plain": {"done": DONE}},
    "knowledge/contributions.html": {
        "full": {"contributions": CONTRIBUTIONS},
        "empty": {"contributions": c.ContributionsPage((), "/contribute/", empty=EMPTY)},
    },
    "knowledge/lesson_form.html": {
        "plain": {
            "title": "Change the sentence",
            "lead": "Les jeunes ne viennent pas au poste.",
            "language": "fr",
            "button": "Keep",
            "form": CaseForm(),
        }
    },
    "knowledge/releases.html": {
        "full": {"releases": RELEASES},
        "empty": {"releases": replace(RELEASES, rows=(), empty=EMPTY)},
    },
    "404.html": {"plain": {}},
    "400.html": {"plain": {}},
    "500.html": {"plain": {}},
    "403_csrf.html": {"plain": {}},
}
