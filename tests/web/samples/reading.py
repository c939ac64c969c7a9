"""What the pages for readers are given: home, browse, lesson, source, search.

Everything is invented: no real place, person or event.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from balai.web import contexts as c
from tests.web.samples.parts import (
    APPROACHES,
    COUNTRIES,
    EMPTY,
    ENGLISH,
    EXPORTS,
    FACTS,
    FRENCH,
    HISTORY,
    KINDS,
    LAMPS,
    LEVELS,
    MASKED,
    PAGES_OF,
    QUOTES,
    ROWS,
    SHARING,
    STEPS,
    TRIES,
    WAYS,
    found,
)

HOME = c.HomePage(
    "/search/",
    TRIES,
    (
        c.Figure("794", "lessons, each with its source", "/browse/kind/"),
        c.Figure("212", "say what failed"),
        c.Figure("37", "sources"),
        c.Figure("16", "countries"),
        c.Figure("7", "languages"),
    ),
    ROWS,
    "/browse/kind/",
    "All 794 entries",
    COUNTRIES,
    APPROACHES,
    KINDS,
)
HOME_FULL = replace(
    HOME,
    waiting=(
        c.Waiting(
            "23 candidates wait for you",
            "From the report of the Second Inland Dialogue, since yesterday.",
            "/review/",
            "Begin the review",
        ),
    ),
    dialogues=(
        c.Dialogue("Fourth Straits Dialogue", "In session now.", "/d/4/", True, "Join with a code"),
        c.Dialogue("Prisons and the way home", "Tanjung Raya, 2–3 December 2026.", "/d/5/"),
    ),
)
HOME_EMPTY = c.HomePage("/search/", (), (), (), "", "", (), (), (), empty=EMPTY)

AXES = (
    c.Tab("By country", "/browse/country/", True, 14),
    c.Tab("By approach", "/browse/approach/", False, 28),
    c.Tab("By kind", "/browse/kind/", False, 5),
)

SAYINGS = (
    c.Saying(
        "Selepas serangan itu, empat pegawai yang sama mengekalkan rondaan pasar yang sama.",
        "ms",
        "Bahasa Melayu",
        "checked",
        "the Straits centre",
    ),
    c.Saying("Na de aanslag bleven dezelfde vier agenten.", "nl", "Nederlands", "machine"),
    c.Saying("بعد الهجوم حافظ رجال الشرطة الأربعة على الدورية نفسها.", "ar", "العربية", "person"),
)
VOICES = c.Voices(
    mark="contested",
    contests=(
        c.Contest(
            "Contested: something in it is wrong",
            (
                c.Voice(
                    "Pasar Lama Residents’ Association",
                    "Some of us stopped complaining because the officers now know our names.",
                    "en",
                    "12 February 2024",
                ),
            ),
            "Police Service of Serimau answers by 26 February 2024.",
            "/voice/contests/418/",
            "Answer it",
        ),
        c.Contest(
            "Contested: it harms or stigmatises people",
            (
                c.Voice("A reader without an account", "لم يسألنا أحد.", "ar", "3 March 2024"),
                c.Voice(
                    "Police Service of Serimau",
                    "We reopened three of forty closed files.",
                    "",
                    "3 April 2024",
                ),
            ),
            "Answered. What was done: Amended",
            is_open=False,
        ),
        c.Contest(
            "Contested: something else",
            (c.Voice("A reader of this exchange", "These words are for fewer readers.", "", ""),),
            "Police Service of Serimau answers by 26 May 2024.",
        ),
    ),
    comments=(
        c.Comment(
            "01",
            "Harbour City Police",
            date(2024, 2, 12),
            "With us too.\nThe traders asked for it.",
            "en",
            "CLEAR",
            take_back_url="/comments/01/take-back/",
        ),
        c.Comment(
            "02",
            "Somebody",
            date(2024, 2, 13),
            "Aussi chez nous.",
            "fr",
            "AMBER",
            "",
            "",
            "/remove/",
        ),
        c.Comment("03", "", date(2024, 2, 14), "", "en", "GREEN", "Removed: it is unkind."),
    ),
    comment_url="/entries/lesson/418/comment/",
    contest_url="/entries/lesson/418/contest/",
)
LESSON = c.LessonPage(
    "BL-418",
    "Lesson BL-418 · neighbourhood policing, at a market, after an attack",
    "In Kota Seri Bayu the same four officers kept the same market beat for two years after the "
    "attack; traders spoke to them sooner, and complaints were settled in less than half the time.",
    "en",
    "Lesson",
    "GREEN",
    "AMBER+STRICT",
    True,
    QUOTES,
    FACTS,
    SHARING,
    0,
    "Practitioner account",
    2,
    sayings=SAYINGS,
    labels=(c.Link("Applied in four places"), c.Link("Neighbourhood policing", "/a/")),
    secondary=True,
    lamps=LAMPS,
    outcomes=(
        c.Outcome(
            "Time to settle a complaint",
            "better",
            "41 to 17 days",
            "Before and after, with comparison wards",
            "Moderate",
            "p. 31",
            "#q2",
        ),
        c.Outcome("Number of complaints", "contested", "fell by a third", "Survey", "Low", "reply"),
        c.Outcome("Stigma for the traders", "none", unintended=True),
    ),
    voices=VOICES,
    similar_url="/similar/lesson/418/",
    thread=STEPS,
    history=HISTORY,
    exports=EXPORTS,
    actions=(c.Link("Add the sentence in another language", "/lessons/418/say/"),),
    correction_url="/lessons/418/correct/",
    address="https://balai.example/lessons/418/",
    printed_on="22 November 2026",
)
LESSON_PLAIN = c.LessonPage(
    "BL-7",
    "Challenge BL-7 · Marésie",
    "Les jeunes ne viennent pas au poste.",
    "fr",
    "Challenge",
    "CLEAR",
    "CLEAR",
    False,
    (replace(FRENCH, level=""),),
    FACTS[:1],
    c.Sharing("CLEAR", "For everybody."),
    0,
    "Practitioner account",
    1,
    statement_status="machine",
    original=c.Saying("Young people do not come.", "en", "English", "person"),
)

_PASSAGE = (
    "In the third, the district officer moved the monthly meeting from the station to the school "
    "hall. According to the presenter, [name withheld], who heads the only women’s desk in the "
    "district, attendance rose from nine to about sixty."
)
LEAF = c.Leaf(
    "9",
    "Second Inland Dialogue, Tanjung Raya",
    "en",
    (
        c.Block("40", "heading", "3.2 What the districts tried"),
        c.Block(
            "41",
            "paragraph",
            _PASSAGE,
            found(
                _PASSAGE,
                "the district officer moved the monthly meeting from the station",
                "attendance rose from nine to about sixty",
            )
            + found(_PASSAGE, "[name withheld]", kind="mask")
            + found(_PASSAGE, "only women’s desk in the district", kind="finding"),
        ),
        c.Block("42", "list-item", "The hall is closed for two months each year."),
        c.Block("43", "list-item", "Nobody had been asked to open it."),
        c.Block("44", "quote", "Kami datang kerana anak kami.", (), "ms"),
        c.Block("45", "footnote", "The session was held under the Chatham House Rule."),
    ),
)
SOURCE = c.SourcePage(
    "Report of the Second Inland Dialogue",
    "en",
    "Source · Tanjung Raya, 2024",
    "AMBER",
    True,
    replace(SHARING, level="AMBER", sentence="For the Straits Regional Centre and its clients."),
    (*FACTS, c.Fact("Licence", (c.Link("CC BY 4.0"),))),
    (LEAF, c.Leaf("10", LEAF.title, "en", (), "A list of participants: set aside, closed.")),
    original_url="/sources/16/original#page=9",
    original_label="Open the file at page 9 (PDF, 1.2 MB)",
    original_note="Names are masked in the text here, not in the file.",
    quoted=MASKED,
    quoted_url="#p-41",
    warnings=("Two pages could not be read and are left out.",),
    lessons=ROWS[:2],
    lessons_waiting="17 proposals wait for a reviewer.",
    pages=PAGES_OF,
    page_links=(c.Tab("1–8", "?from=1"), c.Tab("9–16", "?from=9", True)),
    history=HISTORY,
    actions=(c.Link("Replace by a new edition", "/sources/16/replace/"),),
    correction_url="/sources/16/correct/",
)

FACETS = (
    c.Facet(
        "kind",
        "What it is",
        (c.Option("lesson", "Lesson", "21", True), c.Option("need", "Training need", "5")),
    ),
    c.Facet(
        "language",
        "Language of the source",
        (
            c.Option("en", "English", "19", language="en"),
            c.Option("ms", "Bahasa Melayu", "8", language="ms"),
        ),
    ),
    c.Facet(
        "seen",
        "What was seen",
        tuple(c.Option(way, "", "3", direction=way) for way in WAYS),
    ),
    c.Facet("level", "Sharing level", tuple(c.Option(x, x, "7", level=x) for x in LEVELS)),
)
HITS = (
    c.Hit(
        "Lesson · Kota Seri Bayu, Serimau · 2019–2021",
        "After the night-market attack the same four officers kept the same beat for two years",
        "/lessons/418/",
        "en",
        "GREEN",
        True,
        (c.Seen("better", "Settled faster"),),
        LAMPS,
        quote=replace(ENGLISH, anchor=""),
        why=(c.Why("belia", "ms"), c.Why("serangan", "ms"), c.Why("near in meaning")),
        more="7 further passages of this report",
        more_url="/sources/13/?q=a",
    ),
    c.Hit(
        "Case study · Saint-Aubry, Marésie · 2023",
        "Young people came back once the police explained each check",
        "/lessons/421/",
        "en",
        "AMBER+STRICT",
        quote=replace(FRENCH, level=""),
        why=(c.Why("French words for all three of yours."),),
        design_step=3,
        design_words="Before and after, with a comparison group",
    ),
)
SEARCH = c.SearchPage(
    "/search/",
    "kepercayaan belia terhadap polis selepas serangan",
    "47 entries in four languages",
    "ms",
    "Bahasa Melayu",
    (c.Reading("youth trust, police, attack", "en"), c.Reading("confiance des jeunes", "fr")),
    "/search/?q=a&only=1",
    "Closest first",
    (c.Chosen("Lesson", "/search/?q=a"), c.Chosen("TLP:GREEN", "/search/?q=b", "GREEN")),
    FACETS,
    (c.Pair("q", "kepercayaan belia"),),
    HITS,
    PAGES_OF,
    ("Search by meaning is not ready: 120 of 794 entries are still to be read by it.",),
    exports=(c.Link("CSV", "/search.csv?q=a", "text/csv"),),
)
SIMILAR = c.SimilarPage(
    "Pegawai yang kekal dua tahun mendengar lebih banyak.",
    "ms",
    "/lessons/418/",
    "GREEN",
    True,
    (
        c.Other(
            "New Zealand", "Officers who stay are told sooner.", "en", "/x/", "CLEAR", "A centre"
        ),
        c.Other("", "الشرطة التي تبقى تسمع أكثر.", "ar", "/y/", "AMBER"),
    ),
    HITS,
    ("Search by meaning is not ready.",),
)
SEARCH_NONE = c.SearchPage(
    "/search/",
    "zzzz",
    "Nothing found",
    meant=c.Try("z" * 300, "", "/search/?q=z"),
    limits=("Only words were searched.",),
    nearest=TRIES,
)
SEARCH_BLANK = c.SearchPage("/search/", "", tries=TRIES)
ASK = c.AskPage(
    "/ask/",
    "Apa yang mengubah kepercayaan belia?",
    "ms",
    "Two quotations, word for word, the strongest first",
    HITS[:2],
    search_url="/search/?q=a",
    limits=("Only words were searched.",),
    summary=(c.Told("Officers who stay win trust.", 1, "the same two officers came"),),
    summary_note="A language model on this node’s own machines phrases it.",
)
ASK_REFUSED = c.AskPage(
    "/ask/", "zzzz?", "", "Nothing you may see answers this", nearest=TRIES, search_url="/search/"
)
ASK_BLANK = c.AskPage("/ask/", "", tries=TRIES)
