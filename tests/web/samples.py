"""Invented data for every page and component: no real place, person or event.

`BASE` is what context processors give; `PAGES` has for each page template its contexts by name of
the state; `GALLERY` feeds balai/gallery.html.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from django import forms

from tests.web import page_contexts as c

LEVELS: tuple[c.Level, ...] = ("CLEAR", "GREEN", "AMBER", "AMBER+STRICT", "RED")
WAYS: tuple[c.Way, ...] = ("better", "worse", "same", "mixed", "contested", "none")

EMPTY = c.Empty(
    "Lessons stand here once a reviewer has accepted them: one sentence each, with its words.",
    "The officers who stayed were told sooner.",
    "from a dialogue of four districts",
    "/contribute/",
    "Bring the first report",
)

MALAY = c.Quote(
    "Bila pegawai yang sama datang setiap minggu, peniaga mula bercerita dahulu sebelum kami "
    "bertanya.",
    "ms",
    "Third Straits Dialogue",
    marks=(c.Mark(75, 95),),
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
    marks=(c.Mark(46, 64),),
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
ARABIC = c.Quote(
    "حين صار رجال الشرطة أنفسهم يأتون كل أسبوع، بدأ التجار يحكون لنا قبل أن نسأل.",
    "ar",
    "حوار المضائق الثالث",
    marks=(c.Mark(44, 60),),
    gloss="When the same officers came each week, traders began to talk.",
    gloss_status="person",
    gloss_by="the Dar Nahl centre",
    source_language="ar",
    page="3",
    url="/sources/15/#p-4",
)
MASKED = c.Quote(
    "According to [name withheld], who heads a women’s desk, attendance rose.",
    "en",
    "Second Inland Dialogue",
    marks=(c.Mark(13, 28, "mask"), c.Mark(56, 71)),
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
COUNTRIES = tuple(
    c.Counted(name, f"/browse/country/{n}/", str(9 + 11 * n))
    for n, name in enumerate(
        "Aldermoor,Dar Nahl,Inner Quays,Kestria,Lautan Isles,Marésie,Muang Thara,Norrland Reach,"
        "Pulau Sembilu,Sankt Orlen,Serimau,Tanjung Raya,Upper Velde,Veldermark".split(",")
    )
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
LESSON = c.LessonPage(
    "BL-418",
    "Lesson BL-418 · neighbourhood policing, at a market, after an attack",
    "In Kota Seri Bayu the same four officers kept the same market beat for two years after the "
    "attack; traders spoke to them sooner, and complaints were settled in less than half the time.",
    "en",
    "Lesson",
    "GREEN",
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
    contest=c.Contest(
        "Contested: does a fall in complaints mean fewer problems?",
        (
            c.Voice(
                "Pasar Lama Residents’ Association",
                "Some of us stopped complaining because the officers now know our names.",
                "en",
                "12 February 2024, right of reply",
            ),
            c.Voice(
                "Police Service of Serimau",
                "We reopened three of forty closed files.",
                "en",
                "3 April 2024, answer",
            ),
        ),
        "The review group decides by 15 December.",
        "/lessons/418/add/",
        "Add what you know",
    ),
    others=(
        c.Other(
            "better",
            "Agrees",
            "Officers who stay are told sooner:",
            (c.Link("Muang Thara 2018", "/x/"), c.Link("Veldermeer 2023", "/y/")),
        ),
        c.Other("worse", "Disagrees", "Favours were asked:", (c.Link("Inner Quays 2017", "/z/"),)),
    ),
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

LEAF = c.Leaf(
    "9",
    "Second Inland Dialogue, Tanjung Raya",
    "en",
    (
        c.Block("40", "heading", "3.2 What the districts tried"),
        c.Block(
            "41",
            "paragraph",
            "In the third, the district officer moved the monthly meeting from the station to the "
            "school hall. According to the presenter, [name withheld], who heads the only women’s "
            "desk in the district, attendance rose from nine to about sixty.",
            (
                c.Mark(14, 101),
                c.Mark(131, 146, "mask"),
                c.Mark(162, 194, "finding"),
                c.Mark(185, 237),
            ),
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
        why=(c.Why("belia", "ms"), c.Why("and"), c.Why("serangan", "ms"), c.Why("stand here.")),
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
SEARCH_NONE = c.SearchPage(
    "/search/", "zzzz", "Nothing found", limits=("Only words were searched.",), nearest=TRIES
)
SEARCH_BLANK = c.SearchPage("/search/", "", tries=TRIES)

QUEUE = c.ReviewQueuePage(
    "23 candidates wait",
    "From two reports. Each is decided beside its page; you can stop at any time.",
    (c.Tab("Mine", "?", True, 23), c.Tab("Second person wanted", "?second=1", False, 2)),
    (
        c.QueueRow(
            "7",
            "In one district the monthly meeting moved to the school hall; attendance rose.",
            "en",
            "/review/7/",
            "Lesson",
            "Second Inland Dialogue",
            "9",
            "Likely (0.81)",
            "AMBER",
            True,
            2,
            "since yesterday",
            True,
        ),
        c.QueueRow(
            "8",
            "عُقدت الاجتماعات في مركز الشرطة فتراجع الحضور.",
            "ar",
            "/review/8/",
            "Challenge",
            "حوار داخلي",
            "",
            "Perhaps (0.55)",
            "CLEAR",
        ),
    ),
    6,
    29,
    "6 decided, 23 to go. What you did is kept.",
    "/review/7/",
    PAGES_OF,
    "The Marésie centre has no reviewer yet: its candidates wait until a steward names one.",
)
QUEUE_EMPTY = c.ReviewQueuePage(
    "Nothing waits", "All candidates are decided.", QUEUE.tabs, (), 0, 0, "", empty=EMPTY
)

MASK_CHOICES = (c.Choice("mask", "Keep masked"), c.Choice("none", "Not a name"))
FINDINGS = (
    c.Finding(
        "1",
        "/review/7/findings/1/",
        "A person’s name",
        "page 9, line 11",
        MASK_CHOICES,
        count=3,
    ),
    c.Finding(
        "2",
        "/review/7/findings/2/",
        "Points to one person",
        "page 9, line 12",
        (c.Choice("replace", "Use this wording"), c.Choice("keep", "Keep as it is")),
        excerpt="only women’s desk in the district",
        note="There is one such post.",
        suggestion="a women’s desk",
        reason_for="keep",
    ),
    c.Finding(
        "3",
        "/review/7/findings/3/",
        "A telephone number",
        "page 9, line 20",
        MASK_CHOICES,
        decided="Masked",
        undo_url="/review/7/findings/3/undo/",
    ),
)


class ReviewForm(forms.Form):
    """The candidate's fields as the bench draws them."""

    statement = forms.CharField(
        label="One plain sentence",
        max_length=240,
        widget=forms.Textarea(attrs={"class": "say", "rows": 4}),
    )
    approach = forms.ChoiceField(
        label="Approach", choices=[("A2", "Consultation forum"), ("A5", "Safety audit")]
    )
    outcome = forms.MultipleChoiceField(
        label="Outcome",
        choices=[("O4", "Willingness to cooperate"), ("O7", "Connectedness")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    chatham = forms.BooleanField(label="Chatham House Rule", required=False)
    merge_into = forms.ChoiceField(
        label="Which lesson?",
        choices=[("302", "Lesson 302, Aldermoor 2020"), ("", "Another")],
        widget=forms.RadioSelect,
        required=False,
    )
    reason = forms.ChoiceField(
        label="Why?",
        choices=[("claim", "It is not a lesson"), ("double", "It is here already")],
        widget=forms.RadioSelect,
        required=False,
    )
    note = forms.CharField(
        label="What should the contributor know?",
        help_text="The contributor reads this.",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )


REVIEW_FORM = ReviewForm(
    initial={
        "statement": "In one district the monthly meeting moved from the station to the school "
        "hall, with parents in the chair; attendance rose from nine to about sixty.",
        "approach": "A2",
        "outcome": ["O4"],
    }
)
REVIEW_WRONG = ReviewForm({"statement": "", "approach": "zz", "reason": "no"})


def bench_for(form: forms.Form) -> c.ReviewBenchPage:
    """Return the bench whose rows hold the fields of `form`."""
    return c.ReviewBenchPage(
        "Candidate 7 of 23",
        "Report of the Second Inland Dialogue, 2024",
        "/review/",
        6,
        23,
        "6 decided, 17 to go. You can stop at any time; what you did is kept.",
        "rule 14, “moved … rose”, version 3",
        LEAF,
        "9 of 34",
        (
            c.ProposedRow("Kind", "Lesson, observational"),
            c.ProposedRow("Approach", "Community consultation forum", control=form["approach"]),
            c.ProposedRow(
                "Outcome",
                "Willingness to cooperate",
                "From “attendance rose”. Attendance is not cooperation: consider connectedness.",
                False,
                "better",
                control=form["outcome"],
            ),
            c.ProposedRow(
                "Sharing", "as the source", level="AMBER", chatham=True, control=form["chatham"]
            ),
            c.ProposedRow("Driver", "", sure=True),
        ),
        "/review/7/",
        c.Link("Page 8", "?page=8"),
        c.Link("Page 10", "?page=10"),
        "/sources/16/",
        "/sources/16/original",
        FINDINGS,
        2,
        (
            c.Alike(
                "302",
                "Lesson 302, Aldermoor 2020",
                "Meetings at the library drew residents who had never come to the station.",
                "en",
                "/lessons/302/",
                "Same approach, same outcome; other country, other source.",
                "Likely a second voice and not a double.",
            ),
        ),
        "Every figure in it is found word for word on page 9.",
        "It would be more open (GREEN) than its source (AMBER).",
        True,
        "/review/6/",
        "/review/8/",
    )


class MultipleFiles(forms.ClearableFileInput):
    """A file input that takes several."""

    allow_multiple_selected = True


class UploadForm(forms.Form):
    """Files, and what holds for all of them."""

    contribution = forms.CharField(widget=forms.HiddenInput, initial="c-19")
    files = forms.FileField(label="Files", widget=MultipleFiles)
    level = forms.ChoiceField(
        label="Who may read them?",
        help_text="You can narrow this at any time; to widen it takes the owner.",
        choices=[("GREEN", "The community of this exchange"), ("AMBER", "Us and our clients")],
        widget=forms.RadioSelect,
    )
    chatham = forms.BooleanField(
        label="The meeting was held under the Chatham House Rule", required=False
    )
    licence = forms.ChoiceField(
        label="Licence", choices=[("", "Not known"), ("cc-by", "CC BY")], required=False
    )


class CaseForm(forms.Form):
    """One step of a case."""

    tried = forms.CharField(
        label="What was tried?",
        help_text="In two or three sentences, as you would tell a colleague.",
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    year = forms.IntegerField(label="Since which year?", required=False)


class SendForm(forms.Form):
    """The last step."""

    sure = forms.BooleanField(label="Nobody is named in it, and I may share it")


FILES = (
    c.FileProgress("dialogue-report.pdf", "done", found="12 proposals", url="/review/?source=1"),
    c.FileProgress(
        "notes.docx", "working", "Reading page 31 of 200", 31, 200, stop_url="/files/2/stop/"
    ),
    c.FileProgress("laporan.html", "waiting"),
    c.FileProgress(
        "scan.pdf",
        "partly",
        message="Pages 3 and 4 are pictures that could not be read.",
        hint="Upload a sharper scan of these two.",
        found="3 proposals",
    ),
    c.FileProgress(
        "locked.pdf",
        "failed",
        message="This file is protected by a password.",
        hint="Save it without one and upload it again.",
    ),
    c.FileProgress(
        "cases.xlsx",
        "refused",
        message="This looks like a list of persons.",
        hint="Balai keeps practices, never files on people.",
    ),
    c.FileProgress("old.txt", "stopped"),
)
PROGRESS = c.Progress(
    "/contribute/c-19/progress/part/",
    False,
    "Reading 2 of 7 files; about 40 seconds left.",
    31,
    200,
    FILES,
    "/contribute/c-19/stop/",
    title="Your files are being read",
)
PROGRESS_DONE = c.Progress(
    "/contribute/c-19/progress/part/",
    True,
    "All files are read: 15 proposals wait for a reviewer.",
    200,
    200,
    FILES[:1],
    next_url="/contribute/c-19/check/",
    next_label="Check and send",
    title="Your files were read",
)

ANSWERS = (
    c.Answer("What was tried", ("The monthly meeting moved to the school hall.",), "/case/1/"),
    c.Answer("What failed", (), "/case/4/"),
    c.Answer("Sebab", ("Kerana dewan lebih dekat.",), "/case/2/", "ms"),
    c.Answer("Sharing", (), "/case/5/", level="GREEN"),
)
CHECK = c.CheckPage(
    "/contribute/c-19/send/",
    (("The case", ANSWERS[:3]), ("Who may read it", ANSWERS[3:])),
    SHARING,
    "/case/5/",
    ("Your organisation has no reviewer yet; the steward of this centre was told.",),
)
DONE = c.DonePage("C-0019", STEPS, "/contributions/", "/contribute/")
CONTRIBUTIONS = c.ContributionsPage(
    (
        c.Contribution(
            "C-0019",
            "Report of the Second Inland Dialogue",
            "22 November 2026",
            "AMBER",
            "2 accepted, 1 rejected, 1 waits",
            (
                c.ContributionPart(
                    "The meeting moved to the school hall.", "accepted", "Accepted", "en", "/l/1/"
                ),
                c.ContributionPart("Kehadiran meningkat.", "amended", "Amended", "ms", "/l/2/"),
                c.ContributionPart(
                    "Officers should meet residents.",
                    "rejected",
                    "Not taken",
                    "en",
                    reason="It says what should be, and not what was learned.",
                ),
                c.ContributionPart("الحضور تراجع.", "waiting", "Waits", "ar"),
                c.ContributionPart("A second voice", "merged", "Merged", "en", "/l/302/"),
                c.ContributionPart("Page 12", "aside", "Set aside", "en", reason="Participants."),
                c.ContributionPart("Page 13", "failed", "Not read", "en"),
            ),
            "/sources/16/",
            "/contribute/c-19/progress/",
        ),
    ),
    "/contribute/",
    PAGES_OF,
    "The Marésie centre has no reviewer yet.",
)

BASE: dict[str, Any] = {
    "theme": "",
    "node_name": "Straits Regional Centre",
    "is_demo": True,
    "navigation": (
        c.NavigationItem("Search", "account_login"),
        c.NavigationItem("Browse", "account_reset_password"),
        c.NavigationItem("Contribute", "account_signup"),
    ),
    "signed_in": False,
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
    "/contribute/c-19/progress/",
)
CASE = c.CasePage("/case/1/", 1, 5, "What was tried?", "/contribute/", "/case/keep/")

PAGES: dict[str, dict[str, dict[str, Any]]] = {
    "balai/pages/home.html": {
        "plain": {"home": HOME},
        "full": {"home": HOME_FULL, "signed_in": True},
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
    "404.html": {"plain": {}},
    "400.html": {"plain": {}},
    "500.html": {"plain": {}},
    "403_csrf.html": {"plain": {}},
}
