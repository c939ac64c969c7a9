"""What balai/gallery.html is given: every component in all its states.

Everything is invented: no real place, person or event.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from django import forms

from balai.web import contexts as c
from tests.web.samples.parts import (
    APPROACHES,
    EMPTY,
    EXPORTS,
    FACTS,
    HISTORY,
    LAMPS,
    LEVELS,
    PAGES_OF,
    QUOTES,
    ROWS,
    SHARING,
    STEPS,
    WAYS,
)
from tests.web.samples.reading import AXES, FACETS, HITS
from tests.web.samples.working import ANSWERS, PROGRESS, REVIEW_FORM, UploadForm, bench_for
from tests.web.site import STATIC


@dataclass(frozen=True)
class Message:
    """As Django's messages give it."""

    text: str
    level_tag: str

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True)
class Cell:
    """A cell of components/table.html."""

    text: str
    url: str = ""
    quiet: bool = False
    direction: str = ""
    level: str = ""
    numeric: bool = False


@dataclass(frozen=True)
class Task:
    """A line of components/task_list.html."""

    label: str
    state: str
    url: str = "/x/"
    hint: str = ""


class EveryField(forms.Form):
    """One field of each sort."""

    name = forms.CharField(label="Short", help_text="A hint.", max_length=40)
    story = forms.CharField(label="Long", max_length=240, widget=forms.Textarea)
    plain = forms.CharField(label="Long, not counted", widget=forms.Textarea, required=False)
    mail = forms.EmailField(label="E-mail")
    secret = forms.CharField(label="Password", widget=forms.PasswordInput)
    number = forms.IntegerField(label="Year", required=False)
    day = forms.DateField(label="Day", widget=forms.DateInput(attrs={"type": "date"}))
    one = forms.ChoiceField(label="One of", choices=[("a", "A"), ("b", "B")])
    radio = forms.ChoiceField(
        label="Radio",
        help_text="A hint.",
        choices=[("a", "A"), ("b", "B")],
        widget=forms.RadioSelect,
    )
    several = forms.MultipleChoiceField(
        label="Several", choices=[("a", "A"), ("b", "B")], widget=forms.CheckboxSelectMultiple
    )
    yes = forms.BooleanField(label="Yes, I may share it", help_text="A hint.")
    hidden = forms.CharField(widget=forms.HiddenInput, required=False)


def gallery_context() -> dict[str, Any]:
    """Return the context of balai/gallery.html.

    The progress is a finished one: a gallery asks nobody for more.
    """
    gallery = {
        "sheets": sorted(
            f"balai/css/{file.name}"
            for file in (STATIC / "balai/css").glob("*.css")
            if file.stem not in {"tokens", "base", "controls", "marks", "print", "paper", "home"}
        ),
        "levels": LEVELS,
        "ways": WAYS,
        "sharings": (SHARING, c.Sharing("CLEAR", "For everybody.")),
        "lamps": LAMPS,
        "dark_lamps": tuple(replace(lamp, lit=False) for lamp in LAMPS),
        "steps": range(6),
        "quotes": QUOTES,
        "messages": (Message("It was kept.", "success"), Message("It was not.", "error")),
        "thread": STEPS,
        "labels": (c.Link("With an address", "/x/"), c.Link("Without")),
        "facts": FACTS,
        "exports": EXPORTS,
        "history": HISTORY,
        "columns": ("Outcome", "Direction", "Certainty", "Entries", "Sharing"),
        "cells": (
            (
                Cell("Trust", "/x/"),
                Cell("Rose", direction="better"),
                Cell("Moderate"),
                Cell("12", numeric=True),
                Cell("as the source", level="AMBER"),
            ),
            (
                Cell("Stigma"),
                Cell("", direction="none"),
                Cell("nothing reported", quiet=True),
                Cell("0", "/y/", numeric=True),
                Cell("", level="CLEAR"),
            ),
        ),
        "keep": (c.Pair("q", "polis"),),
        "facets": FACETS,
        "hits": HITS,
        "pages": PAGES_OF,
        "rows": ROWS,
        "counted": (*APPROACHES, c.Counted("Bahasa Melayu", "", "3", "ms")),
        "tabs": AXES,
        "breadcrumbs": (c.Link("Balai", "/"), c.Link("Here")),
        "empty": EMPTY,
        "upload": UploadForm(auto_id="upload_%s"),
        "progress": replace(PROGRESS, finished=True, next_url="/x/", next_label="Go on"),
        "tasks": tuple(
            Task(state.title(), state, "" if state == "later" else "/x/", "Two questions.")
            for state in ("done", "begun", "open", "later", "problem")
        ),
        "answers": ANSWERS,
        "bench": bench_for(REVIEW_FORM),
        "review_form": REVIEW_FORM,
    }
    return {
        "gallery": gallery,
        "form": EveryField(auto_id="blank_%s"),
        "wrong_form": EveryField({"name": "x" * 41, "number": "soon"}, auto_id="wrong_%s"),
    }
