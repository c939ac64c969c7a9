"""The review bench as its page shows it."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from balai.core.passages.document import Document
from balai.core.privacy.masking import Cover
from balai.knowledge import labels
from balai.knowledge.forms import MULTIPLE
from balai.knowledge.generalising import instead_in, reasons_for_keeping, stand_in
from balai.knowledge.presenting import kind_label, language
from balai.knowledge.reasons import reason_words
from balai.knowledge.review import CandidateShown
from balai.library.findings import FindingShown, is_refused
from balai.library.marking import Looked
from balai.library.measured import how_much_is_found
from balai.library.presenting import block_shown
from balai.library.reasons import reason
from balai.sharing import presenting as sharing
from balai.web import contexts

SURE = 0.6
"""From this confidence on a proposed field stays folded; below it the reviewer is asked to look."""


def initial(shown: CandidateShown) -> dict[str, Any]:
    """Return the form's first values: what was proposed."""
    values: dict[str, Any] = {
        "statement": shown.text,
        "kind": shown.kind,
        "version": shown.version,
        "cycle": "lesson-identified",
        "design": 0,
        "year_from": None,
    }
    for scheme, code, _words in shown.proposed:
        if scheme == "level":
            values.setdefault("target", code)
        elif labels.is_label(scheme, code):
            values.setdefault(scheme, []).append(code)
    if shown.source.country and "country" not in values:
        values["country"] = [shown.source.country]
    return values


def page(
    shown: CandidateShown, document: Document, form: Any, *, keys: bool = True
) -> contexts.ReviewBenchPage:
    """Return the bench for one candidate; `keys` is the reviewer's choice of single keys."""
    open_findings = sum(not each.decision for each in shown.findings)
    return contexts.ReviewBenchPage(
        position=_("Candidate %(number)d of %(total)d")
        % {"number": shown.number, "total": shown.total},
        source_title=shown.source.title,
        queue_url=reverse("review"),
        done=shown.done,
        whole=shown.total,
        progress_words=_(
            "%(done)d decided, %(left)d to go. You can stop at any time; what you did is kept."
        )
        % {"done": shown.done, "left": shown.total - shown.done},
        rule=" · ".join(filter(None, (_proposed_by(shown), _carried(shown)))),
        leaf=_leaf(shown, document),
        page_words=_("%(page)d of %(pages)d") % {"page": shown.page, "pages": document.pages},
        rows=_rows(shown, form),
        action=reverse("candidate", args=[shown.id]),
        text_url=_in_the_source(shown),
        original_url=f"{reverse('source-original', args=[shown.source.id])}#page={shown.page}"
        if shown.original_is_open
        else "",
        findings=tuple(_finding(shown, each) for each in shown.findings),
        findings_open=open_findings,
        findings_note=_names_note(shown),
        alike=tuple(
            contexts.Alike(
                number=each.id,
                title=_("A lesson that looks alike"),
                statement=each.statement,
                language=each.language,
                url=reverse("lesson", args=[each.id]),
                reason=_("%(share)s %% of the words are the same.")
                % {"share": number_format(round(each.likeness * 100))},
            )
            for each in shown.similar
        ),
        check=_figures_checked(shown),
        secondary=any(code == "L2" for scheme, code, _w in shown.proposed if scheme == "level"),
        previous_url=reverse("candidate", args=[shown.previous_id]) if shown.previous_id else "",
        next_url=reverse("candidate", args=[shown.next_id]) if shown.next_id else "",
        keys=keys,
    )


def _names_note(shown: CandidateShown) -> str:
    """Say how far names of persons were looked for, and how much is found in this language."""
    if shown.looked is Looked.NEVER:
        return _("Names in running text were not looked for: read the text for them yourself.")
    if shown.looked is Looked.NOT_NOW:
        return _(
            "Names in running text could not be looked for just now. Load this page again; "
            "until then nothing can be published."
        )
    return how_much_is_found(shown.language)


def _proposed_by(shown: CandidateShown) -> str:
    share = number_format(round(shown.confidence * 100))
    return f"{reason_words(shown.rule, shown.language)} · {share} %"


def _carried(shown: CandidateShown) -> str:
    """Say where the decision on the same words of a former edition holds."""
    if shown.state == "carried":
        return _("Carried over from the former edition")
    if shown.carried_from:
        return _("Not taken in the former edition")
    return ""


def _in_the_source(shown: CandidateShown) -> str:
    address = reverse("source", args=[shown.source.id])
    return f"{address}?from={shown.start}&to={shown.end}#p-quoted"


def _leaf(shown: CandidateShown, document: Document) -> contexts.Leaf:
    """Return the page with the candidate's words marked and open findings framed."""
    blocks = []
    for index, block in enumerate(document.blocks):
        if block.page == shown.page:
            withheld: list[Cover] = []
            blocks.append(block_shown(document, index, withheld, (shown.start, shown.end)))
    return contexts.Leaf(str(shown.page), shown.source.title, shown.source.language, tuple(blocks))


def _rows(shown: CandidateShown, form: Any) -> tuple[contexts.ProposedRow, ...]:
    proposed = contexts.ProposedRow
    by_scheme: dict[str, list[tuple[str, str]]] = {}
    for scheme, code, words in shown.proposed:
        by_scheme.setdefault(scheme, []).append((code, words))
    return (
        proposed(
            _("Kind"), kind_label(shown.kind), sure=shown.confidence >= SURE, control=form["kind"]
        ),
        *(_row(scheme, scheme, by_scheme.get(scheme, []), form) for scheme in MULTIPLE),
        _row("level", "target", by_scheme.get("level", []), form),
        *(
            proposed(str(form[name].label), "", control=form[name])
            for name in ("place", "year_from", "year_to", "status")
        ),
        *(
            proposed(str(form[name].label), _chosen(form[name]), control=form[name])
            for name in ("cycle", "design")
        ),
        proposed(
            _("Sharing"),
            _("as its source"),
            level=sharing.label(shown.source.sharing.level),
            chatham=shown.source.sharing.chatham,
            control=form["level"],
        ),
        proposed(
            str(form["why"].label),
            "",
            sure=not (form["level"].value() or form["why"].errors),
            control=form["why"],
        ),
    )


def _chosen(field: Any) -> str:
    """Return the label of the choice a field stands at."""
    value = str(field.value())
    return next((str(label) for code, label in field.field.choices if str(code) == value), "")


def _row(scheme: str, field: str, found: list[tuple[str, str]], form: Any) -> contexts.ProposedRow:
    known = [(code, words) for code, words in found if labels.is_label(scheme, code)]
    names = ", ".join(labels.shown(scheme, code, language()).name for code, _w in known)
    words = ", ".join(
        dict.fromkeys(_("“%(words)s”") % {"words": words} for _c, words in known if words)
    )
    return contexts.ProposedRow(
        str(form[field].label),
        names,
        _("From %(words)s") % {"words": words} if words else "",
        control=form[field],
    )


def _figures_checked(shown: CandidateShown) -> str:
    """Say whether each figure of the sentence stands in the words it rests on."""
    figures = {
        word.strip(".,;:()%") for word in shown.text.split() if any(c.isdigit() for c in word)
    }
    if figures and all(figure in shown.quote for figure in figures):
        return _("Every figure in it stands word for word on page %(page)d.") % {"page": shown.page}
    return ""


def _finding(shown: CandidateShown, finding: FindingShown) -> contexts.Finding:
    decided = {
        "mask": _("Masked"),
        "generalise": _("Said instead: %(words)s") % {"words": finding.replacement},
        "keep": _("Kept: %(reason)s") % {"reason": finding.reason},
    }
    rule = shown.source.sharing.chatham
    instead = instead_in(
        shown.language, finding.type, shown.source.country, shown.proposed, rule=rule
    )
    choices = [
        contexts.Choice("mask", _("Keep it masked")),
        contexts.Choice("generalise", _("Say that instead")),
    ]
    may_keep = not (rule and is_refused("keep", finding.type))
    if may_keep:
        choices.append(contexts.Choice("keep", _("Keep the words")))
    return contexts.Finding(
        id=finding.digest[:12],
        url=reverse("candidate-finding", args=[shown.id, finding.type, finding.digest]),
        kind_label=finding_label(finding.type),
        place=_("page %(page)d") % {"page": shown.page},
        choices=tuple(choices),
        seen=finding.stands,
        excerpt=finding.text,
        count=len(finding.places),
        note=_note(finding, may_keep),
        suggestion=finding.replacement or (stand_in(finding.type) if may_keep else instead[0]),
        suggestions=instead,
        reason_for="keep" if may_keep else "",
        reasons=reasons_for_keeping() if may_keep else (),
        decided=decided.get(finding.decision, ""),
        undo_url=reverse("candidate-finding", args=[shown.id, finding.type, finding.digest])
        if finding.decision
        else "",
    )


def _note(finding: FindingShown, may_keep: bool) -> str:
    """Return what was recognised, for what names nobody why it matters, and what the rule asks."""
    said = [_("Why it was found: %(reason)s.") % {"reason": reason(finding.why)}]
    if finding.class_ == "quasi":
        said.append(_("Helps to single somebody out, even without a name."))
    if not may_keep:
        said.append(
            _(
                "It was said under the Chatham House Rule: mask it or say it more generally, "
                "for who spoke, and from where, is not told."
            )
        )
    return " ".join(said)


def finding_label(type_: str) -> str:
    """Return what a finding is, in words."""
    names = {
        "name": _("A person’s name"),
        "email": _("An e-mail address"),
        "phone": _("A telephone number"),
        "identity-number": _("An identity number"),
        "passport": _("A passport number"),
        "card": _("A card number"),
        "iban": _("A bank account"),
        "account": _("An account number"),
        "plate": _("A number plate"),
        "address": _("A street address"),
        "case-number": _("A case number"),
        "handle": _("An online name"),
        "url": _("An address on the web"),
        "ip-address": _("A network address"),
        "birth-date": _("A date of birth"),
        "date": _("A date tied to a person"),
        "age": _("An age"),
        "combination": _("A description of one person"),
        "number": _("A number that may be somebody’s"),
        "place": _("A place"),
        "organisation": _("An organisation"),
        "trait": _("A nationality, belief or occupation"),
        "quantity": _("A count or an amount"),
    }
    return names.get(type_, type_)
