"""No field invites a name without saying so, and no table holds an individual but an account.

Both are enumerated from the code: a new field stands here with its reason, or fails.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator

import click
import pytest
from django import forms
from django.apps import apps
from django.db import models

import balai as package
from balai.cli.entry import balai as entry
from balai.knowledge.models import Kind

NO_ONE = "name no one"

FORM_FIELDS_ALLOWED = {
    "licence": "a licence",
    "carry": "a code",
    "also": "numbers",
    "convening": "organisations",
    "hosting": "organisations",
    "funding": "organisations",
    "place": "a house and a town",
    "address": "an address",
    "publisher": "an organisation; the help allows the author of a public publication",
    "date": "a date",
    "quote": "words copied from a source, checked for names before they are published",
    "merge_into": "the address of a lesson",
    "issuer": "an address",
    "client_id": "a code",
    "code": "a code",
    "organisation": "an organisation",
    "organisation_name": "an organisation",
    "described": "an organisation's clients, as a group",
    "community": "who the node is for, as a group",
    "purpose": "what the node is for",
    "contact_name": "the help asks for a desk rather than a person",
    "name": "an account's own name, an organisation's, a node's or a key's",
}
OPTIONS_ALLOWED = {
    "--address", "--actor", "--approach", "--as", "--client", "--client-id", "--community",
    "--contact", "--contact-name", "--cycle", "--date", "--described", "--forget", "--grant",
    "--head", "--host", "--issuer", "--label", "--language", "--lesson", "--licence", "--name",
    "--organisation", "--public-url", "--publisher", "--purpose", "--quote", "--recipient",
    "--refuse", "--add",
}  # fmt: skip
"""Options that take a code, an address, an account of this node, or what the forms allow too."""


def forms_of_ours() -> Iterator[type[forms.BaseForm]]:
    for module in pkgutil.walk_packages(package.__path__, "balai."):
        if "form" in module.name or "view" in module.name or "managing" in module.name:
            importlib.import_module(module.name)
    waiting = [forms.BaseForm]
    while waiting:
        for form in waiting.pop().__subclasses__():
            waiting.append(form)
            if form.__module__.startswith("balai."):
                yield form


def free_text(form: type[forms.BaseForm]) -> Iterator[tuple[str, forms.Field]]:
    fields: dict[str, forms.Field] = getattr(form, "base_fields", {})
    for name, field in fields.items():
        hidden = isinstance(field.widget, forms.HiddenInput | forms.PasswordInput)
        if type(field) is forms.CharField and not hidden:
            yield name, field


def test_every_free_text_field_says_that_nobody_is_to_be_named() -> None:
    found = {
        (form.__name__, name): str(field.help_text)
        for form in forms_of_ours()
        for name, field in free_text(form)
        if name not in FORM_FIELDS_ALLOWED
    }
    assert len(found) > 10
    assert [where for where, said in found.items() if NO_ONE not in said.casefold()] == []


def options() -> Iterator[tuple[str, click.Option]]:
    waiting: list[tuple[str, click.Command]] = [("balai", entry)]
    while waiting:
        path, command = waiting.pop()
        if isinstance(command, click.Group):
            context = click.Context(command)
            for name in command.list_commands(context):
                found = command.get_command(context, name)
                if found is not None:
                    waiting.append((f"{path} {name}", found))
        else:
            for each in command.params:
                if isinstance(each, click.Option) and isinstance(each.type, type(click.STRING)):
                    yield path, each


def test_every_option_for_words_says_that_nobody_is_to_be_named() -> None:
    found = {
        (path, option.opts[0]): option.help or ""
        for path, option in options()
        if option.opts[0] not in OPTIONS_ALLOWED
    }
    assert len(found) > 10
    assert [where for where, said in found.items() if NO_ONE not in said.casefold()] == []


HOLDS = {
    "people": "accounts and what they may do: the only individuals a node knows",
    "foundation": "codes, digests, settings of the node, tasks by identifier, files by digest",
    "search": "the words of what is published, masked, and hashes",
}
"""Apps whose text fields need no word each."""

TEXTS = {
    "sharing.Gate": {"key": "a level with identifiers"},
    "sharing.Audience": {},
    "sharing.Release": {
        "before": "a level", "after": "a level", "with_records": "identifiers",
        "reason": "why it opens wider; the form asks to name no one", "answer": "likewise",
    },
    "sharing.GoneOut": {"way": "a code"},
    "library.File": {"digest": "a digest"},
    "library.Contribution": {"note": "unused words of the contributor"},
    "library.Source": {
        "title": "of a publication; one taken from the text is masked",
        "publisher": "an organisation, or the author of a public publication (rule 1)",
        "date": "of publication", "address": "of a page", "country": "a code",
        "language": "a code", "licence": "a licence", "file_name": "as it was brought",
        "format": "a code", "error_kind": "a code", "error_message": "Balai's words",
        "error_hint": "Balai's words",
    },
    "library.Reading": {
        "reader": "a code", "text": "the source's text, shown masked", "blocks": "places",
        "set_aside": "pages and codes", "warnings": "codes and figures", "signature": "hashes",
        "findings": "places and keyed hashes", "later": "keyed hashes",
    },
    "library.SketchKey": {},
    "library.Passage": {
        "language": "a code", "headings": "masked", "text": "masked", "text_hash": "a hash",
    },
    "library.FindingAnswer": {
        "digest": "a keyed hash", "type": "a code", "replacement": "checked for names",
        "reason": "why a name is kept, for reviewers",
    },
    "knowledge.Lesson": {"place": "checked for names", "cycle": "a code", "wanted": "a level"},
    "knowledge.Statement": {"language": "a code", "text": "masked", "signature": "hashes"},
    "knowledge.LessonLabel": {"scheme": "a code", "code": "a code"},
    "knowledge.Evidence": {
        "quote": "masked", "quote_hash": "a hash", "prefix": "finds the place again, never shown",
        "suffix": "likewise", "language": "a code", "status": "a code",
    },
    "knowledge.Attribution": {"readers": "a level with identifiers"},
    "knowledge.Candidate": {
        "text": "for reviewers, masked when published", "quote": "likewise", "language": "a code",
        "rule": "a code", "proposed": "codes and words of the text",
        "reason": "why it was turned down; the form asks to name no one",
        "carried_from": "an identifier",
    },
    "knowledge.Comment": {
        "language": "a code", "text": "masked, or refused", "reason": "why it is gone, likewise",
    },
    "knowledge.Contest": {
        "speaks_for": "an organisation", "token_hash": "a hash", "ground": "a code",
        "wanted": "a code", "language": "a code", "text": "masked, or refused",
        "answer": "likewise", "outcome": "a code",
    },
    "knowledge.Community": {"scheme": "a code", "code": "a code"},
    "dialogue.Series": {"title": "the form asks to name no one", "about": "likewise"},
    "dialogue.Dialogue": {
        "title": "the form asks to name no one", "about": "likewise", "place": "a house and a town",
        "country": "a code", "zone": "a code", "languages": "codes",
    },
    "dialogue.Body": {"name": "an organisation"},
    "dialogue.Session": {
        "title": "the form asks to name no one", "about": "likewise", "country": "a code",
        "place": "a room of a house",
    },
    "dialogue.Expected": {"sector": "a code", "country": "a code"},
    "dialogue.Material": {},
    "dialogue.Need": {"text": "checked for names", "language": "a code"},
    "dialogue.Room": {
        "question": "the form asks to name no one", "language": "a code", "code": "a code",
        "rules": "the form asks to name no one",
    },
    "dialogue.Participant": {
        "token_hash": "a hash", "carry_hash": "a hash", "sector": "a code", "country": "a code",
    },
    "dialogue.Statement": {
        "text": "checked for names by a person", "language": "a code", "lesson_id": "an identifier",
        "reason": "why it is held back; the form asks to name no one",
    },
    "dialogue.Lineage": {},
    "dialogue.Rendering": {"language": "a code", "text": "checked for names"},
    "dialogue.Vote": {"device": "a number that a phone made up for one room"},
    "dialogue.Round": {"votes_hash": "a hash", "result": "statements, numbers and codes"},
    "knowledge.CommunityLook": {"ground": "a code", "text": "masked, or refused"},
}  # fmt: skip
"""Every field that could hold words, with what it holds instead of somebody."""

IDENTIFIERS = {
    "id", "record_kind", "record_id", "organisation_id",
    "account", "asked_by", "decided_by", "answered_by", "contributor", "reviewer", "written_by",
    "checked_by", "looked_by", "made_by",
}  # fmt: skip
"""Identifiers of records and of accounts: the words of nobody."""

_WORDS = (models.CharField, models.TextField, models.JSONField, models.BinaryField)


def words_of(model: type[models.Model]) -> set[str]:
    fields = model._meta.get_fields()
    held = {each.name for each in fields if isinstance(each, _WORDS) and not each.choices}
    return held - IDENTIFIERS


def test_no_table_holds_an_individual_but_an_account() -> None:
    ours = [each for each in apps.get_models() if each.__module__.startswith("balai.")]
    rest = [each for each in ours if each._meta.app_label not in HOLDS]
    assert {each._meta.label: words_of(each) for each in rest} == {
        label: set(fields) for label, fields in TEXTS.items()
    }


@pytest.mark.parametrize("word", ["person", "suspect", "case", "risk", "score", "watch", "profile"])
def test_no_model_is_named_after_what_is_never_kept(word: str) -> None:
    ours = [each for each in apps.get_models() if each.__module__.startswith("balai.")]
    for model in ours:
        named = {model.__name__.casefold(), *(each.name for each in model._meta.get_fields())}
        assert not any(word in each for each in named), model
    assert not any(word in str(kind) for kind in Kind.values)
