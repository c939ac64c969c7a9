"""Why a file is refused: stable kinds, each with its message and what would help."""

from __future__ import annotations

from collections.abc import Callable

from balai.core.errors import Invalid


def _(text: str) -> str:
    """Mark a text for translation; it is translated where it is shown."""
    return text


REFUSALS: dict[str, tuple[str, str]] = {
    "empty": (
        _("The file is empty."),
        _("Save it again in the program it was made with, and choose it once more."),
    ),
    "no-text": (
        _("No words were found in the file."),
        _("Open it and see whether it holds text; a picture of text has to be scanned in."),
    ),
    "not-legible": (
        _(
            "The file holds letters, but no sentences that a person could read: one run without "
            "spaces, or the same few signs over and over."
        ),
        _(
            "Open it and see whether it shows words; if it does, save it again as a document or "
            "as plain text in UTF-8."
        ),
    ),
    "list-of-people": (
        _(
            "Most of the file is a list of people (names with posts or addresses), and Balai "
            "keeps no files on people."
        ),
        _("Take the list out, or bring the report that goes with it."),
    ),
    "case-file": (
        _(
            "Most of the file reads like case files or a register of persons (names beside dates "
            "of birth, numbers, contacts, or the fields of a form about one person), and Balai "
            "keeps no files on people."
        ),
        _(
            "Take these pages out; or write what was learned as a practice: what was done, "
            "where, and what was seen, with nobody in it."
        ),
    ),
    "truncated": (
        _("The file ends too early: a part of it is missing."),
        _("Copy or download it again; the last attempt was probably interrupted."),
    ),
    "broken": (
        _("The file is damaged and cannot be read."),
        _("Open it in the program it was made with and save it again."),
    ),
    "encrypted": (
        _("The file is protected by a password."),
        _("Save a copy without the password, and choose that one."),
    ),
    "too-large": (
        _("The file is too large."),
        _("Leave out its pictures or divide it, and bring the parts one by one."),
    ),
    "zip-bomb": (
        _("The file unpacks to far more than a document holds, and was not opened."),
        _("Save it again in the program it was made with."),
    ),
    "too-many-pages": (
        _("The file has too many pages."),
        _("Choose the pages that matter, or divide it and bring the parts one by one."),
    ),
    "too-much-text": (
        _("The file holds more text than one document may."),
        _("Divide it and bring the parts one by one."),
    ),
    "not-a-document": (
        _("This kind of file is not a document that Balai reads."),
        _("Bring it as PDF, DOCX, ODT, HTML, plain text, Markdown or e-mail."),
    ),
    "archive": (
        _("This is an archive of files, not a document."),
        _("Unpack it and bring the documents in it."),
    ),
    "old-word": (
        _("This is a document of Word before 2007, which Balai does not read."),
        _("Open it in Word or LibreOffice and save it as DOCX or PDF."),
    ),
    "rich-text": (
        _("This is a rich text file (RTF), which Balai does not read."),
        _("Open it in Word or LibreOffice and save it as DOCX or PDF."),
    ),
    "spreadsheet": (
        _("This is a spreadsheet, not a report."),
        _("Put what was learned into a document, or save the sheet as PDF if it is prose."),
    ),
    "presentation": (
        _("These are slides, not a report."),
        _("Save the slides as PDF and bring that."),
    ),
    "image-without-ocr": (
        _("The file is a picture of text, and text in pictures cannot be read here."),
        _("Bring a version with real text, or ask the steward to install Tesseract."),
    ),
    "wrong-encoding": (
        _("The letters of this text file cannot be made out."),
        _("Save it as UTF-8 text and choose it again."),
    ),
    "too-slow": (
        _("Reading the file took too long and was stopped."),
        _("Divide it, or save it again in a simpler form such as PDF with text."),
    ),
    "too-much-memory": (
        _("Reading the file would take more memory than is allowed."),
        _("Leave out its pictures or divide it."),
    ),
    "not-a-file": (
        _("There is no file to read here."),
        _("Check the path; a folder has to be given file by file."),
    ),
}


def refusal_in_words(
    kind: str, message: str, hint: str, translate: Callable[[str], str]
) -> tuple[str, str]:
    """Return the message and hint of a refusal that was kept in English, translated.

    The figures that follow the message are the same in every language.
    """
    said, would_help = REFUSALS.get(kind, ("", ""))
    if not said or not message.startswith(said):
        return message, hint
    return translate(said) + message.removeprefix(said), translate(would_help)


def refusal(kind: str, detail: str = "") -> Invalid:
    """Return the error of a kind; `detail` are plain figures added to the message."""
    message, hint = REFUSALS[kind]
    return Invalid(f"{message} {detail}".strip(), hint, kind=kind)
