"""What the pages for reviewers and contributors are given.

Everything is invented: no real place, person or event.
"""

from __future__ import annotations

from dataclasses import replace

from django import forms

from balai.web import contexts as c
from tests.web.samples.parts import (
    EMPTY,
    PAGES_OF,
    SHARING,
    STEPS,
)
from tests.web.samples.reading import (
    LEAF,
)

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
        "In English, 93 of 100 names were found in news. Read the text yourself.",
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

    contribution = forms.CharField(widget=forms.HiddenInput, required=False)
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

_ASKED = c.ReleaseRow(
    "/releases/1/",
    "/lessons/418/",
    "The meeting moved to the school hall.",
    "en",
    "AMBER",
    "GREEN",
    "For the community of this exchange: member services. Not for public channels.",
    "Others asked for it.",
    "The Straits centre",
    may_decide=True,
)
RELEASES = c.ReleasesPage(
    QUEUE.tabs, (_ASKED, replace(_ASKED, url="/releases/2/", language="ms", may_decide=False))
)
