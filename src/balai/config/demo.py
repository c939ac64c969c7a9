"""The demo: a node with the sample library, its people, and links that let one be each of them.

`python -m balai.config.demo` loads what is missing, through the same actions as everybody uses.
It runs in a process of its own, so that the server starts small.
"""

from __future__ import annotations

import os
import secrets
import sys

from balai.core.audience import Level, Viewer, audience
from balai.core.errors import BalaiError

LABELS = {
    "countries": "country",
    "approaches": "approach",
    "drivers": "driver",
    "actors": "actor",
    "settings": "setting",
    "outcomes": "outcome",
    "unintended": "outcome",
}
"""Names in the sample's data -> schemes of the vocabulary."""


def load() -> None:
    """Load the sample library into this home; what is there already stays as it is."""
    from balai.foundation.node_settings import get_setting, set_setting
    from balai.foundation.tasks.worker import run_all
    from balai.sample.catalogue import lessons, library

    if get_setting("is_demo"):
        return
    sample = library()
    organisations = _organisations(sample.organisations)
    people = _people(sample.personas, organisations)
    sources = {}
    for number, each in enumerate(sample.sources, 1):
        _say(f"Reading the sample library: {number} of {len(sample.sources)}")
        sources[each.key] = _source(each, organisations, people)
        run_all()
    unread = _unread(sources)
    every = [each for each in lessons() if not any(q.source in unread for q in each.quotes)]
    for number, lesson in enumerate(every, 1):
        _say(f"Reviewing lessons: {number} of {len(every)}")
        _lesson(lesson, sources, people, _reviewers(sample))
    _say("Indexing")
    run_all()
    set_setting("name", "Balai, the demo")
    set_setting("is_demo", True)
    _say("The sample library is here.", end="\n")


def _unread(sources: dict[str, str]) -> frozenset[str]:
    """Return the sources that this machine cannot read, such as the scan without Tesseract."""
    from balai.library.models import Source

    ready = set(Source.objects.filter(state="ready").values_list("pk", flat=True))
    return frozenset(key for key, source_id in sources.items() if source_id not in ready)


def _reviewers(sample) -> dict[str, str]:  # type: ignore[no-untyped-def]
    """Return, for each source's key, a persona who reviews for the organisation that owns it."""
    by_organisation = {
        each.organisation: each.key
        for each in reversed(sample.personas)
        if "reviewer" in each.roles
    }
    return {each.key: by_organisation[each.owner] for each in sample.sources}


def _say(text: str, end: str = "") -> None:
    line = "\r" if sys.stderr.isatty() else "\n"
    print(f"{line}{text:<60}", end=end, file=sys.stderr, flush=True)


def _organisations(wanted: tuple) -> dict[str, str]:  # type: ignore[type-arg]
    from balai.people.actions.organisations import make_organisation, name_clients
    from balai.people.models import Organisation
    from balai.people.queries import operator

    ids = {}
    for each in wanted:
        known = Organisation.objects.filter(name=each.name).values_list("pk", flat=True).first()
        ids[each.key] = known or make_organisation(
            viewer=operator(), name=each.name, country=each.country, actor=each.kind
        )
        name_clients(
            viewer=operator(), organisation_id=ids[each.key], clients=(), described=each.clients
        )
    return ids


def _people(wanted: tuple, organisations: dict[str, str]) -> dict[str, str]:  # type: ignore[type-arg]
    """Invite and admit each persona; return their addresses by key."""
    from balai.core.audience import PUBLIC
    from balai.people.actions.invitations import accept_invitation, invite
    from balai.people.actions.roles import give_role
    from balai.people.models import Account
    from balai.people.queries import operator

    addresses = {}
    for each in wanted:
        if not each.account:
            continue
        addresses[each.key] = each.email
        organisation = organisations.get(each.organisation, "")
        if not Account.objects.filter(email=each.email).exists():
            link = invite(
                viewer=operator(),
                email=each.email,
                organisation=organisation,
                roles=each.roles or each.node_roles,
            )
            account = accept_invitation(
                viewer=PUBLIC, token=link.token, name=each.name, password=secrets.token_urlsafe(24)
            )
            Account.objects.filter(pk=account).update(language=each.language)
            if each.roles:
                for role in each.node_roles:
                    give_role(viewer=operator(), account_id=account, organisation="", role=role)
    return addresses


def _viewer(address: str) -> Viewer:
    from balai.people.queries import viewer_by_email

    found = viewer_by_email(address)
    if found is None:
        raise BalaiError(f"The sample's {address} is not on this node.")
    return found


def _source(each, organisations: dict[str, str], people: dict[str, str]) -> str:  # type: ignore[no-untyped-def]
    from balai.library.actions import Sharing, SourceDetails, add_source
    from balai.library.models import Source

    known = Source.objects.filter(file_name=each.file, is_illustration=True)
    if found := known.values_list("pk", flat=True).first():
        return found
    recipients = tuple(_viewer(people[name]).account or "" for name in each.recipients)
    return add_source(
        viewer=_viewer(people[each.uploader]),
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


def _lesson(lesson, sources, people, reviewers) -> None:  # type: ignore[no-untyped-def]
    from balai.knowledge.actions.lessons import add_statement, decide_release
    from balai.knowledge.actions.propose import mark_passage
    from balai.knowledge.actions.review import Validated, accept, merge
    from balai.knowledge.models import Candidate
    from balai.sharing.models import Release

    reviewer = _viewer(people[lesson.reviewer])
    first, *others = [
        (sources[each.source], *_place_of(sources[each.source], each.quote), each.source)
        for each in lesson.quotes
    ]
    candidate = mark_passage(
        viewer=reviewer, source_id=first[0], start=first[1], end=first[2], kind=lesson.kind
    )
    row = Candidate.objects.get(pk=candidate)
    if row.state != "open":
        return
    _answer_findings(reviewer, candidate, lesson.statement)
    release = lesson.release
    wanted = None
    if release or Level.read(lesson.level) is not Level.RED:
        wanted = audience(Level.read(lesson.level), owners=(row.source.organisation_id,))
    lesson_id = accept(
        viewer=reviewer,
        candidate_id=candidate,
        validated=Validated(
            kind=lesson.kind,
            statement=lesson.statement,
            language=lesson.language,
            labels=_labels(lesson.labels),
            place=lesson.place,
            year_from=lesson.years[0],
            year_to=lesson.years[1],
            cycle=lesson.stage,
            design=lesson.design,
            status=lesson.status,
            audience=wanted,
            reason=release.reason if release else "",
        ),
    )
    if release:
        asked = Release.objects.get(record_id=lesson_id, state="asked")
        decide_release(viewer=_viewer(people[release.second]), release_id=asked.pk, grant=True)
    for source_id, start, end, key in others:
        colleague = _viewer(people[reviewers[key]])
        more = mark_passage(
            viewer=colleague, source_id=source_id, start=start, end=end, kind=lesson.kind
        )
        _answer_findings(colleague, more)
        merge(viewer=colleague, candidate_id=more, lesson_id=lesson_id)
    for each in lesson.translations:
        add_statement(
            viewer=reviewer,
            lesson_id=lesson_id,
            language=each.language,
            text=each.text,
            is_checked=each.checked,
        )


def _labels(labels) -> tuple[tuple[str, str], ...]:  # type: ignore[no-untyped-def]
    found = [(scheme, code) for name, scheme in LABELS.items() for code in getattr(labels, name)]
    return (*found, *([("level", labels.target_level)] if labels.target_level else []))


def _place_of(source_id: str, quote: str) -> tuple[int, int]:
    """Return where a quote stands in what was read from a source."""
    from balai.library.queries import document_of

    document = document_of(source_id)
    start = document.text.find(quote) if document else -1
    if start < 0:
        raise BalaiError(f"A quote of the sample is not in its source: {quote[:60]}")
    return start, start + len(quote)


def _answer_findings(reviewer: Viewer, candidate_id: str, statement: str = "") -> None:
    """Mask what the check finds, as a careful reviewer would."""
    from balai.knowledge.review import candidate
    from balai.library.actions import answer_finding

    shown = candidate(reviewer, candidate_id, statement)
    for each in shown.findings:
        if not each.decision:
            answer_finding(
                viewer=reviewer,
                source_id=shown.source.id,
                digest=each.digest,
                type_=each.type,
                decision="mask",
            )


def invitation(address: str) -> list[str]:
    """Return what the terminal says of a demo: who one can be, and what to try first."""
    from balai.people.actions.recovery import sign_in_link
    from balai.people.models import Account
    from balai.people.queries import operator
    from balai.sample.catalogue import library

    lines = ["", f"Balai is at {address}", "", "Be one of these people (each link works once):"]
    for each in library().personas:
        account = Account.objects.filter(email=each.email).first() if each.account else None
        if account:
            link = sign_in_link(viewer=operator(), account_id=account.pk)
            lines += [f"  {each.name:<8}{each.about}", f"          {address}{link.path}"]
        else:
            lines.append(f"  {each.name:<8}{each.about}")
    return [
        *lines,
        "",
        "Try first:",
        "  1. Search for “pegawai yang sama di pasar” and read what other countries saw.",
        "  2. As Budi, bring in a report of your own, or tell a case.",
        "  3. As Amina, review what Balai found in it.",
        "",
        "Stop with Ctrl-C; what you did is kept.",
    ]


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "balai.config.settings")
    import django

    django.setup()
    load()
