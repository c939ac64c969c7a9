"""What must hold in a home however often its node was killed, counted from its records."""

from __future__ import annotations

import hashlib
from collections import Counter
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import Count


def found() -> dict[str, Any]:
    """Return the records by state, and everything that ought not to be."""
    from balai.foundation.journal.queries import first_broken
    from balai.foundation.tasks.worker import waiting
    from balai.knowledge.models import Candidate, Lesson
    from balai.library.models import Source

    return {
        "sources": dict(Source.objects.values_list("pk", "state")),
        "candidates": {
            pk: [state, lesson]
            for pk, state, lesson in Candidate.objects.values_list("pk", "state", "lesson_id")
        },
        "lessons": dict(Lesson.objects.values_list("pk", "state")),
        "tasks": waiting(),
        "stuck": _stuck(),
        "faults": {
            "journal chain": [] if first_broken() is None else [first_broken()],
            "database": _integrity(),
            **_journal(),
            **_files(),
            **_twice(),
            **_decisions(),
            **_index(),
        },
        "rebuilds": _rebuilds(),
        "left over": len(list(_folder().glob("incoming-*"))),
    }


def _stuck() -> list[str]:
    """Return the tasks that were given up, how often they were tried, and why."""
    from balai.foundation.models import Task

    return [
        f"{row.name} {row.arguments}: {row.attempts} attempts, {row.failures} failures; {row.error}"
        for row in Task.objects.filter(state="stuck")
    ]


def _folder() -> Path:
    return Path(settings.BALAI.home) / "files"


def _integrity() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check")
        answers = [row[0] for row in cursor.fetchall()]
        cursor.execute("PRAGMA foreign_key_check")
        return [each for each in answers if each != "ok"] + [str(row) for row in cursor.fetchall()]


def _files() -> dict[str, list[str]]:
    """Return the files that are missing or changed, and those that belong to nothing."""
    from balai.library.models import File, Source

    wrong = []
    for file in File.objects.all():
        path = _folder() / file.pk[:2] / file.pk
        if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != file.pk:
            wrong.append(file.pk)
    without = Source.objects.filter(file=None).values_list("pk", flat=True)
    return {"files missing or changed": wrong, "sources without a file": list(without)}


def _journal() -> dict[str, list[str]]:
    """Return the records whose journal tells something twice, or not at all."""
    from balai.foundation.models import JournalEntry
    from balai.knowledge.models import Candidate, Lesson
    from balai.library.models import Source

    told = Counter(JournalEntry.objects.values_list("kind", "record_id"))
    decided = Candidate.objects.exclude(state="open").values_list("pk", flat=True)
    expected = {("library.source-added", pk) for pk in Source.objects.values_list("pk", flat=True)}
    read = Source.objects.filter(state="ready").values_list("pk", flat=True)
    expected |= {("library.source-read", pk) for pk in read}
    expected |= {("knowledge.candidates-proposed", pk) for pk in read}
    expected |= {("knowledge.candidate-decided", pk) for pk in decided}
    expected |= {
        ("knowledge.lesson-published", pk) for pk in Lesson.objects.values_list("pk", flat=True)
    }
    kinds = {kind for kind, _ in expected}
    return {
        "told but not so": [
            f"{kind} {pk}" for kind, pk in told if kind in kinds and (kind, pk) not in expected
        ],
        "so but not told once": [
            f"{kind} {pk}: {told[kind, pk]}" for kind, pk in expected if told[kind, pk] != 1
        ],
    }


def _twice() -> dict[str, list[str]]:
    """Return passages, candidates and evidence that stand twice for the same words."""
    from balai.knowledge.models import Candidate, Evidence
    from balai.library.models import Passage

    groups = {
        "passages twice": Passage.objects.values("source_id", "start", "end"),
        "candidates twice": Candidate.objects.values("source_id", "start", "end", "text"),
        "evidence twice": Evidence.objects.values("lesson_id", "record_id", "start", "end"),
    }
    return {
        name: [str(row) for row in rows.annotate(times=Count("pk")).filter(times__gt=1)]
        for name, rows in groups.items()
    }


def _decisions() -> dict[str, list[str]]:
    """Return lessons that are not the work of exactly one accepted candidate, wholly written."""
    from balai.knowledge.models import Candidate, Evidence, Lesson, Statement

    made = Counter(
        Candidate.objects.filter(state__in=["accepted", "amended"]).values_list(
            "lesson_id", flat=True
        )
    )
    merged = Counter(Candidate.objects.filter(state="merged").values_list("lesson_id", flat=True))
    evidence = Counter(Evidence.objects.values_list("lesson_id", flat=True))
    statements = Counter(Statement.objects.values_list("lesson_id", flat=True))
    lessons = set(Lesson.objects.values_list("pk", flat=True))
    return {
        "lessons not made once": [pk for pk in lessons | set(made) if made[pk] != 1],
        "lessons half written": [
            pk for pk in lessons if statements[pk] != 1 or evidence[pk] != made[pk] + merged[pk]
        ],
    }


def _index() -> dict[str, list[str]]:
    """Return records whose entries or facts in the index are not what their texts say.

    "words apart" are entries that the index of words does not have as they are; "parts apart"
    those that were not all written at once: some of a record's with other texts than the rest.
    """
    from balai.foundation.registries import indexed
    from balai.search.indexing import text_hash, with_lead
    from balai.search.models import IndexedFact, IndexEntry

    held: dict[tuple[str, str], Counter[str]] = {}
    rows = IndexEntry.objects.values_list("record_kind", "record_id", "text_hash")
    for kind, record, digest in rows:
        held.setdefault((kind, record), Counter())[digest] += 1
    wanted = {
        (kind, str(pk)): Counter(text_hash(text) for text in with_lead(texts.texts(str(pk))))
        for kind, texts in indexed
        for pk in texts.all_ids()
    }
    known: dict[tuple[str, str], set[tuple[str, str]]] = {}
    for kind, record, field, value in IndexedFact.objects.values_list(
        "record_kind", "record_id", "field", "value"
    ):
        known.setdefault((kind, record), set()).add((field, value))
    facts = {
        (kind, str(pk)): {(fact.field, fact.value) for fact in texts.facts(str(pk))}
        for kind, texts in indexed
        for pk in texts.all_ids()
    }
    return {
        "index differs": [
            f"{kind} {pk}"
            for kind, pk in held.keys() | wanted.keys()
            if held.get((kind, pk)) != wanted.get((kind, pk))
        ],
        "facts differ": [
            f"{kind} {pk}"
            for kind, pk in known.keys() | facts.keys()
            if known.get((kind, pk), set()) != facts.get((kind, pk), set())
        ],
        "parts apart": [
            f"{kind} {pk}"
            for (kind, pk), texts in held.items()
            if (kind, pk) in wanted and texts.keys() & wanted[kind, pk].keys() != texts.keys()
        ],
        "words apart": _words_apart(),
    }


def _words_apart() -> list[str]:
    """Return what FTS5 itself finds when it compares its index with the entries."""
    from django.db import DatabaseError

    with connection.cursor() as cursor:
        try:
            cursor.execute(
                "INSERT INTO search_words(search_words, rank) VALUES ('integrity-check', 1)"
            )
        except DatabaseError as error:
            return [str(error)]
    return []


def _rebuilds() -> int:
    """Return how often the whole index was made anew, by one task or shared out."""
    from balai.foundation.models import Task

    return Task.objects.filter(name__endswith="rebuild_index", state="done").count()
