"""The only writers of sources: bring in, keep what was read, replace, withdraw, delete."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass

from balai.core import audience as core
from balai.core.audience import Level, Viewer
from balai.core.errors import Conflict, Invalid, NotAllowed
from balai.core.passages.chunk import Passage as ReadPassage
from balai.core.passages.document import Document
from balai.core.privacy import Finding, FindingType
from balai.core.privacy.masking import Cover
from balai.foundation.clock import now
from balai.foundation.journal.kinds import declare
from balai.foundation.journal.recording import Recording, recording
from balai.foundation.ports.files import files
from balai.foundation.tasks.backend import queue
from balai.library.findings import digest_of, masked_part, withheld_in
from balai.library.limits import allows_outside_requests
from balai.library.models import (
    Contribution,
    File,
    FindingAnswer,
    Passage,
    Reading,
    Source,
    SourceState,
)
from balai.library.readers.kinds import safe_name
from balai.sharing import actions as sharing
from balai.sharing.policy import require
from balai.sharing.queries import require_visible

ADDED = declare("library.source-added", "A source was brought in.")
READ = declare("library.source-read", "A source was read and its passages were kept.")
REFUSED = declare("library.source-refused", "A source could not be read.")
DESCRIBED = declare("library.source-changed", "What is known about a source was changed.")
REPLACED = declare("library.source-replaced", "A source was replaced by a new edition.")
WITHDRAWN = declare("library.source-withdrawn", "A source was withdrawn.")
DELETED = declare("library.source-deleted", "A source and its text were deleted.")
ANSWERED = declare("library.finding-answered", "A finding of personal data was answered.")
SUBMITTED = declare("library.contribution-submitted", "A contribution was submitted.")


@dataclass(frozen=True)
class SourceDetails:
    """What a person says about a source; the file fills in what is left empty.

    `date` is a year, a year and month, or a day (ISO 8601). `link_only` keeps the text out of
    digests and translations.
    """

    title: str = ""
    publisher: str = ""
    date: str = ""
    address: str = ""
    country: str = ""
    language: str = ""
    licence: str = ""
    link_only: bool = False
    is_illustration: bool = False


@dataclass(frozen=True)
class Sharing:
    """How a new source is to be shared: its level, RED's recipients, the Chatham House Rule."""

    level: Level = Level.AMBER
    recipients: tuple[str, ...] = ()
    chatham: bool = False

    def audience(self, organisation_id: str) -> core.Audience:
        """Return the audience for a source that an organisation owns."""
        return core.audience(self.level, owners=(organisation_id,), recipients=self.recipients)


def begin_contribution(*, viewer: Viewer, organisation_id: str, note: str = "") -> str:
    """Begin a contribution for an organisation; return its identifier."""
    require(viewer, "add", "source", organisation_id)
    row = Contribution.objects.create(
        organisation_id=organisation_id, contributor=viewer.account or "", note=note
    )
    return row.pk


def add_source(
    *,
    viewer: Viewer,
    organisation_id: str,
    name: str,
    content: Iterable[bytes],
    sharing_as: Sharing,
    details: SourceDetails | None = None,
    contribution_id: str | None = None,
) -> str:
    """Keep a file as a new source, queue its reading, and return its identifier.

    The bytes are safe on disk, and the source and its task in the database, before this returns.
    """
    require(viewer, "add", "source", organisation_id)
    details = details or SourceDetails()
    recipients = sharing_as.recipients
    if sharing_as.level is Level.RED and viewer.account:
        recipients = (*recipients, viewer.account)
    audience = Sharing(sharing_as.level, recipients, sharing_as.chatham).audience(organisation_id)
    digest, size = files().put(content)
    with recording(viewer.account or "") as journal:
        File.objects.get_or_create(digest=digest, defaults={"size": size})
        row = Source.objects.create(
            contribution_id=contribution_id,
            organisation_id=organisation_id,
            contributor=viewer.account or "",
            file_id=digest,
            file_name=safe_name(name),
            **asdict(details),
        )
        sharing.share(
            actor=journal.actor,
            record_kind="source",
            record_id=row.pk,
            audience=audience,
            chatham=sharing_as.chatham,
        )
        journal.note(ADDED, "source", row.pk)
        _queue_reading(row.pk, digest)
    return row.pk


def add_address(
    *,
    viewer: Viewer,
    organisation_id: str,
    address: str,
    sharing_as: Sharing,
    contribution_id: str | None = None,
) -> str:
    """Keep the address of a web page as a new source and queue its fetching.

    Only where the steward allows outside requests; Invalid otherwise.
    """
    require(viewer, "add", "source", organisation_id)
    if not allows_outside_requests():
        raise Invalid(
            "This node does not fetch pages from outside.",
            "Download the page and upload the file, or ask the steward.",
            kind="outside-requests",
        )
    recipients = (*sharing_as.recipients, viewer.account or "")
    audience = Sharing(sharing_as.level, recipients, sharing_as.chatham).audience(organisation_id)
    with recording(viewer.account or "") as journal:
        row = Source.objects.create(
            contribution_id=contribution_id,
            organisation_id=organisation_id,
            contributor=viewer.account or "",
            file_name=safe_name(address),
            address=address[:1000],
        )
        sharing.share(
            actor=journal.actor,
            record_kind="source",
            record_id=row.pk,
            audience=audience,
            chatham=sharing_as.chatham,
        )
        journal.note(ADDED, "source", row.pk)
        from balai.library.tasks import fetch_source

        queue(fetch_source, key=f"fetch:{row.pk}", source_id=row.pk)
    return row.pk


def attach_file(*, source_id: str, name: str, content: bytes) -> None:
    """Keep what was fetched for a source and queue its reading; a second time changes nothing."""
    digest, size = files().put([content])
    with recording("system"):
        File.objects.get_or_create(digest=digest, defaults={"size": size})
        changed = Source.objects.filter(pk=source_id, file=None).update(
            file_id=digest, file_name=safe_name(name)
        )
        if changed:
            _queue_reading(source_id, digest)


def _queue_reading(source_id: str, digest: str) -> None:
    from balai.library.tasks import read_source

    queue(read_source, key=f"read:{source_id}:{digest[:16]}", source_id=source_id)


def keep_reading(
    *,
    source_id: str,
    document: Document,
    passages: Sequence[ReadPassage],
    signature: bytes,
    findings: Sequence[Finding],
    seconds: float,
) -> None:
    """Keep what was read in a source, all of it or nothing; a second time changes nothing."""
    with recording("system") as journal:
        row = Source.objects.select_for_update().filter(pk=source_id).first()
        if row is None or row.state not in (SourceState.WAITING, SourceState.READING):
            return
        Reading.objects.update_or_create(
            source=row,
            defaults={
                "reader": document.format,
                "text": document.text,
                "blocks": [_block_row(block) for block in document.blocks],
                "set_aside": [asdict(each) for each in document.set_aside],
                "warnings": list(document.warnings),
                "seconds": seconds,
                "signature": signature,
                "findings": [
                    [
                        each.start,
                        each.end,
                        str(each.type),
                        each.class_,
                        digest_of(each.type, each.text),
                    ]
                    for each in findings
                ],
            },
        )
        withheld = withheld_in(row.pk, [_finding_row(each) for each in findings])
        Passage.objects.filter(source=row).delete()
        Passage.objects.bulk_create(
            _passage_row(row, position, each, document.text, withheld)
            for position, each in enumerate(passages)
        )
        _describe_from(row, document)
        row.state = SourceState.READY
        row.error_kind = row.error_message = row.error_hint = ""
        row.save()
        _take_over_from(row, journal)
        journal.note(READ, "source", row.pk)


def _passage_row(
    row: Source, position: int, read: ReadPassage, text: str, withheld: Sequence[Cover]
) -> Passage:
    """Return a passage with what is withheld masked, so that lists and the index never hold it."""
    shown = masked_part(text, read.start, read.end, withheld, read.language)
    return Passage(
        source=row,
        position=position,
        page=read.page,
        start=read.start,
        end=read.end,
        language=read.language,
        headings=list(read.headings),
        text=shown,
        text_hash=hashlib.sha256(shown.encode("utf-8", "replace")).hexdigest(),
    )


def _mask_anew(source: Source, journal: Recording) -> None:
    """Mask a source's passages as its findings are answered now; note it where that changed any."""
    reading = Reading.objects.filter(source=source).first()
    if reading is None:
        return
    withheld = withheld_in(source.pk, reading.findings)
    changed = []
    for passage in Passage.objects.filter(source=source):
        shown = masked_part(reading.text, passage.start, passage.end, withheld, passage.language)
        if shown != passage.text:
            passage.text = shown
            passage.text_hash = hashlib.sha256(shown.encode("utf-8", "replace")).hexdigest()
            changed.append(passage)
    if changed:
        Passage.objects.bulk_update(changed, ["text", "text_hash"])
        journal.note(DESCRIBED, "source", source.pk)


def _take_over_from(row: Source, journal: Recording) -> None:
    """Let a new edition that has been read stand for the one it replaces."""
    if row.replaces_id is None:
        return
    changed = Source.objects.filter(pk=row.replaces_id).exclude(state=SourceState.REPLACED)
    if changed.update(state=SourceState.REPLACED):
        journal.note(REPLACED, "source", row.replaces_id, by=row.pk)


def _block_row(block: object) -> list[object]:
    """Return a block as a list: [page, start, end, kind, level, marker, language, box]."""
    values = asdict(block)  # type: ignore[call-overload]
    box = values["bbox"]
    return [
        values["page"],
        values["start"],
        values["end"],
        str(values["kind"]),
        values["level"],
        values["marker"],
        values["language"],
        [round(each, 1) for each in box] if box else None,
    ]


def _finding_row(found: Finding) -> list[object]:
    """Return a finding as it is kept: where it stands, never what it says."""
    digest = digest_of(found.type, found.text)
    return [found.start, found.end, str(found.type), found.class_, digest]


def _describe_from(row: Source, document: Document) -> None:
    stated = dict(document.metadata)
    row.format = document.format
    row.pages = document.pages
    row.language = row.language or document.language
    row.title = (row.title or document.title or row.file_name)[:500]
    row.publisher = row.publisher or stated.get("publisher", "")[:300]
    row.date = row.date or stated.get("date", "")[:10]
    row.address = row.address or stated.get("address", "")[:1000]


def refuse_reading(*, source_id: str, error: Invalid) -> None:
    """Keep why a source could not be read, for the one who brought it."""
    with recording("system") as journal:
        changed = Source.objects.filter(
            pk=source_id, state__in=[SourceState.WAITING, SourceState.READING]
        ).update(
            state=SourceState.REFUSED,
            error_kind=error.kind,
            error_message=error.message,
            error_hint=error.hint,
        )
        if changed:
            journal.note(REFUSED, "source", source_id, error=error.kind)


def describe_source(*, viewer: Viewer, source_id: str, details: SourceDetails) -> None:
    """Change what is known about a source."""
    with recording(viewer.account or "") as journal:
        row = _in_charge(viewer, "describe", source_id)
        if not details.title.strip():
            raise Invalid("A source needs a title.", fields={"title": "Give the source a title."})
        for name, value in asdict(details).items():
            setattr(row, name, value)
        row.save()
        journal.note(DESCRIBED, "source", source_id)


def replace_source(*, viewer: Viewer, source_id: str, name: str, content: Iterable[bytes]) -> str:
    """Bring in a new edition with the audience of the old one; return its identifier.

    The old edition stands until the new one has been read.
    """
    old = _in_charge(viewer, "replace", source_id)
    sharing_now = require_visible(viewer, "source", source_id)
    if Source.objects.filter(replaces=old).exclude(state=SourceState.REFUSED).exists():
        raise Conflict("A newer edition of this source is here already.")
    digest, size = files().put(content)
    with recording(viewer.account or "") as journal:
        Source.objects.filter(replaces=old, state=SourceState.REFUSED).update(replaces=None)
        File.objects.get_or_create(digest=digest, defaults={"size": size})
        row = Source.objects.create(
            contribution=old.contribution,
            organisation_id=old.organisation_id,
            contributor=viewer.account or "",
            title=old.title,
            publisher=old.publisher,
            country=old.country,
            licence=old.licence,
            link_only=old.link_only,
            is_illustration=old.is_illustration,
            file_id=digest,
            file_name=safe_name(name),
            edition=old.edition + 1,
            replaces=old,
        )
        sharing.share(
            actor=journal.actor,
            record_kind="source",
            record_id=row.pk,
            audience=sharing_now.audience,
            chatham=sharing_now.chatham,
        )
        journal.note(ADDED, "source", row.pk, replaces=old.pk)
        _queue_reading(row.pk, digest)
    return row.pk


def withdraw_source(*, viewer: Viewer, source_id: str) -> None:
    """Take a source out of sight; it stays for those in charge, and its lessons go to review."""
    with recording(viewer.account or "") as journal:
        row = _in_charge(viewer, "withdraw", source_id)
        if row.state == SourceState.WITHDRAWN:
            raise Conflict("This source has been withdrawn already.")
        row.state = SourceState.WITHDRAWN
        row.save()
        journal.note(WITHDRAWN, "source", source_id)


def delete_source(*, viewer: Viewer, source_id: str) -> None:
    """Delete a source, its text and, where no other source has it, its file."""
    with recording(viewer.account or "") as journal:
        row = _in_charge(viewer, "delete", source_id)
        digest = row.file_id
        journal.note(DELETED, "source", source_id)
        row.delete()
        sharing.forget(actor=journal.actor, record_kind="source", record_id=source_id)
        orphaned = digest and not Source.objects.filter(file_id=digest).exists()
        if orphaned:
            File.objects.filter(pk=digest).delete()
    if orphaned and digest:
        files().delete(digest)


def submit_contribution(*, viewer: Viewer, contribution_id: str, note: str = "") -> None:
    """Hand a contribution to the reviewers; a second time changes nothing."""
    with recording(viewer.account or "") as journal:
        row = Contribution.objects.filter(pk=contribution_id, contributor=viewer.account).first()
        if row is None:
            raise NotAllowed()
        if row.submitted is None:
            row.submitted = now()
            row.note = note.strip()[:2000]
            row.save()
            journal.note(SUBMITTED, "contribution", contribution_id)


def _in_charge(viewer: Viewer, verb: str, source_id: str) -> Source:
    require_visible(viewer, "source", source_id)
    row = Source.objects.filter(pk=source_id).first()
    if row is None:
        raise NotAllowed()
    require(viewer, verb, "source", row)
    return row


def answer_finding(
    *,
    viewer: Viewer,
    source_id: str,
    digest: str,
    type_: str,
    decision: str,
    replacement: str = "",
    reason: str = "",
) -> None:
    """Answer one finding for all its equals in a source; a later answer takes its place."""
    if type_ not in set(FindingType) or len(digest) != 64:
        raise Invalid("There is no such finding.")
    if decision not in ("mask", "generalise", "keep"):
        raise Invalid("This answer is not known.", "Mask, generalise or keep it.")
    if decision == "generalise" and not replacement.strip():
        raise Invalid("Say what shall stand there instead.", fields={"replacement": "Write it."})
    if decision == "keep" and not reason.strip():
        raise Invalid(
            "Keeping personal data needs a reason.",
            "For instance: a public office-holder acting in office.",
            fields={"reason": "Say why this may be published."},
        )
    with recording(viewer.account or "") as journal:
        source = _in_charge(viewer, "answer", source_id)
        FindingAnswer.objects.update_or_create(
            source=source,
            digest=digest,
            defaults={
                "type": type_,
                "decision": decision,
                "replacement": replacement.strip()[:200],
                "reason": reason.strip()[:500],
                "answered_by": viewer.account or "",
            },
        )
        journal.note(ANSWERED, "source", source_id, decision=decision, type=type_)
        _mask_anew(source, journal)


def reopen_finding(*, viewer: Viewer, source_id: str, digest: str) -> None:
    """Take an answer to a finding back, so that it is asked again."""
    with recording(viewer.account or "") as journal:
        source = _in_charge(viewer, "answer", source_id)
        removed, _ = FindingAnswer.objects.filter(source=source, digest=digest).delete()
        if removed:
            journal.note(ANSWERED, "source", source_id, decision="open")
            _mask_anew(source, journal)
