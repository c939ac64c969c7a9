"""Quotations, rows, facts and other parts that several samples share.

Everything is invented: no real place, person or event.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from balai.web import contexts as c


def found(text: str, *words: str, kind: Any = "words") -> tuple[c.Mark, ...]:
    """Return a mark for each of the words, where they first stand in the text."""
    return tuple(c.Mark(text.index(each), text.index(each) + len(each), kind) for each in words)


LEVELS: tuple[c.Level, ...] = ("CLEAR", "GREEN", "AMBER", "AMBER+STRICT", "RED")
WAYS: tuple[c.Way, ...] = ("better", "worse", "same", "mixed", "contested", "none")

EMPTY = c.Empty(
    "Lessons stand here once a reviewer has accepted them: one sentence each, with its words.",
    "The officers who stayed were told sooner.",
    "from a dialogue of four districts",
    "/contribute/",
    "Bring the first report",
)

_MALAY = (
    "Bila pegawai yang sama datang setiap minggu, peniaga mula bercerita dahulu sebelum kami "
    "bertanya."
)
MALAY = c.Quote(
    _MALAY,
    "ms",
    "Third Straits Dialogue",
    marks=found(_MALAY, "sebelum kami bertanya"),
    gloss="When the same officers came every week, traders began to talk before we asked.",
    gloss_status="machine",
    source_detail="rapporteur’s report, March 2021",
    page="14",
    url="/sources/12/#p-88",
    chatham=True,
    anchor="q1",
)
ENGLISH = c.Quote(
    "Median time from complaint to settlement fell from 41 to 17 days in the fixed-beat wards.",
    "en",
    "Same faces: two years of fixed beats",
    marks=((46, 64),),
    source_detail="University of Seri Bayu, 2022",
    page="31",
    url="/sources/13/#p-12",
    anchor="q2",
)
FRENCH = c.Quote(
    "Après l’attentat, la confiance des jeunes n’est revenue que là où chaque contrôle était "
    "expliqué.",
    "fr",
    "Dialogue de Saint-Aubry, compte rendu",
    marks=((8, 16), (21, 30)),
    gloss="After the attack, young people’s trust returned only where each check was explained.",
    gloss_status="checked",
    gloss_by="the Marésie centre",
    source_language="fr",
    page="6",
    level="AMBER",
)
_ARABIC = "حين صار رجال الشرطة أنفسهم يأتون كل أسبوع، بدأ التجار يحكون لنا قبل أن نسأل."
ARABIC = c.Quote(
    _ARABIC,
    "ar",
    "حوار المضائق الثالث",
    marks=found(_ARABIC, "بدأ التجار يحكون لنا"),
    gloss="When the same officers came each week, traders began to talk.",
    gloss_status="person",
    gloss_by="the Dar Nahl centre",
    source_language="ar",
    page="3",
    url="/sources/15/#p-4",
)
_MASKED = "According to [name withheld], who heads a women’s desk, attendance rose."
MASKED = c.Quote(
    _MASKED,
    "en",
    "Second Inland Dialogue",
    marks=found(_MASKED, "[name withheld]", kind="mask") + found(_MASKED, "attendance rose"),
    url="/sources/16/#p-9",
)
QUOTES = (MALAY, ENGLISH, FRENCH, ARABIC, MASKED)

LAMPS = (
    c.Lamp("Effect", "described, with figures", True),
    c.Lamp("Mechanism", "described: known faces", True),
    c.Lamp("Moderators", "described: stable market", True),
    c.Lamp("Implementation", "described: posting rule", True),
    c.Lamp("Economy", "not reported", False),
)

ROW = c.RecordRow(
    "Lesson · Kota Seri Bayu, Serimau",
    "After the night-market attack the same four officers kept the same beat for two years; "
    "traders spoke to them sooner, and complaints were settled faster.",
    "/lessons/418/",
    "en",
    "GREEN",
    chatham=True,
    directions=(c.Seen("better", "Settled faster"),),
    lamps=LAMPS,
    notes=("now tried in four places",),
)
ROWS = (
    ROW,
    c.RecordRow(
        "What failed · Port Alden, Kestria",
        "A youth advisory board was named within a week; members were picked by the police, and "
        "five months later nobody came.",
        "/lessons/419/",
        "en",
        "CLEAR",
        directions=(c.Seen("worse", "Trust fell"),),
        design_words="Practitioner account",
        contested="contested",
    ),
    c.RecordRow(
        "Rapport · Saint-Aubry, Marésie",
        "Les patrouilles à pied à la gare routière ont cessé quand les agents ont été déplacés.",
        "/lessons/420/",
        "fr",
        "CLEAR",
        directions=(c.Seen("same", "No change seen"),),
    ),
)

SHARING = c.Sharing(
    "GREEN",
    "For the community of this exchange: member services, centres and organisations. Not for "
    "public channels.",
    True,
    "No wider than its strictest source.",
    "/lessons/418/release/",
    "Ask the owner for release",
)
FACTS = (
    c.Fact("Country", (c.Link("Serimau", "/browse/country/SR/"),)),
    c.Fact("Place", (c.Link("Kota Seri Bayu"),)),
    c.Fact(
        "Approach",
        (c.Link("Neighbourhood policing", "/a/"), c.Link("Community liaison officer", "/b/")),
    ),
    c.Fact("When", (c.Link("2019–2021"),)),
)
STEPS = (
    c.Step("Observed", "November 2019, by the market wards"),
    c.Step("Lesson identified", "March 2021, Third Straits Dialogue"),
    c.Step("Report back wanted", "Port Alden, due March 2027.", "now", "/report/", "Tried it?"),
    c.Step("Learned", "When a place that did not start it confirms the change held", "next"),
)
HISTORY = (
    c.HistoryEntry(date(2026, 11, 3), "Accepted after a change to its sentence", "Straits centre"),
    c.HistoryEntry(date(2026, 10, 28), "Proposed from page 14"),
)
EXPORTS = (
    c.Link("Print, two pages", "/lessons/418/print/"),
    c.Link("JSON-LD", "/lessons/418.jsonld", "application/ld+json"),
    c.Link("CSV", "/lessons/418.csv", "text/csv"),
    c.Link("RIS", "/lessons/418.ris"),
    c.Link("BibTeX", "/lessons/418.bib"),
)
PAGES_OF = c.Pagination(21, 40, 47, "?page=1", "?page=3")
_LANDS = (
    *("Aldermoor", "Dar Nahl", "Inner Quays", "Kestria", "Lautan Isles", "Marésie", "Muang Thara"),
    *("Norrland Reach", "Pulau Sembilu", "Sankt Orlen", "Serimau", "Tanjung Raya", "Upper Velde"),
    "Veldermark",
)
COUNTRIES = tuple(
    c.Counted(name, f"/browse/country/{n}/", str(9 + 11 * n)) for n, name in enumerate(_LANDS)
)
APPROACHES = tuple(
    c.Counted(name, f"/browse/approach/A{n}/", str(4 * n + 2))
    for n, name in enumerate(
        (
            "Neighbourhood policing",
            "Community consultation forum",
            "Mediated or restorative dialogue",
            "Independent advisory or scrutiny group",
        )
    )
)
KINDS = (
    c.Counted("Lessons", "/browse/kind/lesson/", "412"),
    c.Counted("Good practices", "/browse/kind/good-practice/", "190"),
    c.Counted("Challenges", "/browse/kind/challenge/", "122"),
    c.Counted("Recommendations", "/browse/kind/recommendation/", "51"),
    c.Counted("Needs", "/browse/kind/need/", "19"),
)
TRIES = (
    c.Try("kepercayaan belia selepas serangan", "ms", "/search/?q=a"),
    c.Try("patrouille à pied au marché", "fr", "/search/?q=b"),
    c.Try("wijkagent en jongerenwerk", "nl", "/search/?q=c"),
)
