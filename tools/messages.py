"""Message catalogues without gettext's own programs: Babel and Django's `templatize` do it all.

    python tools/messages.py extract    print every marked string with the files that use it
    python tools/messages.py update     bring web/locale/<language>/LC_MESSAGES/django.po up to date
    python tools/messages.py compile    write the .mo files that Django reads (done by make setup)
    python tools/messages.py check      list what is missing or wrong; exit 1 if readers see it

`update` never throws a translation away: one whose string is gone is kept at the end of the file,
marked obsolete, and is taken up again when the string comes back. `update --prune` drops them.
"""

from __future__ import annotations

import argparse
import ast
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import takewhile
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "balai"
LOCALE = SOURCE / "web" / "locale"
COMPLETE = ("ms", "fr", "nl")
"""Languages in which a reader must meet no English; any other catalogue may be partial."""

READER_PAGES = re.compile(
    r"web/templates/(balai/|account/|allauth/|mfa/|people/|pages/|search/|\d{3}|"
    r"library/source|knowledge/(lesson|browse|parts/lesson))"
    r"|(people|search|pages|config|web|library|knowledge)/(views|forms|labels|navigation|context)"
    r"|(people|search|pages)/templates/"
    r"|config/settings\.py"
)
"""Files whose strings the reading, search and sign-in pages show."""

SINGULAR = {"_", "gettext", "gettext_lazy", "gettext_noop"}
PLURAL = {"ngettext", "ngettext_lazy"}
IN_CONTEXT = {"pgettext", "pgettext_lazy"}
PLURAL_IN_CONTEXT = {"npgettext", "npgettext_lazy"}
ERRORS = {"BalaiError", "NotAllowed", "NotReady", "Conflict", "Invalid"}
"""Errors are raised with plain English, also where there is no Django (the core, the readers);
their message and hint are translated where they are shown, by `gettext(error.message)`."""

KINDS = {"declare", "refusal"}
"""What takes the name of a kind first and then its texts: journal entries, refused addresses."""

TERMINAL = ("src/balai/cli/", "src/balai/config/")
"""Where errors are only ever printed on a terminal, which speaks English."""

PLURAL_FORMS = {
    "ms": "nplurals=1; plural=0;",
    "ar": "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : "
    "n%100>=11 ? 4 : 5);",
}
"""Languages whose plurals Babel does not know (Malay has one form), or knows in another order:
Arabic's are zero, one, two, few, many, other here, as CLDR lists them."""

STARTED = datetime(2026, 11, 22, tzinfo=UTC)
"""Written as the date of every catalogue, so that a run that changes nothing changes no file."""

STRING = r"""u?(?P<%s>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
CALL = re.compile(
    r"\b(?P<call>_|gettext|ngettext|pgettext|npgettext)\(\s*"
    + STRING % "first"
    + r"(?:\s*,\s*"
    + STRING % "second"
    + r")?(?:\s*,\s*"
    + STRING % "third"
    + r")?",
    re.DOTALL,
)
PLACEHOLDER = re.compile(r"%\([a-z_A-Z0-9]+\)[sdif]|%%[dns]?|%[sdif]|\{[a-z_A-Z0-9.]*\}")
TAG = re.compile(r"</?[a-zA-Z][^>]*>")


@dataclass(frozen=True, order=True)
class Marked:
    """A string marked for translation: where, in which context, and its plural if it has one."""

    singular: str
    plural: str
    context: str
    file: str
    line: int

    @property
    def key(self) -> tuple[str, str]:
        """What makes two marked strings the same message."""
        return (self.context, self.singular)


def marked(source: Path = SOURCE) -> list[Marked]:
    """Return every marked string of the Python files and templates under a folder."""
    found: list[Marked] = []
    for path in sorted(source.rglob("*.py")):
        if "migrations" not in path.parts:
            found += _in_python(path, path.relative_to(source.parent.parent).as_posix())
    for path in sorted(source.rglob("*")):
        if path.suffix in {".html", ".txt", ".subject"} and "templates" in path.parts:
            found += _in_template(path, path.relative_to(source.parent.parent).as_posix())
    return found


def _in_python(path: Path, name: str) -> Iterator[Marked]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"), str(path))):
        if isinstance(node, ast.Call):
            called = node.func
            function = (
                called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
            )
            if texts := _unmarked(node, function, name):
                for text in texts:
                    yield Marked(text, "", "", name, node.lineno)
            else:
                strings = list(takewhile(bool, map(_text, node.args)))
                yield from _marked(function, strings, name, node.lineno)


def _unmarked(node: ast.Call, function: str, name: str) -> list[str]:
    """Return the texts of a call that are translated where they are shown, without `_()`."""
    if function in KINDS:
        found = node.args[1:3]
    elif function in ERRORS and not name.startswith(TERMINAL):
        found = node.args[:2]
        for keyword in node.keywords:
            if keyword.arg == "fields" and isinstance(keyword.value, ast.Dict):
                found = [*found, *keyword.value.values]
    else:
        found = []
    return [text for text in map(_text, found) if text]


def _text(argument: ast.expr) -> str:
    """Return a constant string, or nothing for any other expression."""
    value = argument.value if isinstance(argument, ast.Constant) else ""
    return value if isinstance(value, str) else ""


def _in_template(path: Path, name: str) -> Iterator[Marked]:
    from django.utils.translation.template import templatize

    calls = templatize(path.read_text(encoding="utf-8"), origin=name)
    for match in CALL.finditer(calls):
        literals = [match[group] for group in ("first", "second", "third") if match[group]]
        strings = [ast.literal_eval(literal) for literal in literals]
        yield from _marked(match["call"], strings, name, calls.count("\n", 0, match.start()) + 1)


def _marked(function: str, strings: list[str], file: str, line: int) -> Iterator[Marked]:
    if function in SINGULAR and len(strings) >= 1:
        yield Marked(strings[0], "", "", file, line)
    elif function in PLURAL and len(strings) >= 2:
        yield Marked(strings[0], strings[1], "", file, line)
    elif function in IN_CONTEXT and len(strings) >= 2:
        yield Marked(strings[1], "", strings[0], file, line)
    elif function in PLURAL_IN_CONTEXT and len(strings) >= 3:
        yield Marked(strings[1], strings[2], strings[0], file, line)


def catalogue_path(language: str, folder: Path = LOCALE) -> Path:
    """Return where a language's catalogue lies."""
    return folder / language / "LC_MESSAGES" / "django.po"


def languages(folder: Path = LOCALE) -> list[str]:
    """Return the languages that have, or must have, a catalogue."""
    present = {path.parent.parent.name for path in folder.glob("*/LC_MESSAGES/django.po")}
    return sorted({*COMPLETE, *present})


def read(path: Path, language: str) -> Catalog:
    """Return a catalogue from its file, or an empty one."""
    if not path.exists():
        return _empty(language)
    with path.open("rb") as stream:
        return read_po(stream, locale=language)


def updated(old: Catalog, strings: list[Marked], *, prune: bool = False) -> Catalog:
    """Return a catalogue of exactly these strings with the translations there were before."""
    language = str(old.locale)
    known: dict[tuple[str, str], Message] = {}
    for message in [*old.obsolete.values(), *old]:
        if message.id:
            known[_key(message)] = message
    new = _empty(language)
    for each in strings:
        before = known.get(each.key)
        string = before.string if before else ""
        if each.plural and isinstance(string, str):
            string = (string,) * new.num_plurals if string else ("",) * new.num_plurals
        elif not each.plural and isinstance(string, tuple):
            string = string[-1]
        new.add(
            (each.singular, each.plural) if each.plural else each.singular,
            string,
            locations=[(each.file, each.line)],
            context=each.context or None,
        )
    wanted = {each.key for each in strings}
    for key, message in known.items():
        if key not in wanted and _is_translated(message) and not prune:
            message.locations = []
            new.obsolete[message.id if isinstance(message.id, str) else message.id[0]] = message
    return new


def write(catalogue: Catalog, path: Path) -> None:
    """Write a catalogue; nothing in the file depends on when it was written."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as stream:
        write_po(stream, catalogue, width=98, sort_output=True, include_lineno=False)


def compile_all(folder: Path = LOCALE) -> list[Path]:
    """Write every .mo file and return their paths. Untranslated strings stay English."""
    written = []
    for language in languages(folder):
        path = catalogue_path(language, folder)
        if path.exists():
            compiled = path.with_suffix(".mo")
            with compiled.open("wb") as stream:
                write_mo(stream, read(path, language))
            written.append(compiled)
    return written


def missing(catalogue: Catalog, strings: list[Marked]) -> list[Marked]:
    """Return the marked strings that the catalogue does not translate, each once."""
    translated = {
        _key(message)
        for message in catalogue
        if message.id and _is_translated(message) and not message.fuzzy
    }
    once: dict[tuple[str, str], Marked] = {}
    for each in strings:
        if each.key not in translated:
            once.setdefault(each.key, each)
    return list(once.values())


def faults(catalogue: Catalog) -> list[str]:
    """Return what is wrong with translations: placeholders, tags, plural forms, outer spaces."""
    found = []
    for message in catalogue:
        if message.id and _is_translated(message):
            found += [f"{_singular(message)!r}: {fault}" for fault in _faults(catalogue, message)]
    return found


def _faults(catalogue: Catalog, message: Message) -> Iterator[str]:
    originals, strings = _forms(message.id), _forms(message.string)
    if len(originals) > 1 and len(strings) != catalogue.num_plurals:
        yield f"has {len(strings)} plural forms where the language has {catalogue.num_plurals}"
    allowed = [_parts(original) for original in originals]
    for string in strings:
        if not any(_fits(_parts(string), parts, len(originals) > 1) for parts in allowed):
            yield f"placeholders or tags differ in {string!r}"
        if _ends(string) != _ends(originals[0]):
            yield f"spaces at the ends differ in {string!r}"


def _forms(text: object) -> tuple[str, ...]:
    forms = text if isinstance(text, (tuple, list)) else (text,)
    return tuple(str(form) for form in forms)


def _ends(text: str) -> tuple[bool, bool]:
    return (text[:1].isspace(), text[-1:].isspace())


def _fits(parts: list[str], original: list[str], plural: bool) -> bool:
    # A form for exactly one or two ("hasil", "وثيقتان") may leave the number out.
    return parts == original or (plural and set(parts) < set(original))


def _parts(text: str) -> list[str]:
    return sorted([*PLACEHOLDER.findall(text), *TAG.findall(text)])


def _is_translated(message: Message) -> bool:
    if isinstance(message.string, tuple):
        return all(message.string)
    return bool(message.string)


def _singular(message: Message) -> str:
    return _forms(message.id)[0]


def _key(message: Message) -> tuple[str, str]:
    return (message.context or "", _singular(message))


def _empty(language: str) -> Catalog:
    catalogue = Catalog(
        locale=language,
        project="Balai",
        version="1",
        header_comment="# Messages of Balai. Apache-2.0, as the rest of it.",
        last_translator="Balai",
        language_team="Balai",
        msgid_bugs_address="the project's issues",
        creation_date=STARTED,
        revision_date=STARTED,
        fuzzy=False,
    )
    if language in PLURAL_FORMS:
        catalogue.mime_headers = [("Plural-Forms", PLURAL_FORMS[language])]
    return catalogue


def check(*, everything: bool = False) -> int:
    """Print what is missing and wrong; return 1 where a reader would see it."""
    strings = marked()
    reader = [each for each in strings if READER_PAGES.search(each.file)]
    wrong = 0
    for language in languages():
        catalogue = read(catalogue_path(language), language)
        seen = missing(catalogue, reader)
        rest = missing(catalogue, strings)
        bad = faults(catalogue)
        print(
            f"{language}: {len({each.key for each in strings}) - len(rest)} translated; "
            f"{len(seen)} missing where readers look, {len(rest)} in all; {len(bad)} faults"
        )
        for each in rest if everything else seen:
            print(f"  missing {each.singular!r} ({each.file}:{each.line})")
        for fault in bad:
            print(f"  fault {fault}")
        wrong += len(bad) + (len(seen) if language in COMPLETE else 0)
    return 1 if wrong else 0


def main(arguments: list[str] | None = None) -> int:
    """Run one of the four commands."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("extract")
    commands.add_parser("update").add_argument("--prune", action="store_true")
    commands.add_parser("compile")
    commands.add_parser("check").add_argument("--all", action="store_true")
    given = parser.parse_args(arguments)
    if given.command == "extract":
        for each in sorted(marked()):
            print(f"{each.file}:{each.line}\t{each.context}\t{each.singular!r}\t{each.plural!r}")
    elif given.command == "update":
        strings = marked()
        for language in languages():
            path = catalogue_path(language)
            write(updated(read(path, language), strings, prune=given.prune), path)
    elif given.command == "compile":
        for path in compile_all():
            print(path.relative_to(ROOT))
    else:
        return check(everything=given.all)
    return 0


if __name__ == "__main__":
    sys.exit(main())
