"""`balai lesson`: what reviewers do with a lesson that is here already."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from balai.cli.node import (
    LANGUAGE,
    LEVEL,
    as_line,
    as_option,
    json_option,
    open_node,
    print_json,
    reading_languages,
    viewer,
)
from balai.cli.on_record import outs_of, print_marked, releases_on_record
from balai.cli.readers import (
    by_address,
    confirm_named,
    named,
    recipient_option,
    shared,
    tell,
    yes_option,
)
from balai.cli.review.verdicts import KINDS, label_of
from balai.core.audience import Level

if TYPE_CHECKING:
    from balai.knowledge.actions.masking import Settled

JSON = (
    "`show`: `{lesson, state, kind, statement, language, organisation, level, chatham, readers, "
    "gone_out: [{way, level, times, last}], releases: [{asked, reason, before, after, state, "
    "decided, answer, original}]}`; `amend`, `translate`, `check`: `{lesson, version, "
    "statement, language, statements}`; "
    "`share`: `{lesson, level, narrowed, named, release, kept_open}`; `withdraw`: "
    "`{lesson, state}`"
)
"""What `--json` prints; docs/reference/cli.md is made from it."""


def settled_options(function: Any) -> Any:
    """Say what becomes of personal data that the check finds in a sentence."""
    mask = click.option("--mask", is_flag=True, help="Mask what could tell who somebody is.")
    keep = click.option(
        "--keep-because",
        default="",
        help="Keep it, for this reason. Name no one.",
        metavar="REASON",
    )
    return mask(keep(function))


def _settled(mask: bool, keep_because: str) -> Settled | None:
    from balai.knowledge.actions.masking import MASKED, Settled

    if mask and keep_because:
        raise click.UsageError("Use --mask or --keep-because, not both.")
    return MASKED if mask else Settled("keep", keep_because) if keep_because else None


@click.group()
def command() -> None:
    """Look after a lesson: show, amend, translate, share, withdraw. `balai export LESSON` is all
    of it, with its quotations."""


@command.command()
@click.argument("lesson")
@as_option
@json_option
def show(lesson: str, email: str | None, as_json: bool) -> None:
    """Show what LESSON says and who may read it; its releases to those in charge."""
    open_node()
    from balai.knowledge.queries import lesson as lesson_of
    from balai.sharing.policy import may
    from balai.sharing.presenting import sentence

    who = viewer(email)
    shown = lesson_of(who, lesson, reading_languages(who))
    charge = may(who, "share", "lesson", shown)
    row: dict[str, Any] = {
        "lesson": shown.id,
        "state": shown.state,
        "kind": shown.kind,
        "statement": shown.statement.text,
        "language": shown.statement.language,
        "organisation": shown.organisation,
        "level": shown.sharing.level.label,
        "chatham": shown.sharing.chatham,
        "readers": sentence(shown.sharing.audience),
        "gone_out": outs_of("lesson", lesson) if charge else [],
        "releases": releases_on_record(("lesson", lesson)) if charge else [],
    }
    print_json(row) if as_json else print_marked(row)


@command.command()
@click.argument("lesson")
@click.option(
    "--statement", help="The lesson's one sentence, in the language it was written in. Name no one."
)
@click.option("--kind", type=click.Choice(KINDS), help="What it is.")
@click.option("--label", "labels", multiple=True, help="scheme:code; replaces those it has.")
@click.option("--place", help="Where, in words. Name no one.")
@click.option("--year-from", type=click.IntRange(1900, 2100), help="First year.")
@click.option("--year-to", type=click.IntRange(1900, 2100), help="Last year.")
@click.option("--cycle", help="Where it stands, such as lesson-identified.")
@click.option("--design", type=click.IntRange(0, 5), help="Design of the evidence, 0 to 5.")
@settled_options
@as_option
@json_option
def amend(
    lesson: str, mask: bool, keep_because: str, email: str | None, as_json: bool, **changes: Any
) -> None:
    """Change LESSON; what is not named stays."""
    open_node()
    from balai.core.errors import Invalid
    from balai.knowledge.actions.lessons import amend_lesson
    from balai.knowledge.actions.review import Validated
    from balai.knowledge.queries import lesson as lesson_of
    from balai.vocabulary.queries import choices

    who = viewer(email)
    shown = lesson_of(who, lesson)
    original = next((each for each in shown.statements if each.is_original), shown.statement)
    given = {name: value for name, value in changes.items() if value not in (None, ())}
    if "labels" in given:
        given["labels"] = tuple(label_of(each) for each in given["labels"])
    for name, scheme in (("cycle", "life-cycle"), ("design", "study-designs")):
        known = [code for code, _ in choices(scheme)]
        if name in given and str(given[name]) not in known:
            raise Invalid(f"“{given[name]}” is not a {name}.", f"Use one of {', '.join(known)}.")
    values = {
        "kind": shown.kind,
        "statement": original.text,
        "language": original.language,
        "labels": shown.labels,
        "place": shown.place,
        "year_from": shown.year_from,
        "year_to": shown.year_to,
        "cycle": shown.cycle,
        "design": shown.design,
    } | given
    amend_lesson(
        viewer=who,
        lesson_id=lesson,
        validated=Validated(**values),
        version=shown.version,
        settled=_settled(mask, keep_because),
    )
    _changed(lesson, email, as_json)


@command.command()
@click.argument("lesson")
@click.argument("language", type=LANGUAGE)
@click.argument("text")
@click.option("--checked", is_flag=True, help="You speak the language well and have checked it.")
@settled_options
@as_option
@json_option
def translate(
    lesson: str,
    language: str,
    text: str,
    checked: bool,
    mask: bool,
    keep_because: str,
    email: str | None,
    as_json: bool,
) -> None:
    """Add LESSON's one sentence in a further LANGUAGE."""
    open_node()
    from balai.knowledge.actions.lessons import add_statement

    add_statement(
        viewer=viewer(email),
        lesson_id=lesson,
        language=language,
        text=text,
        is_checked=checked,
        settled=_settled(mask, keep_because),
    )
    _changed(lesson, email, as_json)


@command.command()
@click.argument("lesson")
@click.argument("language", type=LANGUAGE)
@as_option
@json_option
def check(lesson: str, language: str, email: str | None, as_json: bool) -> None:
    """Confirm that LESSON's sentence in LANGUAGE says what the original says."""
    open_node()
    from balai.core.errors import Invalid
    from balai.knowledge.actions.lessons import check_statement
    from balai.knowledge.queries import lesson as lesson_of
    from balai.sharing.policy import require

    who = viewer(email)
    shown = lesson_of(who, lesson)
    require(who, "translate", "lesson", shown)
    said = {each.language: each.id for each in shown.statements}
    if language not in said:
        raise Invalid(f"This lesson has no sentence in “{language}”.", f"It has {', '.join(said)}.")
    check_statement(viewer=who, statement_id=said[language])
    _changed(lesson, email, as_json)


@command.command()
@click.argument("lesson")
@as_option
@json_option
def withdraw(lesson: str, email: str | None, as_json: bool) -> None:
    """Take LESSON out of sight; its record and history stay for those in charge."""
    open_node()
    from balai.cli.work import finish
    from balai.knowledge.actions.lessons import withdraw_lesson

    withdraw_lesson(viewer=viewer(email), lesson_id=lesson)
    finish((f"search.index:lesson:{lesson}",))
    row = {"lesson": lesson, "state": "withdrawn"}
    print_json(row) if as_json else click.echo(f"{lesson} is withdrawn.")


@command.command()
@click.argument("lesson")
@click.option("--level", type=LEVEL, required=True, help="See `balai levels`.")
@recipient_option
@click.option("--reason", default="", help="Why wider readers should have it. Name no one.")
@yes_option
@as_option
@json_option
def share(
    lesson: str,
    level: Level,
    recipients: tuple[str, ...],
    reason: str,
    yes: bool,
    email: str | None,
    as_json: bool,
) -> None:
    """Change who may read LESSON: narrower at once, wider by a second reviewer."""
    open_node()
    from balai.knowledge.actions.audiences import share_lesson
    from balai.knowledge.queries import lesson as lesson_of
    from balai.sharing.policy import require

    who, addresses = viewer(email), by_address(level, recipients)
    shown = lesson_of(who, lesson)
    require(who, "share", "lesson", shown)
    confirm_named(who, addresses, shown.sharing.audience, shown.organisation_id, yes=yes)
    done = share_lesson(
        viewer=who,
        lesson_id=lesson,
        level=level,
        recipients=named(who, level, recipients),
        reason=reason,
    )
    row = shared("lesson", lesson, done)
    print_json(row) if as_json else tell("lesson", row)


def _changed(lesson: str, email: str | None, as_json: bool) -> None:
    from balai.cli.work import finish
    from balai.knowledge.queries import lesson as lesson_of

    finish((f"search.index:lesson:{lesson}",))
    shown = lesson_of(viewer(email), lesson)
    if as_json:
        print_json(
            {
                "lesson": lesson,
                "version": shown.version,
                "statement": shown.statement.text,
                "language": shown.statement.language,
                "statements": {each.language: each.text for each in shown.statements},
            }
        )
        return
    for each in shown.statements:
        click.echo(f"{each.language}: {as_line(each.text)}")
