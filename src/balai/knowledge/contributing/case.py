"""A told case as a document: the headings that its sections stand under, in its language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from balai.core.audience import Viewer
from balai.knowledge import labels
from balai.library.actions import (
    Sharing,
    SourceDetails,
    add_source,
    begin_contribution,
    submit_contribution,
)
from balai.vocabulary import places


def send_case(
    *, viewer: Viewer, organisation_id: str, answers: Mapping[str, Any], sharing_as: Sharing
) -> tuple[str, str]:
    """Bring a told case in and hand it to the reviewers; return contribution and source."""
    contribution = begin_contribution(viewer=viewer, organisation_id=organisation_id)
    source = add_source(
        viewer=viewer,
        organisation_id=organisation_id,
        name="case.md",
        content=[as_markdown(answers).encode()],
        sharing_as=sharing_as,
        details=SourceDetails(
            title=title_of(answers)[:500],
            date=str(answers.get("year") or ""),
            country=answers.get("country") or "",
            language=answers.get("language") or "",
        ),
        contribution_id=contribution,
    )
    submit_contribution(viewer=viewer, contribution_id=contribution)
    return contribution, source


def as_markdown(answers: Mapping[str, Any]) -> str:
    """Return the case as small Markdown, which is read like any other text.

    The headings are those the candidates know, so that what was learned is proposed as such.
    """
    language = str(answers.get("language", "en"))
    with override(language):
        return "\n\n".join(filter(None, _parts(answers, language))) + "\n"


def title_of(answers: Mapping[str, Any]) -> str:
    """Return a short title: the first words of what was tried, and where."""
    words = str(answers.get("tried", "")).split()
    short = " ".join(words[:12]) + (" …" if len(words) > 12 else "")
    where = str(answers.get("place", "")) or (
        places.country_name(str(answers["country"]), str(answers.get("language", "en")))
        if answers.get("country")
        else ""
    )
    return f"{short} ({where})" if where else short


def _parts(answers: Mapping[str, Any], language: str) -> list[str]:
    parts = [f"# {title_of(answers)}", _section(_("What was tried"), answers.get("tried"))]
    where = [str(answers.get("place") or "")]
    if answers.get("country"):
        where.append(places.country_name(str(answers["country"]), language))
    where.append(str(answers.get("year") or ""))
    parts.append(_section(_("Where and when"), ", ".join(filter(None, where))))
    actors = [labels.shown("actor", code, language).name for code in answers.get("actors") or ()]
    parts.append(_section(_("With whom"), ", ".join(actors)))
    parts.append(_section(_("What happened"), answers.get("happened")))
    parts.append(_section(_("Challenges"), answers.get("failed")))
    parts.append(_section(_("Lessons learned"), answers.get("learned")))
    return parts


def _section(heading: str, text: object) -> str:
    words = str(text or "").strip()
    return f"## {heading}\n\n{words}" if words else ""
