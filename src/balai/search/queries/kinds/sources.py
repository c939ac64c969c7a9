"""Sources that were found: a report with its best passage."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from django.urls import reverse

from balai.core.audience import Viewer
from balai.core.retrieval import snippet
from balai.knowledge.voice.queries.marks import Mark, marks
from balai.library.models import Passage, Source
from balai.library.queries import SourceShown, sources
from balai.search.models import IndexEntry
from balai.search.queries.kinds.parts import Chosen, Part, Wanted, marks_of, texts_in, words_marked
from balai.search.results import Hit


class Sources:
    """How sources are shown; a lead has no text but that of its passages."""

    def hits(
        self,
        viewer: Viewer,
        chosen: Sequence[Chosen],
        entries: Mapping[int, IndexEntry],
        wanted: Wanted,
    ) -> list[Hit | None]:
        """Return sources as hits; see the protocol."""
        ids = [each.record[1] for each in chosen]
        found = {each.id: each for each in sources(viewer, ids=ids, limit=len(ids) or 1)}
        matched = [entries[at] for each in chosen if (at := each.entry or 0) in entries]
        passages = _passages(found.keys(), matched)
        contested = marks(viewer, "source", ids)
        hits: list[Hit | None] = []
        for each in chosen:
            source = found.get(each.record[1])
            entry = entries.get(each.entry) if each.entry is not None else None
            part = _passage_of(each.record[1], entry, passages)
            mark = contested.get(each.record[1], "")
            hits.append(_hit(source, part, each, wanted, mark) if source else None)
        return hits

    def texts_of(self, entries: Sequence[IndexEntry]) -> dict[int, str]:
        """Return the texts of entries; see the protocol."""
        lie = {"title": (Source.objects.all(), "title"), "passage": (Passage.objects.all(), "text")}
        return texts_in(entries, lie)


def _passages(shown: Collection[str], entries: Iterable[IndexEntry]) -> dict[str, Passage]:
    """Return the passages to show by their identifiers, and the first ones by their source's."""
    wanted = [
        entry.part_id for entry in entries if entry.part == "passage" and entry.record_id in shown
    ]
    rows = Passage.objects.filter(source_id__in=list(shown))
    found = {row.pk: row for row in rows.filter(pk__in=wanted)}
    found |= {row.source_id: row for row in rows.filter(position=0)}
    return found


def _passage_of(source_id: str, entry: IndexEntry | None, passages: Mapping[str, Passage]) -> Part:
    row = passages.get(entry.part_id) if entry is not None and entry.part_id else None
    row = row or passages.get(source_id)
    if row is None:
        return Part("", "", "", 1)
    return Part(row.pk, row.text, row.language, row.page)


def _hit(source: SourceShown, part: Part, chosen: Chosen, wanted: Wanted, contested: Mark) -> Hit:
    places = marks_of(part, wanted)
    address = reverse("source-passage", args=[source.id, part.id]) if part.id else ""
    return Hit(
        rank=0,
        record="source",
        id=source.id,
        kind="",
        title=source.title,
        title_language=source.language,
        source=source.id,
        source_name=source.file_name,
        source_title=source.title,
        passage=part.id,
        page=part.page,
        language=part.language or source.language,
        countries=(source.country,) if source.country else (),
        labels=(),
        date=source.date,
        sharing=source.sharing,
        score=chosen.shown_score,
        matched=chosen.matched,
        words_found=words_marked(part.text, places),
        snippet=snippet(part.text, places),
        further=chosen.further,
        url=address or reverse("source", args=[source.id]),
        contested=contested,
    )
