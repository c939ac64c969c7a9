"""What the search index holds of a source: its title, its lead, every passage, and its facts."""

from __future__ import annotations

from collections.abc import Iterable

from balai.foundation.indexing import IndexFact, IndexText
from balai.library.actions import DELETED, DESCRIBED, READ, REPLACED, WITHDRAWN
from balai.library.models import Passage, Source, SourceState
from balai.library.naming import is_untitled, title_from
from balai.sharing.queries import sharing_of
from balai.vocabulary.places import WORLD, is_country, regions_of

_LEAD_WORDS = 60


def _title(source: Source) -> str:
    """Return a title; under the Chatham House Rule a file's name is none, for it may name one."""
    if not is_untitled(source.title, source.file_name):
        return source.title
    hides = sharing_of("source", source.pk).chatham
    return "" if hides else title_from(source.file_name)


class IndexedSources:
    """Sources that are ready; withdrawn and replaced ones have no texts."""

    changed_by = (READ, DESCRIBED, REPLACED, WITHDRAWN, DELETED)

    def texts(self, record_id: str) -> list[IndexText]:
        """Return what may be found of one source."""
        source = Source.objects.filter(pk=record_id, state=SourceState.READY).first()
        if source is None:
            return []
        passages = list(Passage.objects.filter(source=source).order_by("position"))
        texts = [self._text(source, "title", "", 1, source.language, _title(source))]
        if passages:
            lead = " ".join(passages[0].text.split()[:_LEAD_WORDS])
            texts.append(self._text(source, "lead", "", 1, passages[0].language, lead))
        texts += [
            self._text(source, "passage", each.pk, each.page, each.language, each.text)
            for each in passages
        ]
        return [each for each in texts if each.text.strip()]

    def facts(self, record_id: str) -> list[IndexFact]:
        """Return organisation, country with its regions, language and year."""
        source = Source.objects.get(pk=record_id)
        pairs = [("organisation", source.organisation_id)]
        if is_country(source.country):
            pairs.append(("country", source.country))
            pairs += [("region", each) for each in regions_of(source.country) if each != WORLD]
        if source.language:
            pairs.append(("language", source.language))
        if source.date[:4].isdigit():
            pairs.append(("year", source.date[:4]))
        return [IndexFact(*pair, "source", source.pk) for pair in pairs]

    def all_ids(self) -> Iterable[str]:
        """Return every source that has texts."""
        return Source.objects.filter(state=SourceState.READY).values_list("pk", flat=True)

    def _text(
        self, source: Source, part: str, part_id: str, page: int, language: str, text: str
    ) -> IndexText:
        return IndexText(
            "source", source.pk, "source", source.pk, part, part_id, page, language, text
        )
