"""The sources of the sample, brought in by their uploaders."""

from __future__ import annotations

from balai.config.demo.people import persona_at
from balai.core.audience import Level
from balai.library.actions import Sharing, SourceDetails, add_source
from balai.library.models import Source
from balai.sample.catalogue import SampleSource


def bring_in(each: SampleSource, organisations: dict[str, str], people: dict[str, str]) -> str:
    """Bring in one source as its uploader would, unless it is here; return its identifier."""
    known = Source.objects.filter(file_name=each.file, is_illustration=True)
    if found := known.values_list("pk", flat=True).first():
        return found
    recipients = tuple(persona_at(people[name]).account or "" for name in each.recipients)
    return add_source(
        viewer=persona_at(people[each.uploader]),
        organisation_id=organisations[each.owner],
        name=each.file,
        content=[each.data()],
        sharing_as=Sharing(Level.read(each.level), recipients, each.chatham),
        details=SourceDetails(
            title=each.title,
            publisher=each.publisher,
            date=each.date,
            address=each.address,
            country=each.country,
            language=each.language,
            licence=each.licence,
            link_only=each.link_only,
            is_illustration=True,
        ),
    )


def not_ready(sources: dict[str, str]) -> frozenset[str]:
    """Return the sources that this machine cannot read, such as the scan without Tesseract."""
    ready = set(Source.objects.filter(state="ready").values_list("pk", flat=True))
    return frozenset(key for key, source_id in sources.items() if source_id not in ready)


def count_read(sources: dict[str, str]) -> int:
    """Return how many sources have been read, or refused."""
    waiting = ("waiting", "reading")
    return Source.objects.filter(pk__in=sources.values()).exclude(state__in=waiting).count()
