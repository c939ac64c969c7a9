"""What the sample library holds, read from the data beside this module.

The dataclasses carry codes of the vocabulary and keys of other sample records, never rows of a
database: whoever loads a demo maps them.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any


@dataclass(frozen=True)
class Organisation:
    """An invented organisation; `kind` is a code of the actors' vocabulary."""

    key: str
    name: str
    country: str
    kind: str
    about: str
    clients: str


@dataclass(frozen=True)
class Persona:
    """One of the cast of the tour.

    `roles` are held in `organisation`, `node_roles` on the whole node. Without `account` the
    persona is a reader who is not signed in.
    """

    key: str
    name: str
    email: str
    account: bool
    organisation: str
    roles: tuple[str, ...]
    node_roles: tuple[str, ...]
    about: str
    language: str


@dataclass(frozen=True)
class SampleSource:
    """One source. `level` is a TLP label; `recipients` are personas, for RED only.

    `failed` marks the frank account of something that did not work; `personal_data` one with
    invented personal data planted; `near_duplicate_of` the key of the source it retells.
    """

    key: str
    file: str
    title: str
    publisher: str
    date: str
    country: str
    language: str
    licence: str
    link_only: bool
    level: str
    chatham: bool
    owner: str
    uploader: str
    failed: bool
    personal_data: bool
    address: str
    recipients: tuple[str, ...]
    near_duplicate_of: str
    scan: bool

    def data(self) -> bytes:
        """Return the bytes of the file."""
        return (_here() / "files" / self.file).read_bytes()

    def text(self) -> str:
        """Return the text in small Markdown from which the file was built."""
        return (_here() / "texts" / f"{self.key}.md").read_text("utf-8")


@dataclass(frozen=True)
class Translation:
    """The statement in another language, by which persona, and whether a person has checked it."""

    language: str
    text: str
    checked: bool
    by: str


@dataclass(frozen=True)
class Quote:
    """Words of a source, exactly as they stand there."""

    source: str
    quote: str


@dataclass(frozen=True)
class Labels:
    """Codes of the vocabularies; countries are ISO 3166-1 alpha-2.

    `unintended` are the harms that were seen (vocabulary unintended-outcomes).
    """

    countries: tuple[str, ...]
    approaches: tuple[str, ...]
    drivers: tuple[str, ...]
    actors: tuple[str, ...]
    settings: tuple[str, ...]
    target_level: str
    outcomes: tuple[str, ...]
    unintended: tuple[str, ...]


@dataclass(frozen=True)
class Release:
    """The record that lets a lesson be more open than a source of it: who decided, and why."""

    source: str
    by: str
    second: str
    reason: str


@dataclass(frozen=True)
class SampleLesson:
    """A reviewed lesson.

    `kind` is lesson, good-practice, challenge, recommendation or need. `status` is the standing
    of the point among those who made it; `stage` its place in the life of a lesson. `years` is
    the first and last year of what was seen. `design` is axis A of the evidence (0: practitioner
    account).
    """

    key: str
    kind: str
    statement: str
    language: str
    translations: tuple[Translation, ...]
    quotes: tuple[Quote, ...]
    labels: Labels
    place: str
    years: tuple[int, int]
    level: str
    release: Release | None
    status: str
    stage: str
    design: int
    reviewer: str


@dataclass(frozen=True)
class SampleComment:
    """What a persona says about a lesson."""

    lesson: str
    by: str
    language: str
    text: str


@dataclass(frozen=True)
class SampleContest:
    """An objection to a lesson; `by` is "" for somebody without an account, whom nobody answered.

    The other fields are those of `knowledge.voice`.
    """

    lesson: str
    by: str
    ground: str
    wanted: str
    language: str
    text: str
    answered_by: str
    outcome: str
    answer: str


@dataclass(frozen=True)
class SampleVoices:
    """What readers say about the lessons."""

    comments: tuple[SampleComment, ...]
    contests: tuple[SampleContest, ...]


@dataclass(frozen=True)
class Library:
    """The whole sample: who there is, and what they brought."""

    organisations: tuple[Organisation, ...]
    personas: tuple[Persona, ...]
    sources: tuple[SampleSource, ...]


def _here() -> Traversable:
    return files("balai.sample")


def _read(name: str) -> Any:
    return json.loads((_here() / name).read_text("utf-8"))


def _source(row: dict[str, Any]) -> SampleSource:
    building = {"furniture", "wrap", "mail"}
    known = {key: value for key, value in row.items() if key not in building}
    known["recipients"] = tuple(row.get("recipients", ()))
    known.setdefault("address", "")
    known.setdefault("near_duplicate_of", "")
    known.setdefault("scan", False)
    return SampleSource(**known)


def _persona(row: dict[str, Any]) -> Persona:
    held = {"roles": tuple(row["roles"]), "node_roles": tuple(row["node_roles"])}
    return Persona(**{**row, **held})


def _lesson(row: dict[str, Any]) -> SampleLesson:
    labels: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value
        for key, value in row["labels"].items()
    }
    first, last = row["years"]
    return SampleLesson(
        **{
            **row,
            "translations": tuple(Translation(**each) for each in row["translations"]),
            "quotes": tuple(Quote(**each) for each in row["quotes"]),
            "labels": Labels(**labels),
            "years": (first, last),
            "release": Release(**row["release"]) if row["release"] else None,
        }
    )


def library() -> Library:
    """Return the organisations, the cast and the sources, in the order of the data."""
    rows = _read("library.json")
    return Library(
        organisations=tuple(Organisation(**row) for row in rows["organisations"]),
        personas=tuple(_persona(row) for row in rows["personas"]),
        sources=tuple(_source(row) for row in rows["sources"]),
    )


def lessons() -> tuple[SampleLesson, ...]:
    """Return the reviewed lessons, in the order of the data."""
    return tuple(_lesson(row) for row in _read("lessons.json")["lessons"])


def voices() -> SampleVoices:
    """Return what readers say about the lessons."""
    rows = _read("voices.json")
    return SampleVoices(
        comments=tuple(SampleComment(**row) for row in rows["comments"]),
        contests=tuple(SampleContest(**row) for row in rows["contests"]),
    )


def dialogues() -> dict[str, Any]:
    """Return the dialogues of the sample, as `dialogues.json` writes them.

    `starts_in_days` counts from the day on which the demo is made, so that one is always to come.
    """
    found: dict[str, Any] = _read("dialogues.json")
    return found
