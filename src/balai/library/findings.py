"""Personal data in text about to be published: what is found, what was answered, what is shown."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.conf import settings

from balai.core.errors import NotReady
from balai.core.passages.document import BlockKind, Document
from balai.core.privacy.masking import Cover
from balai.core.privacy.why import Why
from balai.library.models import FindingAnswer
from balai.sharing.queries import under_rule

SPEAKERS = frozenset({"name", "handle", "organisation", "combination"})
"""Findings that say who spoke, and from where: under the Chatham House Rule none is kept."""


@dataclass(frozen=True)
class FindingShown:
    """A group of equal findings in a text about to be published, and how it was answered.

    `decision` is empty while it waits for an answer. `places` are offsets in that text.
    """

    digest: str
    type: str
    class_: str
    text: str
    why: Why
    places: tuple[tuple[int, int], ...]
    decision: str = ""
    replacement: str = ""
    reason: str = ""
    stands: str = ""
    """A mark of the answer that is kept, empty for none: what its next one saw. One that no longer
    counts, because of the Chatham House Rule, is kept until it is answered anew.
    """


def mark_of(decision: str, replacement: str, reason: str) -> str:
    """Return a short mark by which one answer is told from another; empty without a decision."""
    if not decision:
        return ""
    words = "\n".join((decision, replacement, reason))
    return hashlib.sha256(words.encode()).hexdigest()[:12]


def stands_of(row: FindingAnswer | None) -> str:
    """Return the mark of an answer that is kept, empty for none."""
    return "" if row is None else mark_of(row.decision, row.replacement, row.reason)


def digest_of(type_: str, text: str) -> str:
    """Return the keyed hash by which equal findings know each other; it names nobody."""
    from balai.core.privacy import normal_form

    words = f"{type_}\n{normal_form(type_, text)}"
    return hmac.new(settings.SECRET_KEY.encode(), words.encode(), hashlib.sha256).hexdigest()


def findings_in(
    source_id: str, text: str, language: str, *, must_look: bool = True, rule: bool = False
) -> tuple[FindingShown, ...]:
    """Return what must be answered in a text drawn from a source, equal findings as one.

    Where the source is under the Chatham House Rule, or with `rule` what else the text rests on,
    an answer that kept a speaker counts no longer: it is asked again.

    Raises NotReady where the encoder should have looked for names and did not; with `must_look`
    off, what the patterns find is returned all the same (`names_in` says that nobody looked).
    """
    from balai.core.privacy import Finding, findings
    from balai.core.privacy.together import telling
    from balai.library.marking import sentence_marks

    try:
        marks = sentence_marks(text)
    except NotReady:
        if must_look:
            raise
        marks = ()
    groups: dict[str, list[Finding]] = {}
    for each in telling(text, findings(text, language, marks=marks)):
        groups.setdefault(digest_of(each.type, each.text), []).append(each)
    rule = rule or bool(under_rule("source", [source_id]))
    kept = {
        row.digest: row
        for row in FindingAnswer.objects.filter(source_id=source_id, digest__in=list(groups))
    }
    answers = {
        digest: row
        for digest, row in kept.items()
        if not (rule and is_refused(row.decision, row.type))
    }
    return tuple(
        FindingShown(
            digest,
            group[0].type,
            group[0].class_,
            group[0].text,
            group[0].why,
            tuple((each.start, each.end) for each in group),
            answers[digest].decision if digest in answers else "",
            answers[digest].replacement if digest in answers else "",
            answers[digest].reason if digest in answers else "",
            stands_of(kept.get(digest)),
        )
        for digest, group in groups.items()
    )


def is_refused(decision: str, type_: str) -> bool:
    """Say whether the Chatham House Rule refuses an answer to a finding of this type."""
    return decision == "keep" and type_ in SPEAKERS


_TOLD = 5


def told(found: Iterable[FindingShown]) -> str:
    """Return the words that were found, a few of them, for whoever wrote them."""
    words = dict.fromkeys(f"“{' '.join(each.text.split())}”" for each in found)
    return ", ".join(list(words)[:_TOLD])


def unanswered(found: Iterable[FindingShown]) -> tuple[FindingShown, ...]:
    """Return the findings that nobody has answered yet."""
    return tuple(each for each in found if not each.decision)


def shown_text(text: str, found: Iterable[FindingShown], language: str) -> str:
    """Return a text as it may be published: masked, generalised or kept as answered.

    A finding without an answer is masked: what nobody decided on is never shown.
    """
    from balai.core.privacy import mask, mask_style

    spans = [
        (start, end, each.type, each.replacement if each.decision == "generalise" else "")
        for each in found
        if each.decision != "keep"
        for start, end in each.places
    ]
    return mask(text, spans, mask_style(language)).text


WITHHELD_UNASKED = frozenset({"birth-date"})
"""Quasi-identifiers that are withheld from readers even before anybody has answered."""


def withheld_in(source_id: str, rows: Iterable[list[object]]) -> tuple[Cover, ...]:
    """Return what in a source's text its readers are not shown.

    `rows` are the findings kept with the reading. What a reviewer decided to keep is shown; of
    what nobody has answered, direct identifiers and dates of birth are withheld, and under the
    Chatham House Rule whoever is told by role and origin.
    """
    return withheld_in_each({source_id: rows})[source_id]


def withheld_in_each(
    found: Mapping[str, Iterable[list[object]]],
) -> dict[str, tuple[Cover, ...]]:
    """Return the same for the kept findings of several sources, in two queries."""
    answers: dict[str, dict[str, tuple[str, str]]] = {source_id: {} for source_id in found}
    ruled = under_rule("source", found)
    for source_id, digest, type_, decision, instead in FindingAnswer.objects.filter(
        source_id__in=list(found)
    ).values_list("source_id", "digest", "type", "decision", "replacement"):
        if not (source_id in ruled and is_refused(decision, type_)):
            answers[source_id][digest] = decision, instead
    return {
        source_id: _withheld(rows, answers[source_id], source_id in ruled)
        for source_id, rows in found.items()
    }


def _withheld(
    rows: Iterable[list[object]], answers: Mapping[str, tuple[str, str]], rule: bool
) -> tuple[Cover, ...]:
    at_once = WITHHELD_UNASKED | SPEAKERS if rule else WITHHELD_UNASKED
    spans = []
    for start, end, type_, class_, digest in rows:
        decision, words = answers.get(str(digest), ("", ""))
        unasked = class_ == "direct" or type_ in at_once
        if decision in ("mask", "generalise") or (not decision and unasked):
            instead = words if decision == "generalise" else ""
            spans.append((int(str(start)), int(str(end)), str(type_), instead))
    return tuple(spans)


def masked_part(text: str, start: int, end: int, withheld: Iterable[Cover], language: str) -> str:
    """Return `text[start:end]` with what is withheld masked in the words of its language."""
    from balai.core.privacy import mask, mask_style

    inside = [
        (max(low, start) - start, min(high, end) - start, type_, instead)
        for low, high, type_, instead in withheld
        if low < end and high > start
    ]
    return mask(text[start:end], inside, mask_style(language)).text


def headings_as_shown(document: Document, withheld: Iterable[Cover]) -> dict[str, str]:
    """Return each heading of a document with what is withheld in it masked."""
    covers = tuple(withheld)
    return {
        document.words_of(block): masked_part(
            document.text, block.start, block.end, covers, block.language
        )
        for block in document.blocks
        if block.kind in (BlockKind.HEADING, BlockKind.TITLE)
    }


def singles_out(text: str, language: str) -> bool:
    """Say whether words that are shown as they stand tell one person by what they say."""
    from balai.core.privacy import FindingType, findings

    return any(each.type is FindingType.COMBINATION for each in findings(text, language))


def names_somebody(text: str, language: str) -> bool:
    """Say whether words that are shown as they stand name a person or hold a number of one."""
    return unnamed(text, language) != text


def unnamed(text: str, language: str) -> str:
    """Return a short text with direct identifiers masked that were found by pattern."""
    from balai.core.privacy import findings, mask, mask_style

    direct = [each for each in findings(text, language) if each.class_ == "direct"]
    return mask(text, direct, mask_style(language)).text
