"""The message catalogues: extracted whole, translated soundly, compiled to what Django reads."""

from __future__ import annotations

import gettext
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from tools import messages

CATALOGUES = {
    language: messages.read(messages.catalogue_path(language), language)
    for language in messages.languages()
}

PYTHON = """
from django.utils.translation import gettext as _, ngettext, pgettext

def words(n: int) -> list[str]:
    name = "left alone"
    if n < 0:
        raise Invalid("Too few.", f"{n} is below zero.", kind="few")
    if n > 9:
        raise Conflict(_("Too many."), "Take one away.")
    return [_("In " "two parts"), ngettext("%(n)d lesson", "%(n)d lessons", n),
            pgettext("verb", "Print"), _(name)]
"""
TEMPLATE = """{% load i18n %}
<h1>{% translate "Search" %}</h1> <p title="{% translate 'It’s %d' %}">{{ _("Inside") }}</p>
{% blocktranslate trimmed with name=node.name %}
  Balai at <b>{{ name }}</b>.
{% endblocktranslate %}
{% blocktranslate trimmed count n=hits|length %}
  {{ n }} hit
{% plural %}
  {{ n }} hits
{% endblocktranslate %}
{% translate "May" context "month" %}
"""


@pytest.fixture
def source(tmp_path: Path) -> Path:
    folder = tmp_path / "src" / "balai"
    (folder / "web" / "templates").mkdir(parents=True)
    (folder / "views.py").write_text(PYTHON, encoding="utf-8")
    (folder / "web" / "templates" / "page.html").write_text(TEMPLATE, encoding="utf-8")
    return folder


def test_every_form_of_marking_is_found(source: Path) -> None:
    found = {(each.context, each.singular, each.plural) for each in messages.marked(source)}
    assert found == {
        ("", "In two parts", ""),
        ("", "Too few.", ""),
        ("", "Too many.", ""),
        ("", "Take one away.", ""),
        ("", "%(n)d lesson", "%(n)d lessons"),
        ("verb", "Print", ""),
        ("", "Search", ""),
        ("", "It’s %%d", ""),
        ("", "Inside", ""),
        ("", "Balai at <b>%(name)s</b>.", ""),
        ("", "%(n)s hit", "%(n)s hits"),
        ("month", "May", ""),
    }


def test_update_keeps_translations_and_takes_up_those_that_come_back(source: Path) -> None:
    strings = messages.marked(source)
    old = messages.updated(Catalog(locale="nl"), strings)
    old["Search"].string = "Zoeken"
    old["%(n)s hit"].string = ("%(n)s treffer", "%(n)s treffers")
    path = source / "nl.po"
    messages.write(old, path)

    without = [each for each in strings if each.singular != "Search"]
    gone = messages.updated(messages.read(path, "nl"), without)
    assert "Search" not in gone
    messages.write(gone, path)
    back = messages.updated(messages.read(path, "nl"), strings)
    assert back["Search"].string == "Zoeken"
    assert back["%(n)s hit"].string == ("%(n)s treffer", "%(n)s treffers")

    pruned = messages.updated(messages.read(path, "nl"), without, prune=True)
    assert not pruned.obsolete


def test_writing_twice_changes_nothing(source: Path) -> None:
    strings = messages.marked(source)
    first, second = source / "first.po", source / "second.po"
    messages.write(messages.updated(Catalog(locale="ms"), strings), first)
    messages.write(messages.updated(messages.read(first, "ms"), strings), second)
    assert first.read_bytes() == second.read_bytes()


@pytest.mark.parametrize(
    ("string", "fault"),
    [
        ("Balai <b>%(naam)s</b>.", "placeholders"),
        ("Balai %(name)s.", "placeholders"),
        (" Balai <b>%(name)s</b>.", "spaces"),
    ],
)
def test_unsound_translations_are_named(source: Path, string: str, fault: str) -> None:
    catalogue = messages.updated(Catalog(locale="nl"), messages.marked(source))
    catalogue["Balai at <b>%(name)s</b>."].string = string
    found = messages.faults(catalogue)
    assert len(found) == 1
    assert fault in found[0]


def test_a_wrong_number_of_plural_forms_is_named(source: Path) -> None:
    catalogue = messages.updated(Catalog(locale="nl"), messages.marked(source))
    catalogue["%(n)s hit"].string = ("%(n)s treffers",)
    assert "plural forms" in messages.faults(catalogue)[0]


def test_untranslated_strings_are_missing_and_translated_ones_are_not(source: Path) -> None:
    strings = messages.marked(source)
    catalogue = messages.updated(Catalog(locale="fr"), strings)
    assert {each.key for each in messages.missing(catalogue, strings)} == {
        each.key for each in strings
    }
    catalogue["Search"].string = "Chercher"
    assert ("", "Search") not in {each.key for each in messages.missing(catalogue, strings)}


@pytest.mark.parametrize("language", sorted(CATALOGUES))
def test_no_translation_of_ours_is_unsound(language: str) -> None:
    assert messages.faults(CATALOGUES[language]) == []


@pytest.mark.parametrize("language", messages.COMPLETE)
def test_each_full_language_has_a_catalogue_with_translations(language: str) -> None:
    catalogue = CATALOGUES[language]
    done = [message for message in catalogue if message.id and message.string]
    assert len(done) > 300
    assert not any(message.fuzzy for message in done)


def test_malay_has_one_plural_form_and_arabic_its_six() -> None:
    assert CATALOGUES["ms"].num_plurals == 1
    assert messages.updated(Catalog(locale="ar"), []).num_plurals == 6


def test_compiled_catalogues_speak(tmp_path: Path) -> None:
    for language in messages.COMPLETE:
        target = messages.catalogue_path(language, tmp_path)
        target.parent.mkdir(parents=True)
        target.write_bytes(messages.catalogue_path(language).read_bytes())
    written = messages.compile_all(tmp_path)
    assert sorted(path.parent.parent.name for path in written) == sorted(messages.COMPLETE)
    spoken = {}
    for path in written:
        with path.open("rb") as stream:
            spoken[path.parent.parent.name] = gettext.GNUTranslations(stream).gettext("Sign in")
    assert spoken == {"ms": "Log masuk", "fr": "Se connecter", "nl": "Inloggen"}
