"""A language made for tests: every word that can be translated stands in ⟦ ⟧.

Values that are put into a string stay outside of the brackets, so that each has to be translated
itself. Only what the catalogues hold is bracketed: a text that was put together before it was
translated, of which no catalogue can know, stays bare.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from typing import Any

import pytest
from django.utils import translation

from tools.messages import PLACEHOLDER, TAG, marked

WRONG = "zz"
"""What is typed into a field to have it refused."""
LANGUAGE = "fr"
"""What the pages believe they are in: names of places and terms, dates and Django's own words."""
PIECES = re.compile(f"({PLACEHOLDER.pattern}|{TAG.pattern}|&[a-z#0-9]+;|\\s*\\n\\s*)")
BRACKETED = re.compile(r"⟦[^⟦⟧]*⟧")
WORD = re.compile(r"[^\W\d_]{2,}(?:[’'-][^\W\d_]+)*")
SPOKEN = ("title", "placeholder", "aria-label", "alt", "aria-description")
"""Attributes that readers see or hear."""
UNTRANSLATED = frozenset({"code", "bdi", "script", "style", "kbd", "pre", "svg", "samp"})
VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "wbr"}
)


@cache
def _known() -> frozenset[tuple[str, str]]:
    return frozenset(each.key for each in marked())


def bracketed(text: str) -> str:
    """Return a text with each piece between its placeholders and tags in brackets."""
    return "".join(
        piece if number % 2 or not WORD.search(piece) else f"⟦{piece}⟧"
        for number, piece in enumerate(PIECES.split(text))
    )


def speak(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let everything be translated into brackets until the test ends."""
    real = translation._trans
    gettext, ngettext = real.gettext, real.ngettext
    pgettext, npgettext = real.pgettext, real.npgettext

    def said(found: str, *originals: str, context: str = "") -> str:
        is_known = (context, str(originals[0])) in _known()
        return bracketed(found) if is_known or found not in originals else found

    monkeypatch.setattr(real, "gettext", lambda text: said(gettext(text), text))
    monkeypatch.setattr(
        real, "ngettext", lambda one, more, n: said(ngettext(one, more, n), one, more)
    )
    monkeypatch.setattr(
        real, "pgettext", lambda where, text: said(pgettext(where, text), text, context=where)
    )
    monkeypatch.setattr(
        real,
        "npgettext",
        lambda where, one, more, n: said(npgettext(where, one, more, n), one, more, context=where),
    )


@dataclass
class Form:
    """A form that is sent by POST: with nothing filled in, and with nonsense in every field."""

    action: str
    empty: dict[str, str] = field(default_factory=dict)
    wrong: dict[str, str] = field(default_factory=dict)


class Words(HTMLParser):
    """Collects what a page says in the reader's language, and its forms.

    Left out is what says of itself that it is no text of ours: an element with its own language,
    one that is not to be translated, code, and names set apart by `bdi`.
    """

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.said: list[str] = []
        self.forms: list[Form] = []
        self._open: list[tuple[str, bool]] = []
        self._posts = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        apart = self._apart or self._is_content(tag, given)
        if tag not in VOID:
            self._open.append((tag, apart))
        if not apart:
            self.said += self._spoken(tag, given)
        self._in_forms(tag, given)

    def _in_forms(self, tag: str, given: dict[str, str]) -> None:
        if tag == "form":
            self._posts = given.get("method", "get").lower() == "post"
            if self._posts:
                self.forms.append(Form(given.get("action", "")))
        if self._posts and tag in {"button", "input", "select", "textarea"} and "name" in given:
            form, name = self.forms[-1], given["name"]
            if tag == "button" or given.get("type") == "hidden":
                form.empty.setdefault(name, given.get("value", ""))
            form.wrong[name] = form.empty.get(name, WRONG)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        for number in range(len(self._open) - 1, -1, -1):
            if self._open[number][0] == tag:
                del self._open[number:]
                return

    def handle_data(self, data: str) -> None:
        if not self._apart:
            self.said.append(data)

    @property
    def _apart(self) -> bool:
        return bool(self._open) and self._open[-1][1]

    @staticmethod
    def _is_content(tag: str, given: dict[str, str]) -> bool:
        return (
            tag in UNTRANSLATED
            or given.get("translate") == "no"
            or (tag != "html" and "lang" in given)
        )

    @staticmethod
    def _spoken(tag: str, given: dict[str, str]) -> list[str]:
        found = [given[name] for name in SPOKEN if name in given]
        if tag == "meta" and given.get("name") == "description":
            found.append(given.get("content", ""))
        if tag == "input" and given.get("type") in {"submit", "button"}:
            found.append(given.get("value", ""))
        return found


def read(html: str) -> Words:
    """Return what a page says."""
    words = Words()
    words.feed(html)
    return words


def bare(text: str, allowed: re.Pattern[str]) -> str:
    """Return what of a text stands outside of brackets and is not allowed to; else nothing."""
    left = text
    while BRACKETED.search(left):
        left = BRACKETED.sub(" ", left)
    return " ".join(allowed.sub(" ", left).split()) if WORD.search(allowed.sub(" ", left)) else ""


def any_of(texts: Any) -> re.Pattern[str]:
    """Return a pattern of texts as they stand, the longest first, each as whole words."""
    found = sorted({str(each).strip() for each in texts if str(each).strip()}, key=len)[::-1]
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, found)) + r")(?!\w)")
