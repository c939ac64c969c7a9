"""What commands that bring something in share: whose it is, the work on it, what became of it."""

from __future__ import annotations

from typing import Any

from balai.cli.work import finish
from balai.core.audience import Viewer
from balai.core.errors import Invalid
from balai.library.readers.cautions import aside_in_words

FIELDS = (
    "{source, file, title, language, format, pages, passages, candidates, personal_data, "
    "duplicate_of, level, seconds, warnings}"
)
EXPLAINED = (
    "`duplicate_of` names only what the person acting may see; a file that was refused is "
    "`{source: null, file, error: {kind, message, hint}}`"
)


def owner_of(who: Viewer, wanted: str) -> tuple[str, str]:
    """Return identifier and name of the organisation that will own the sources."""
    from balai.library.policy import may_contribute
    from balai.people.queries import organisations

    own = [each for each in organisations(who.organisations) if may_contribute(who, each.id)]
    if wanted:
        own = [each for each in own if wanted in (each.id, each.name)]
    if not own:
        raise Invalid(
            f"This account may not contribute{f' for “{wanted}”' if wanted else ''}.",
            "Ask a steward for the contributor's role.",
            kind="may-not-contribute",
        )
    return own[0].id, own[0].name


def work_on(source_id: str) -> None:
    """Do at once what the worker would do for a source that was brought in."""
    finish(
        (
            f"fetch:{source_id}",
            f"read:{source_id}:",
            f"propose:{source_id}",
            f"search.index:source:{source_id}:",
        ),
    )


def outcome(who: Viewer, source_id: str, file: str, seconds: float) -> dict[str, Any]:
    """Return what became of a source; one that could not be read is returned as refused."""
    from balai.knowledge.review import count_candidates
    from balai.library.queries import duplicates_of, passages, reading_notes, source

    shown = source(who, source_id)
    if shown.state == "refused":
        return refused(file, shown.error_kind, shown.error_message, shown.error_hint)
    warnings, aside, findings = reading_notes(who, source_id)
    return {
        "source": source_id,
        "file": file,
        "title": shown.title,
        "language": shown.language,
        "format": shown.format,
        "pages": shown.pages,
        "passages": len(passages(who, source_id)),
        "candidates": count_candidates(who, source_id),
        "personal_data": findings,
        "duplicate_of": list(duplicates_of(who, source_id)),
        "level": shown.sharing.level.label,
        "seconds": round(seconds, 2),
        "warnings": [*warnings, *map(aside_in_words, aside)],
    }


def refused(file: str, kind: str, message: str, hint: str) -> dict[str, Any]:
    """Return a file that was not taken, and why."""
    error = {"kind": kind, "message": message, "hint": hint}
    return {"source": None, "file": file, "error": error}
