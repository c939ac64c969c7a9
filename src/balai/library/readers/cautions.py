"""What a reader could not do with a file that it read all the same: kinds with their words.

A caution is data, kept with the reading, and put into words where it is shown, in the language of
whoever looks.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from balai.core.passages.document import Caution, SetAside


def _(text: str) -> str:
    """Mark a text for translation; it is translated where it is shown."""
    return text


CAUTIONS: dict[str, str] = {
    "other-format": _(
        "The name of the file promises another format than its content; it was read as what it is."
    ),
    "mended": _("The file was damaged: look whether pages are missing."),
    "pages-unread": _("Pages that could not be read: %(pages)s."),
    "pictures-unread": _("Pages that are pictures of text were not read: %(pages)s."),
    "pictures-left": _("Only the first %(count)s pages that are pictures were read."),
    "hard-to-read": _("The scan was hard to read: compare what was read with the original."),
    "letters-damaged": _("Some letters of the file were damaged and could not be read."),
    "names-not-looked-for": _(
        "Names in running text were not looked for, for the encoder did not answer: look yourself."
    ),
    "attachments": _("Attachments were not read; bring them apart: %(names)s."),
}

ASIDE: dict[str, str] = {
    "list-of-people": _("it lists people, and Balai keeps no files on people."),
    "case-file": _(
        "it reads like a case file or a register of persons, and Balai keeps no files on people."
    ),
}
"""Why a page is set aside, by its code."""

PART_ASIDE: dict[str, str] = {
    "list-of-people": _(
        "A list of people was set aside, for Balai keeps no files on people; the rest is kept."
    ),
    "case-file": _(
        "What reads like a case file or a register of persons was set aside, for Balai keeps no "
        "files on people; the rest is kept."
    ),
}
"""What was set aside of a page that is kept otherwise, by its code."""


def caution(kind: str, **values: object) -> Caution:
    """Return a caution of a kind with the values its words need."""
    return Caution(kind, tuple((name, str(value)) for name, value in values.items()))


def pages_named(pages: Sequence[int]) -> str:
    """Return page numbers as a list, runs of them as spans: "3, 7–12"."""
    spans: list[list[int]] = []
    for page in pages:
        if spans and page == spans[-1][1] + 1:
            spans[-1][1] = page
        else:
            spans.append([page, page])
    return ", ".join(f"{first}" if first == last else f"{first}–{last}" for first, last in spans)


def aside_in_words(aside: SetAside) -> str:
    """Say in English what was set aside, and why."""
    if aside.whole:
        return f"Page {aside.page} was set aside: {ASIDE.get(aside.reason, aside.reason)}"
    return f"Page {aside.page}: {PART_ASIDE.get(aside.reason, aside.reason)}"


def in_words(said: Caution, translate: Callable[[str], str] = str) -> str:
    """Return a caution as a sentence, in English unless it is translated.

    One that was kept as a sentence, before there were kinds, is that sentence.
    """
    values = dict(said.values)
    template = CAUTIONS.get(said.kind)
    return translate(template) % values if template else values.get("text", said.kind)
