"""Make the small home that stands here for its version: `make_home.py HOME`.

It goes through the same actions as everybody uses, so each version makes it in its own way. The
encoder is off: vectors are large, and are made anew.
"""

from __future__ import annotations

import os
import sys

PASSWORD = "hall with four posts"
OCHRE = """# A year on the ochre market

## Lessons learned

- Residents spoke to officers sooner where the same two kept the market beat.
- Rotas that changed every month cost the trust that had been won; call 012-345 6789.

## Recommendations

- Police headquarters should count community work in the yearly appraisal.
"""
VILLAGE = """# Catatan kampung

## Pengajaran

- Pertemuan pada hari Sabtu membawa lebih ramai ibu ke dewan.
"""
CLOSED = "The cinnabar street is walked in pairs because one officer was hurt."


def fill() -> None:
    """Fill the open home: the people of two organisations, three sources, three lessons."""
    from balai.core.audience import Level
    from balai.foundation.tasks.worker import run_all
    from balai.knowledge.actions.lessons import add_statement, decide_release
    from balai.knowledge.actions.review import reject
    from balai.knowledge.models import Candidate
    from balai.library.actions import begin_contribution, submit_contribution
    from balai.people.actions.organisations import make_organisation
    from balai.people.queries import operator
    from balai.sharing.models import Release

    police = make_organisation(viewer=operator(), name="Ochre Police", country="MY", actor="police")
    village = make_organisation(
        viewer=operator(), name="Village Council", country="MY", actor="ngo"
    )
    people = {
        "amina": (police, "reviewer", "contributor"),
        "budi": (police, "reviewer", "contributor"),
        "esther": (village, "reviewer", "contributor"),
        "farid": ("", "steward"),
    }
    for name, (organisation, *roles) in people.items():
        _person(name, organisation, roles)
    amina, budi, esther = (_viewer(name) for name in ("amina", "budi", "esther"))

    given = begin_contribution(viewer=budi, organisation_id=police)
    market = _source(
        budi, police, "A year on the ochre market", "en", OCHRE, Level.AMBER, (), given
    )
    submit_contribution(viewer=budi, contribution_id=given)
    hall = _source(esther, village, "Catatan kampung", "ms", VILLAGE, Level.GREEN)
    named = (amina.account or "",)
    closed = _source(budi, police, "A closed note", "en", CLOSED, Level.RED, named)

    quote = "Residents spoke to officers sooner where the same two kept the market beat."
    wider = _lesson(
        amina, market, quote, "Where two officers kept one beat, residents spoke.", "en"
    )
    for release in Release.objects.filter(state="asked"):
        decide_release(viewer=budi, release_id=release.pk, grant=True)
    malay = "Apabila dua pegawai yang sama meronda pasar, penduduk lebih cepat bercakap."
    add_statement(viewer=amina, lesson_id=wider, language="ms", text=malay, is_checked=True)
    saturday = "Pertemuan pada hari Sabtu membawa lebih ramai ibu ke dewan."
    _lesson(esther, hall, saturday, "Pertemuan hari Sabtu membawa lebih ramai ibu.", "ms", "")
    _lesson(amina, closed, CLOSED, "On the cinnabar street officers walk in pairs.", "en", "")
    row = Candidate.objects.filter(state="open").first()
    if row:
        reject(viewer=amina, candidate_id=row.pk, reason="It is not a lesson.")
    run_all()


def _person(name: str, organisation: str, roles: list[str]) -> None:
    from balai.core.audience import PUBLIC
    from balai.people.actions.invitations import accept_invitation, invite
    from balai.people.queries import operator

    link = invite(
        viewer=operator(), email=f"{name}@example.org", organisation=organisation, roles=roles
    )
    accept_invitation(viewer=PUBLIC, token=link.token, name=name.title(), password=PASSWORD)


def _viewer(name: str):
    from balai.people.queries import viewer_by_email

    return viewer_by_email(f"{name}@example.org")


def _source(viewer, organisation, title, language, text, level, recipients=(), given=None) -> str:
    from balai.foundation.tasks.worker import run_all
    from balai.library.actions import Sharing, SourceDetails, add_source

    source: str = add_source(
        viewer=viewer,
        organisation_id=organisation,
        name=f"{title}.md",
        content=[text.encode()],
        sharing_as=Sharing(level, recipients, False),
        details=SourceDetails(title=title, country="MY", language=language),
        contribution_id=given,
    )
    run_all()
    return source


def _lesson(viewer, source, quote, statement, language, reason="Others ask for it.") -> str:
    """Accept a lesson; with a reason it is asked to be open to everybody."""
    from balai.core.audience import Level, audience
    from balai.knowledge.actions.propose import mark_passage
    from balai.knowledge.actions.review import Validated, accept
    from balai.library.queries import find_words

    start, end = find_words(viewer, source, quote)
    candidate = mark_passage(viewer=viewer, source_id=source, start=start, end=end, kind="lesson")
    validated = Validated(
        kind="lesson",
        statement=statement,
        language=language,
        labels=(("approach", "A1"), ("country", "MY")),
        year_from=2020,
        year_to=2021,
        audience=audience(Level.CLEAR) if reason else None,
        reason=reason,
    )
    return accept(viewer=viewer, candidate_id=candidate, validated=validated)


if __name__ == "__main__":
    os.environ |= {
        "BALAI_HOME": sys.argv[1],
        "BALAI_EMBEDDER": "none",
        "DJANGO_SETTINGS_MODULE": "balai.config.settings",
    }
    import django

    django.setup()
    from balai.cli.node import open_node

    open_node()
    fill()
